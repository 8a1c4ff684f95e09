"""Numbers that are a part of another one: "€24 for four scents: six euros each", "€64 for four months: €16 a month"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from knowledge.text.quantities import Quantity
from tools.grounding.numbers.asked import Asked
from tools.grounding.numbers.rate_words import rate_after

ROOM = Decimal("0.08")  # of a number that is hedged
_A_DAY = re.compile(
    r"\s*(?:a|per|each|am|pro|je|par|al|por|cada|ao|op een) (?:day|tag|jour|día|giorno|dag|dia)(?!\w)", re.IGNORECASE
)
_A_WEEK = re.compile(
    r"(?<!\w)(?:a|one|per|whole|eine|die|pro|ganze|une|la|par|una|por|la|alla|een|per|uma)"
    r" (?:week|woche|semaine|semana|settimana)(?!\w)",
    re.IGNORECASE,
)
_WEEK = Decimal(7)  # days
_CENT, _EURO = "cent", "EUR"
_POURED = ("ml", "g")
_OFTEN = 10  # fewer may be so by chance
_BY_POURED = re.compile(
    r"(?<!\w)(?:by (?:the|a)|per|each|pro|je|par|au|le|por|el|cada|al|il|o) ?(?:1 )?(?:ml|millilit\w+"
    r"|mililitro|millilitro"
    r"|g|gramm?\w*|gramo)(?!\w)",
    re.IGNORECASE,
)
_EACH_POURED = re.compile(
    r"\s*(?:a|an|per|each|pro|je|par|le|por|cada|al|il|/) ?(?:ml|millilit\w+|mililitro|millilitro|g|gramm?\w*"
    r"|gramo)(?!\w)",
    re.IGNORECASE,
)


def is_part(asked: Asked, others: Sequence[Quantity]) -> bool:
    """ "72 bikes, 14 people: a little more than five bikes for each", "€64 for four months: €16 a month"."""
    wholes = [value for one in others if (value := _in_its_unit(one, asked.number)) is not None]
    return any(is_near(one / parts, asked) for one in wholes for parts in _parts(asked, others))


def is_so_often(asked: Asked, others: Sequence[Quantity]) -> bool:
    """ "Four sprays make 0.4 ml, so 50 ml are 125": how often one measure goes into another, and more than a few
    times.
    """
    number = asked.number
    if number.kind != "count" or not isinstance(number.value, Decimal) or number.value < _OFTEN:
        return False
    measures = [one for one in others if one.kind == "measure" and isinstance(one.value, Decimal) and one.value]
    return any(
        one.unit == other.unit and is_near(one.value / other.value, asked)
        for one, other in permutations(measures, 2)
        if isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    )


def _in_its_unit(whole: Quantity, number: Quantity) -> Decimal | None:
    """Its value, where it is of the number's unit, or of the money that the number's cents are of."""
    if not isinstance(whole.value, Decimal) or whole.kind != number.kind:
        return None
    if number.unit == _CENT and whole.unit == _EURO:
        return whole.value * 100
    return whole.value if whole.unit == number.unit else None


def _parts(asked: Asked, others: Sequence[Quantity]) -> Iterator[Decimal]:
    """In how many the whole may be parted: so many people, or the days and months that a price is told by."""
    if _is_of_a_week(asked):
        yield _WEEK
    rate = rate_after(asked.sentence, asked.end) if asked.number.kind == "price" else None
    for one in others:
        if not isinstance(one.value, Decimal) or one.value <= 1:
            continue
        poured = one.unit in _POURED and (
            _EACH_POURED.match(asked.sentence, asked.end) or _BY_POURED.search(asked.sentence)
        )
        if one.kind == "count" or (one.kind == "measure" and (poured or (rate is not None and one.unit == rate))):
            yield one.value


def _is_of_a_week(asked: Asked) -> bool:
    """ "A week: €95. That's not even €14 a day"."""
    if asked.number.kind != "price" or _A_DAY.match(asked.sentence, asked.end) is None:
        return False
    return _A_WEEK.search(f"{asked.before} {asked.sentence}") is not None


def is_near(value: Decimal, asked: Asked) -> bool:
    assert isinstance(asked.number.value, Decimal)  # noqa: S101  (the caller asked)
    room = ROOM * asked.number.value if asked.is_hedged else Decimal(0)
    return abs(value - asked.number.value) <= room
