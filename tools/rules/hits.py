"""What rules find in a block, and what they leave alone."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from tools.text.markup import Block


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in a block's text. `args` fill the message's %s in order; `fix` is None where nobody wrote one."""

    start: int
    end: int
    args: tuple[str, ...] = ()
    fix: str | None = None
    of_text: bool = False  # about the text as a whole, wherever it stands: shown at its head
    guessed: bool = False  # the fix is the likeliest word
    matched: str = ""  # where the last of `args` is not what was matched

    @property
    def observed(self) -> str:
        return self.matched or (self.args[-1] if self.args else "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One token at one place, before the rule has chosen among its tokens."""

    start: int
    token: int  # its place among the rule's tokens: the first one wins
    end: int
    spelling: int = 0  # its place among the spellings of tokens that are looked up: the first one wins


class Memory:
    """What a rule has to remember from one block of a text to the next; `counts` are those of the whole text."""

    def __init__(self, counts: Mapping[str, float] | None = None) -> None:
        self.words: dict[str, set[str]] = {}
        self.counts = counts

    def of(self, rule: str) -> set[str]:
        return self.words.setdefault(rule, set())


class Search(Protocol):
    def hits(self, block: Block, memory: Memory, /) -> Iterable[Hit]: ...


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Texts that a rule leaves alone: where one is in the match, or the match is in one.

    `phrases` are those that the match may be in; to Vale only what has a space in it is one.
    """

    pattern: regex.Pattern[str] | None = None
    phrases: regex.Pattern[str] | None = None

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [found.span() for found in self.phrases.finditer(text)] if self.phrases else []

    def allow(self, text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
        """`spans` are this text's, in order and without overlap."""
        if self.pattern is None:
            return False
        index = bisect_right(spans, start, key=lambda span: span[0]) - 1
        return (index >= 0 and end <= spans[index][1]) or bool(self.pattern.search(text[start:end].strip()))
