"""Patterns that are run only on texts in which something stands that every match of them has."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from knowledge.text.needed import needles_in_lower_case
from knowledge.text.needles import Needles

_ODD = re.compile("[İıſ]")  # letters that `re.IGNORECASE` takes for i and s, and `str.lower` does not


class Guarded:
    """Answers as the pattern does. Worth it where few texts match and the pattern begins with no letter of its own."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)

    @cached_property
    def _needles(self) -> Needles:
        return Needles([needles_in_lower_case(self.pattern)])

    def may_match(self, text: str) -> bool:
        return self._needles.any_in(text.lower()) or (not text.isascii() and _ODD.search(text) is not None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.may_match(text) else None


class GuardedMany:
    """Many patterns by name, each run only on texts that it may match: one pass finds which these are."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns.items())
        self._needles = Needles([needles_in_lower_case(pattern) for pattern in patterns.values()])

    def finditer(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Pattern by pattern, in their order: the name and each match."""
        odd = not text.isascii() and _ODD.search(text) is not None
        for number in range(len(self._patterns)) if odd else self._needles.standing_in(text.lower()):
            name, pattern = self._patterns[number]
            for match in pattern.finditer(text):
                yield name, match
