"""The indexes over one brand's catalogue: brought up to date when they are asked, never seen half-way."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from knowledge.answerability import close_texts
from knowledge.catalogue import Catalogue
from knowledge.chroma import VectorStore
from knowledge.embedding import Embedder, Vectors
from knowledge.passages import Passage
from knowledge.progress import Progress, silent
from knowledge.retrieval import Candidate, Searcher, place_id

MAX_READ = 5_000  # passages whose sentences are kept as vectors


class Indexes:
    """Readers get a `Searcher`, one generation of the catalogue that never changes under them.

    New vectors are stored before it is swapped for the next one, and old ones removed after, so that a reader finds
    all of a document's old version or all of its new one.
    """

    def __init__(self, folder: Path, brand: str, catalogue: Catalogue, embedder: Callable[[], Embedder]) -> None:
        self._folder = folder
        self._brand = brand
        self._catalogue = catalogue
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._store: VectorStore | None = None
        self._searcher: Searcher | None = None
        self._read: dict[str, Vectors] = {}
        self._building = threading.Lock()
        self._loading = threading.Lock()

    @property
    def embedder(self) -> Embedder:
        with self._loading:
            if self._embedder is None:
                self._embedder = self._make_embedder()
            return self._embedder

    def current(self) -> Searcher:
        """The newest state that can be had without waiting for another thread that builds, if there is one at all."""
        held = self._searcher
        if held and held.generation == self._catalogue.generation(self._brand):
            return held
        if not held:
            return self.update(silent)
        if self._building.acquire(blocking=False):
            try:
                return self._update(silent)
            finally:
                self._building.release()
        return held

    def update(self, progress: Progress) -> Searcher:
        """Bring the indexes up to date. Safe to kill: what was embedded is kept."""
        with self._building:
            return self._update(progress)

    def _update(self, progress: Progress) -> Searcher:
        held = self._searcher
        if held and held.generation == self._catalogue.generation(self._brand):
            return held
        state = self._catalogue.state(self._brand)
        embedder = self.embedder
        if self._store is None:
            self._store = VectorStore(self._folder, self._brand, embedder.name)
        texts = {entry.passage.id: entry.passage.indexed_text for entry in state.entries}
        places = {place_id(entry.passage.place): entry.passage.place for entry in state.entries}
        self._store.passages.fill(texts, embedder, "Learning passages", progress)
        self._store.headings.fill(places, embedder, "Learning headings", progress)
        searcher = Searcher(state, self._store)
        self._searcher = searcher  # from here on readers see the new state
        self._store.passages.keep_only(texts)
        self._store.headings.keep_only(places)
        return searcher

    def sentences(self, candidate: Candidate) -> Vectors:
        """The vectors of a passage's sentences; a passage's id stands for its words, so they are kept by it."""
        held = self._read.get(candidate.passage.id)
        if held is None:
            texts = close_texts(candidate)
            held = self.embedder.passages(texts) if texts else np.zeros((0, 0), np.float32)
            if len(self._read) >= MAX_READ:
                self._read = {}
            self._read[candidate.passage.id] = held
        return held

    def features(self, passages: Mapping[str, Passage]) -> dict[str, Vectors]:
        """By id, the vector of each passage that is indexed, and that of where it stands, end to end."""
        self.current()
        if self._store is None or not passages:
            return {}
        own = self._store.passages.vectors(list(passages))
        places = self._store.headings.vectors(list({place_id(one.place) for one in passages.values()}))
        return {key: np.concatenate([vector, places[place_id(passages[key].place)]]) for key, vector in own.items()}

    def close(self) -> None:
        with self._building:
            self._searcher = None
            if self._store:
                self._store.close()
                self._store = None
