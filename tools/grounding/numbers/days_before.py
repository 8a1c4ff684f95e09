"""A day that the copy works out: so many hours or days before one that it gives, "until the day before, 4 December"."""

from datetime import date, timedelta
from decimal import Decimal

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.numbers.places import Known, Place

_DAYS = {"h": Decimal(24), "day": Decimal(1)}  # how many of the unit are a day
_MOST = 60  # days between the two
_PARTS = 2  # month and day


def is_days_away(place: Place, known: Known) -> bool:
    """From another day of the sentence or the ones before, by a length that the copy tells."""
    if place.number.kind != "date":
        return False
    own = _day(place.number, known.today.year)
    told = find_quantities(place.told, place.wanted.locale)
    if own is None or not told:
        return False
    days = {day for one in told if one.kind == "date" and (day := _day(one, known.today.year)) is not None}
    lengths = {length for one in told if (length := _length(one)) is not None}
    return any(abs(day - own) in lengths for day in days)


def _day(one: Quantity, year: int) -> date | None:
    parts = [part for part in str(one.value).split("-") if part]
    try:
        if len(parts) == _PARTS and str(one.value).startswith("--"):
            return date(year, int(parts[0]), int(parts[1]))
        return date.fromisoformat(str(one.value))
    except ValueError:
        return None


def _length(one: Quantity) -> timedelta | None:
    if one.kind != "measure" or one.unit not in _DAYS or not isinstance(one.value, Decimal):
        return None
    days = one.value / _DAYS[one.unit]
    return timedelta(days=int(days)) if days == days.to_integral_value() and 0 < days <= _MOST else None
