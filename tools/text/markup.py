"""A block of text as it is read, with the place of each character in the source; lines and columns."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

Format = Literal["markdown", "html", "text"]
HOLE = "\ufffc"  # stands for what is left alone: code, an address
LINE_END = regex.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Pieces:
    """From where in a text (`at`) it was read from which stretch of the source (`starts` to `ends`).

    A piece as long as its stretch stands in it character by character; any other is as a whole what it was read from.
    """

    at: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    length: int

    def stretch(self, index: int) -> tuple[int, int]:
        """The source of one character."""
        piece = bisect_right(self.at, index) - 1
        at, start, end = self.at[piece], self.starts[piece], self.ends[piece]
        stop = self.at[piece + 1] if piece + 1 < len(self.at) else self.length
        return (start + index - at, start + index - at + 1) if end - start == stop - at else (start, end)

    def index(self, place: int) -> int:
        """Of the character that was read from a place of the source, or from the next one that was read."""
        piece = max(bisect_right(self.starts, place) - 1, 0)
        at, start, end = self.at[piece], self.starts[piece], self.ends[piece]
        stop = self.at[piece + 1] if piece + 1 < len(self.at) else self.length
        if place >= end:
            return stop
        return at + max(place - start, 0) if end - start == stop - at else at

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """From where to where in the text and the source: what stands there as it is in one, all else by letters."""
        for piece in range(bisect_right(self.at, start) - 1, bisect_left(self.at, end)):
            at, source, until = self.at[piece], self.starts[piece], self.ends[piece]
            stop = self.at[piece + 1] if piece + 1 < len(self.at) else self.length
            first, last = max(at, start), min(stop, end)
            if until - source == stop - at:
                yield first, last, source + first - at, source + last - at
            else:
                yield from ((index, index + 1, source, until) for index in range(first, last))


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, heading, list item, cell or sentence. Without `pieces` it lies in the source at `base`, as it is."""

    text: str
    tags: frozenset[str]
    base: int = 0  # with pieces: where the block begins in the text that they are about
    pieces: Pieces | None = None
    source: str = ""  # where its line ends are of interest

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source that text[start:end] was read from."""
        if self.pieces is None:
            return self.base + start, self.base + end
        if start >= len(self.text):
            edge = self.pieces.stretch(self.base + len(self.text) - 1)[1] if self.text else 0
            return edge, edge
        first = self.pieces.stretch(self.base + start)[0]
        return first, self.pieces.stretch(self.base + end - 1)[1] if end > start else first

    def index(self, place: int) -> int:
        """Where in the text stands what was read from a place of the source, or what was read next."""
        if self.pieces is None:
            return place - self.base
        return self.pieces.index(place) - self.base if self.text else 0

    def part(self, start: int, end: int, tags: frozenset[str]) -> "Block":
        return Block(self.text[start:end], tags, self.base + start, self.pieces, self.source)

    @cached_property
    def spaced(self) -> str:
        """With one kind of space, the same length."""
        text = self.text
        for odd in "\u00a0\u202f\u2009\t":
            if odd in text:
                text = text.replace(odd, " ")
        return text

    @cached_property
    def lined(self) -> str:
        """With the source's line ends in the place of the spaces that stand for them, the same length."""
        if not self.source:
            return self.text
        return "".join(
            "\n" if char == " " and LINE_END.search(self.source, *self.place(index, index + 1)) else char
            for index, char in enumerate(self.text)
        )

    @cached_property
    def plain(self) -> str:
        """With one kind of space and of apostrophe, the same length."""
        return self.spaced.replace("’", "'").replace("ʼ", "'")

    @cached_property
    def lower(self) -> str:
        """`plain` in lower case, the same length."""
        lowered = self.plain.lower().replace("ſ", "s")
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.plain)


class Writer:
    """Puts a block together from stretches of the source."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.length = 0

    @property
    def last(self) -> int:
        """Where in the source it stopped."""
        return self._ends[-1] if self._ends else 0

    def put(self, text: str, start: int, end: int) -> None:
        """A text that was read from source[start:end]."""
        if not text:
            return
        if self._joins(len(text), start, end):
            self._ends[-1] = end
        else:
            self._at.append(self.length)
            self._starts.append(start)
            self._ends.append(end)
        self._texts.append(text)
        self.length += len(text)

    def _joins(self, length: int, start: int, end: int) -> bool:
        if not self._at or self._ends[-1] != start or end - start != length:
            return False
        return self._ends[-1] - self._starts[-1] == self.length - self._at[-1]

    def add(self, block: Block) -> None:
        self.copy(block, 0, len(block.text))

    def copy(self, block: Block, start: int, end: int) -> None:
        """A stretch of a block that reads as it stands there."""
        base = block.base
        if block.pieces is None:
            self.put(block.text[start:end], base + start, base + end)
        elif start < end:
            for first, last, *source in block.pieces.between(base + start, base + end):
                self.put(block.text[first - base : last - base], *source)

    def block(self, tags: frozenset[str], source: str = "") -> Block:
        pieces = Pieces(tuple(self._at), tuple(self._starts), tuple(self._ends), self.length)
        return Block("".join(self._texts), tags, 0, pieces, source)


class Lines:
    """Lines and columns of a text, from 1, in code points. CR LF, LF and CR are one line end each."""

    def __init__(self, text: str) -> None:
        several = "\n" in text or "\r" in text
        self._starts = [0, *(found.end() for found in LINE_END.finditer(text))] if several else [0]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
