"""Hybrid retrieval over one state of a brand's documents: meaning, exact words and headings, fused by rank."""

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import State
from knowledge.chroma import VectorStore
from knowledge.embedding import Vectors
from knowledge.lexical import Lexicon
from knowledge.passages import Passage

CANDIDATES = 60  # of each list
# Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009). Their k is 60, for long lists that are equally good; here the
# first places of the dense list are far better than the rest, and a small k keeps them (evals/retrieval, tuning part).
RANK_DAMPING = 10
DENSE, LEXICAL, HEADING = 1.0, 1.0, 0.5
SAME_LANGUAGE = 0.8  # how much of the embedder's liking for texts in the question's language is taken away
EXACT_BELOW = 2_000  # passages that a filter leaves, up to which each of them is compared …
COMPARE_SHARE = 0.2  # … where it leaves less than this of all
SAMPLE = 1_000  # passages that stand for all when a score is compared with the usual one

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what each list says of it; 0 where a list does not have it."""

    passage: Passage
    position: int  # in the searcher's entries
    score: float
    dense: float  # similarity of the passage to the question
    lexical: float  # BM25
    coverage: float  # how much of the question's words stand in it
    heading: float  # similarity of its title and headings


def place_id(place: str) -> str:
    """The id under which a place (title and headings) is embedded."""
    return "h-" + hashlib.sha256(place.encode()).hexdigest()[:16]


class Searcher:
    """One generation of the catalogue in memory, over vectors that hold at least its passages. Never changes."""

    def __init__(self, state: State, store: VectorStore) -> None:
        entries = state.entries
        self.generation = state.generation
        self.entries = entries
        self._off_voice = state.off_voice
        self._store = store
        self._days: dict[tuple[date, bool], Mask] = {}
        self._position = {entry.passage.id: position for position, entry in enumerate(entries)}
        self._under: dict[str, list[int]] = {}
        for position, entry in enumerate(entries):
            self._under.setdefault(place_id(entry.passage.place), []).append(position)
        self.lexicon = Lexicon(
            [
                "\n".join((one.passage.indexed_text, *state.aliases.get(one.passage.product or "", ())))
                for one in entries
            ]
        )
        step = max(1, len(entries) // SAMPLE)
        sample = store.passages.vectors([entry.passage.id for entry in entries[::step]])
        self.sample: Vectors = np.stack(list(sample.values())) if sample else np.zeros((0, 0), np.float32)
        self._languages = np.array([_language(entry.passage) for entry in entries])
        self._liking = _likings({key: _language(entries[self._position[key]].passage) for key in sample}, sample)

    def usable(self, today: date, *, with_off_voice: bool = False) -> Mask:
        """What may ground an answer today; past copy that missed the brand's voice may not. Not to be changed."""
        held = self._days.get((today, with_off_voice))
        if held is None:
            shut = frozenset() if with_off_voice else self._off_voice
            fits = (entry.holds_on(today) and entry.passage.id not in shut for entry in self.entries)
            held = np.fromiter(fits, dtype=np.bool_, count=len(self.entries))
            self._days = {(today, with_off_voice): held}
        return held

    def find(self, query: str, vector: Vectors, allowed: Mask) -> list[Candidate]:
        """Candidates, best first."""
        likings = {language: float(shift @ vector) for language, shift in self._liking.items()}
        dense = self._dense(vector, allowed)
        heading = self._headings(vector, allowed)
        lexical = self._lexical(query, allowed)
        coverage = self.lexicon.coverage(query)
        scores: dict[int, float] = {}
        for found, weight in ((dense, DENSE), (heading, HEADING)):
            level = {key: value - likings.get(self._languages[key], 0.0) for key, value in found.items()}
            for position, rank in _ranks(level).items():
                scores[position] = scores.get(position, 0.0) + weight / (RANK_DAMPING + rank)
        for position, rank in _ranks(lexical).items():
            share = LEXICAL * float(coverage[position])  # words that all texts share say little
            scores[position] = scores.get(position, 0.0) + share / (RANK_DAMPING + rank)
        return [
            Candidate(
                passage=self.entries[position].passage,
                position=position,
                score=scores[position],
                dense=dense.get(position, 0.0),
                lexical=lexical.get(position, 0.0),
                coverage=float(coverage[position]),
                heading=heading.get(position, 0.0),
            )
            for position in sorted(scores, key=lambda key: (-scores[key], key))
        ]

    def _dense(self, vector: Vectors, allowed: Mask) -> dict[int, float]:
        count = int(allowed.sum())
        share = count / len(self.entries)
        if share < COMPARE_SHARE and count <= EXACT_BELOW:
            return self._compared(vector, allowed)
        ask = int(CANDIDATES / share)
        while True:
            found = {
                position: similarity
                for key, similarity in self._store.passages.nearest(vector, ask)
                if (position := self._position.get(key)) is not None and allowed[position]
            }
            if len(found) >= min(CANDIDATES // 2, count) or ask > len(self.entries):
                return found
            ask *= 4

    def _compared(self, vector: Vectors, allowed: Mask) -> dict[int, float]:
        ids = [self.entries[position].passage.id for position in np.flatnonzero(allowed).tolist()]
        found = [(float(row @ vector), self._position[key]) for key, row in self._store.passages.vectors(ids).items()]
        return {position: similarity for similarity, position in sorted(found, reverse=True)[:CANDIDATES]}

    def _lexical(self, query: str, allowed: Mask) -> dict[int, float]:
        scores = np.where(allowed, self.lexicon.scores(query), 0.0)
        best = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return {int(position): float(scores[position]) for position in best if scores[position] > 0}

    def _headings(self, vector: Vectors, allowed: Mask) -> dict[int, float]:
        found: dict[int, float] = {}
        for key, similarity in self._store.headings.nearest(vector, CANDIDATES):
            for position in self._under.get(key, ()):
                if allowed[position]:
                    found[position] = similarity
        return found


def _language(passage: Passage) -> str:
    return passage.locale.partition("-")[0].lower()


def _likings(languages: dict[str, str], vectors: dict[str, Vectors]) -> dict[str, Vectors]:
    """For each language the direction in which its texts lie off the brand's mean: an embedder puts texts of one
    language near each other, so that a question finds its own language before its own subject."""
    if not vectors:
        return {}
    mean = np.mean(list(vectors.values()), axis=0)
    shifts: dict[str, Vectors] = {}
    for language in set(languages.values()):
        own = [vectors[key] for key, its in languages.items() if its == language]
        trust = len(own) / (len(own) + 5)
        shifts[language] = np.asarray(SAME_LANGUAGE * trust * (np.mean(own, axis=0) - mean), dtype=np.float32)
    return shifts


def _ranks(found: dict[int, float]) -> dict[int, int]:
    """From 1; equal scores share a rank, so that all passages below one heading stand level."""
    ranks: dict[int, int] = {}
    rank, last = 0, None
    for position in sorted(found, key=lambda key: -found[key]):
        if found[position] != last:
            rank, last = rank + 1, found[position]
        ranks[position] = rank
    return ranks
