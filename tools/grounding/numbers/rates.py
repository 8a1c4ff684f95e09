"""What a price is paid by: a day, a week, a month. "€15 a day" is not what a document says of a puncture for €15."""

import re
from collections.abc import Sequence

from knowledge.text.quantities import Quantity
from tools.findings import Finding
from tools.grounding.evidence import Statement
from tools.grounding.numbers.another import ANOTHER_THING
from tools.grounding.numbers.places import Known, Place, finding_at
from tools.grounding.numbers.rate_words import RATES, rate_after, rate_before


def of_another_rate(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> Finding | None:
    """Red where all that states the price says it of no such rate, and something else states what that rate costs."""
    if place.sort != "price" or not place.number.value:
        return None
    rate = rate_of(place)
    if rate is None or any(_may_be(rate, *each) for each in carrying):
        return None
    others = [(one, said) for one, said in known.stated["price"] if _rate_of(one, said) == rate]
    if not others:
        return None
    told = "; ".join(dict.fromkeys(said.text for _, said in others))
    number, elsewhere = place.number.text, carrying[0][1]
    message = f"{number} stands in the passages for something else (“{elsewhere.text}”). By the {rate}: “{told}”"
    return finding_at(place, ANOTHER_THING, "red", message, elsewhere.passage.citation, None)


def rate_of(place: Place) -> str | None:
    """What the copy says that the price is paid by."""
    sentence = place.wanted.sentence
    return rate_after(sentence, place.at + len(place.number.text)) or rate_before(sentence, place.at)


def _may_be(rate: str, price: Quantity, statement: Statement) -> bool:
    """Whether a statement's price is paid by that: told so, or by nothing where no other price of it is."""
    if _rate_of(price, statement) == rate:
        return True
    others = [one for one in statement.quantities if one.kind == "price" and one.value != price.value]
    if _rate_of(price, statement) is not None or any(_rate_of(one, statement) == rate for one in others):
        return False
    return _speaks_of(rate, statement)


def _rate_of(price: Quantity, statement: Statement) -> str | None:
    return rate_after(statement.text, price.end)


def _speaks_of(rate: str, statement: Statement) -> bool:
    return re.search(rf"(?<!\w){RATES[rate]}(?!\w)", statement.text, re.IGNORECASE) is not None
