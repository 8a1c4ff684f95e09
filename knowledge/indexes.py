"""The indexes over one brand's catalogue: brought up to date when they are asked, never seen half-way."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.asking import Asking
from knowledge.catalogue import Catalogue, State
from knowledge.chroma import VectorStore
from knowledge.embedding import Embedder, Vectors
from knowledge.kindred import Kindred, WordVectors, is_word
from knowledge.lexical import Lexicon
from knowledge.passages import Passage
from knowledge.progress import Progress, silent
from knowledge.retrieval import Searcher
from knowledge.sentence_encoder import PairedEmbedder, WordEmbedder
from knowledge.windows import nearest_heading, place_id, windows


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
        self._windows: dict[str, tuple[str, ...]] = {}  # their ids, by passage id
        self._asking: Asking | None = None
        self._words: WordVectors | None = None
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
        parts = {entry.passage.id: windows(entry.passage) for entry in state.entries}
        texts = {key: text for its in parts.values() for key, text in its.items()}
        named = {passage: tuple(its) for passage, its in parts.items()}
        self._store.passages.fill(texts, embedder, "Learning passages", progress)
        headings = self._learn_headings(state, self._store, progress)
        searcher = Searcher(state, self._store, named, headings, lambda lexicon: self._kindred(lexicon, progress))
        self._searcher, self._windows = searcher, named  # from here on readers see the new state
        self._store.passages.keep_only(texts)
        return searcher

    def _learn_headings(self, state: State, store: VectorStore, progress: Progress) -> dict[str, Vectors]:
        """The vectors of all headings, by their text."""
        passages = [entry.passage for entry in state.entries]
        ids = {place_id(text): text for text in dict.fromkeys(map(nearest_heading, passages))}
        store.headings.fill(ids, self.embedder, "Learning headings", progress)
        store.headings.keep_only(ids.keys() | {place_id(one.place) for one in passages})
        return {ids[key]: vector for key, vector in store.headings.vectors(list(ids)).items()}

    def _kindred(self, lexicon: Lexicon, progress: Progress) -> Kindred | None:
        """None where the embedder cannot compare single words."""
        embedder = self.embedder
        if not isinstance(embedder, WordEmbedder):
            return None
        if self._words is None:
            self._words = WordVectors(self._folder / f"{self._brand}.words.npz", embedder.name)
        vocabulary = [token for token in lexicon.vocabulary() if is_word(token)]
        return Kindred(lexicon, vocabulary, self._words.of(vocabulary, embedder, progress))

    def meanings(self, asked: Sequence[str], kindred: Kindred | None) -> dict[str, Vectors]:
        """Vectors of single words, those that the texts hold from memory; empty where the embedder has none."""
        embedder = self.embedder
        if not asked or kindred is None or not isinstance(embedder, WordEmbedder):
            return {}
        known = {word: kindred.meaning(word) for word in asked}
        new = [word for word, vector in known.items() if vector is None]
        learnt = dict(zip(new, embedder.words(new), strict=True))
        return {word: learnt[word] if vector is None else vector for word, vector in known.items()}

    def subject(self, query: str, language: str) -> Vectors:
        """The question's vector, without what questions of its language have in common."""
        embedder = self.embedder
        with self._loading:
            asking = self._asking = self._asking or Asking(embedder)
        return asking.subject(embedder.query(query), language)

    def nearest(self, vector: Vectors, passages: Sequence[str]) -> float | None:
        """The similarity of the nearest window of these passages, by the paired embedder's first part; None for
        another embedder."""
        embedder = self.embedder
        if self._store is None or not passages or not isinstance(embedder, PairedEmbedder):
            return None
        windows = list({window for one in passages for window in self._windows.get(one, ())})
        held = self._store.passages.vectors(windows)
        if not held:
            return None
        return float(np.max(embedder.by_first(np.stack(list(held.values()))) @ embedder.by_first(vector)))

    def features(self, passages: Mapping[str, Passage]) -> dict[str, Vectors]:
        """By id, the vector of each passage that is indexed, and that of where it stands, end to end."""
        self.current()
        if self._store is None or not passages:
            return {}
        named = {key: self._windows[key] for key in passages if key in self._windows}
        held = self._store.passages.vectors(list({window for its in named.values() for window in its}))
        texts = {place_id(one.place): one.place for one in passages.values()}
        with self._building:  # nobody else asks for the places, so they are learnt here and not with the passages
            self._store.headings.fill(texts, self.embedder, "Learning headings", silent)
        places = self._store.headings.vectors(list(texts))
        return {
            key: np.concatenate([_mean([held[window] for window in its]), places[place_id(passages[key].place)]])
            for key, its in named.items()
        }

    def close(self) -> None:
        with self._building:
            self._searcher = None
            if self._store:
                self._store.close()
                self._store = None


def _mean(vectors: list[Vectors]) -> Vectors:
    together = np.sum(vectors, axis=0)
    return np.asarray(together / max(float(np.linalg.norm(together)), 1e-9), dtype=np.float32)
