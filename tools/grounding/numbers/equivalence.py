"""Whether a quantity of the copy and one of a passage state the same, or speak of the same thing."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement

_UP_TO = re.compile(
    r"\b(?:up to|at most|within|in under|no more than|maximum|bis zu|höchstens|maximal|innerhalb von|jusqu['’]à|au plus"
    r"|en moins de|sous|hasta|como máximo|fino a|al massimo|entro|tot|maximaal|hooguit|binnen)\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|at least|starting at|ab|mindestens|à partir de|dès|au moins|desde|a partir de|al menos|a partire da|da"
    r"|almeno|vanaf|minstens|minimaal)\s*$",
    re.IGNORECASE,
)


def is_same(one: Quantity, sentence: str, locale: str, stated: Quantity, statement: Statement, today: date) -> bool:
    """`one` stands in the copy's `sentence`, `stated` in the passage's `statement`."""
    if one.kind != stated.kind:
        return False
    if one.key == stated.key:
        return True
    if one.kind == "date":
        return _same_day(str(one.value), str(stated.value), today)
    if not _same_amount(one, stated, sentence):
        return False
    if one.kind == "count":
        if "time" in (one.unit, stated.unit) and one.unit != stated.unit:  # 52 adults are not "52 times"
            alike = None not in (one.unit, stated.unit) and is_alike(one, sentence, locale, stated, statement)
            return alike or _shares_a_word(one, sentence, locale, statement)
        return None in (one.unit, stated.unit) or is_alike(one, sentence, locale, stated, statement)
    if one.kind in ("price", "percent"):  # a discount is a claim of its own; the amount alone does not carry it
        return (one.unit or "") == (stated.unit or "").removesuffix("-off").removesuffix("off")
    return one.unit == stated.unit


def _same_amount(one: Quantity, stated: Quantity, sentence: str) -> bool:
    if (one.value, one.upper) == (stated.value, stated.upper):
        return True
    if stated.upper is None or one.upper is not None or not isinstance(one.value, Decimal):
        return False
    before = sentence[: sentence.find(one.text)]
    return (one.value == stated.upper and _UP_TO.search(before) is not None) or (
        one.value == stated.value and _FROM.search(before) is not None
    )


def _same_day(one: str, stated: str, today: date) -> bool:
    """ "1 December" is this year's or the next one's; where a day is stated, its month or year may be told alone."""
    if stated.startswith(f"{one}-") and not one.startswith("--"):
        return True
    if one.startswith("---") or stated.startswith("---"):
        day = (one if one.startswith("---") else stated)[3:]
        full = stated if one.startswith("---") else one
        return full.endswith(f"-{day}") and len(full) > len("2026-12")
    if one.startswith("--") == stated.startswith("--"):
        return False
    short, full = (one, stated) if one.startswith("--") else (stated, one)
    return full[4:] == short[1:] and full[:4] in (str(today.year), str(today.year + 1))


def is_alike(one: Quantity, sentence: str, locale: str, stated: Quantity, statement: Statement) -> bool:
    """Whether the two measure or count the same thing, whatever the number: 30 refills are also told as "30 times"."""
    if one.kind != stated.kind:
        return False
    if one.unit == stated.unit:
        return True
    if one.kind != "count":
        return False
    if language_of(locale) != language_of(statement.passage.locale):
        return True  # across languages the number has to do
    return _akin(one.unit, statement.stems) or _akin(stated.unit, frozenset(stems(sentence, locale)))


def _shares_a_word(one: Quantity, sentence: str, locale: str, statement: Statement) -> bool:
    return not statement.stems.isdisjoint(stems(sentence.replace(one.text, " "), locale))


@lru_cache(maxsize=2_048)  # the same nouns and statements meet again and again
def _akin(noun: str | None, words: frozenset[str]) -> bool:
    if noun is None or noun == "time":
        return False
    root = noun[:5]
    return any(word.startswith(root) or (len(word) >= 4 and noun.startswith(word)) for word in words)
