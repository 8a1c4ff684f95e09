"""Words that are written so that no list has them: "f.u.c.k", "n1gger", "a$$hole"."""

import re
from bisect import bisect_right

_SIGNS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e"}
_SIGN = re.compile(r"(?<=[^\W\d_])[0134577@$!€]{1,2}(?=[^\W\d_])")
_SPELLED = re.compile(r"(?<![\w.])[^\W\d_](?:([.\-_*•·|/ ])[^\W\d_])(?:\1[^\W\d_])+(?!\w)")


class Unmasked:
    """A text with its masked words spelled out. `text` is the input where nothing was masked."""

    def __init__(self, source: str) -> None:
        signs = _SIGN.sub(lambda found: "".join(_SIGNS[char] for char in found[0]), source)
        parts: list[str] = []
        self._starts, self._places = [0], [0]  # from which character on, and where that stands in the source
        last = length = 0
        for match in _SPELLED.finditer(signs):
            parts.append(signs[last : match.start()])
            length += match.start() - last
            for place in range(match.start(), match.end(), 2):
                self._starts.append(length)
                self._places.append(place)
                parts.append(signs[place])
                length += 1
            self._starts.append(length)
            self._places.append(match.end())
            last = match.end()
        self.text = "".join((*parts, signs[last:]))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` stands in the source."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] + offset - self._starts[index]
