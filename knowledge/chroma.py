"""Vectors in Chroma: for each brand a collection of the windows of its passages, and one of the headings above them."""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embedding import Embedder, Vectors, texts_at_once
from knowledge.errors import StorageError
from knowledge.formats.words import shortened
from knowledge.progress import Progress
from knowledge.unused_slots import clear_unused

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

BATCH = 32  # texts embedded and stored at a time: what a kill can lose
_PAGE = 5_000  # ids in one call
_OPENING = threading.Lock()  # two clients of one folder share a system, which Chroma makes without a lock
_WRITING = threading.Lock()  # an index is not synced while unused room is cleared


class VectorTable:
    """One collection. Vectors are added under ids that never change their meaning, so adding is resumable."""

    def __init__(self, client: "ClientAPI", folder: Path, name: str, embedder: str) -> None:
        self._folder = folder
        metadata = {"embedder": embedder}
        space = {"hnsw": {"space": "cosine", "ef_search": 200}}
        table = client.get_or_create_collection(
            name,
            metadata=metadata,
            embedding_function=None,
            configuration=space,
        )
        if (table.metadata or {}).get("embedder") != embedder:
            client.delete_collection(name)
            table = client.create_collection(
                name,
                metadata=metadata,
                embedding_function=None,
                configuration=space,
            )
        self._table: Any = table

    def load(self) -> None:
        """Have Chroma read the index, which writes its unused room anew."""
        self._table.get(limit=1, include=[])

    def ids(self) -> set[str]:
        return set(self._table.get(include=[])["ids"])

    def count(self) -> int:
        return int(self._table.count())

    def fill(self, texts: dict[str, str], embedder: Embedder, step: str, progress: Progress) -> None:
        """Embed and store what is not there yet; `texts` by id."""
        missing = sorted(texts.keys() - self.ids(), key=lambda key: (len(texts[key]), key))  # batches of like lengths
        at_once = texts_at_once(embedder)
        stored = max(BATCH, at_once)
        for start in range(0, len(missing), stored):
            batch = missing[start : start + stored]
            parts: list[Vectors] = []
            for done in range(0, len(batch), at_once):
                progress(step, start + done, len(missing))
                parts.append(embedder.passages([shortened(texts[key]) for key in batch[done : done + at_once]]))
            self._store(batch, np.concatenate(parts))
        if missing:
            progress(step, len(missing), len(missing))

    def _store(self, ids: list[str], vectors: Vectors) -> None:
        from chromadb.errors import ChromaError

        try:
            with _WRITING:
                self._table.upsert(ids=ids, embeddings=vectors)
                clear_unused(self._folder)
        except (OSError, ChromaError) as error:
            raise StorageError(
                f"The search index cannot be written: {' '.join(str(error).split())[:200]}. Look whether the disk is "
                "full; what was learnt so far is kept."
            ) from error

    def keep_only(self, ids: Iterable[str]) -> None:
        stale = sorted(self.ids() - set(ids))
        for start in range(0, len(stale), _PAGE):
            self._table.delete(ids=stale[start : start + _PAGE])

    def nearest(self, vector: Vectors, n: int) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first."""
        answer = self._table.query(query_embeddings=vector[np.newaxis], n_results=max(1, n), include=["distances"])
        return [(key, 1.0 - distance) for key, distance in zip(answer["ids"][0], answer["distances"][0], strict=True)]

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        if not ids:
            return {}
        answer = self._table.get(ids=list(ids), include=["embeddings"])
        return dict(zip(answer["ids"], np.asarray(answer["embeddings"], dtype=np.float32), strict=True))


class VectorStore:
    """One brand's two collections in a folder that other brands share."""

    def __init__(self, folder: Path, brand: str, embedder: str) -> None:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _OPENING:
                self._client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
            self.passages = VectorTable(self._client, folder, f"{brand}.passages", embedder)
            self.headings = VectorTable(self._client, folder, f"{brand}.headings", embedder)
            with _WRITING:
                self.passages.load()
                self.headings.load()
                clear_unused(folder)
        except (OSError, ChromaError) as error:
            raise StorageError(
                f"The search index in {folder} cannot be opened: {' '.join(str(error).split())[:200]}. It is made from "
                "the catalogue: remove the folder, and the next search makes it anew."
            ) from error

    def close(self) -> None:
        self._client.close()
