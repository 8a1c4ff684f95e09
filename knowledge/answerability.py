"""Is the evidence good enough to answer from? A small logistic regression over what retrieval found.

No single score can tell: the best hit of a question without an answer often scores higher than that of a question with
one. The weights are in `answerability.json`; `python -m evals.retrieval.fit` makes them from labelled questions.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.asking import asking_words
from knowledge.embedding import Vectors
from knowledge.kindred import telling
from knowledge.lexical import Lexicon, words
from knowledge.retrieval import Candidate
from knowledge.text.language import detect

WEIGHTS = Path(__file__).parent / "answerability.json"
_SHAPED = re.compile(r"[^\W_]+(?:[.\-/][^\W_]+)*")
LOOKUP = 3  # words
WHOLE = 0.99  # of them, in the passage
ANY_EMBEDDER = "*"  # weights over features that don't depend on an embedder's scale of similarities


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

    `vector` is the question's subject, `sample` holds vectors that stand for the whole brand, `section` gives the
    texts that stand under the heading of one that was found. `nearest` is the similarity of the nearest window among
    the first passages, where the embedder has a part of its vectors that tells it best.
    """

    query: str
    vector: Vectors
    found: Sequence[Candidate]
    sample: Vectors
    lexicon: Lexicon
    section: Callable[[Candidate], tuple[str, ...]] = lambda _: ()
    nearest: float | None = None

    def features(self) -> dict[str, float]:
        usual = self.sample @ self.vector
        middle, width = float(np.mean(usual)), float(np.std(usual)) + 1e-6
        dense = max(one.dense for one in self.found)
        return {
            "nearest": dense if self.nearest is None else self.nearest,
            "standing": (dense - middle) / width,
            "margin": self.found[0].score - float(np.mean([one.score for one in self.found[1:10]] or [0.0])),
            "words": self.found[0].coverage,
            "kindred": max(one.kindred for one in self.found),
            "length": float(len(telling(self.query, asking_words(detect(self.query))))),
            "absent": self._absent(),
            "other_language": self._other_language(self.found[0].passage.locale),
        }

    @property
    def is_lookup(self) -> bool:
        """A word or two, or a code, that stand in the best passage just so: nothing is asked but where they stand."""
        asked = list(words(self.query))
        if not 0 < len(asked) <= LOOKUP or not asking_words(detect(self.query)).isdisjoint(asked):
            return False
        return self.found[0].coverage >= WHOLE

    def _absent(self) -> float:
        """The share of the names and numbers asked about that no passage found speaks of."""
        asked = names(self.query, capitalised=detect(self.query) != "de")
        texts = {one.position for one in self.found[:5]}
        return sum(not self.lexicon.stands_in(word, texts) for word in asked) / len(asked) if asked else 0.0

    def _other_language(self, locale: str) -> float:
        """1 where the question is in another language than the passage: all similarities are lower then."""
        asked = list(words(self.query))
        if len(asked) < 3 and any(self.lexicon.knows(word) for word in asked):
            return 0.0  # too short to tell by itself
        return float(detect(self.query) != locale.partition("-")[0].lower())


def names(query: str, *, capitalised: bool) -> tuple[str, ...]:
    """Folded words that name one thing: with a digit or a capital inside; behind the first word, with one in front
    where the language keeps capitals for names."""
    found: list[str] = []
    for match in _SHAPED.finditer(query):
        word = match.group()
        inside = word[0].isdigit() or any(char.isdigit() or char.isupper() for char in word[1:])
        if inside or (capitalised and match.start() > 1 and word[0].isupper()):
            found.extend(words(word))
    return tuple(found)


def is_answerable(evidence: Evidence, embedder: str) -> bool:
    if not evidence.found:
        return False
    if evidence.is_lookup:
        return True
    known = _load()
    return known.get(embedder, known[ANY_EMBEDDER]).probability(evidence.features()) >= 0.5


@cache
def _load() -> dict[str, Weights]:
    return {name: Weights.model_validate(one) for name, one in json.loads(WEIGHTS.read_text("utf-8")).items()}
