"""Figures that nobody would say in passing: which share of the customers or of the goods did something, how heavy, long
or strong a product is, on which day of a month something happens. Where no document knows one, somebody has to look.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.contradicted import meant_words, told_words
from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.of_them import is_some_of_them
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.properties import is_property
from tools.grounding.numbers.shares import is_in_words, is_within_bound

_DAY = re.compile(r"(?:\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)")
_ANY_YEAR = 2025
_MINE = re.compile(
    r"(?<!\w)(?:my|i|mein\w*|ich|mon|ma|mes|je|mi|mis|yo|mio|mia|miei|io|ik|mijn|meu|minha|eu)(?!\w)", re.IGNORECASE
)
_SEVERAL = 2  # words in common say that the same is spoken of
_REACH = 60  # characters behind a share, in which stands of what it is one
_NO_PROPERTY = frozenset({*DURATIONS, "night", "ml", "l", "kcal", None})
# Who and what a house counts by shares.
_OF_WHOM = re.compile(
    r"(?<!\w)(?:customers|people|buyers|shoppers|riders|cyclists|wearers|visitors|women|men|guests|readers|orders"
    r"|those who"
    r"|bikes|bicycles|bottles|refills|pouches|candles|parcels|sales"
    r"|kund(?:en?|in|innen)\w*|rad|fahrrad|person|leuten?|menschen|besucher\w*|käufer\w*|fahrer\w*|frauen|männer\w*|bestellungen|r[aä]der\w*"
    r"|flakons|beutel|kerzen|client\w*|personnes|acheteu\w*|cyclistes|gens|femmes|hommes|commandes|vélos?|flacons?"
    r"|recharges?|bougies?|personas|compradores|quienes|ciclistas|mujeres|hombres|pedidos|bicis?|bicicletas?|frascos?"
    r"|recargas?|velas?|clienti|persone|donne|uomini|ordini|biciclette|flaconi|ricariche|candele|klanten|mensen|kopers"
    r"|bestellingen|fietsen|flessen|navullingen|pessoas|encomendas|velas)(?!\w)",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"(?<!\w)(?:times|mal|fois|veces|volte|keer|vezes)(?!\w)", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\w+(?: \w+)? (?:out of|in|von|sur|de cada|su|op|van|em cada)(?: \w+)? \w+", re.IGNORECASE)
# "It weighs …", "Se ve a …": a sentence that goes on about what the last one named.
_GOES_ON = re.compile(
    r"\W*(?:it|its|they|you can|er|sie|es|man|elles?|ils?|on|se|ses?|su|pesa|mide|resiste|aguanta|soporta|alcanza"
    r"|misura"
    r"|regge|si|ze|het|je|weegt|ela|ele|weighs|measures|withstands|holds|carries|reaches|wiegt|misst|hält|trägt|reicht"
    r"|pèse|mesure|résiste|supporte|porte)(?!\w)",
    re.IGNORECASE,
)


def is_figure(place: Place, known: Known) -> bool:
    """Of a number that nothing carries."""
    if place.sort == "percent":
        return _is_of_many(place) and not _is_bound(place, known)
    if place.sort == "date":
        is_own = _MINE.search(place.wanted.sentence) is not None
        return _is_day(str(place.number.value)) and not is_own and not _is_counted_on(place, known)
    if is_property(place, known) or is_some_of_them(place, known):
        return True
    return place.sort == "measure" and place.number.unit not in _NO_PROPERTY and _is_of_goods(place, known)


def _is_day(value: str) -> bool:
    """Of a month that is named."""
    return _DAY.fullmatch(value) is not None


def _is_counted_on(place: Place, known: Known) -> bool:
    """ "Bought on 1 December, it can come back until 31 December", where a document gives 30 days."""
    days = [_ordinal(str(one.value)) for one in find_quantities(place.wanted.sentence, place.wanted.locale)]
    own = _ordinal(str(place.number.value))
    if own is None:
        return False
    apart = {Decimal(abs(own - one)) for one in days if one is not None and one != own}
    return any(
        known.values.stating("measure", "day", one) or known.values.stating("count", "day", one) for one in apart
    )


def _ordinal(value: str) -> int | None:
    """The day of a year; every year as if it were no leap year."""
    found = _DAY.fullmatch(value)
    return (
        date(_ANY_YEAR, int(found["month"]), min(int(found["day"]), 28)).toordinal() + max(int(found["day"]) - 28, 0)
        if found
        else None
    )


def _is_bound(place: Place, known: Known) -> bool:
    """ "More than half of those 181", of whom a passage says that 53% did."""
    own = place.number.value
    if not isinstance(own, Decimal):
        return False
    beside = {one.value for one in find_quantities(place.wanted.sentence, place.wanted.locale) if one.kind == "count"}
    shares = [
        one.value
        for one, statement in known.stated["percent"]
        if isinstance(one.value, Decimal) and not beside.isdisjoint(statement.counts)
    ]
    return any(is_within_bound(place.wanted.sentence[: place.at], own, share) for share in shares)


def is_of_others(place: Place, carrying: Sequence[Statement]) -> bool:
    """Whether a share in words stands in the passages for something else alone, as far as the words tell."""
    if place.sort != "percent" or not is_in_words(place.number.text) or not _is_of_many(place):
        return False
    return not any(_speaks_of_the_same(place, one) for one in carrying)


def _speaks_of_the_same(place: Place, statement: Statement) -> bool:
    sentence, locale = place.wanted.sentence, place.wanted.locale
    if language_of(locale) != language_of(statement.passage.locale):
        return not told_words(statement.text).isdisjoint(meant_words(sentence, locale))
    words = frozenset(stems(sentence.replace(place.number.text, " "), locale))
    return len(words & statement.stems) >= _SEVERAL


def _is_of_many(place: Place) -> bool:
    number, sentence = place.number, place.wanted.sentence
    behind = sentence[place.at : place.at + len(number.text) + _REACH]
    if _OFTEN.search(number.text):
        return False
    return _TWO_NUMBERS.fullmatch(number.text) is not None or _OF_WHOM.search(behind) is not None


def _is_of_goods(place: Place, known: Known) -> bool:
    """Told of a product that the sentence names before the number, or that the last one named."""
    sentence = place.wanted.sentence
    if any(one.named and one.end <= place.at for one in known.subjects.mentions(sentence)):
        return True
    return bool(known.names.products_in(place.before)) and _GOES_ON.match(sentence) is not None
