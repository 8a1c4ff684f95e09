"""The indexes over one brand's catalogue: brought up to date when they are asked, never seen half-way."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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

SOON = 1_000  # windows that a search waits for; learning them takes a minute


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
        self.behind = 0  # passages that the newest state lacks
        self._counted = 0  # windows that were indexed when it was made
        self._building = threading.Lock()
        self._loading = threading.Lock()

    @property
    def embedder(self) -> Embedder:
        with self._loading:
            if self._embedder is None:
                self._embedder = self._make_embedder()
            return self._embedder

    def current(self) -> Searcher:
        """The newest state that can be had soon: without waiting for another thread that builds, and without what
        takes long to learn, where anything is indexed at all."""
        held = self._searcher
        if held and not self.behind and held.generation == self._catalogue.generation(self._brand):
            return held
        if not held:
            return self.update(silent, briefly=True)
        if self._building.acquire(blocking=False):
            try:
                return self._update(silent, briefly=True)
            finally:
                self._building.release()
        return held

    def update(self, progress: Progress, *, briefly: bool = False) -> Searcher:
        """Bring the indexes up to date; `briefly`: where much is missing and something is there, take what is there.
        Safe to kill: what was embedded is kept."""
        with self._building:
            return self._update(progress, briefly=briefly)

    def _update(self, progress: Progress, *, briefly: bool) -> Searcher:
        held = self._searcher
        if held and held.generation == self._catalogue.generation(self._brand) and self._is_all(briefly=briefly):
            return held
        state = self._catalogue.state(self._brand)
        embedder = self.embedder
        if self._store is None:
            self._store = VectorStore(self._folder, self._brand, embedder.name)
        parts = {entry.passage.id: windows(entry.passage) for entry in state.entries}
        texts = {key: text for its in parts.values() for key, text in its.items()}
        named = {passage: tuple(its) for passage, its in parts.items()}
        if briefly and (part := self._part(state, self._store, named)):
            return part
        self._store.passages.fill(texts, embedder, "Learning passages", progress)
        headings = self._learn_headings(state, self._store, progress)
        searcher = Searcher(state, self._store, named, headings, lambda lexicon: self._kindred(lexicon, progress))
        # from here on readers see the new state
        self._searcher, self._windows, self.behind = searcher, named, 0
        self._store.passages.keep_only(texts)
        return searcher

    def _is_all(self, *, briefly: bool) -> bool:
        """Whether what is held is all there is of its generation, or, `briefly`, all that was indexed meanwhile."""
        return not self.behind or bool(briefly and self._store and self._store.passages.count() == self._counted)

    def _part(self, state: State, store: VectorStore, named: dict[str, tuple[str, ...]]) -> Searcher | None:
        """Over the documents that are indexed whole, so that nobody sees half of one; None where little is missing, or
        everything is. Learns nothing.
        """
        known = store.passages.ids()
        missing = {window for its in named.values() for window in its} - known
        begun = {one.passage.document for one in state.entries if not missing.isdisjoint(named[one.passage.id])}
        entries = tuple(one for one in state.entries if one.passage.document not in begun)
        if len(missing) <= SOON or not entries:
            return None
        ids = {place_id(text): text for text in dict.fromkeys(nearest_heading(one.passage) for one in entries)}
        headings = {ids[key]: vector for key, vector in store.headings.vectors(list(ids)).items()}
        searcher = Searcher(replace(state, entries=entries), store, named, headings, self._kindred_known)
        self._searcher, self._windows = searcher, named
        self.behind, self._counted = len(state.entries) - len(entries), len(known)
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
        vocabulary = [token for token in lexicon.vocabulary() if is_word(token)]
        return Kindred(lexicon, vocabulary, self._word_vectors().of(vocabulary, embedder, progress))

    def _kindred_known(self, lexicon: Lexicon) -> Kindred | None:
        """By the words that were learnt before."""
        if not isinstance(self.embedder, WordEmbedder):
            return None
        vectors = self._word_vectors()
        vocabulary = vectors.known(lexicon.vocabulary())
        return Kindred(lexicon, vocabulary, vectors.of(vocabulary, self.embedder, silent)) if vocabulary else None

    def _word_vectors(self) -> WordVectors:
        if self._words is None:
            self._words = WordVectors(self._folder / f"{self._brand}.words.npz", self.embedder.name)
        return self._words

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
