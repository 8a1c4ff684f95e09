"""Exact words: tokens of any language, and BM25 over them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[’'\-./&+][^\W_]+)*\+*", re.UNICODE)
_JOINER = re.compile(r"[’'\-./&+]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
STEM = 5  # letters that words of one family share, in most languages


def fold(text: str) -> str:
    """Lower case, without accents."""
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
        yield from _UNSPACED.sub(" ", word).split()


def tokens(text: str) -> list[str]:
    """What BM25 counts: each word; a compound also joined and in parts, so that "email" finds "e-mail";
    a long word also by its first letters, so that "capitalise" finds "capitalisation"."""
    found: list[str] = []
    for word in words(text):
        parts = _JOINER.split(word)
        forms = [word] if len(parts) == 1 else [word, "".join(parts), *(part for part in parts if len(part) > 1)]
        for form in forms:
            found.append(form)
            if len(form) > STEM and form.isalpha():
                found.append(f"{form[:STEM]}…")
    return found


class Lexicon:
    """BM25 over texts that do not change; scores come in the order of the texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._bm25: Any = None
        corpus = [tokens(text) for text in texts]
        self._frequency: dict[str, int] = {}
        for document in corpus:
            for token in set(document):
                self._frequency[token] = self._frequency.get(token, 0) + 1
        if self._frequency:
            import bm25s

            self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
            self._bm25.index(corpus, show_progress=False)

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> NDArray[np.float32]:
        known = [token for token in tokens(query) if token in self._frequency]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def weight(self, token: str) -> float:
        """How rare a token is here: its inverse document frequency, highest for one that never occurs."""
        count = self._frequency.get(token, 0)
        return float(np.log(1 + (self._size - count + 0.5) / (count + 0.5)))

    def knows(self, token: str) -> bool:
        return token in self._frequency
