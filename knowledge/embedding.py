"""Embeddings behind one protocol."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into L2-normalised row vectors, shape (n, dimension)."""

    @property
    def name(self) -> str:
        """Identifies the vectors: an index built under another name is rebuilt."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...

    def query(self, text: str) -> Vectors:
        """Shape (dimension,)."""
        ...
