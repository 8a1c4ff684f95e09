"""A number told of a thing in the documents' own words for it, where they give another one.

No list says what the things are: "A rye loaf costs €6 and weighs 900 g" gives "rye loaf" a price and a weight. What a
number is said of is the noun phrase before its verb, before a colon or after "for"; the copy's must have the same stems
and numbers, in the language of the passage, and say no more of it in its clause than the passage does. Its number must
be none that a passage or a fact with these words gives in that unit. Questions, what is supposed and what was once are
left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.agreement import agrees
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place
from tools.kept import kept

_VERBS = {
    "en": r"costs|(?<=s )cost|is|are|takes?|weighs?|lasts?|holds?|sells? for|comes? to|needs?|rests?(?: for)?",
    "de": r"kostet|kosten|ist|sind|dauert|dauern|wiegt|wiegen|hält|halten|fasst|braucht|brauchen|beträgt|ruht|ruhen",
    "fr": r"coûte(?:nt)?|est(?: de)?|sont|dure(?:nt)?|pèse(?:nt)?|prend|prennent|contient|repose(?:nt)?|s['’]élève à",
    "es": r"cuestan?|es(?: de)?|son|duran?|pesan?|tardan?|llevan?|contienen?|valen?|reposan?",
    "it": r"costa(?:no)?|è(?: di)?|sono|dura(?:no)?|pesa(?:no)?|richiede|contiene|riposa(?:no)?",
    "nl": r"kost(?:en)?|is|zijn|duurt|duren|weegt|wegen|bevat|bedraagt|rust(?:en)?",
    "pt": r"custa(?:m)?|é(?: de)?|são|dura(?:m)?|pesa(?:m)?|demora(?:m)?|leva(?:m)?|contém|descansa(?:m)?",
}
_FOR = {"en": "for", "de": "für", "fr": "pour", "es": "por", "it": "per", "nl": "voor", "pt": "por"}
_JOINING = (
    r"and|or|about|around|roughly|only|just|now|still|exactly|for|und|oder|etwa|rund|ungefähr|circa|ca\.|nur|genau|jetzt"
    r"|et|ou|environ|seulement|juste|y|o|unos|unas|aproximadamente|solo|sólo|e|soltanto|en|of|ongeveer|slechts|cerca de"
    r"|só|a|an|per|each|pro|je|am|par|chacun|al|il|het"
)
_CUT = re.compile(
    r"[.!?;–—|()\n*•]\s*|[,:]\s+|,?\s+(?:but|aber|mais|pero|ma|maar|mas|while|because|since|when|weil)\s+"
)
# "A rye loaf would cost …", "if a rye loaf costs …", "a rye loaf was …"
_SUPPOSED = re.compile(
    r"(?<!\w)(?:would|could|might|may|should|if|suppose|imagine|was|were|used to|once|wenn|falls|würde\w*"
    r"|könnte\w*|war(?:en)?|kostete\w*|si|serait|coûterait|était|étaient|coûtait|sería|costaría|era[n]?|costaba\w*|se"
    r"|sarebbe|costerebbe|costava\w*|als|zou|was|waren|kostte|seria|custaria|custava|elsewhere|anderswo|ailleurs|altrove"
    r"|elders|en otr[oa]s? \w+|noutr[oa] \w+)(?!\w)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\s*(?:more|less|cheaper|dearer|extra|off|longer|shorter|heavier|lighter|mehr|weniger|günstiger|billiger|teurer"
    r"|länger|kürzer|schwerer|leichter|de plus|de moins|plus|moins|más|menos|di più|di meno|in più|in meno|meer|minder"
    r"|goedkoper|duurder|a mais|a menos|mais)(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en)\s")
_MOST, _LONGEST = 5, 8  # stems and words of a noun phrase
_VALUES = 2  # of one thing in one unit: what has more of them has none to itself
_IN_MINUTES = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60)}
_DURATION = "duration"

_Subject = frozenset[str]


@dataclass(frozen=True)
class _Said:
    """What a number is said of, and the rest of its clause."""

    subject: _Subject
    beside: frozenset[str]


def told_of_subject(place: Place, known: Known) -> str | None:
    """What the documents say of it instead; None where they don't contradict the number."""
    number, sentence, language = place.number, place.wanted.sentence, language_of(place.wanted.locale)
    end = place.at + len(number.text)
    if place.sort == "offer" or number.upper is not None or sentence.rstrip(' "”»’').endswith("?"):
        return None
    if _SUPPOSED.search(sentence) or _COMPARED.match(sentence, end):
        return None
    said = _said_of(sentence, place.at, number, language)
    if said is None or is_said_of_others(place):
        return None
    own = _alike(number)
    for one in _stated(known, language).get((said.subject, _sort(number)), ()):
        if said.beside <= one.stems | one.keys:
            beside = _beside(known, said.subject, _sort(number))
            return None if any(agrees(own, _alike(each)) for each in beside) else one.text
    return None


@kept
def _stated(known: Known, language: str) -> dict[tuple[_Subject, str], tuple[Statement, ...]]:
    found: dict[tuple[_Subject, str], list[Statement]] = {}
    for one in known.cited:
        if language_of(one.passage.locale) != language:
            continue
        for number in one.quantities:
            said = _said_of(one.text, number.start, number, language)
            if said is not None:
                found.setdefault((said.subject, _sort(number)), []).append(one)
    return {
        key: tuple(each) for key, each in found.items() if len({one.key for one in _beside(known, *key)}) <= _VALUES
    }


def _beside(known: Known, subject: _Subject, sort: str) -> Iterator[Quantity]:
    """What passages and facts that have the words give in that unit."""
    for one in known.cited:
        if subject <= one.stems | one.keys:
            yield from (each for each in one.quantities if _sort(each) == sort)
    for fact in (*known.facts, *known.expired):
        if subject <= _words(fact.statement, "en"):
            yield from (each for each in find_quantities(fact.statement) if _sort(each) == sort)


def _sort(number: Quantity) -> str:
    unit = number.unit or ""
    return _DURATION if number.kind == "measure" and unit in _IN_MINUTES else f"{number.kind} {unit}"


def _alike(number: Quantity) -> Quantity:
    """In minutes, where it is a duration."""
    if _sort(number) != _DURATION or not isinstance(number.value, Decimal):
        return number
    factor = _IN_MINUTES[number.unit or ""]
    upper = None if number.upper is None else number.upper * factor
    return number.model_copy(update={"value": number.value * factor, "upper": upper, "unit": "min"})


def _said_of(text: str, at: int, number: Quantity, language: str) -> _Said | None:
    if number.kind not in ("price", "measure") or language not in _VERBS or number.value == 0:
        return None
    end = at + len(number.text)
    cuts = [(one.start(), one.end()) for one in _CUT.finditer(text)]
    start = max((stop for _, stop in cuts if stop <= at), default=0)
    stop = min((first for first, _ in cuts if first >= end), default=len(text))
    before, after = text[start:at], text[end:stop]
    if not before.strip():  # "Rye loaf: €6", "Rye loaf, €6"
        label = [one for one in cuts if one[1] == start]
        begin = max((last for _, last in cuts if last < start), default=0)
        of_it = _for(language).match(after)
        if of_it:
            return _read(of_it["subject"], "", language)
        is_label = bool(label) and text[label[0][0]] in ":,|"
        return _read(text[begin : label[0][0]], after, language) if is_label else None
    return _after_verb(before, after, language) or _read(before, after, language, bare=True)


def _after_verb(before: str, after: str, language: str) -> _Said | None:
    """ "A rye loaf costs €6 and weighs" """
    verbs, between = _verbs(language)
    verb = verbs.search(before)
    if verb is None:
        return None
    rest = before[verb.end() :]
    for one in reversed(find_quantities(rest, language)):
        rest = rest[: one.start] + " " + rest[one.end :]
    return _read(before[: verb.start()], after, language) if between.fullmatch(rest) else None


def _read(phrase: str, after: str, language: str, *, bare: bool = False) -> _Said | None:
    """`bare`: nothing stands between the phrase and the number, "Rye loaf €6"."""
    words = phrase.split()
    if not 0 < len(words) <= _LONGEST or _verbs(language)[0].search(phrase):
        return None
    if bare and (len(words) > _LONGEST // 2 or phrase != phrase.lstrip() or not words[0][0].isupper()):
        return None
    subject = _words(phrase, language)
    if not 0 < len(subject) <= _MOST or all(":" in one for one in subject):
        return None
    return _Said(subject, _words(_beside_number(after), language))


def _beside_number(after: str) -> str:
    """The clause's rest, up to where another thing is told of the same: "and takes four hours"."""
    return _AND.split(after)[0]


def _words(text: str, language: str) -> frozenset[str]:
    numbers = find_quantities(text, language)
    for one in reversed(numbers):
        text = text[: one.start] + " " + text[one.end :] if one.kind != "count" else text
    return frozenset(stems(text, language)) | {one.key for one in numbers}


@lru_cache(maxsize=16)
def _verbs(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb, and what may stand between it and the number."""
    verbs = _VERBS[language]
    between = rf"(?:\s|(?<!\w)(?:{_JOINING}|{verbs})(?!\w))*"
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.IGNORECASE), re.compile(between, re.IGNORECASE)


@lru_cache(maxsize=16)
def _for(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s+{_FOR[language]}\s+(?P<subject>[^,.;:!?()–—|]+)$", re.IGNORECASE)
