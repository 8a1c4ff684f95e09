"""Numbers that a sentence gives to products in turn: "Linden Hour stays for six hours, Salt Meadow for about five"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.numbers.subjects import Mention, Subject

_SEVERAL = 2
_JOINED = re.compile(r"\s*(?:and|und|et|y|e|en|plus|más|mais|più|ve|\+|&)\s*", re.IGNORECASE)
_COMPARES = re.compile(
    r"(?<!\w)(?:than|against|as \w+ as|compared|twice|als|gegen|gegenüber|doppelt|so \w+ wie"
    r"|(?:plus|moins|aussi) [^,;:.!?]* que"
    r"|contre|(?:más|menos|tan) [^,;:.!?]* (?:que|como)|contra|frente a"
    r"|(?:più|meno) [^,;:.!?]* (?:di|che)|contro|dan|tegen"
    r"|(?:mais|menos) [^,;:.!?]* que)(?!\w)",
    re.IGNORECASE,
)


def in_turn(
    number: Quantity, at: int, sentence: str, beside: Sequence[Quantity], mentions: Sequence[Mention], offset: int
) -> Subject | None:
    """What the number at that place of the sentence is said of, where each product is followed by numbers of its own;
    None where that is not so, or they are compared. `beside` are all quantities of the sentence, which begins at
    `offset`.
    """
    if number.kind == "price" or len({one.products for one in mentions}) < _SEVERAL:
        return None
    if not all(one.named and len(one.products) == 1 for one in mentions):
        return None
    if _COMPARES.search(sentence):
        return None
    starts = [one.start - offset for one in beside if one.kind != "price" and one.unit != "time"]
    bounds = [*(one.start for one in mentions), at + max(len(number.text), *starts, 0) + 1]
    if any(start < bounds[0] for start in starts):
        return None
    if not all(any(low < start < high for start in starts) for low, high in pairwise(bounds)):
        return None
    own = [one for one in mentions if one.start < at][-1]
    return Subject(own.products, "named", text=own.text)


def is_one_of_a_row(number: Quantity, at: int, sentence: str, locale: str) -> bool:
    """ "A city bike and a cargo bike: €19 and €45": which is whose, their order tells, and not what stands nearest."""
    own = [one for one in find_quantities(sentence, locale) if (one.kind, one.unit) == (number.kind, number.unit)]
    place = next((place for place, one in enumerate(own) if one.start == at), None)
    if place is None:
        return False
    pairs = [(own[place - 1], own[place])] if place else []
    pairs += [(own[place], own[place + 1])] if place + 1 < len(own) else []
    return any(_JOINED.fullmatch(sentence, one.start + len(one.text), other.start) for one, other in pairs)


def with_unit(number: Quantity, beside: Sequence[Quantity]) -> Quantity:
    """ "… for six hours, Salt Meadow for about five": in the unit of the measure before."""
    if number.kind != "count" or number.unit is not None:
        return number
    before = [one for one in beside if one.kind == "measure" and one.start < number.start]
    return number.model_copy(update={"kind": "measure", "unit": before[-1].unit}) if before else number
