"""How much of a text people changed, counted in words. Pure."""

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


def change_share(before: Mapping[str, str], after: Mapping[str, str]) -> float:
    """0 where both say the same, 1 where no word stayed: 1 − 2·kept / (words before + words after), over all fields.

    Kept words are those of the longest common subsequence; punctuation marks are words, space is not.
    """
    kept = total = 0
    for name in before.keys() | after.keys():
        old, new = _WORD.findall(before.get(name, "")), _WORD.findall(after.get(name, ""))
        total += len(old) + len(new)
        kept += len(old) if old == new else _common(old, new)
    return 0.0 if total == 0 else 1 - 2 * kept / total


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Length of the longest common subsequence, a word of `new` at a time over all of `old` (Hyyrö, 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(old)) - 1
    state = full
    for word in new:
        met = state & places.get(word, 0)
        state = ((state + met) | (state - met)) & full
    return len(old) - state.bit_count()
