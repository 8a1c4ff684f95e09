"""Is the evidence good enough to answer from? A small logistic regression over what retrieval found.

No single score can tell: the best hit of a question without an answer often scores higher than that of a question with
one. The weights are in `answerability.json`; `python -m evals.retrieval.fit` makes them from labelled questions.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.embedding import Vectors
from knowledge.lexical import Lexicon, words
from knowledge.retrieval import Candidate
from knowledge.text.language import detect
from knowledge.text.sentences import sentences

WEIGHTS = Path(__file__).parent / "answerability.json"
ANY_EMBEDDER = "*"  # weights over features that don't depend on an embedder's scale of similarities
READ_CLOSELY = 2  # passages whose sentences are looked at one by one
MAX_SENTENCES = 6  # of one passage


class Weights(BaseModel):
    """Of standardised features: (feature − mean) ÷ scale."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    weights: dict[str, float]
    means: dict[str, float]
    scales: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        total = self.bias + sum(
            weight * (features[name] - self.means[name]) / self.scales[name] for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question and what was found for it, best first.

    `sample` holds vectors that stand for the whole brand, `close` the similarities of the question to the sentences of
    the first passages.
    """

    query: str
    vector: Vectors
    found: Sequence[Candidate]
    sample: Vectors
    close: Sequence[float]
    lexicon: Lexicon

    def features(self) -> dict[str, float]:
        usual = self.sample @ self.vector
        nearest = max(self.found, key=lambda one: one.dense)
        best = sorted(self.close, reverse=True)[:2]
        other = self._other_language(nearest.passage.locale)
        return {
            "sentence": float(np.mean(best)) if best else nearest.dense,
            "standing": (nearest.dense - float(np.mean(usual))) / (float(np.std(usual)) + 1e-6),
            "agreement": self.found[0].score,
            "other_language": other,
            "words": max(one.coverage for one in self.found[:5]) * (1 - other),
        }

    def _other_language(self, locale: str) -> float:
        """1 where the question is in another language than the passage: all similarities are lower then."""
        asked = list(words(self.query))
        if len(asked) < 3 and any(self.lexicon.knows(word) for word in asked):
            return 0.0  # too short to tell by itself
        return float(detect(self.query) != locale.partition("-")[0].lower())


def close_texts(candidate: Candidate) -> list[str]:
    """The sentences of a passage, each with the heading it stands under."""
    passage = candidate.passage
    heading = (passage.heading or (passage.title,))[-1]
    return [f"{heading}: {sentence.text}" for sentence in sentences(passage.text)[:MAX_SENTENCES]]


def is_answerable(evidence: Evidence, embedder: str) -> bool:
    if not evidence.found:
        return False
    known = _load()
    return known.get(embedder, known[ANY_EMBEDDER]).probability(evidence.features()) >= 0.5


@cache
def _load() -> dict[str, Weights]:
    return {name: Weights.model_validate(one) for name, one in json.loads(WEIGHTS.read_text("utf-8")).items()}
