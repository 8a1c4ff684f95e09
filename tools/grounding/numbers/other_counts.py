"""A number that is told otherwise beside the same other numbers, in any language."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Statement
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

# What a house counts of itself.
_COUNTED = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for name, words in {
        "people": r"people|persons|leute|menschen|personen|köpfe|personnes|personas|persone|mensen|pessoas",
        "workshop": r"workshops|werkstätten|ateliers|talleres|officine|werkplaatsen|oficinas",
        "shop": r"shops|stores|läden|geschäfte|boutiques|magasins|tiendas|negozi|winkels|lojas",
        "bike": r"bikes|bicycles|r[äa]der|fahrräder|vélos|bicis|bicicletas|biciclette|bici|fietsen",
    }.items()
}
_SAME_ORDER = 4  # times what is known: more bikes were repaired than there are to hire
_SEVERAL = 2  # numbers in common say that the same is spoken of


def other_of_the_same(place: Place, known: Known) -> Statement | None:
    """What gives two other numbers of the sentence, and another value in the number's unit: "at four sprays a day 50 ml
    last four months" against two months. In any language.
    """
    number, wanted = place.number, place.wanted
    if number.kind not in ("measure", "percent", "count") or is_said_of_others(place):
        return None
    if number.kind == "count" and number.unit is None:
        return None
    others = [one for one in find_quantities(wanted.sentence, wanted.locale) if one.key != number.key]
    counted = _counted(number.text) if number.kind == "count" else None
    if counted is not None and others:
        return _other_count(number, counted, others, known)
    if len(others) < _SEVERAL:
        return None
    for value, said in known.values.by_unit.get((number.kind, number.unit), {}).items():
        for one in said:
            same_unit = [each for each in one.quantities if (each.kind, each.unit) == (number.kind, number.unit)]
            if value != number.value and len(same_unit) == 1 and _shared_numbers(others, one) >= _SEVERAL:
                return one
    return None


def _other_count(number: Quantity, counted: str, others: Sequence[Quantity], known: Known) -> Statement | None:
    """What counts the same, in any language, with another value, and gives another number of the sentence too."""
    for _, one in known.stated["count"]:
        alike = [each.value for each in one.quantities if each.kind == "count" and _counted(each.text) == counted]
        numbers = [value for value in alike if isinstance(value, Decimal)]
        if not numbers or number.value in numbers or isinstance(number.value, str):
            continue
        if number.value <= _SAME_ORDER * max(numbers) and _shared_numbers(others, one):
            return one
    return None


@lru_cache(maxsize=1024)
def _counted(text: str) -> str | None:
    low = text.lower()
    return next((name for name, words in _COUNTED.items() if words.search(low)), None)


def _shared_numbers(others: Sequence[Quantity], statement: Statement) -> int:
    return sum(one.key in statement.keys or (one.kind == "count" and one.value in statement.counts) for one in others)
