"""How long, in whatever unit: three days are longer than 45 hours, and two days about as long."""

import re
from decimal import Decimal

from knowledge.text.quantities import Quantity

_HOUR = Decimal(3600)  # seconds
_DAY = 24 * _HOUR
_WORKED = 8 * _HOUR  # of a working day
_SECONDS = {
    "s": (Decimal(1), Decimal(1)),
    "min": (Decimal(60), Decimal(60)),
    "h": (_HOUR, _HOUR),
    "day": (_DAY, _DAY),
    "month": (28 * _DAY, 31 * _DAY),
}
_ROOM = Decimal("1.12")  # "two days" of 45 hours
_FAR = 60  # times as long: of something else
_AT_WORK = re.compile(
    r"(?<!\w)(?:working|business|werktag\w*|arbeitstag\w*|ouvrés?|ouvrables?|hábil(?:es)?|laborables?|lavorativ[oi]"
    r"|feriali|werkdag\w*|út(?:il|eis))(?!\w)",
    re.IGNORECASE,
)
DURATIONS = tuple(_SECONDS)


def is_longer(one: Quantity, other: Quantity) -> bool:
    """By more than rounding."""
    return _seconds(one)[0] > _seconds(other)[1] * _ROOM


def may_be_the_same(one: Quantity, other: Quantity) -> bool:
    """Ten years of experience are nothing that somebody would say of what takes two days."""
    (least, _), (_, most) = _seconds(one), _seconds(other)
    return least <= most * _FAR


def is_as_long(one: Quantity, other: Quantity) -> bool:
    """As nearly as people tell it."""
    measured = isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    return measured and not is_longer(one, other) and not is_longer(other, one)


def _seconds(one: Quantity) -> tuple[Decimal, Decimal]:
    assert isinstance(one.value, Decimal)  # noqa: S101  (the caller asked)
    assert one.unit is not None  # noqa: S101
    least, most = _SECONDS[one.unit]
    if one.unit == "day" and _AT_WORK.search(one.text):
        least = _WORKED
    return one.value * least, (one.upper or one.value) * most
