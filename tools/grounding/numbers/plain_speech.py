"""Numbers and offers that are plain speech: they state nothing about the brand, so that no passage need carry them.

A price, a percentage and a discount always state something. A count, a measure, a date or a time does not where it

- names one of several things ("platform 3"), is called ("dial 112"), ends an address ("Vlaskaai 21");
- is denied ("not waterproof to 50 metres"), or counts what somebody did ("he bought three bottles");
- tells a small scene without a verb ("Two crates, one dog"), or multiplies what was just said ("three times that");
- is a day of everybody's calendar ("today is 1 December"), or how often somebody did something ("we counted twice");
- is told by somebody of themselves ("I lost two kilos"), or is of their own booking or order (bookings.py);
- is a time of day in a sentence that speaks of no hours, orders or posting ("the 7:14 is late again").

Something free is no offer where it is denied ("Free it isn't"), where somebody gives thanks for it, and where it is
said of what nobody sells ("the platform is free with it", "the rain stays free"). What a document contradicts is looked
for before any of this.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.text.claims_aim import is_offered
from knowledge.text.quantities import Quantity
from knowledge.text.units import CURRENCIES
from knowledge.text.vocabulary import stems
from knowledge.text.wordlist import alternatives
from tools.grounding.numbers.bookings import is_somebodys_own
from tools.grounding.numbers.next_one import is_of_the_next
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.scenes import is_in_a_scene

_FILE = Path(__file__).with_name("plain_speech.yaml")
_WHOLE = r"(?!\w)"
# What stands between these words and the number.
_ENDS = {
    "labels": r"[\s\u00a0]+(?:no\.? |nr\.? |n° )?$",
    "streets": r",?\s+$",
    "reach": r"[\s\u00a0:]+$",
    "clock": r"\s*$",
    "today": r"\s*$",
}
_NEAR = 60  # characters in which a street's name stands
_SCENE = Decimal(12)  # a larger number is no scene
_OFTEN = Decimal(3)
_RATE = re.compile(
    r"\W*(?:an?|per|each|every|as|the|more|less|longer|pro|am|im|in der|so|mehr|par|plus|moins|al|a la|por|más|menos"
    r"|all\w*"
    r"|più|meno|per|zo|meer|daily|weekly|täglich|filtered|tested|checked|distilled)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.!?()–—]\s")
_SERIAL = re.compile(r"(?:[A-Z]{1,3}[- ]?)?(?:[\dA-Z]{2,5}[ -]){1,7}[\dA-Z]{1,5}|[A-Z]{1,3}-[A-Z]{1,2} \d{1,4}")
_VERBS = re.compile(
    r"\b(?:\w+(?:ed|ing)|is|are|was|were|has|have|had|will|can|do|does|comes?|holds?|lasts?|takes?|gives?|makes?"
    r"|stays?|keeps?"
    r"|needs?|contains?|weighs?|burns?|fits?|ist|sind|hat|haben|war\w*|wird|werden|enthält|hält|est|sont|a|ont"
    r"|contient"
    r"|tient|es|son|tiene\w*|contiene|dura\w*|è|sono|ha|hanno|heeft|hebben|zijn)\b",
    re.IGNORECASE,
)
_MULTIPLIES = re.compile(r"\s+(?:that|this|so viel|autant|más que eso)\b(?! \w+ing)", re.IGNORECASE)
# "Hire a bike for two days": as long as the reader likes
_CHOSEN = re.compile(
    r"(?<!\w)(?:hire|rent|borrow|book|\w*miete\w*|leih\w*|lou\w*|réserv\w*|alquil\w*|reserv\w*|nolegg\w*|prenot\w*"
    r"|huur\w*|alug\w*)"
    r"(?!\w)[^,;:.!?]{0,40}(?<!\w)(?:for|für|pour|por|per|voor|durante)\s$",
    re.IGNORECASE,
)
# "Days six and seven" are no seven days
_DAYS = re.compile(r"(?<!\w)(?:days|tage|jours|días|giorni|dagen|dias) \w+ (?:and|und|et|y|e|en) $", re.IGNORECASE)
_OPENS = re.compile(r"(?: (?:du|de|della|da) \w+)?\s*[,.:]")  # "Dix-sept heures, il fait nuit"
# What stands right before an offer that nobody makes.
_REFUSED = re.compile(
    r"(?<!\w)(?:pas d['’]|(?:pas de|sans|aucune?|sin|ningún|ninguna?|nessun\w*|senza|geen"
    r"|zonder|sem|nenhuma?) |(?:no|without|never an?|kein\w*|ohne) )(?:[^\W\d]+ (?:for |at )?)?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?<!\w)(?:nothing|nichts|rien|nada|niente|nulla|niets)(?!\w)", re.IGNORECASE)
_PAID = re.compile(r"(?<!\w)(?:pay\w*|(?:be)?zahl\w*|pa[iy]\w*|pag\w*|betaal\w*)(?!\w)", re.IGNORECASE)
_FOR_WHAT = re.compile(r"\s+(?:for|für|fürs|pour|por|per|voor)(?!\w)", re.IGNORECASE)
_COSTING = re.compile(
    r"(?<!\w)(?:an?|the|ein|eine|der|die|das|une?|la|le|les|el|los|las|una?|il|lo|gli|het|de|o|a|os|as)\s"
    r"(?P<thing>[^\W\d_]+(?:\s[^\W\d_]+){0,2}?)\s+$|(?<!\w)l['’](?P<other>\w+)\s+$",
    re.IGNORECASE,
)
_OURS = re.compile(r"(?<!\w)(?:us|uns|nous|nuestr\w+|noi|nostr\w+|ons|onze|nossa)(?!\w)", re.IGNORECASE)  # who pays
_NAMED_BY = re.compile(r"\b(?:the|der|den|le|el|il|de)\s+$", re.IGNORECASE)
_SAID_OF = re.compile(
    r"\b(?:the|this|that|der|die|das|den|le|la|les|el|los|las|il|lo|de|het)\s+(?:\w+ )??(\w+)\s+"
    r"(?:is|are|comes?|ist|sind|kommt|gibt(?:'s| es)|est|sont|es|son|viene|è|sono|komt)\b",
    re.IGNORECASE,
)


def states_nothing(place: Place, known: Known) -> bool:
    """Of a number that nothing carries and nothing contradicts."""
    if place.sort == "offer":
        return _is_refused(place) or (place.number.value == 0 and _is_no_offer(place, known))
    if place.sort in ("price", "percent"):
        return False
    number, sentence = place.number, place.wanted.sentence
    before, after = sentence[: place.at], sentence[place.at + len(number.text) :]
    if (
        _is_label(before[-_NEAR:], after[:_NEAR], number)
        or _is_denied(_clause(before))
        or _patterns()["people"].search(_clause(before))
    ):
        return True
    if is_somebodys_own(place, known):
        return True
    if number.kind == "date" and _is_any_calendars(str(number.value), before, sentence):
        return True
    if number.kind == "measure" and (_patterns()["own"].search(sentence) or _CHOSEN.search(before)):
        return True
    if number.kind == "time" or _is_hour(number, before, after):
        return _patterns()["service"].search(sentence) is None or bool(_NAMED_BY.search(before))
    if number.unit == "time" and (_MULTIPLIES.match(after) or _is_often(number, sentence, known)):
        return True
    return number.kind == "count" and (_is_scene(number, sentence, known) or is_in_a_scene(place, known))


def _clause(before: str) -> str:
    return _CLAUSE.split(before)[-1]


def _is_label(before: str, after: str, number: Quantity) -> bool:
    patterns = _patterns()
    if (
        _DAYS.search(before)
        or patterns["labels"].search(before)
        or patterns["streets"].search(before)
        or patterns["reach"].search(before)
    ):
        return True
    whole = f"{before[-30:]}{number.text}{after[:30]}"
    at = len(before[-30:])
    return any(found.start() <= at < found.end() for found in _SERIAL.finditer(whole) if _is_serial(found[0]))


def _is_serial(text: str) -> bool:
    """An account's, a card's or a plate's: groups of digits, or digits beside capitals."""
    groups = re.split(r"[ -]", text)
    digits = sum(group.isdigit() for group in groups)
    return sum(char.isdigit() for char in text) >= 4 and (digits > 1 or any(not group.isdigit() for group in groups))


def _is_denied(clause: str) -> bool:
    patterns = _patterns()
    denial = patterns["denies"].search(clause)
    return denial is not None and patterns["bounds"].search(clause, denial.end()) is None


def _is_hour(number: Quantity, before: str, after: str = "") -> bool:
    """ "à quatre heures", "a las seis": in words; so is what a sentence opens with ("Dix-sept heures, …")."""
    if opens_with_the_hour(number, before, after):
        return True
    return _patterns()["clock"].search(before) is not None and (number.unit == "h" or number.text[0].isalpha())


def opens_with_the_hour(number: Quantity, before: str, after: str) -> bool:
    return number.unit == "h" and not before.strip() and number.text[0].isalpha() and _OPENS.match(after) is not None


def _is_any_calendars(day: str, before: str, sentence: str) -> bool:
    """ "Today is 1 December", "a present for 24 December": where it says nothing of hours, orders or posting."""
    patterns = _patterns()
    if patterns["today"].search(before):
        return True
    return day[-5:] in _feasts() and patterns["service"].search(sentence) is None


def is_in_passing(number: Quantity, sentence: str) -> bool:
    """ "We had to count twice": in words, and without a rate or a comparison."""
    if number.unit != "time" or number.text[0].isdigit() or isinstance(number.value, str) or number.value > _OFTEN:
        return False
    return _RATE.match(sentence, sentence.find(number.text) + len(number.text)) is None


def _is_often(number: Quantity, sentence: str, known: Known) -> bool:
    """Of nothing that is sold."""
    said_of_goods = known.subjects.mentions(sentence) or known.names.products_in(sentence)
    return is_in_passing(number, sentence) and not said_of_goods


def _is_scene(number: Quantity, sentence: str, known: Known) -> bool:
    if isinstance(number.value, str) or number.value > _SCENE or not is_without_verb(sentence):
        return False
    counted = [one for one, _ in known.stated["count"] if one.unit == number.unit and one.unit is not None]
    return not any(isinstance(one.value, Decimal) and one.value <= _SCENE for one in counted)


def is_scene(sentence: str, quantities: Sequence[Quantity]) -> bool:
    """ "5:52, platform 3.", "Three shops, three keys, one radio.": small counts and times, and no verb."""
    small = all(
        one.kind == "time" or (one.kind == "count" and not isinstance(one.value, str) and one.value <= _SCENE)
        for one in quantities
    )
    return small and is_without_verb(sentence)


@lru_cache(maxsize=4_096)
def is_without_verb(sentence: str) -> bool:
    """As far as the most common verbs tell."""
    return _VERBS.search(sentence) is None


def _is_refused(place: Place) -> bool:
    """ "No code, no half price, no second one for nothing"."""
    return _REFUSED.search(place.wanted.sentence, 0, place.at) is not None


def _is_no_offer(place: Place, known: Known) -> bool:
    number, sentence = place.number, place.wanted.sentence
    at = place.at
    clauses = _CLAUSE.split(sentence[:at])
    before = clauses[-1] if clauses[-1].strip() else " ".join(clauses[-3:])  # "La pluie, elle, ne coûte rien"
    after = _CLAUSE.split(sentence[at + len(number.text) :])[0]
    clause, patterns = before + number.text + after, _patterns()
    if is_of_the_next(place):
        return False
    if _is_denied(f"{before} {after}") or _is_thanked(sentence, at, at + len(number.text)):
        return True
    is_paid = _PAID.search(number.text) is not None and _FOR_WHAT.match(sentence, at + len(number.text)) is None
    if _NOTHING.search(number.text) and not is_paid:
        of = _COSTING.search(before)  # "the trees cost nothing"
        if not _is_of_trade((of["thing"] or of["other"]) if of else f"{place.before} {sentence}", place, known):
            return True
    of_trade = (
        known.subjects.mentions(sentence) or patterns["trade"].search(sentence) or known.names.products_in(sentence)
    )
    if patterns["nature"].search(clause) and not of_trade and not _OURS.search(number.text):
        return True
    said = _SAID_OF.search(clause)
    if said is None or _OURS.search(number.text) or known.subjects.mentions(clause) or patterns["trade"].search(clause):
        return False
    return not is_offered(said[1].lower(), place.wanted.locale)


def _is_thanked(sentence: str, start: int, end: int) -> bool:
    """ "Zur Kerze gibt es den Balsam geschenkt" thanks nobody: the word is the offer's own."""
    return any(not start <= one.start() <= one.end() <= end for one in _patterns()["thanks"].finditer(sentence))


def _is_of_trade(text: str, place: Place, known: Known) -> bool:
    """Whether it speaks of something sold or served: "a look out of the window costs nothing" doesn't."""
    if known.subjects.mentions(text) or _patterns()["trade"].search(text) or topics_of(text):
        return True
    if any(is_offered(word, place.wanted.locale) for word in re.findall(r"[^\W\d_]+", text.lower())):
        return True
    words = frozenset(stems(text.replace(place.number.text, " "), place.wanted.locale))
    priced = " ".join(fact.statement for fact in known.facts if fact.unit in CURRENCIES)
    return not words.isdisjoint(stems(priced))


def topics_of(text: str) -> frozenset[str]:
    """Of what is served: "sending", "returning"; the same in all languages."""
    return frozenset(name for name, pattern in _topics().items() if pattern.search(text))


@lru_cache(maxsize=1)
def _feasts() -> frozenset[str]:
    return frozenset(_read()["feasts"])


@lru_cache(maxsize=1)
def _topics() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?<!\w)(?:{one}){_WHOLE}", re.IGNORECASE) for name, one in _read()["topics"].items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = {name: alternatives(one) for name, one in _read().items() if isinstance(one, str)}
    return {
        name: re.compile(rf"(?<!\w)(?:{one}){_ENDS.get(name, _WHOLE)}", re.IGNORECASE) for name, one in words.items()
    }


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read
