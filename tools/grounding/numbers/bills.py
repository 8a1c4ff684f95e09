"""Prices that a copy makes of others: "three jars, €96", "a bottle and ten refills, €758", "two bikes: €300 deposit".

A price follows where it is a sum of so many times the prices of what the sentence, with the ones before, speaks of: a
product by its name or a word for it, what a fact's own words name (a deposit, a puncture, a day), a price that the copy
gives itself. Counts are those that stand there, also one times another ("two bikes, three days"). Where the copy names
nothing that is known, as another language does, so many times one price that is known must make it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from knowledge.facts import Fact
from knowledge.text.numerals import language_of, number_words
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.units import CURRENCIES
from knowledge.text.vocabulary import stems
from knowledge.text.wordlist import words
from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.contradicted import meant_words, told_words
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of
from tools.grounding.numbers.rate_words import rate_after
from tools.grounding.numbers.rates import rate_of
from tools.kept import kept

_MOST = Decimal(1000)  # of one thing
_COUNTS = 6  # of a text that are tried
_SORTS = 3  # of things in one bill, beside what the copy prices itself
_TWO = 2
_TIMES = re.compile(r"(?<!\w)(?:([^\W\d_]+)mal|twice|doppelt|le double|el doble|il doppio|dubbel)(?!\w)", re.IGNORECASE)
_WEEKEND = re.compile(r"(?<!\w)(?:week-?ends?|wochenenden?|fines? de semana|fine settimana)(?!\w)", re.IGNORECASE)
# Turkish has no list of number words; these are what somebody buys of a thing.
_TURKISH = {word: Decimal(at) for at, word in enumerate(words("iki üç dört beş altı yedi sekiz dokuz on"), start=2)}
_JAPANESE = re.compile(r"(\d+|[二三四五六七八九十])(?=[個本枚台人日泊回箱])")  # "2個", "三本"
_KANJI = {sign: Decimal(at) for at, sign in enumerate("二三四五六七八九十", start=2)}
_A_BOUND = re.compile(r"(?<!\w)(?:less|worth|above|from €|until|saves?)(?!\w)", re.IGNORECASE)
_PLUS = re.compile(r"\d[\s€]*[+×][\s€]*\d")  # "45 + 45 + 19, es decir, 109 €"
_PLAIN = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,]\d)")
_OF_TIME = ("day", "night", "month")


class Line(NamedTuple):
    """A price on a bill, and how many times it is paid."""

    many: Decimal
    price: Decimal


def bill_of(place: Place, known: Known) -> tuple[Line, ...]:
    """What the price is the sum of; () where the copy and the facts make it no sum of several."""
    number = place.number
    if number.kind != "price" or number.unit not in CURRENCIES or number.upper or not isinstance(number.value, Decimal):
        return ()
    if not number.value or _is_of_a_rate(place, known):
        return ()
    is_of_one = place.subject.direct and len(place.wanted.products) == 1
    text = place.wanted.sentence if is_of_one else place.told
    many = counts_in(text, place.wanted.locale)
    own = _own_prices(text, place)
    meant = _meant(text, place, known)
    found = _sum(number.value, own, meant, many)
    if found or meant:
        return found
    return _sum(number.value, (), _all_prices(known), many, most=1)


def is_counted(place: Place, known: Known) -> bool:
    """Whether a price of the same sentence is that of so many: "two refills" of "the bottle and two refills, €246"."""
    number = place.number
    if number.kind not in ("count", "measure") or not isinstance(number.value, Decimal) or number.value <= 1:
        return False
    if number.kind == "measure" and number.unit not in _OF_TIME:
        return False
    for one in find_quantities(place.wanted.sentence, place.wanted.locale):
        beside = replace(place, wanted=replace(place.wanted, quantity=one), at=one.start)
        if one.kind == "price" and any(line.many % number.value == 0 for line in bill_of(beside, known)):
            return True
    return False


def _is_of_a_rate(place: Place, known: Known) -> bool:
    """ "The week is €133", where a week has a price of its own."""
    rate = rate_of(place)
    if rate in (None, "day"):
        return False
    return any(rate_after(one.statement, price.end) == rate for one, price in _rated(known.facts))


@kept
def _rated(facts: Sequence[Fact]) -> tuple[tuple[Fact, Quantity], ...]:
    return tuple(
        (fact, one)
        for fact in facts
        if fact.unit in CURRENCIES
        for one in find_quantities(fact.statement)
        if one.kind == "price"
    )


@lru_cache(maxsize=512)
def counts_in(text: str, locale: str) -> tuple[Decimal, ...]:
    """The whole numbers from two on that the text counts by, each as often as it stands there; the first few."""
    language = language_of(locale)
    found = [one for one in spelled(text, locale) if one == one.to_integral_value()]
    known = number_words(language)
    found += [Decimal(_TWO)] if _WEEKEND.search(text) else []
    for match in _TIMES.finditer(text):
        found.append(Decimal(known.get((match[1] or "").lower(), _TWO)))
    if language == "ja":
        found += [Decimal(_KANJI.get(one, one)) for one in _JAPANESE.findall(text)]
    if language == "tr":
        found += [_TURKISH[word] for word in re.findall(r"\w+", text.replace("İ", "i").lower()) if word in _TURKISH]
    return tuple(one for one in found if 1 < one <= _MOST)[:_COUNTS]


def _own_prices(text: str, place: Place) -> tuple[Decimal, ...]:
    """Those that the copy gives itself, and that are less than the sum."""
    most, unit = place.number.value, place.number.unit
    assert isinstance(most, Decimal)  # noqa: S101  (the caller asked)
    found = [one.value for one in find_quantities(text, place.wanted.locale) if one.unit == unit]
    if _PLUS.search(text):
        found += [Decimal(one) for one in _PLAIN.findall(text)]
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Decimal) and 0 < one < most))


def _meant(text: str, place: Place, known: Known) -> tuple[Decimal, ...]:
    """The prices of what the text speaks of."""
    locale = place.wanted.locale
    spoken = frozenset(name for one in known.subjects.mentions(text) for name in one.products)
    english = language_of(locale) == "en"
    said = frozenset(stems(text, locale)) if english else frozenset()
    ideas, topics = (frozenset(), frozenset()) if english else (meant_words(text, locale), topics_of(text))
    found: dict[Decimal, None] = {}
    for fact, price in _priced(known.facts):
        if fact.attribute == "price":
            is_meant = fact.subject in spoken
        elif english:
            is_meant = not said.isdisjoint(stems(fact.attribute.replace("price", "")))
        else:
            told = fact.statement
            is_meant = not ideas.isdisjoint(told_words(told)) or not topics.isdisjoint(topics_of(told))
        if is_meant:
            found[price] = None
    return tuple(found)


def _all_prices(known: Known) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(price for _, price in _priced(known.facts)))


@kept
def _priced(facts: Sequence[Fact]) -> tuple[tuple[Fact, Decimal], ...]:
    return tuple(
        (fact, one.value)
        for fact in facts
        if fact.unit in CURRENCIES and not _A_BOUND.search(fact.statement)
        for one in find_quantities(f"{fact.value} {fact.unit}")
        if one.kind == "price" and isinstance(one.value, Decimal) and one.value
    )


def _sum(
    wanted: Decimal, own: Sequence[Decimal], meant: Sequence[Decimal], counts: Sequence[Decimal], most: int = _SORTS
) -> tuple[Line, ...]:
    """So many of each, at least two in all; with the fewest sorts."""
    times = sorted({Decimal(1), *counts, *(one * other for one, other in combinations(counts, _TWO))})
    prices = sorted({*own, *meant}, reverse=True)
    for sorts in range(1, most + 1):
        for chosen in combinations(prices, sorts):
            found = _counted(wanted, chosen, times)
            if found and (sorts > 1 or found[0].many > 1):
                return found
    return ()


def _counted(wanted: Decimal, prices: Sequence[Decimal], times: Sequence[Decimal]) -> tuple[Line, ...]:
    price, rest = prices[0], prices[1:]
    for many in times:
        left = wanted - many * price
        if left < 0:
            return ()
        if not rest:
            if left == 0:
                return (Line(many, price),)
            continue
        below = _counted(left, rest, times) if left else ()
        if below:
            return (Line(many, price), *below)
    return ()
