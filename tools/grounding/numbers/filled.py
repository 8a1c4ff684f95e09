"""How much several of a thing hold together: a bottle of 50 ml and two refills are 150 ml."""

from decimal import Decimal

from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.contradicted import stated_quantities
from tools.grounding.numbers.places import Known, Place

_UNITS = ("ml", "g")
_SIZE = "size"
_MOST = 12


def holds_together(place: Place, known: Known) -> bool:
    """As much as so many of what the text speaks of, each of which holds the same by its facts; so many as it counts,
    one by one, and what it names without a number.
    """
    number = place.number
    if number.kind != "measure" or number.unit not in _UNITS or not isinstance(number.value, Decimal):
        return False
    mentions = known.subjects.mentions(place.told)
    spoken = frozenset(name for one in mentions for name in one.products)
    sizes = {
        one.value
        for fact in known.facts
        if fact.subject in spoken and fact.attribute == _SIZE
        for one in stated_quantities(fact.statement)
        if one.unit == number.unit and isinstance(one.value, Decimal)
    }
    counts = [one for one in spelled(place.told, place.wanted.locale) if 1 <= one <= _MOST]
    most = sum(counts) + len(mentions)
    return any(size < number.value <= most * size and number.value % size == 0 for size in sizes)
