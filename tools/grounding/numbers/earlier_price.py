"""A price that a reduction is measured by: "was €120, now €96", "~~€120~~ €96", "statt 120 €"."""

import re
from datetime import timedelta

from tools.findings import Finding
from tools.grounding.numbers.candidates import own_key
from tools.grounding.numbers.places import Known, Place, finding_at

EARLIER_PRICE = "copydesk.EarlierPrice"
_SOURCE = "Directive 98/6/EC, Article 6a (prior price of a price reduction), added by Directive (EU) 2019/2161"
_LAST = timedelta(days=30)  # Article 6a: the lowest price of at least the thirty days before the reduction
_BEFORE = re.compile(
    r"(?:\b(?:was|were|previously|formerly|originally|before|instead of|down from|reduced from|used to cost"
    r"|statt|vorher|bisher|früher|zuvor|au lieu de|avant|auparavant|antes|en lugar de|en vez de|anziché|prima|invece di"
    r"|eerst|was eerst|van)|~~|<s>|<del>|<strike>)[\s:]*(?:only |nur )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:~~|</s>|</del>|</strike>|(?:→|->|=>)\s*[€£$\d])")
_NEW = re.compile(
    r"~~|</|→|->|=>|\b(?:now|only|just|today|instead of|down from|reduced|jetzt|nur|heute|statt|maintenant|désormais"
    r"|au lieu de|seulement|ahora|sólo|solo|hoy|en lugar de|en vez de|ora|oggi|anziché|invece di|nu|nog)\b",
    re.IGNORECASE,
)


def is_earlier_price(place: Place) -> bool:
    """Whether the copy sets it against a lower one."""
    if place.sort != "price":
        return False
    sentence, number = place.wanted.sentence, place.number
    low = sentence.find(number.text)
    before, after = sentence[max(0, low - 24) : low], sentence[low + len(number.text) :][:12]
    return bool((_BEFORE.search(before) or _AFTER.match(after)) and _NEW.search(sentence))


def of_earlier_price(place: Place, known: Known) -> Finding | None:
    """What an earlier price that no passage states lacks; None where a fact held within the last thirty days."""
    number, products = place.number, place.wanted.products
    old = [fact for fact in known.expired if own_key(fact) == number.key]
    old = [fact for fact in old if not products or fact.subject in products]
    until = max((fact.valid_until for fact in old if fact.valid_until is not None), default=None)
    if until is not None and until >= known.today - _LAST:
        return None
    if until is not None:
        message = (
            f"{number.text} was the price until {until.isoformat()}. A reduction is measured by the lowest price of "
            "the thirty days before it: say that one, or leave the earlier price out."
        )
        return finding_at(place, EARLIER_PRICE, "amber", message, _SOURCE, None)
    message = (
        f"{number.text} is given as the earlier price, and nothing shows that it was asked. Cite the price list of the "
        "thirty days before the reduction, or leave the earlier price out."
    )
    return finding_at(place, EARLIER_PRICE, "red", message, _SOURCE, None)
