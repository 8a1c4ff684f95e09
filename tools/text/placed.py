"""A field as rules of words read it, and findings at their place in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from knowledge.text.phrases import fold
from tools.findings import Family, Finding, Severity
from tools.text.lookalikes import undisguised
from tools.text.markup import Block, Lines

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])[\w-]+(?:\.[\w-]+)*\.\w{2,12}/\S*"
)
_IN_ADDRESSES = ("@", "/", "www.", "mailto:")  # of which each has one
_SENTENCE = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s|$)|\n|[。！？]")
_QUOTES = re.compile(r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|‘[^’\n]{1,300}’")
_PLAIN = frozenset({"text"})


_SAME = 4  # fields of one draft, which all families read in turn


@lru_cache(maxsize=_SAME)
def _seen(source: str) -> Block:
    return undisguised(Block(source, _PLAIN))


@lru_cache(maxsize=_SAME)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=_SAME)
def _lines_of(source: str) -> Lines:
    return Lines(source)


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where URLs and e-mail addresses begin and end: their words are nobody's sentence."""
    if not any(sign in text for sign in _IN_ADDRESSES):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


@dataclass(frozen=True, eq=False)
class Reading:
    """One field: `text` as it is read (no disguises), `folded` for matching, each as long as the other."""

    name: str
    source: str
    block: Block = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "block", _seen(self.source))

    @property
    def text(self) -> str:
        return self.block.text

    @cached_property
    def folded(self) -> str:
        return _folded(self.text)

    @property
    def _lines(self) -> Lines:
        return _lines_of(self.source)

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return addresses_in(self.text)

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [match.span() for match in _QUOTES.finditer(self.text)]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _SENTENCE.finditer(self.text)]

    def in_address(self, start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in self._addresses)

    def quoted(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self._quotes)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        index = bisect_right(self._ends, at)
        first = self._ends[index - 1] if index else 0
        return first, self._ends[index] if index < len(self._ends) else len(self.text)

    def finding(
        self,
        rule: str,
        family: Family,
        severity: Severity,
        place: tuple[int, int],
        message: str,
        *,
        source: str | None = None,
        fix: str | None = None,
    ) -> Finding:
        """`place` is in the text as it is read; the finding stands in the field as it was given."""
        return self.stands(rule, family, severity, self.block.place(*place), message, source=source, fix=fix)

    def stands(
        self,
        rule: str,
        family: Family,
        severity: Severity,
        place: tuple[int, int],
        message: str,
        *,
        source: str | None = None,
        fix: str | None = None,
    ) -> Finding:
        """`place` is in the field as it was given."""
        start, end = place
        line, column = self._lines.at(start)
        return Finding(
            rule=rule,
            family=family,
            severity=severity,
            field=self.name,
            line=line,
            column=column,
            start=start,
            span=self.source[start:end],
            message=message,
            source=source,
            fix=fix,
        )
