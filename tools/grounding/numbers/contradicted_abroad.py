"""A number in another language than the facts': held to what they say of the same product in the same unit."""

from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity
from tools.grounding.numbers.contradicted import ONCE, excludes, of_its_kind, stated_quantities
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

_TOLD_BY_UNIT = frozenset({"g", "ml", "mm"})  # what a product has one of; hours may be told of many things
_DASHES = 2  # of year, month and day


def otherwise_abroad(place: Place, known: Known) -> Fact | None:
    """In another language than English, whose words the facts do not have: the fact that measures the same product in
    the number's unit, or dates it, with another value.
    """
    number = place.number
    if language_of(place.wanted.locale) == "en" or is_said_of_others(place):
        return None
    products = of_its_kind(place, known).wanted.products
    if len(products) != 1 or not (number.unit in _TOLD_BY_UNIT or _is_whole_date(number)):
        return None
    of_it = [
        (one, fact)
        for fact in known.facts
        if fact.subject in products
        for one in stated_quantities(fact.statement)
        if (one.kind, one.unit) == (number.kind, number.unit) and (number.kind != "date" or fact.attribute in ONCE)
    ]
    if any(_agrees(number, one) for one, _ in of_it):
        return None
    return of_it[0][1] if of_it else None


def _is_whole_date(number: Quantity) -> bool:
    return number.kind == "date" and str(number.value).count("-") == _DASHES and not str(number.value).startswith("-")


def _agrees(number: Quantity, stated: Quantity) -> bool:
    if isinstance(number.value, Decimal) and isinstance(stated.value, Decimal):
        return not excludes(number, stated, "")
    return str(number.value).endswith(str(stated.value)) or str(stated.value).endswith(str(number.value))
