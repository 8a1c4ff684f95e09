"""Fits the weights of answerability to the tuning part: `python -m evals.retrieval.fit [GUIDE_FOLDER]`.

Where the line lies is found across corpora: each corpus is judged by weights fitted to the others, and the line is
drawn where `DECLINED` of all questions without an answer fall below it. What such judges get right is logged.

Beside the labelled questions it asks each answerable one once more with the places of its answer taken away: near
misses of the hardest kind. They count little, since a real question without an answer is seldom so near.
"""

import json
import logging
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.questions import corpora, load_questions, open_corpus
from evals.retrieval.suite import K
from knowledge.answerability import ANY_EMBEDDER, WEIGHTS, Weights
from knowledge.embedding import Embedder
from knowledge.sentence_encoder import embedded

logger = logging.getLogger(__name__)

TAKEN_AWAY = 0.1  # the weight of a question whose answer was taken away
RIDGE = 1.0
# what the decision looks at: similarities where the embedder's scale is known, places in the lists where it is not
FEATURES = ("nearest", "margin", "words", "kindred", "length", "absent", "other_language")
FEATURES_ANY = ("standing", "margin", "words", "length", "absent", "other_language")
DECLINED = 0.9  # share of the questions without an answer


@dataclass(frozen=True, slots=True)
class Example:
    features: dict[str, float]
    answerable: bool
    weight: float


def main(arguments: Sequence[str]) -> None:
    embedder = embedded()
    guide = Path(arguments[0]) if arguments else None
    with tempfile.TemporaryDirectory() as scratch:
        examples = {
            name: list(collect(name, folder, Path(scratch), embedder)) for name, folder in corpora(guide).items()
        }
    made = {embedder.name: fit_across(examples, FEATURES), ANY_EMBEDDER: fit_across(examples, FEATURES_ANY)}
    text = json.dumps({name: weights.model_dump() for name, weights in made.items()}, indent=2)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")


def collect(name: str, folder: Path, root: Path, embedder: Embedder) -> Iterator[Example]:
    base = open_corpus(name, folder, root, lambda: embedder)
    try:
        for question in load_questions(name):
            if question.split != "tuning":
                continue
            evidence = base.evidence(question.question)
            if not question.answerable:
                yield Example(evidence.features(), False, 1.0)
                continue
            if any(question.answered_by(one.passage) for one in evidence.found[:K]):
                yield Example(evidence.features(), True, 1.0)
            bare = base.evidence(question.question, without=question.answered_by)
            if bare.found:
                yield Example(bare.features(), False, TAKEN_AWAY)
    finally:
        base.close()


def fit_across(examples: Mapping[str, Sequence[Example]], names: Sequence[str]) -> Weights:
    """Fitted to all corpora, with its line, a chance of 0.5, drawn by judges that had not seen the corpus."""
    judged: list[tuple[float, bool]] = []
    for held_out, its in examples.items():
        judge = fit([one for name, others in examples.items() if name != held_out for one in others], names)
        judged += [(judge.probability(one.features), one.answerable) for one in its if one.weight == 1.0]
    without = sorted(chance for chance, answerable in judged if not answerable)
    line = without[min(len(without) - 1, math.ceil(DECLINED * len(without)))]
    above = [chance >= line for chance, answerable in judged if answerable]
    logger.info("%s: %.0f %% declined, %.0f %% answered", ", ".join(names), 100 * DECLINED, 100 * np.mean(above))
    made = fit([one for its in examples.values() for one in its], names)
    return made.model_copy(update={"bias": round(made.bias - math.log(line / (1 - line)), 4)})


def fit(examples: Sequence[Example], names: Sequence[str]) -> Weights:
    """Logistic regression by Newton's method; both classes weigh the same in sum."""
    raw = np.array([[one.features[name] for name in names] for one in examples])
    means, scales = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    rows = np.column_stack([(raw - means) / scales, np.ones(len(raw))])
    truth = np.array([one.answerable for one in examples], dtype=float)
    weights = np.array([one.weight for one in examples])
    for side in (truth == 1, truth == 0):
        weights[side] *= len(examples) / 2 / weights[side].sum()
    found = _newton(rows, truth, weights)
    return Weights(
        bias=round(float(found[-1]), 4),
        weights=_named(names, found[:-1]),
        means=_named(names, means),
        scales=_named(names, scales),
    )


def _newton(rows: NDArray[np.float64], truth: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    found = np.zeros(rows.shape[1])
    ridge = np.eye(len(found)) * RIDGE
    ridge[-1, -1] = 1e-9  # the bias is free
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (chance - truth)) + ridge @ found
        bend = (rows * (weights * chance * (1 - chance))[:, np.newaxis]).T @ rows + ridge
        found = found - np.linalg.solve(bend, slope)
    return found


def _named(names: Sequence[str], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
