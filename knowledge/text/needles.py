"""Which of many patterns can match a text at all: those of which one needle stands in it, found in one pass."""

from collections import Counter
from collections.abc import Sequence

_SIZE = 3  # letters that a longer needle is looked up by


class Needles:
    """Each pattern's needles: literals of which every match of it has one. An empty needle stands everywhere."""

    def __init__(self, needles: Sequence[Sequence[str]]) -> None:
        shared = Counter(piece for each in needles for one in each for piece in _pieces(one))
        self._short: list[tuple[str, int]] = []
        self._by_piece: dict[str, list[tuple[str, int]]] = {}
        for number, each in enumerate(needles):
            for one in each:
                if len(one) < _SIZE:
                    self._short.append((one, number))
                else:
                    rarest = min(_pieces(one), key=lambda piece: (shared[piece], piece))
                    self._by_piece.setdefault(rarest, []).append((one, number))

    def standing_in(self, text: str) -> list[int]:
        """The numbers of the patterns, in order."""
        found = {number for one, number in self._short if one in text}
        for piece in self._by_piece.keys() & _pieces(text):
            found.update([number for one, number in self._by_piece[piece] if one in text])
        return sorted(found)


def _pieces(text: str) -> set[str]:
    return {text[at : at + _SIZE] for at in range(len(text) - _SIZE + 1)}
