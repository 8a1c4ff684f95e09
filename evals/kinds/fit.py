"""`python -m evals.kinds.fit`: fits the classifier of sentences, and says how well it tells sentences that it was not
fitted to.

Positives of a kind are the sentences labelled so; all others are negatives, its near-misses and clean copy among them.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.figures import share
from knowledge.sentence_encoder import SentenceEncoder
from tools.kinds.model import EMBEDDER, GAMMA, KINDS, MODEL, SCALE, Kind, centred, labelled, sentences_digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

COST = 3.0
FOLDS = 5
PRECISIONS = (0.7, 0.75, 0.8, 0.85, 0.9)


def main() -> None:
    embedder = SentenceEncoder()
    if embedder.name != EMBEDDER:
        sys.exit(f"The model is made for {EMBEDDER}; the embedder is {embedder.name}.")
    rows = labelled()
    vectors = _vectors(embedder, [row.text for row in rows])
    mean = vectors.mean(axis=0).astype(np.float32)
    small = np.round(centred(vectors, mean) * SCALE).astype(np.int8)
    weights, offsets = np.zeros((len(rows), len(KINDS)), np.float32), np.zeros(len(KINDS), np.float32)
    for index, kind in enumerate(KINDS):
        given, wanted = small / SCALE, np.array([row.label == kind for row in rows])
        sys.stdout.write(_line(kind, wanted, _crossed(given, wanted)))
        machine = _machine().fit(given, wanted)
        weights[machine.support_, index] = machine.dual_coef_[0]
        offsets[index] = machine.intercept_[0]
    np.savez_compressed(MODEL, mean=mean, vectors=small, weights=weights, offsets=offsets, fitted_to=sentences_digest())


def _vectors(embedder: SentenceEncoder, texts: Sequence[str]) -> "NDArray[Any]":
    return np.asarray(embedder.passages(texts), dtype=float)


def _machine() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.svm import SVC  # type: ignore[import-untyped]

    return SVC(C=COST, gamma=GAMMA, class_weight="balanced")


def _crossed(given: "NDArray[Any]", wanted: "NDArray[Any]") -> "NDArray[Any]":
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # type: ignore[import-untyped]

    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    return np.asarray(cross_val_predict(_machine(), given, wanted, cv=folds, method="decision_function"))


def _line(kind: Kind, wanted: "NDArray[Any]", margins: "NDArray[Any]") -> str:
    """For each precision: the lowest threshold that reaches it, and the recall there."""
    parts = []
    for aim in PRECISIONS:
        best = None
        for threshold in np.unique(np.round(margins[wanted], 2)):
            said = margins >= threshold
            if (said & wanted).sum() >= aim * said.sum():
                best = (float(threshold), share(said[wanted].tolist()))
                break
        parts.append(
            f"  precision {aim}: from {best[0]:.2f}, recall {best[1]}" if best else f"  precision {aim}: never"
        )
    return "\n".join((f"{kind}: {int(wanted.sum())} of {len(wanted)} sentences", *parts, ""))


if __name__ == "__main__":
    main()
