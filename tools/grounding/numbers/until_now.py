"""How old something is, or how long it has been and how much is left: "five weeks old", "seit vier Wochen, noch zwei".

That is no length that the documents give, unless it is a house's age in years.
"""

import re
from decimal import Decimal

from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.contradicted import stated_quantities
from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.places import Known, Place

_YEAR = 12  # months
_OLD = re.compile(
    r"[\s-]*(?:old|along|into (?:it|its)|pregnant|alt|schwanger|oud|zwanger|d['’]existence|de vie|de edad"
    r"|di vita|di età|de embarazo|de grossesse|de vida)(?!\w)",
    re.IGNORECASE,
)
_EXPECTING = re.compile(
    r"(?<!\w)(?:pregnant|enceinte|embarazada|incinta|grávida|schwanger|zwanger|âgée? de|aged)(?!\w)[^,;:.!?]{0,20}$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?<!\w)(?:to go|more|left|another|still|noch|übrig|encore|reste(?:nt)?|más|faltan?|quedan?|todavía|ancora|mancano"
    r"|nog|te gaan|ainda|faltam)(?!\w)",
    re.IGNORECASE,
)


def is_told_until_now(place: Place, known: Known) -> bool:
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "measure" or number.unit not in DURATIONS or not isinstance(number.value, Decimal):
        return False
    if number.unit == "month" and number.value % _YEAR == 0:
        return False
    if _OLD.match(sentence, place.at + len(number.text)) or _EXPECTING.search(sentence, 0, place.at):
        return True
    return _LEFT.search(sentence) is not None and _is_part_of_it(place, known)


def _is_part_of_it(place: Place, known: Known) -> bool:
    """Whether it makes with another number what a fact gives of the product: four weeks, and two to go, of six."""
    beside = f"{place.wanted.sentence[: place.at]} {place.wanted.sentence[place.at + len(place.number.text) :]}"
    value = place.number.value
    if isinstance(value, str):
        return False
    weeks = _weeks(place, value)
    parts = {one * weeks for one in spelled(beside, place.wanted.locale)}
    own = (fact for fact in known.facts if fact.subject in place.wanted.products)
    wholes = {one.value for fact in own for one in stated_quantities(fact.statement) if one.unit == place.number.unit}
    return any(isinstance(one, Decimal) and one - value in parts for one in wholes)


def _weeks(place: Place, value: Decimal) -> Decimal:
    """How many of the unit one of the words is: seven days are a week."""
    told = next(iter(spelled(place.number.text, place.wanted.locale)), None)
    return value / told if told else Decimal(1)
