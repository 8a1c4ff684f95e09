"""A day that a document gives with another year: "3 March 2024" of what came out on 3 March 2025; and prices told of a
year that is over.
"""

import re
from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Statement
from tools.grounding.numbers.contradicted import ONCE, stated_quantities
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

_WHOLE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_PARTS = 3
_RISE = Decimal("1.3")  # by which a price may have gone up
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_LAST = re.compile(
    r"(?<!\w)last (?:year|winter|spring|summer|autumn|fall|december)"
    r"|letzte[nrsm]? (?:jahr|winter|sommer|herbst|frühjahr|dezember)|vorjahr"
    r"|l['’](?:an|hiver|été|année) (?:dernier|passé)|dernière année|(?:año|invierno|verano) pasado"
    r"|(?:anno|inverno|estate) scors[oa]|vorig jaar|(?:ano|inverno) passado",
    re.IGNORECASE,
)


def dated_otherwise(place: Place, known: Known) -> str | None:
    """What gives the same day of another year, or almost the same date of what happened once, of what the copy speaks
    of.
    """
    number = place.number
    if number.kind != "date" or not _WHOLE.fullmatch(str(number.value)) or is_said_of_others(place):
        return None
    products = place.wanted.products
    told = [(one, fact.statement, fact.attribute in ONCE) for fact in _own(known, products) for one in _dates(fact)]
    said = [(one, each.text, False) for one, each in known.stated.get("date", ()) if _is_of(each, products, known)]
    days = [(str(one.value), text, once) for one, text, once in (*told, *said)]
    if any(day == number.value for day, _, _ in days):
        return None
    own = str(number.value).split("-")
    for day, text, once in days:
        other = day.split("-")
        if not _WHOLE.fullmatch(day):
            continue
        same = [one == each for one, each in zip(own, other, strict=True)]
        if same[1:] == [True, True] or (once and sum(same) == _PARTS - 1):
            return text
    return None


def _own(known: Known, products: frozenset[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in known.facts if fact.subject in products)


def _dates(fact: Fact) -> tuple[Quantity, ...]:
    return tuple(one for one in stated_quantities(fact.statement) if one.kind == "date")


def _is_of(statement: Statement, products: frozenset[str], known: Known) -> bool:
    named = known.names.products_in(statement.text) or {statement.passage.product}
    return not products.isdisjoint(named - {None})


def is_of_a_past_year(place: Place, known: Known) -> bool:
    """A price told of a year that is over, and lower than what the copy or a fact gives as today's: it cuts no price.
    The documents of that year are no longer in use, so that nothing can be held against it.
    """
    number = place.number
    if number.kind != "price" or not isinstance(number.value, Decimal) or not number.value:
        return False
    near = f"{place.before} {place.wanted.sentence} {place.later}"
    years = [int(one) for one in _YEAR.findall(near)]
    if not any(one < known.today.year for one in years) and not _LAST.search(near):
        return False
    beside = [one.value for one in find_quantities(near, place.wanted.locale) if _is_in(one, number)]
    today = [
        one.value
        for fact in known.facts
        if fact.attribute == "price"
        for one in stated_quantities(fact.statement)
        if _is_in(one, number)
    ]
    if any(isinstance(one, Decimal) and one > number.value for one in beside):
        return True
    return any(isinstance(one, Decimal) and number.value < one <= _RISE * number.value for one in today)


def _is_in(one: Quantity, number: Quantity) -> bool:
    """Whether it is a price in the number's currency."""
    return (one.kind, one.unit) == (number.kind, number.unit)
