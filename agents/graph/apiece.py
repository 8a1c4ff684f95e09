"""How many times an amount counts: "twenty hotels, EUR 7,000 each", "je 7.000 Euro für 20 Hotels", "20 × 7.000 €".

Where several counts stand near, the largest is taken: it decides who must sign, so the reading leans upwards.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from knowledge.text.phrases import Phrases, load_phrases
from knowledge.text.quantities import Quantity

_WORDS = Path(__file__).parent / "data" / "reading" / "apiece.yaml"
_END = re.compile(r"[.!?;](?=\s|$)|[。！？\n]")
_TIMES = re.compile(r"(\d+(?:[.,' ]\d{3})*) ?(?:x|×|\*|mal|times|fois|veces|volte|keer|vezes) ?(?:[a-z]{1,2} )?$")
_NEAR = 32  # characters after the amount
_BEFORE = 60


def times(folded: str, start: int, end: int, quantities: Sequence[Quantity], language: str) -> Decimal:
    """What to multiply the amount at `start` to `end` with; 1 where nothing says that it counts more than once."""
    if written := _TIMES.search(folded[max(0, start - 20) : start]):
        return Decimal(re.sub(r"\D", "", written[1]))
    if not _is_apiece(folded, start, end, quantities, language):
        return Decimal(1)
    first, last = _sentence(folded, start, end)
    counts = [one for one in quantities if one.kind == "count" and (one.end <= start or one.start >= end)]
    near = [one for one in counts if first <= one.start and one.end <= last] or counts
    sizes = [size for one in near if isinstance(size := one.upper or one.value, Decimal)]
    return max((*sizes, Decimal(1)))


def _is_apiece(folded: str, start: int, end: int, quantities: Sequence[Quantity], language: str) -> bool:
    first, last = _sentence(folded, start, end)
    before, after = folded[max(first, start - _BEFORE) : start], folded[end : min(last, end + _NEAR)]
    lists = _lists()
    if lists["each"].search(after, language) or lists["before"].search(before, language):
        return True
    counted = [range(one.start, one.end) for one in quantities]  # "7.000 euro per venti hotel" is for all of them
    found = lists["per"].search(after, language)
    return bool(found) and not any(end + found.end() - 1 in one for one in counted if found)


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    ends = [found.end() for found in _END.finditer(folded)]
    return max((at for at in ends if at <= start), default=0), min((at for at in ends if at > end), default=len(folded))


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_WORDS)
