"""Percentages that numbers beside them make: "2,870 of 6,900, so 42%", "€128, half of that is €64"."""

import re
from decimal import Decimal
from itertools import pairwise, permutations

from knowledge.text.quantities import find_quantities
from tools.grounding.numbers.asked import Asked, spelled

_ROUNDED = Decimal("1.5")  # points by which a share may be rounded
_EXACT, _HEDGED = Decimal("0.6"), Decimal(3)  # of a share further off; the same, where it is hedged
_BOUND = Decimal(10)  # points by which a share may be above "more than half"
_OVER = re.compile(
    r"(?<!\w)(?:more than|over|mehr als|über|plus de|más de|più di|oltre|meer dan|mais de)\s*$", re.IGNORECASE
)
_UNDER = re.compile(
    r"(?<!\w)(?:less than|fewer than|under|weniger als|unter|moins de|menos de|meno di|minder dan)\s*$", re.IGNORECASE
)
_PEOPLE = 10  # the least that a share is told of
_OF = re.compile(
    r"\s*(?:of|out of|von|von den|sur|de|de los|de las|su|van de|op de|van)?\s*(?:the|about|over|some|around)?\s*$"
)
_SHARED_BY = re.compile(r"\s*(?:of|out of|von|sur|de|su|van|op)\b")
_WITH_SIGN = re.compile(r"%|\d|per ?cent|prozent|pour ?cent|por ?cien|procent", re.IGNORECASE)
_DIGITS = re.compile(r"[\d.,\s]*\d|\S+")
_SO = re.compile(
    r"[^\w%]*(?:(?:so|or|that is|that's|that’s|which is|i\.e\.|about|nearly|almost|a|also|das sind|das ist|oder"
    r"|rund|fast|soit|donc|c['’]est|environ|presque|es decir|o sea|un|el|casi|cioè|ossia|circa|il|dus"
    r"|ofwel|bijna)[\s,:]+)*[(\s]*"
)


def is_in_words(text: str) -> bool:
    """ "Nine out of ten": of what is parted so, and hardly of what a document weighs."""
    return _WITH_SIGN.search(text) is None


def is_within_bound(before: str, told: Decimal, share: Decimal) -> bool:
    """Whether what is told as "more than" or "less than" so much is near enough to say so of the share."""
    if _OVER.search(before):
        return 0 <= share - told <= _BOUND
    return _UNDER.search(before) is not None and 0 <= told - share <= _BOUND


def share_beside(asked: Asked) -> bool | None:
    """Whether a percentage is the share that two counts beside it make ("2,870 of 6,900, so 42%"); None where it stands
    beside none.
    """
    number, text, at = asked.number, asked.sentence, asked.at
    counts = [one for one in find_quantities(text, asked.locale) if one.kind == "count"]
    for part, whole in pairwise(counts):
        if isinstance(part.value, str) or isinstance(whole.value, str) or not 0 < part.value < whole.value:
            continue
        digits = _DIGITS.match(part.text)
        begun = part.start + (digits.end() if digits else 0)
        if not _SHARED_BY.match(text, begun) or not _OF.search(text[begun : whole.start]):
            continue
        beside = _SO.fullmatch(text, whole.end, at) if at >= whole.end else _SO.fullmatch(text, asked.end, part.start)
        if beside is not None:
            return abs(100 * part.value / whole.value - Decimal(number.value)) <= _ROUNDED
    return None


def is_share(asked: Asked) -> bool:
    """Of two numbers of the sentence and the ones before, wherever they stand."""
    assert isinstance(asked.number.value, Decimal)  # noqa: S101  (the caller asked)
    text = f"{asked.before} {asked.sentence[: asked.at]} {asked.sentence[asked.end :]}"
    counts = {one.value for one in find_quantities(text, asked.locale) if one.kind == "count"}
    numbers = sorted({one for one in (*counts, *spelled(text, asked.locale)) if isinstance(one, Decimal) and one > 0})
    room = _HEDGED if asked.is_hedged else _EXACT
    before = asked.sentence[: asked.at]
    above = _BOUND if _OVER.search(before) else room
    below = _BOUND if _UNDER.search(before) else room
    return any(
        -below <= 100 * part / whole - asked.number.value <= above
        for place, whole in enumerate(numbers)
        for part in numbers[:place]
        if whole >= _PEOPLE
    )


def is_share_of_amounts(asked: Asked) -> bool:
    """Whether it is the share that two prices or measures of its own sentence make: "€128, half of that is €64"."""
    if asked.number.kind != "percent" or not isinstance(asked.number.value, Decimal):
        return False
    amounts = [one for one in find_quantities(asked.sentence, asked.locale) if one.kind in ("price", "measure")]
    return any(
        abs(100 * part.value / whole.value - asked.number.value) <= _EXACT
        for part, whole in permutations(amounts, 2)
        if part.unit == whole.unit and isinstance(part.value, Decimal) and isinstance(whole.value, Decimal)
        if 0 < part.value < whole.value
    )
