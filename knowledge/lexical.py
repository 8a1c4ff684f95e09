"""Exact words: tokens of any language, and BM25 over them."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[’'\-./&+][^\W_]+)*\+*", re.UNICODE)
_JOINER = re.compile(r"[’'\-./&+]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
STEM = 5  # letters that words of one family share, in most languages
BEGINS_ALIKE = 0.7
RARE = 0.05  # share of the texts that hold a code at most


def fold(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def words(text: str) -> Iterator[str]:
    """Folded words; compounds whole ("e-mail", "a.m."), scripts without spaces as pairs of characters."""
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        if not _UNSPACED.search(word):
            yield word
            continue
        for run in _UNSPACED.findall(word):
            yield from (run[start : start + 2] for start in range(max(1, len(run) - 1)))
        yield from (rest for rest in _UNSPACED.sub(" ", word).split() if any(map(str.isalnum, rest)))


def tokens(text: str) -> list[str]:
    """What BM25 counts: each word; a compound also joined and in parts, so that "email" finds "e-mail";
    a long word also by its first letters, so that "capitalise" finds "capitalisation"."""
    return [form for word in words(text) for form in _counted(word)]


@lru_cache(maxsize=20_000)
def _counted(word: str) -> tuple[str, ...]:
    parts = _JOINER.split(word)
    forms = [word] if len(parts) == 1 else [word, "".join(parts), *(part for part in parts if len(part) > 1)]
    found: list[str] = []
    for form in forms:
        found.append(form)
        if len(form) > STEM and form.isalpha():
            found.append(f"{form[:STEM]}…")
    return tuple(found)


class Lexicon:
    """BM25 over texts that do not change; answers come in the order of the texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self._bm25: Any = None
        corpus = [tokens(text) for text in texts]
        if any(corpus):
            import bm25s

            self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
            self._bm25.index(corpus, show_progress=False)

    def vocabulary(self) -> list[str]:
        """Every token, sorted."""
        return sorted(self._bm25.vocab_dict) if self._bm25 is not None else []

    def scores(self, query: str) -> NDArray[np.float32]:
        known = [token for token in tokens(query) if self.knows(token)]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, query: str, passed_over: Collection[str] = frozenset()) -> NDArray[np.float32]:
        """How much of the query stands in each text, from 0 to 1: the share of its words, rare ones counting more.

        A word that only begins alike counts `BEGINS_ALIKE`, the parts of a compound half. The words `passed_over`
        count only where there are no others.
        """
        found = np.zeros(self.size, dtype=np.float32)
        whole = 0.0
        asked = list(dict.fromkeys(words(query)))
        for word in [one for one in asked if one not in passed_over] or asked:
            weight = self.weight(word)
            whole += weight
            best = np.zeros(self.size, dtype=np.float32)
            for form, share in _forms(word):
                holders = self.holders(form)
                best[holders] = np.maximum(best[holders], share)
            found += weight * best
        return found / whole if whole else found

    def holds_codes(self, query: str) -> NDArray[np.float32]:
        """How much of the query's codes ("LH-050-R", "P2", "655/2013") stands in each text, from 0 to 1."""
        codes = [word for word in dict.fromkeys(words(query)) if _is_code(word)]
        found = np.zeros(self.size, dtype=np.float32)
        for code in codes:
            holders = self.holders(code)
            if len(holders) <= max(3, RARE * self.size):  # one that stands everywhere picks nothing out
                found[holders] += 1 / len(codes)
        return found

    def weight(self, word: str) -> float:
        """How rare a word is here: its inverse document frequency, highest for one that never occurs."""
        counts = (len(self.holders(form)) for form, _ in _forms(word))
        count = next((count for count in counts if count), 0)
        return float(np.log(1 + (self.size - count + 0.5) / (count + 0.5)))

    def knows(self, token: str) -> bool:
        return self._bm25 is not None and token in self._bm25.vocab_dict

    def stands_in(self, word: str, texts: Collection[int]) -> bool:
        """Whether one of these texts holds the word, in one of its forms."""
        return any(not set(texts).isdisjoint(self.holders(form).tolist()) for form, _ in _forms(word))

    def holders(self, token: str) -> NDArray[np.int32]:
        """Positions of the texts that hold the token: a column of BM25's sparse matrix."""
        if not self.knows(token):
            return np.zeros(0, dtype=np.int32)
        column = self._bm25.vocab_dict[token]
        start, end = self._bm25.scores["indptr"][column : column + 2]
        return np.asarray(self._bm25.scores["indices"][start:end], dtype=np.int32)


def _is_code(word: str) -> bool:
    digits = sum(char.isdigit() for char in word)
    return digits > 0 and (digits < len(word) or digits > 4)


def _forms(word: str) -> list[tuple[str, float]]:
    """The tokens that a word may be found by, and how much of it each is."""
    parts = _JOINER.split(word)
    forms = [(word, 1.0)]
    if len(parts) > 1:
        forms.append(("".join(parts), 1.0))
        forms.extend((part, 0.5) for part in parts if len(part) > 1)
    elif len(word) > STEM and word.isalpha():
        forms.append((f"{word[:STEM]}…", BEGINS_ALIKE))
    return forms
