"""Many phrases, each with what it stands for, found in one pass over a text.

One pattern knows how the phrases begin; only where one of these words stands are its phrases tried. So a text that has
none costs the same for ten phrases and for a thousand.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from knowledge.errors import InputError
from knowledge.text.phrases import UNSPACED, expression, fold

T = TypeVar("T")
_LEADING = re.compile(r"^\((?!\?)([^()]*(?:\([^()]*\)[^()]*)*)\)(\?)?(?![*+{])")
_HEAD = re.compile(r"[^\W_ß]+")
_MOST_VARIANTS = 60
_MOST_WORDS = 20_000  # remembered, with the phrases that they begin
_BEGINS = re.compile(r"(?<![\w-])[^\W_]+")


class PhraseIndex(Generic[T]):
    """Phrases by their first word. `finditer` gives every match of every phrase, by place; matches may overlap."""

    def __init__(self, entries: Iterable[tuple[str, str, T]]) -> None:
        """Each entry: how it begins (letters or digits, folded), its regular expression, what it stands for."""
        self._heads: dict[str, list[tuple[str, T]]] = {}
        for head, pattern, value in entries:
            self._heads.setdefault(head, []).append((pattern, value))
        self._anywhere = [(re.compile(pattern), value) for pattern, value in self._heads.pop("", ())]
        self._longest = max(map(len, self._heads), default=0)
        self._compiled: dict[str, _Begun[T]] = {}
        self._dull: set[str] = set()  # words that were seen and begin nothing

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, T]]) -> "PhraseIndex[T]":
        """Phrases in the signs of `knowledge.text.phrases`. Raises InputError for one that begins with no word."""
        return cls(entry for phrase, value in phrases for entry in _entries(phrase, value))

    def finditer(self, folded: str) -> Iterator[tuple[re.Match[str], T]]:
        if self._heads:
            words, known = words_of(folded)
            telling = words.difference(self._dull)  # which may hold many more words than a text has
            places = [(start, each) for each in telling for start in known[each]]
            for start, word in sorted(places):
                begun = self._compiled.get(word) or self._at(word)
                if begun is None or not begun.some.match(folded, start):
                    continue
                for pattern, value in begun.each:
                    match = pattern.match(folded, start)
                    if match:
                        yield match, value
        if self._anywhere and not folded.isascii():
            for pattern, value in self._anywhere:
                yield from ((match, value) for match in pattern.finditer(folded))

    def _at(self, word: str) -> "_Begun[T] | None":
        """The phrases of every beginning of the word."""
        longest = min(len(word), self._longest)
        found = [entry for end in range(1, longest + 1) for entry in self._heads.get(word[:end], ())]
        seen: dict[str, Any] | set[str] = self._compiled if found else self._dull
        if len(seen) >= _MOST_WORDS:
            seen.clear()
        if not found:
            self._dull.add(word)
            return None
        begun = self._compiled[word] = _Begun(tuple(found))
        return begun


class _Begun(Generic[T]):
    """Phrases that begin with one word: `some` says whether any of them stands, `each` is for when one does."""

    def __init__(self, found: tuple[tuple[str, T], ...]) -> None:
        self._found = found
        self.some = _any_of(tuple(pattern for pattern, _ in found))

    @cached_property
    def each(self) -> tuple[tuple[re.Pattern[str], T], ...]:
        return tuple((_one(pattern), value) for pattern, value in self._found)


@lru_cache(maxsize=4)
def words_of(folded: str) -> tuple[frozenset[str], dict[str, list[int]]]:
    """The words that begin a phrase if any do, and where each stands; several indexes read the same text in turn."""
    found: dict[str, list[int]] = {}
    for match in _BEGINS.finditer(folded):
        found.setdefault(match[0], []).append(match.start())
    return frozenset(found), found


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return _one(patterns[0]) if len(patterns) == 1 else re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _one(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _entries(phrase: str, value: T) -> Iterator[tuple[str, str, T]]:
    if UNSPACED.search(phrase):
        yield "", expression(phrase), value
        return
    for variant in variants(phrase):
        head = head_of(variant)
        if not head:
            raise InputError(f"The phrase {phrase!r} does not begin with a word: it cannot be found fast.")
        yield head, rf"(?:{expression(variant)})(?!\w)", value


def variants(phrase: str) -> list[str]:
    """Alternatives at the beginning, each as a phrase of its own."""
    done: list[str] = []
    todo = [phrase]
    while todo and len(done) + len(todo) <= _MOST_VARIANTS:
        part = todo.pop(0).lstrip()
        match = _LEADING.match(part)
        if not match:
            done.append(part)
            continue
        rest = part[match.end() :]
        todo += [option + rest for option in _options(match[1])] + ([rest] if match[2] else [])
    return [*done, *todo]


def _options(inside: str) -> list[str]:
    """Split at the bars that stand in no bracket."""
    options, depth = [""], 0
    for char in inside:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            options.append("")
        else:
            options[-1] += char
    return options


def head_of(phrase: str) -> str:
    """The letters a match surely begins with."""
    folded = fold(phrase)
    match = _HEAD.match(folded)
    if not match:
        return ""
    optional = folded[match.end() : match.end() + 1] in ("?", "{")
    return match[0][:-1] if optional else match[0]
