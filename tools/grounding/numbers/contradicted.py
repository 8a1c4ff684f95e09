"""A number that the facts contradict: the same thing measured, counted or timed, and another value.

Such a number is wrong and not only unknown. The fact must be the subject's (its product, or, of what is no product's,
most of what either sentence says), it must measure the same, and the two must share a word that says what is measured.
Bounds that hold ("more than 40 hours"), ranges around the value, rounded values and what is denied or said of others
contradict nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.units import CURRENCIES
from knowledge.text.vocabulary import stems
from tools.grounding.numbers.durations import DURATIONS, is_as_long, is_longer, may_be_the_same
from tools.grounding.numbers.moments import clause_of, is_said_of_others, is_still_there
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.said_abroad import ABROAD, IN_ENGLISH
from tools.grounding.numbers.shares import is_in_words
from tools.grounding.towns import find_towns
from tools.kept import kept

_KINDS = ("measure", "count", "time", "date", "percent")
_ABOUT = re.compile(
    r"\b(?:about|around|almost|nearly|some|roughly|approximately|etwa|rund|ungefähr|fast|knapp|environ|presque"
    r"|unas|unos"
    r"|casi|cerca de|alrededor de|circa|quasi|ongeveer|bijna)\s+$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:more than|over|at least|beyond|mehr als|über|mindestens|plus de|au moins|más de|al menos|oltre|più di"
    r"|almeno"
    r"|meer dan|minstens)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:less than|under|fewer than|below|weniger als|unter|moins de|menos de|meno di|minder dan)\s+$", re.IGNORECASE
)
_HOURS = re.compile(
    r"\b(?:open|opens|close|closes|shut|shuts|until|till|geöffnet|offen|öffne\w*|schließ\w*|bis|ouvert\w*|ouvre|ferme"
    r"|jusqu\w*|abiert\w*|abre|cierra|hasta)\b",
    re.IGNORECASE,
)
# What many things have: beside such a word another one must be the same.
_COMMON = {"people": "work", "open": "shop", "hold": "", "take": "", "stay": "", "glass": "", "hire": ""}
_ONE_THING = frozenset({"cancel", "deposit", "puncture"})  # what needs no product's name
_DOING = frozenset({"repair", "take"})
_GOES_ON = frozenset(
    {"burn", "stay", "last", "rest", "take", "return", "keep", "hold", "good"}
)  # what has a length of time
# "Linden Hour stays on a scarf for a week": not where the documents measured it
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:scar(?:f|ves)|coats?|jackets?|jumpers?|sweaters?|pillows?|sheets?|clothes|wool|schal\w*|mantel|jacke\w*"
    r"|kissen|pulli|pullover|wolle|kleid\w*|écharpes?|manteau\w*|veste|pull|coussin|laine|vêtements?|bufandas?|abrigos?"
    r"|chaqueta|almohada|lana|ropa|sciarp[ae]|cappotto|giacca|cuscino|sjaal|jas|kussen|cachecol|casaco)(?!\w)",
    re.IGNORECASE,
)
_QUESTION = 60  # characters of the longest that says what the answer is about: "Flat tyre? Five minutes."
ONCE = ("launched", "founded", "since", "opened", "born")  # what has one date
_DAY = len("2025-03-03")
_LASTS = "lasts"
_ROUNDED = Decimal("0.12")
_ALMOST, _ENOUGH = 0.75, 0.5  # of the copy's sentence, of the fact's


def counts_the_same(number: Quantity, locale: str, stated: Quantity) -> bool:
    """Whether a fact in English counts as many of the same as a copy in another language: "25 Nachfüllungen"."""
    as_many = number.kind == stated.kind == "count" and number.value == stated.value
    return as_many and not told_words(stated.text).isdisjoint(meant_words(number.text, locale))


def contradicting(place: Place, known: Known) -> Fact | None:
    """The fact that the number contradicts; `place` is of a number that nothing carries."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind not in _KINDS or is_said_of_others(place):
        return None
    if number.kind == "percent" and is_in_words(number.text):
        return None
    clause = clause_of(place)
    at_least = is_still_there(place)
    named = {one.key for one in find_quantities(sentence, place.wanted.locale)} - {number.key}
    place = of_its_kind(place, known)
    comparable = _comparable(number, place.wanted.locale, known)
    if number.unit in DURATIONS and any(_is_as_long(number, place, *each, known) for each in comparable):
        return None
    for fact, given in comparable:
        if number.unit in DURATIONS and fact.unit in CURRENCIES:
            continue  # "€95 a week": what is paid for it, and no length that it has
        stated = [one for one in given if _measures_the_same(number, one, place, fact, known)]
        if not stated or named & {one.key for one in stated} or not _speaks_of_it(place, fact, known):
            continue
        if at_least and not all(one.unit in DURATIONS and is_longer(number, one) for one in stated):
            continue
        if number.kind in ("time", "date") or all(excludes(number, one, clause) for one in stated):
            return fact
    return None


def _is_as_long(number: Quantity, place: Place, fact: Fact, given: tuple[Quantity, ...], known: Known) -> bool:
    """Whether the fact gives as long a time in another unit."""
    return (
        fact.unit not in CURRENCIES
        and any(one.unit in DURATIONS and one.unit != number.unit and is_as_long(number, one) for one in given)
        and _speaks_of_it(place, fact, known)
    )


def of_its_kind(place: Place, known: Known) -> Place:
    """Said of the product that a word of the sentence stands for ("die Kerze"), where no name does."""
    if place.wanted.products:
        return place
    meant = {one.products for one in known.subjects.mentions(place.wanted.sentence) if len(one.products) == 1}
    return replace(place, wanted=replace(place.wanted, products=meant.pop())) if len(meant) == 1 else place


def _measures_the_same(number: Quantity, stated: Quantity, place: Place, fact: Fact, known: Known) -> bool:
    if number.kind in ("time", "date"):
        one, other = str(number.value), str(stated.value)
        if number.kind == stated.kind == "date" and fact.attribute in ONCE:  # "in 2023" against 3 March 2025
            if one.startswith("--") and not one.startswith("---") and not other.startswith("-"):  # "on 3 May last year"
                return len(other) == _DAY and not other.endswith(one[1:])
            return not one.startswith("-") and not one.startswith(other) and not other.startswith(one)
        return number.kind == stated.kind and len(one) == len(other)
    if number.kind == "percent":
        return number.kind == stated.kind and number.unit == stated.unit
    if stated.kind not in ("measure", "count") or isinstance(stated.value, str):
        return False
    if number.unit == stated.unit:
        return number.unit is not None and number.unit != "time"
    if number.unit in DURATIONS and stated.unit in DURATIONS:
        if not may_be_the_same(number, stated):
            return False
        if fact.attribute == "duration" or "time" in fact.attribute:
            return True
        goes_on = told_words(fact.statement) & meant_words(_said_with(place), place.wanted.locale) & _GOES_ON
        return bool(goes_on) and is_longer(number, stated) and not _ELSEWHERE.search(place.wanted.sentence)
    foreign = language_of(place.wanted.locale) != "en"
    return (
        foreign
        and number.unit != "time"
        and number.kind == stated.kind == "count"
        and not told_words(stated.text).isdisjoint(meant_words(number.text, place.wanted.locale))
        and bool(_shared(place, fact, known))
        and _is_tested_as_told(place, fact)
    )


def _is_tested_as_told(place: Place, fact: Fact) -> bool:
    """ "Two refills" are no contradiction of "tested for 25 refills"."""
    return "test" not in told_words(fact.statement) or "test" in meant_words(_said_with(place), place.wanted.locale)


def _speaks_of_it(place: Place, fact: Fact, known: Known) -> bool:
    products = place.wanted.products
    shared = _shared(place, fact, known)
    if fact.subject in known.products and (products or known.names.products_in(fact.statement)):
        return products == {fact.subject} and bool(shared or _doings(place, fact))
    if language_of(place.wanted.locale) != "en":
        towns = _towns(fact.statement), _towns(place.wanted.sentence)
        elsewhere = all(towns) and towns[0].isdisjoint(towns[1])
        of_none = fact.subject not in known.products or _is_of_one_thing(shared, fact, place)
        return not products and bool(shared) and of_none and not elsewhere
    if products:
        return False
    if place.number.kind == "measure" and _is_of_one_thing(_doings(place, fact), fact, place):
        return True
    if place.number.kind == "time" and not _HOURS.search(place.wanted.sentence):
        return False
    own = frozenset(stems(place.wanted.sentence.replace(place.number.text, " "), place.wanted.locale))
    said = _said(fact)
    return len(shared) > 1 and (len(shared) >= _ALMOST * len(own) or len(shared) >= _ENOUGH * len(said))


def _shared(place: Place, fact: Fact, known: Known) -> frozenset[str]:
    """Words that tell what is measured, beside the product's name and the unit."""
    wanted = place.wanted
    if language_of(wanted.locale) != "en":
        # of a count the noun itself must be the same: "25 refills" and "tres tiendas" are not one thing
        shared = told_words(fact.statement) & meant_words(_said_with(place), wanted.locale)
        if place.sort == "count" and not shared & meant_words(wanted.quantity.text, wanted.locale):
            return frozenset()
        if fact.subject in known.products or place.number.kind == "time":
            return shared
        return frozenset(word for word in shared if word not in _COMMON or _COMMON[word] in shared)
    subject = fact.subject if fact.subject in known.products else ""
    common = _said(fact) & _stems_beside(wanted.sentence, wanted.quantity.text, wanted.locale)
    return common and common - frozenset(stems(" ".join((subject, place.subject.text, *wanted.products))))


def _is_of_one_thing(shared: frozenset[str], fact: Fact, place: Place) -> bool:
    """Of a puncture, and of mending it too, where the fact speaks of both: not "three flats, an hour's talk". What it
    costs and how long it takes needs no verb: "A flat? €15 and ten minutes".
    """
    done = told_words(fact.statement) & _DOING
    if not shared & _ONE_THING:
        return False
    if not done or shared & done:
        return True
    beside = find_quantities(_said_with(place), place.wanted.locale)
    priced = any(one.kind == "price" and one.value for one in beside)
    several = any(one.kind == "count" and isinstance(one.value, Decimal) and one.value > 1 for one in beside)
    return priced and not several and place.number.unit in DURATIONS


def _doings(place: Place, fact: Fact) -> frozenset[str]:
    """What both speak of, in whatever words: "we mend a flat" and "repairing a puncture"."""
    return told_words(fact.statement) & meant_words(_said_with(place), place.wanted.locale)


def _said_with(place: Place) -> str:
    """The sentence, with the short question that it answers."""
    before = place.before
    asked = before if before.rstrip().endswith("?") and len(before) <= _QUESTION else ""
    return f"{asked} {place.wanted.sentence}"


@lru_cache(maxsize=64)
def _stems_beside(sentence: str, number: str, locale: str) -> frozenset[str]:
    return frozenset(stems(sentence.replace(number, " "), locale))


@lru_cache(maxsize=4096)
def _towns(text: str) -> frozenset[str]:
    return frozenset(one.name for one in find_towns(text))


@lru_cache(maxsize=4096)
def told_words(statement: str) -> frozenset[str]:
    """Which of the words an English statement has."""
    low = statement.lower().replace("rest of", "")
    return frozenset(word for word in ABROAD if re.search(rf"\b{word}", low))


@lru_cache(maxsize=256)
def meant_words(sentence: str, locale: str) -> frozenset[str]:
    """Which of them a sentence of a copy has."""
    low = sentence.lower()
    words = IN_ENGLISH if language_of(locale) == "en" else ABROAD
    return frozenset(word for word, same in words.items() if same.search(low))


def excludes(number: Quantity, stated: Quantity, clause: str) -> bool:
    """Whether both cannot be true."""
    assert isinstance(number.value, Decimal)  # noqa: S101  (neither is a date)
    assert isinstance(stated.value, Decimal)  # noqa: S101
    low, high = number.value, number.upper or number.value
    least, most = stated.value, stated.upper or stated.value
    if number.unit != stated.unit and number.unit in DURATIONS and stated.unit in DURATIONS:
        if _OVER.search(clause):
            return is_longer(number, stated)
        return is_longer(number, stated) or (is_longer(stated, number) and not _UNDER.search(clause))
    if _OVER.search(clause):
        return low > most
    if _UNDER.search(clause):
        return low < least
    if low <= most and least <= high:
        return False
    return not (_ABOUT.search(clause) and abs(low - least) <= _ROUNDED * least)


_Given = tuple[tuple[Fact, tuple[Quantity, ...]], ...]


def _comparable(number: Quantity, locale: str, known: Known) -> _Given:
    """The facts whose quantities may measure the same, with these, in the order of the facts."""
    by_unit = _by_unit(known)
    if number.kind in ("time", "date"):
        return by_unit.get(number.kind, ())
    if number.kind == "percent":
        return by_unit.get(f"percent {number.unit or ''}", ())
    if number.kind == "count" and language_of(locale) != "en":
        return by_unit.get("size", ())
    return by_unit.get(_LASTS if number.unit in DURATIONS else f"unit {number.unit or ''}", ())


@kept
def _by_unit(known: Known) -> dict[str, _Given]:
    found: dict[str, dict[int, list[Quantity]]] = {}
    for place, fact in enumerate(known.facts):
        for one in stated_quantities(fact.statement):
            for name in _filed_under(one):
                found.setdefault(name, {}).setdefault(place, []).append(one)
    return {name: tuple((known.facts[at], tuple(given)) for at, given in by.items()) for name, by in found.items()}


def _filed_under(one: Quantity) -> tuple[str, ...]:
    if one.kind in ("time", "date"):
        return (one.kind,)
    if one.kind == "percent":
        return (f"percent {one.unit or ''}",)
    return ("size", _LASTS if one.unit in DURATIONS else f"unit {one.unit or ''}")


@lru_cache(maxsize=2048)
def stated_quantities(statement: str) -> tuple[Quantity, ...]:
    return tuple(_each(statement))


def _each(statement: str) -> Iterator[Quantity]:
    for one in find_quantities(statement):
        yield one if one.kind != "count" or one.unit not in DURATIONS else one.model_copy(update={"kind": "measure"})


def _said(fact: Fact) -> frozenset[str]:
    told = f"{fact.statement} {fact.attribute}" if fact.attribute in ONCE else fact.statement
    return _stems(told, tuple(one.text for one in stated_quantities(fact.statement)))


@lru_cache(maxsize=2048)
def _stems(statement: str, numbers: tuple[str, ...]) -> frozenset[str]:
    for number in numbers:
        statement = statement.replace(number, " ")
    return frozenset(stems(statement))
