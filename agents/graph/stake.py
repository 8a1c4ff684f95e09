"""The value at stake in a request: "an offer worth 140,000 EUR", "140.000 €", "€140k", "1,5 Mio. Euro".

It decides who must sign, so the reading leans upwards: a dot or a comma before three digits groups thousands in any
language, and of several amounts the largest counts; one that stands for each of several counts as often ("twenty
hotels, EUR 7,000 each"). A price tag ("the bottle at 48 EUR") is no value at stake.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from agents.graph.apiece import times
from agents.graph.brief import Money
from knowledge.text.phrases import Phrases, fold, load_phrases
from knowledge.text.quantities import find_quantities

_WORDS = Path(__file__).parent / "data" / "reading" / "words.yaml"
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "ユーロ": "EUR",
    "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "dolares": "USD", "dollari": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "libras": "GBP", "sterline": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "円": "JPY", "chf": "CHF", "franken": "CHF", "sek": "SEK", "dkk": "DKK",
    "nok": "NOK", "pln": "PLN", "cad": "CAD", "aud": "AUD", "brl": "BRL", "r$": "BRL", "reais": "BRL",
}  # fmt: skip
_SCALES = {
    "k": 3, "tsd": 3, "tausend": 3, "thousand": 3, "mille": 3, "mil": 3, "mila": 3, "duizend": 3, "m": 6, "mn": 6,
    "mio": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "millon": 6, "milione": 6, "milioni": 6,
    "miljoen": 6, "milhao": 6, "milhoes": 6, "bn": 9, "mrd": 9, "billion": 9, "milliarden": 9, "milliards": 9,
    "万": 4, "億": 8,
}  # fmt: skip
_CURRENCY = (
    r"us\$|r\$|[€$£¥円]|ユーロ|(?<![^\W\d_])(?:"
    + "|".join(k for k in _CURRENCIES if k.isalpha() and k.isascii())
    + r")(?!\w)"
)
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_SCALE = (
    r"(?:[ \u00a0]?(?:" + "|".join(sorted(_SCALES, key=len, reverse=True)) + r")(?:\.|(?![^\W\d_]))(?: d[e'i]| van)?)?"
)
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})[ \u00a0]?(?P<n1>{_NUMBER})(?P<s1>{_SCALE})"
    rf"|(?<![a-z0-9_.,])(?P<n2>{_NUMBER})(?P<s2>{_SCALE})[ \u00a0]?(?P<after>{_CURRENCY})"
)
_LARGE = Decimal(2000)  # above it no price tag of a consumer brand, whatever the words around it
_LARGE_YEN = Decimal(300_000)


def read_value(text: str, language: str) -> Money | None:
    """The largest amount at stake, or None."""
    candidates = [money for money, stake in _amounts(text, language) if stake]
    return max(candidates, key=lambda money: money.amount, default=None)


def _amounts(text: str, language: str) -> list[tuple[Money, bool]]:
    folded = fold(text)
    found = []
    for match in _AMOUNT.finditer(folded):
        currency = _CURRENCIES[match["before"] or match["after"]]
        amount = _decimal(match["n1"] or match["n2"]) * 10 ** _scale(match["s1"] or match["s2"] or "")
        found.append((Money(amount=amount, currency=currency), match.start(), match.end()))
    quantities = find_quantities(text, language)
    for quantity in quantities:  # amounts in words: "a hundred thousand euros"
        if (
            quantity.kind == "price"
            and isinstance(quantity.value, Decimal)
            and re.fullmatch("[A-Z]{3}", quantity.unit or "")
        ):
            amount = quantity.upper or quantity.value
            if not re.search(r"\d", quantity.text) and amount >= 0:
                found.append((Money(amount=amount, currency=quantity.unit or ""), quantity.start, quantity.end))
    read = []
    for money, start, end in found:
        often = times(folded, start, end, quantities, language)
        whole = money.model_copy(update={"amount": money.amount * often})
        if often > 1 and whole.amount >= (_LARGE if money.currency != "JPY" else _LARGE_YEN):
            read.append((whole, True))
        else:
            read.append((money, _at_stake(money, folded, start, end, language)))
    return read


def _decimal(written: str) -> Decimal:
    bare = re.sub(r"[' \u00a0\u202f]", "", written)
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return Decimal(bare)
    whole, fraction = re.sub(r"[.,]", "", bare[:last]), bare[last + 1 :]
    groups = len(fraction) == 3 and (bare.count(".") + bare.count(",") > 1 or whole.lstrip("0") != "")
    return Decimal(whole + fraction) if groups else Decimal(f"{whole or 0}.{fraction}")


def _scale(written: str) -> int:
    word = re.sub(r"[ .\u00a0]|(?: d[e'i]| van)$", "", re.sub(r"(?: d[e'i]| van)$", "", written))
    return _SCALES.get(word, 0)


def _at_stake(money: Money, folded: str, start: int, end: int, language: str) -> bool:
    if money.amount >= _LARGE and money.currency != "JPY":
        return True
    before, after = folded[max(0, start - 30) : start], folded[end : end + 20]
    stake, price = _list("stake"), _list("price")
    if price.search(before, language) or price.match(after.lstrip(), 0, language):
        return False
    return bool(stake.search(before, language) or stake.search(after, language))


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_WORDS)


def _list(name: str) -> Phrases:
    return _lists()[name]
