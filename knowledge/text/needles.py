"""Which of many patterns can match a text at all: those of which one needle stands in it, found in one pass."""

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick


class Needles:
    """Each pattern's needles: literals of which every match of it has one. An empty needle stands everywhere."""

    def __init__(self, needles: Sequence[Sequence[str]]) -> None:
        self._everywhere = frozenset(number for number, each in enumerate(needles) if "" in each)
        of: dict[str, list[int]] = {}
        for number, each in enumerate(needles):
            for one in dict.fromkeys(each):
                if number not in self._everywhere:
                    of.setdefault(one, []).append(number)
        self._numbers = tuple(of.values())
        self._automaton = AhoCorasick(of)

    def standing_in(self, text: str) -> list[int]:
        """The numbers of the patterns, in order."""
        found = set(self._everywhere)
        for needle in {match[0] for match in self._matches(text, overlapping=True)}:
            found.update(self._numbers[needle])
        return sorted(found)

    def any_in(self, text: str) -> bool:
        """Whether any needle stands in it."""
        return bool(self._everywhere or self._matches(text, overlapping=False))

    def places_in(self, text: str) -> list[int]:
        """Where any needle begins, in order; empty ones are left out."""
        return sorted({match[1] for match in self._matches(text, overlapping=True)})

    def standing_at(self, text: str) -> list[tuple[int, int, int]]:
        """Of every needle that stands in the text, also within another one: the pattern's number, start and end. Empty
        needles are left out.
        """
        found = self._matches(text, overlapping=True)
        return [(number, start, end) for needle, start, end in found for number in self._numbers[needle]]

    def _matches(self, text: str, *, overlapping: bool) -> list[tuple[int, int, int]]:
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping)
        except UnicodeEncodeError:  # half a character, which no needle has
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_matches_as_indexes(whole, overlapping)
