"""Pounds that are a weight and no money: "1.4 kg, about three pounds", "zwanzig Pfund Mehl"."""

import re
from decimal import Decimal

_KILO = Decimal("2.2046")  # pounds
_NEARLY = Decimal("0.1")  # of the amount
_KILOS = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?) ?(?:kg|kilos?|kilograms?)\b")
_POUND = re.compile(r"(?:pounds?|pfund)$")
_WEIGHED = re.compile(
    r"\b(?:weigh(?:s|ed|ing|t)?|heavy|heavier|lighter|wieg(?:t|en|e)|wog(?:en)?|schwer|gewicht|carr(?:y|ies|ied)|lifts?)\b"
    r"[^.!?;€£$\n]{0,40}$|\d ?(?:kg|kilos?|kilograms?|g|grams?|gramm)\b[^.!?;€£$\n]{0,20}$"
)
_OF_GOODS = re.compile(
    r" (?:of (?!(?:the|it|sterling|credit|debt|vouchers?)\b)[^\W\d_]|(?:heavier|lighter|in weight|bag|sack|box)\b)"
)
_GERMAN_GOODS = re.compile(r" (?!Sterling\b)[A-ZÄÖÜ][a-zäöüß]{2,}")


def is_weight(text: str, start: int, end: int) -> bool:
    """Whether the amount that stands from `start` to `end` in `text` is of pounds that weigh."""
    amount = text[start:end].lower()
    if _POUND.search(amount) is None:
        return False
    before = text[max(0, start - 60) : start].lower()
    if _WEIGHED.search(before) or _OF_GOODS.match(text, end):
        return True
    return amount.endswith("pfund") and _GERMAN_GOODS.match(text, end) is not None


def says_kilos_again(text: str, start: int, value: Decimal) -> bool:
    """Whether kilograms that stand shortly before are about as much: "1.4 kg, about three pounds"."""
    kilos = [Decimal(found[1].replace(",", ".")) for found in _KILOS.finditer(text[max(0, start - 40) : start].lower())]
    return bool(kilos) and abs(kilos[-1] * _KILO - value) <= _NEARLY * value
