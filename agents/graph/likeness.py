"""Kernel ridge regression over embeddings: how like the labelled texts a text is, label by label.

Solved in closed form, so that the same texts give the same weights. Vectors are centred, in part on the mean of their
language: what a text is about weighs then more than the language that it is in.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_GAMMA, _RIDGE = 2.5, 0.1  # chosen by cross-validation on the tuning requests
_SHRINK = 5  # a language's own mean counts by n / (n + 5)
_STEEPNESS = 4.0  # from scores, about -1 to 1, to chances


class Space(NamedTuple):
    """Where vectors are compared."""

    mean: Matrix
    shifts: Mapping[str, Matrix]  # by language

    def place(self, vectors: Matrix, languages: Sequence[str]) -> Matrix:
        """Unit row vectors; a language without texts has no shift of its own."""
        none = np.zeros_like(self.mean)
        centred = vectors - self.mean - np.stack([self.shifts.get(language, none) for language in languages])
        placed: Matrix = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return placed


class Likeness(NamedTuple):
    """One column of `weights` a label, over the fitted texts."""

    labels: tuple[str, ...]
    weights: Matrix

    def scores(self, near: Matrix) -> dict[str, float]:
        """Of a text, by its kernel with the fitted texts: about 1 like the label's texts, about -1 like the others."""
        return dict(zip(self.labels, (near @ self.weights).tolist(), strict=True))


def space_of(vectors: Matrix, languages: Sequence[str]) -> Space:
    mean = vectors.mean(axis=0)
    shifts = {
        language: (vectors[[one == language for one in languages]] - mean).mean(axis=0) * count / (count + _SHRINK)
        for language, count in Counter(languages).items()
    }
    return Space(mean, shifts)


def kernel(one: Matrix, other: Matrix) -> Matrix:
    """Of unit row vectors, shape (len(one), len(other))."""
    result: Matrix = np.exp(_GAMMA * (one @ other.T - 1.0))
    return result


def fit(points: Matrix, labels: Sequence[str]) -> Likeness:
    """Each label weighs the same, however many texts it has."""
    names = tuple(sorted(set(labels)))
    counts = Counter(labels)
    weight = np.array([len(labels) / len(names) / counts[label] for label in labels])
    against = -1.0 / max(len(names) - 1, 1)
    targets = np.array([[1.0 if label == name else against for name in names] for label in labels])
    weights = np.linalg.solve(kernel(points, points) + np.diag(_RIDGE / weight), targets)
    return Likeness(names, weights)


def chance(score: float) -> float:
    """A score as a probability of sorts: 0 is 50 %."""
    return float(1.0 / (1.0 + np.exp(-_STEEPNESS * score)))


def chances(scores: Matrix) -> Matrix:
    """Of labels of which one holds: what they share of 1."""
    raised = np.exp(_STEEPNESS * (scores - scores.max()))
    result: Matrix = raised / raised.sum()
    return result
