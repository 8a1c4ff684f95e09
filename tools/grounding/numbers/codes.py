"""How long a code, a voucher or a gift card is good for, told otherwise than the documents do."""

import re
from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.quantities import Quantity
from tools.grounding.numbers.contradicted import stated_quantities
from tools.grounding.numbers.durations import DURATIONS, is_as_long
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

_CODE = re.compile(
    r"(?<!\w)(?:codes?|vouchers?|gift cards?|coupons?|credit|gutschein\w*|geschenkkarte\w*|guthaben|bons? d['’]achat"
    r"|cartes? cadeaux?|avoirs?|códigos?|vales? de|cupon(?:es)?|cupón|tarjetas? regalo|codic[ei]|buon[oi]"
    r"|(?:kortings?)?code|(?:cadeau|waarde)bon\w*|tegoed\w*|kod\w*|çek\w*)(?!\w)|コード|クーポン",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"(?<!\w)(?:good (?:for|until)|valid\w*|expires?|runs out|you have|gilt|gelten|gültig\w*|läuft ab|hast du|einlös\w*"
    r"|valables?|valid\w*|vaut|expire\w*|vale|valen|válid[oa]s?|caduca\w*|scad\w*|valgono|geldig\w*|geldt|verloopt"
    r"|geçerli\w*)(?!\w)|有効",
    re.IGNORECASE,
)


def code_is_good_for(place: Place, known: Known) -> Fact | None:
    """The fact that gives every such code another length of time than the copy gives one."""
    number, sentence = place.number, place.wanted.sentence
    if not _is_length(number) or is_said_of_others(place) or _GOOD.search(sentence) is None:
        return None
    if _CODE.search(sentence) is None and _CODE.search(place.before) is None:
        return None
    told = [
        (fact, one)
        for fact in known.facts
        if _CODE.search(fact.statement) and _GOOD.search(fact.statement)
        for one in stated_quantities(fact.statement)
        if _is_length(one)
    ]
    return told[0][0] if told and not any(is_as_long(number, one) for _, one in told) else None


def _is_length(one: Quantity) -> bool:
    return one.kind == "measure" and one.unit in DURATIONS and isinstance(one.value, Decimal)
