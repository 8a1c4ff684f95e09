"""Prices, percentages, dates, times, measures and counts in a text, normalised so that two ways to write one are equal.

"€118", "118,00 euros" (fr) and "EUR 118" have one key; so have "0.05 l" and "50 ml". Number words are read in the
locale's language. Small words that only look like numbers ("one of our", "a first"), product codes, ordinals, web
addresses, hashtags and numbered labels ("No. 5", "Step 2") are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.text.amounts import Amount, Grammar, grammar_of
from knowledge.text.dates import find_dates
from knowledge.text.memory import remembered
from knowledge.text.nouns import noun_after
from knowledge.text.numerals import language_of
from knowledge.text.offers import find_offers
from knowledge.text.plain import blank, plain_text, without_list_markers
from knowledge.text.pounds import is_weight, says_kilos_again
from knowledge.text.units import canonical

Kind = Literal["price", "percent", "date", "time", "measure", "count"]

_SAID_AGAIN = 20  # in words: a smaller one ("three of them") may be said of anything
_PRONOUNS = frozenset({"them", "us", "you", "these", "those"})  # "two or three of them"
_CLOCK = frozenset({"uhr", "uur", "o'clock", "o’clock"})  # "achtzehn Uhr"
_HOURS = 24
_MANY_DIGITS = 6
_LONGEST_MONTH = 31
_RATE = re.compile(
    r" (?:par|per|pro|por|al|alla|all['’]|a la|am|im|in der|in het|each|every|chaque|cada|ogni|jede\w*)\b"
)
# In these languages the article stands before a bare number where the day of a month is meant.
_DAY_ARTICLES = {
    "fr": re.compile(r"(?<!\w)(?:le|du|au) $"),
    "es": re.compile(r"(?<!\w)(?:el|del|al) (?:día )?$"),
    "it": re.compile(r"(?<!\w)(?:il|dal|al|del|entro il) $"),
    "nl": re.compile(r"(?<!\w)(?:tot de|voor de|op de) $"),
}
_AFTER_A_DAY = re.compile(
    r"(?=[.,;:!?)]|$)|e? (?=(?:en|dans|pour|ailleurs|partout|et|ou|y|o|e|para|en|nel|per|in|altrove|voor|elders)\b)"
)


class Quantity(BaseModel):
    """One quantity. `start` counts code points; `text` stands there, exactly.

    `value` is a number, or for dates and times what ISO 8601 writes: "2026-12-01", "--12-01" (no year), "---24" (no
    month), "2026-12", "2026", "09:00". `upper` is the end of a range. `unit` is an ISO 4217 code, a canonical
    unit ("ml", "h", "day", "month", …), what is counted, lightly stemmed, or for offers what is meant: "off" (20 %
    off), "EUR-off" (10 € off), "shipping" (a price of 0), "free" (1+1).
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    value: Decimal | str
    upper: Decimal | None = None
    unit: str | None = None
    text: str
    start: int

    @cached_property
    def key(self) -> str:
        """For lookup and comparison: "price:118:EUR", "percent:62", "measure:3-5:day", "date:2026-12-01"."""
        value = self.value if isinstance(self.value, str) else plain_number(self.value)
        if self.upper is not None:
            value += f"-{plain_number(self.upper)}"
        return f"{self.kind}:{value}:{self.unit}" if self.unit else f"{self.kind}:{value}"

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class _Found:
    kind: Kind
    value: Decimal | str
    start: int
    end: int
    unit: str | None = None
    upper: Decimal | None = None


def plain_number(value: Decimal) -> str:
    """Without exponent and without trailing zeros."""
    return format(value.normalize(), "f")


@remembered
def find_quantities(text: str, locale: str = "en") -> tuple[Quantity, ...]:
    """All quantities of the text, in its order."""
    low = plain_text(text)
    grammar = grammar_of(locale)
    if not grammar.may_have_any(low):
        return ()
    found: list[_Found] = []
    dates = find_dates(low, text, locale)
    low = without_list_markers(blank(low, ((one.start, one.end) for one in dates)))
    offers = find_offers(low, language_of(locale))
    low = blank(low, ((one.start, one.end) for one in offers))
    found.extend(_Found(one.kind, one.value, one.start, one.end) for one in dates)
    found.extend(_Found(one.kind, one.value, one.start, one.end, one.unit) for one in offers)
    found.extend(_joined(_numbers(low, text, grammar), low, grammar))
    return tuple(
        Quantity(
            kind=one.kind,
            value=one.value,
            upper=one.upper,
            unit=one.unit,
            text=text[one.start : one.end],
            start=one.start,
        )
        for one in sorted(found, key=lambda one: one.start)
    )


def _numbers(low: str, text: str, grammar: Grammar) -> Iterator[_Found]:
    done = 0
    for match in grammar.numbers(low):
        if match.start() < done:
            continue
        amount = grammar.amount_at(low, match, done)
        if amount is None:
            continue
        found = _classify(amount, low, text, grammar)
        if found is not None:
            done = found.end
            yield found


def _joined(numbers: Iterator[_Found], low: str, grammar: Grammar) -> Iterator[_Found]:
    """Makes one range of "20 € – 30 €" and "3 days to 5 days"."""
    last: _Found | None = None
    for one in numbers:
        upper = _upper(last, one, low, grammar) if last else None
        if last is not None and upper is not None:
            last = replace(last, upper=upper, end=one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _upper(last: _Found, one: _Found, low: str, grammar: Grammar) -> Decimal | None:
    """The end of the range that the two make; None when they are two quantities."""
    if (last.kind, last.unit) != (one.kind, one.unit) or last.upper or one.upper:
        return None
    if isinstance(last.value, str) or isinstance(one.value, str) or last.value >= one.value:
        return None
    joining = grammar.to.fullmatch(low[last.end : one.start])
    return one.value if joining and grammar.makes_range(low, joining, last.start) else None


def _classify(amount: Amount, low: str, text: str, grammar: Grammar) -> _Found | None:
    if amount.currency and is_weight(text, amount.start, amount.end):
        if says_kilos_again(text, amount.start, amount.value):
            return None
        return _Found("measure", amount.value, amount.start, amount.end, "lb", amount.upper)
    if amount.currency:
        off = grammar.is_discount(low, amount)
        unit = f"{amount.currency}-off" if off else amount.currency
        return _Found("price", amount.value, amount.start, amount.end, unit, amount.upper)
    if amount.percent:
        off = grammar.is_discount(low, amount)
        return _Found("percent", amount.value, amount.start, amount.end, "off" if off else None, amount.upper)
    if amount.unit:
        return _measure(amount, text)
    return _count(amount, low, text, grammar)


def _measure(amount: Amount, text: str) -> _Found | None:
    assert amount.unit is not None  # noqa: S101  (the caller asked)
    idiom = amount.word and amount.value == 1 and "-" not in text[amount.start : amount.end]
    value, unit = canonical(amount.value, amount.unit)
    if idiom and unit in ("s", "min", "day", "night"):
        return None  # "one day you will", "just one second"
    upper = None
    if amount.upper is not None:
        upper, upper_unit = canonical(amount.upper, amount.unit)
        if upper_unit != unit:  # 30–60 min
            value, upper, unit = amount.value, amount.upper, "min"
    return _Found("measure", value, amount.start, amount.end, unit, upper)


def _count(amount: Amount, low: str, text: str, grammar: Grammar) -> _Found | None:
    if amount.times:
        if amount.word and amount.value == 1 and not _RATE.match(low, amount.end):
            return None  # "une fois vide", "una volta aperta": once it is
        return _Found("count", amount.value, amount.start, amount.end, "time", amount.upper)
    if _is_year(amount, text):
        return _Found("date", text[amount.start : amount.end], amount.start, amount.end)
    if _is_day(amount, low, grammar.language):
        return _Found("date", f"---{int(amount.value):02}", amount.start, amount.end)
    noun = noun_after(low, amount.end, grammar.language)
    again = noun is not None and noun.stem in _PRONOUNS  # "128 of them" counts what was counted before
    if again:
        if amount.word and amount.value < _SAID_AGAIN:
            return None
        noun = None
    if noun is not None and noun.stem in _CLOCK and amount.word and 0 < amount.value <= _HOURS and amount.upper is None:
        return _Found("time", f"{int(amount.value):02}:00", amount.start, noun.end)
    if _is_identifier(amount, text, counted=noun is not None):
        return None
    if amount.word and (amount.value < 2 or (noun is None and not again) or _is_name(text, amount, grammar.language)):
        return None
    end = noun.end if noun else amount.end
    return _Found("count", amount.value, amount.start, end, noun.stem if noun else None, amount.upper)


def _is_day(amount: Amount, low: str, language: str) -> bool:
    """ "avant le 24", "hasta el 18": of a month that is told elsewhere."""
    before = _DAY_ARTICLES.get(language)
    if before is None or amount.word or amount.upper is not None or not 0 < amount.value <= _LONGEST_MONTH:
        return False
    follows = _AFTER_A_DAY.match(low, amount.end)
    return follows is not None and before.search(low, max(0, amount.start - 12), amount.start) is not None


def _is_identifier(amount: Amount, text: str, *, counted: bool) -> bool:
    """An order's or a telephone's number: it begins with 0, or has many digits in one and counts nothing."""
    written = text[amount.start : amount.end]
    if not written.isdigit():
        return False
    return (written[0] == "0" and len(written) > 1) or (not counted and len(written) >= _MANY_DIGITS)


def _is_year(amount: Amount, text: str) -> bool:
    written = text[amount.start : amount.end]
    return len(written) == 4 and written.isascii() and written.isdigit() and 1900 <= int(written) < 2100


def _is_name(text: str, amount: Amount, language: str) -> bool:
    """ "Three Wishes" is a name; in German every noun has a capital, so the number's own place decides."""
    if not text[amount.start].isupper():
        return False
    if language == "de":
        before = text[max(0, amount.start - 20) : amount.start].rstrip(" \t\u00a0")
        return bool(before) and before[-1] not in ".!?:\n"
    following = re.match(r"\s*(\w)", text[amount.end :])
    return following is not None and following[1].isupper()
