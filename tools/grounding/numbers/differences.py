"""So much less, so much to go: "€133 one by one, €95 the week, so €38 less", "two euros short of free shipping".

An amount that is told as a difference follows where two amounts of the copy are so far apart, or where it makes with
one of the copy's what a document gives. A price cut ("€10 off") is no difference.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of

_LESS = re.compile(
    r"(?<!\w)(?:less|cheaper|more|dearer|difference|saves?|saving|ahead|apart|weniger|mehr|günstiger|teurer|unterschied"
    r"|differenz|spar(?:st|t|en|e)|ersparnis|gespart|vorsprung|de (?:moins|plus)|en moins|en plus|moins cher\w*"
    r"|d['’]écart"
    r"|différence|économis\w*|économie|menos|más|diferencia|ahorr\w*|in (?:meno|più)|di (?:meno|più)|meno|differenza"
    r"|risparmi\w*|minder|meer|goedkoper|verschil|bespaar\w*|a menos|a mais|diferença|poup\w*)(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<!\w)(?:short of|shy of|below|under|missing|away from|to go|more and|fehl(?:t|en)|unter|noch|manqu\w+"
    r"|en dessous|sous|encore|faltan?|por debajo|mancano|manca|sotto|ontbre\w+|onder|te weinig|faltam?|abaixo)(?!\w)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?<!\w)(?:off|discounts?|rabatt\w*|nachlass\w*|remises?|réductions?|descuentos?|rebajas?|sconti|sconto|korting\w*"
    r"|descontos?|code|gutschein\w*|coupons?|vouchers?)(?!\w)",
    re.IGNORECASE,
)
_EXACT = Decimal("0.6")  # points


def is_told_difference(place: Place, known: Known) -> bool:
    number, sentence = place.number, place.wanted.sentence
    if not isinstance(number.value, Decimal) or not number.value or number.upper is not None or _CUT.search(sentence):
        return False
    if number.kind == "percent":
        return _LESS.search(sentence) is not None and _is_share_less(place)
    if number.kind != "price":
        return False
    told = (one for one in _amounts(place) if one.kind == "price")
    amounts = {(one.value, one.unit) for one in told if isinstance(one.value, Decimal) and one.value != number.value}
    if _LESS.search(sentence) is not None:
        if any(abs(one - other) == number.value for one, other in combinations(sorted({one for one, _ in amounts}), 2)):
            return True
        return any(_is_stated(one + number.value, unit, place, known) for one, unit in amounts)
    return _SHORT.search(sentence) is not None and any(
        _is_threshold(one + number.value, unit, place, known) for one, unit in amounts
    )


def _amounts(place: Place) -> Iterator[Quantity]:
    locale = place.wanted.locale
    own = (one for one in find_quantities(place.wanted.sentence, locale) if one.start != place.at)
    yield from (*find_quantities(place.earlier, locale), *own, *find_quantities(place.later, locale))


def _is_stated(value: Decimal, unit: str | None, place: Place, known: Known) -> bool:
    """As a price, of what the copy speaks of where it names something."""
    products = place.wanted.products
    return any(
        not products or products & {*known.names.products_in(one.text), one.passage.product}
        for one in known.values.stating("price", unit, value)
    )


def _is_threshold(value: Decimal, unit: str | None, place: Place, known: Known) -> bool:
    """A sum from which on something is given that the sentence speaks of."""
    topics = topics_of(place.wanted.sentence)
    return any(not topics.isdisjoint(topics_of(one.text)) for one in known.values.stating("price", unit, value))


def _is_share_less(place: Place) -> bool:
    """ "61 g against 160 g: 62% less", of two measures that the copy gives just before."""
    share = place.number.value
    measures = [one for one in _amounts(place) if one.kind == "measure" and isinstance(one.value, Decimal)]
    return isinstance(share, Decimal) and any(
        abs(100 - 100 * min(one.value, other.value) / max(one.value, other.value) - share) <= _EXACT
        for one, other in combinations(measures, 2)
        if one.unit == other.unit and isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
        if one.value and other.value
    )
