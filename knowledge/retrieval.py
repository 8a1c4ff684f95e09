"""Hybrid retrieval over one state of a brand's documents: meaning and exact words, fused; copies pushed down."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import State
from knowledge.chroma import VectorStore
from knowledge.diversity import spread
from knowledge.embedding import Vectors
from knowledge.kindred import Kindred
from knowledge.lexical import Lexicon
from knowledge.passages import Passage
from knowledge.windows import nearest_heading

CANDIDATES = 150  # windows that the index is asked for
WORDED = 30  # passages that BM25 adds to them
# The score: how far a passage's best window stands above the usual one, in standard deviations, and its heading above
# the usual heading; plus, for the words of the question that stand in it, up to WORDS (squared: half of the words say
# little), for words that mean nearly the same up to KINDRED, and CODES for "LH-050-R" or "P2".
HEADING = 0.1  # how much of the score is its heading's; more helps word lists and harms long documents
WORDS = 2.5
KINDRED = 1.0
CODES = 10.0
SAME_LANGUAGE = 0.5  # how much of the embedder's liking for texts in the question's language is taken away
EXACT_BELOW = 2_000  # passages that a filter leaves, up to which each of them is compared …
COMPARE_SHARE = 0.2  # … where it leaves less than this of all
SAMPLE = 1_000  # windows that stand for all when a score is compared with the usual one
HELD = 16  # filters whose masks and vectors are kept

Mask = NDArray[np.bool_]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what each list says of it; 0 where a list does not have it."""

    passage: Passage
    position: int  # in the searcher's entries
    score: float
    dense: float  # similarity of its nearest window to the question
    lexical: float  # BM25
    coverage: float  # how much of the question's words stand in it
    kindred: float = 0.0  # the same, words that mean nearly the same counted too


@dataclass(frozen=True, slots=True)
class _Few:
    """The windows of the few passages that a filter leaves."""

    positions: NDArray[np.int64]  # of each row's passage
    vectors: Vectors


class Searcher:
    """One generation of the catalogue in memory, over vectors that hold at least its passages' windows.

    `windows` names them by passage id; `headings` holds vectors of the headings, by their text. Never changes.
    """

    def __init__(
        self,
        state: State,
        store: VectorStore,
        windows: Mapping[str, Sequence[str]],
        headings: Mapping[str, Vectors],
        kindred: Callable[[Lexicon], Kindred | None] = lambda _: None,
    ) -> None:
        self.generation = state.generation
        self.entries = state.entries
        self._off_voice = state.off_voice
        self._store = store
        self._windows = windows
        self._holders: dict[str, list[int]] = {}
        for position, entry in enumerate(self.entries):
            for key in windows[entry.passage.id]:
                self._holders.setdefault(key, []).append(position)
        passages = [entry.passage for entry in self.entries]
        self.lexicon = Lexicon(
            ["\n".join((one.indexed_text, *state.aliases.get(one.product or "", ()))) for one in passages]
        )
        self.kindred = kindred(self.lexicon)
        self._headings = _Headings(passages, headings)
        self._kinds = np.array([one.kind for one in passages], dtype=np.str_)
        self._locales = np.array([one.locale for one in passages], dtype=np.str_)
        self._products = np.array([(one.product or "").casefold() for one in passages], dtype=np.str_)
        self._languages = [_language(one) for one in passages]
        self._stored = max(store.passages.count(), len(self._holders), 1)  # windows, with those of half a document
        self._masks: OrderedDict[object, Mask] = OrderedDict()
        self._few: OrderedDict[bytes, _Few] = OrderedDict()
        keys = list(self._holders)
        sample = store.passages.vectors(keys[:: max(1, len(keys) // SAMPLE)])
        self.sample: Vectors = np.stack(list(sample.values())) if sample else np.zeros((0, 0), np.float32)
        self._liking = _likings({key: self._languages[self._holders[key][0]] for key in sample}, sample)

    def usable(self, today: date, *, with_off_voice: bool = False) -> Mask:
        """What may ground an answer today; past copy that missed the brand's voice may not. Not to be changed."""
        held = self._masks.get((today, with_off_voice))
        if held is None:
            shut = frozenset() if with_off_voice else self._off_voice
            fits = (entry.holds_on(today) and entry.passage.id not in shut for entry in self.entries)
            held = np.fromiter(fits, dtype=np.bool_, count=len(self.entries))
            _keep(self._masks, (today, with_off_voice), held)
        return held

    def fitting(self, kinds: Collection[str], locale: str | None, products: Collection[str]) -> Mask:
        """What a filter leaves; an empty one leaves all. `products` are folded names. Not to be changed."""
        key = (frozenset(kinds), locale, frozenset(products))
        held = self._masks.get(key)
        if held is None:
            held = np.ones(len(self.entries), dtype=np.bool_)
            if kinds:
                held &= np.isin(self._kinds, list(kinds))
            if locale:
                meeting = [one for one in np.unique(self._locales) if _locales_meet(locale, str(one))]
                held &= np.isin(self._locales, meeting)
            if products:
                held &= np.isin(self._products, list(products))
            _keep(self._masks, key, held)
        return held

    def find(
        self,
        query: str,
        vector: Vectors,
        allowed: Mask,
        passed_over: Collection[str] = frozenset(),
        meanings: Mapping[str, Vectors] | None = None,
    ) -> list[Candidate]:
        """Candidates, best first. The words `passed_over` count only where the question has no others; `meanings` are
        vectors of the words that count."""
        usual = self.sample @ vector
        middle, width = float(np.mean(usual)), float(np.std(usual)) + 1e-6
        likings = {language: float(shift @ vector) for language, shift in self._liking.items()}
        dense = self._dense(vector, allowed)
        floor = min(dense.values(), default=0.0)
        lexical = self._lexical(query, allowed)
        coverage = self.lexicon.coverage(query, passed_over)
        codes = self.lexicon.holds_codes(query)
        kindred = np.zeros_like(coverage)
        if self.kindred and meanings:
            kindred = self.kindred.coverage(list(meanings), np.stack(list(meanings.values())))
        headed = self._headings.standing(vector)

        def score(position: int) -> float:
            similarity = dense.get(position, floor) - likings.get(self._languages[position], 0.0)
            standing = (1 - HEADING) * (similarity - middle) / width + HEADING * headed(position)
            worded = WORDS * float(coverage[position]) ** 2 + KINDRED * float(kindred[position])
            return standing + worded + CODES * float(codes[position])

        scores = {position: score(position) for position in dense.keys() | lexical.keys()}
        ranked = spread(scores, lambda position: self.entries[position].passage.text)
        return [
            Candidate(
                passage=self.entries[position].passage,
                position=position,
                score=worth,
                dense=dense.get(position, 0.0),
                lexical=lexical.get(position, 0.0),
                coverage=float(coverage[position]),
                kindred=float(kindred[position]),
            )
            for position, worth in ranked.items()
        ]

    def section(self, position: int, allowed: Mask) -> tuple[str, ...]:
        """The texts of the allowed passages of one document that stand under the same heading, in order; those next
        to `position` where they are too many."""
        return tuple(self.entries[at].passage.text for at in _around(self._section(position, allowed), position))

    def _section(self, position: int, allowed: Mask) -> list[int]:
        here = self.entries[position].passage
        found = [position]
        for step in (-1, 1):
            at = position + step
            while 0 <= at < len(self.entries) and self.entries[at].passage.document == here.document:
                if self.entries[at].passage.heading == here.heading and allowed[at]:
                    found.append(at)
                at += step
        return sorted(found)

    def _dense(self, vector: Vectors, allowed: Mask) -> dict[int, float]:
        """The similarity of each passage's nearest window."""
        count = int(allowed.sum())
        share = count / len(self.entries) * len(self._holders) / self._stored
        if share < COMPARE_SHARE and count <= EXACT_BELOW:
            return self._compared(vector, allowed)
        ask = int(CANDIDATES / share)
        while True:
            found: dict[int, float] = {}
            for key, similarity in self._store.passages.nearest(vector, ask):
                for position in self._holders.get(key, ()):
                    if allowed[position]:
                        found[position] = max(similarity, found.get(position, similarity))
            if len(found) >= min(CANDIDATES // 5, count) or ask > self._stored:
                return found
            ask *= 4

    def _compared(self, vector: Vectors, allowed: Mask) -> dict[int, float]:
        few = self._few_of(allowed)
        if not len(few.positions):
            return {}
        best = np.full(len(self.entries), -np.inf, dtype=np.float32)
        np.maximum.at(best, few.positions, few.vectors @ vector)
        order = np.argsort(-best, kind="stable")[:CANDIDATES]
        return {int(position): float(best[position]) for position in order if np.isfinite(best[position])}

    def _few_of(self, allowed: Mask) -> _Few:
        key = np.packbits(allowed).tobytes()
        held = self._few.get(key)
        if held is None:
            owners = [
                (window, position)
                for position in np.flatnonzero(allowed).tolist()
                for window in self._windows[self.entries[position].passage.id]
            ]
            vectors = self._store.passages.vectors(list(dict.fromkeys(window for window, _ in owners)))
            known = [(window, position) for window, position in owners if window in vectors]
            held = _Few(
                np.array([position for _, position in known], dtype=np.int64),
                np.array([vectors[window] for window, _ in known], dtype=np.float32).reshape(len(known), -1),
            )
            _keep(self._few, key, held)
        return held

    def _lexical(self, query: str, allowed: Mask) -> dict[int, float]:
        scores = np.where(allowed, self.lexicon.scores(query), 0.0)
        best = np.argsort(-scores, kind="stable")[:WORDED]
        return {int(position): float(scores[position]) for position in best if scores[position] > 0}


class _Headings:
    """The vectors of the headings that passages stand under."""

    def __init__(self, passages: Sequence[Passage], vectors: Mapping[str, Vectors]) -> None:
        texts = sorted(vectors)
        rows = {text: row for row, text in enumerate(texts)}
        self._rows = [rows.get(nearest_heading(one)) for one in passages]
        # a long guide has many headings: half the precision is enough to tell them apart
        self._vectors = np.array([vectors[text] for text in texts], dtype=np.float16)
        self._sample = self._vectors[:: max(1, len(texts) // SAMPLE)].astype(np.float32)

    def standing(self, vector: Vectors) -> Callable[[int], float]:
        """How far a passage's heading stands above the usual one, in standard deviations."""
        if not len(self._vectors):
            return lambda _: 0.0
        usual = self._sample @ vector
        middle, width = float(usual.mean()), float(usual.std()) + 1e-6

        def of(position: int) -> float:
            row = self._rows[position]
            return 0.0 if row is None else (float(self._vectors[row].astype(np.float32) @ vector) - middle) / width

        return of


SECTION_PASSAGES = 8  # about 800 words


def _around(positions: Sequence[int], middle: int) -> Sequence[int]:
    start = max(0, min(positions.index(middle) - SECTION_PASSAGES // 2, len(positions) - SECTION_PASSAGES))
    return positions[start : start + SECTION_PASSAGES]


def _keep(held: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    held[key] = value
    while len(held) > HELD:
        held.popitem(last=False)


def _locales_meet(wanted: str, has: str) -> bool:
    one, other = wanted.casefold(), has.casefold()
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


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
