"""The figure of a fact in another unit of the same sort: "24 weeks" of what keeps for 24 months, "190 kg" of 190 g."""

import re
from collections.abc import Iterator
from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.quantities import Quantity
from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.contradicted import meant_words, stated_quantities, told_words
from tools.grounding.numbers.durations import DURATIONS, is_as_long
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

_SIZES = ("g", "ml", "mm", "m")
_WEIGHTS = frozenset({"g", "lb"})
_STEPS = frozenset(Decimal(step) for step in ("10", "100", "1000"))  # g and kg, mm and cm, ml and l
_FEW = Decimal(3)  # a figure up to it is told of too many things
# Between a thing and how long it takes or lasts: "Full Check: two hours", "dauert nur zwei Stunden"
_TAKES = re.compile(
    r"(?=.*[\w:–—|-])\W*(?:(?:takes?|lasts?|is|in|about|only|just|done|ready|dauert|braucht|ist|nur|etwa|fertig|dure|prend|est|en|prête?"
    r"|dura|tarda|lleva|es|solo|sólo|list[oa]|richiede|è|pront[oa]|duurt|is|klaar|maar|demora|leva|é|within|binnen)"
    r"(?!\w)\W*)*",
    re.IGNORECASE,
)


def in_wrong_unit(place: Place, known: Known) -> Fact | None:
    """Of a measure that nothing carries: the fact of what the copy speaks of that has its figure, and another unit."""
    number = place.number
    if number.kind != "measure" or number.upper is not None or is_said_of_others(place):
        return None
    figures = _figures(number.text, place.wanted.locale)
    if not figures:
        return None
    mentions = known.subjects.mentions(f"{place.before} {place.wanted.sentence}")
    spoken = place.wanted.products | frozenset(name for one in mentions for name in one.products)
    for fact in known.facts:
        if fact.subject in spoken:
            for one in _of_its_sort(number, fact):
                if figures & _figures(one.text, "en") and _is_meant(place, fact, figures, known):
                    return fact
    return None


def _of_its_sort(number: Quantity, fact: Fact) -> Iterator[Quantity]:
    for one in stated_quantities(fact.statement):
        if one.kind != "measure" or not isinstance(one.value, Decimal) or not isinstance(number.value, Decimal):
            continue
        if number.unit in DURATIONS and one.unit in DURATIONS:
            if not is_as_long(number, one):
                yield one
        elif {number.unit, one.unit} == _WEIGHTS or (
            number.unit == one.unit and number.unit in _SIZES and _is_a_step(number.value, one.value)
        ):
            yield one


def _is_a_step(one: Decimal, other: Decimal) -> bool:
    return bool(one and other) and not {one / other, other / one}.isdisjoint(_STEPS)


def _is_meant(place: Place, fact: Fact, figures: frozenset[Decimal], known: Known) -> bool:
    if place.number.unit not in DURATIONS:
        return True
    if _is_bare(place, fact, known):
        return True
    shared = told_words(fact.statement) & meant_words(place.wanted.sentence, place.wanted.locale)
    return bool(shared) and min(figures) > _FEW


def _is_bare(place: Place, fact: Fact, known: Known) -> bool:
    """Whether the number follows the product's name at once, but for a word that it takes or lasts."""
    before = [
        one
        for one in known.subjects.mentions(place.wanted.sentence)
        if one.end <= place.at and one.products == {fact.subject}
    ]
    return bool(before) and _TAKES.fullmatch(place.wanted.sentence, before[-1].end, place.at) is not None


def _figures(text: str, locale: str) -> frozenset[Decimal]:
    written = frozenset(Decimal(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", text))
    return written or frozenset(spelled(text, locale))
