"""An amount of money as people type it."""

import re
from decimal import Decimal

from agents.graph.brief import Money
from knowledge.errors import InputError
from ui.texts import say

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|[€$£¥])?\s*(?P<whole>\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<fraction>\d{1,2}))?"
    r"\s*(?P<unit>[kKmM]?)\s*(?P<after>[A-Z]{3}|[€$£¥])?"
)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


def read_money(text: str) -> Money:
    """ "140000 EUR", "EUR 140,000", "€140k". Thousands may be grouped; a fraction has one or two digits."""
    found = _AMOUNT.fullmatch(text.strip())
    currency = found and (found["before"] or found["after"])
    if not found or not currency or (found["before"] and found["after"]):
        raise InputError(say("words.no_amount", given=text[:40]))
    digits = re.sub(r"[,.'’ \u00a0\u202f]", "", found["whole"])
    amount = Decimal(digits + (f".{found['fraction']}" if found["fraction"] else "")) * _UNITS[found["unit"].lower()]
    return Money(amount=amount, currency=_SIGNS.get(currency, currency))
