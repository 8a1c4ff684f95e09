"""A private person told of together with what is theirs: a name and an illness, an age, a debt, a parcel, a home.

Who is named is told by person_names.py. What is told of them must follow in the same sentence; before "from", "lives
at" and the like any two capitals are a name, for a shop is "in" a street. The patterns are in private_person.yaml.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.guarded import Guarded
from knowledge.text.phrases import fold
from tools.findings import Finding, Severity
from tools.people.named_children import BELOW_EIGHTEEN, GDPR, PERSON, named_children
from tools.people.person_names import ANY_NAME, Person, persons
from tools.text.placed import Reading

PLATE = "copydesk.LicencePlate"
PERSON_RULES = (PERSON, PLATE)
DATA = Path(__file__).with_name("private_person.yaml")
_GDPR_SPECIAL = "Regulation (EU) 2016/679 (GDPR), Article 9"
_VALUE = re.compile(
    r"[^.!?\n]{1,40}?(?<![\w-])(?P<plate>(?=[A-ZÄÖÜ]{0,3}[ ·-]{0,3}[A-ZÄÖÜ]{0,3}[ ·-]?\d|\d)"
    r"(?=[\d ·-]{0,6}[A-ZÄÖÜ])[A-ZÄÖÜ0-9]{1,4}(?:[ ·-]{1,3}[A-ZÄÖÜ0-9]{1,4}){1,3}"
    r"|[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{2}\d{3}[A-Z]{2}|\d{4}[A-Z]{3})(?![\w])"
)
_LONG_WORD = re.compile(r"(?:licen[cs]e|number|registration|vehicle|car) $")
_SAYS_PLATE = "This names a vehicle's plate (…{end}), by which its keeper can be found: take it out."
# right behind the bare word: "plate B-AB 1234", not "plate 2 of 4"
_BARE = Guarded(
    r"(?<![\w-])(?:[Pp]lates?|[Rr]eg|[Pp]laque|[Pp]laca)(?:,| is| no\.?| number|:)? ?:? "
    r"(?P<plate>[A-ZÄÖÜ]{1,3}[ ·-][A-Z]{1,2}[ ·-]?\d{2,4}|[A-Z]{2}[ ·-]?\d{3}[ ·-]?[A-Z]{2}|[A-Z]{2}\d{2} ?[A-Z]{3}"
    r"|\d{4} ?[A-Z]{3})(?!\w)"
)
_AGE = re.compile(r"aged?\b|years?|yrs|jahr|ans\b|anos|anni|jaar")
_BEFORE = 40
_HOME_REACH = 90  # characters between the beginning of a name and its street
_SAYS = {  # none repeats the datum
    "health": "This tells of the health of somebody who is named ({who}). Take it out, or have their explicit consent.",
    "child": "This names a child ({who}) and tells its age. Take one of the two out, or have the parents' consent.",
    "owes": "This tells of the money of somebody who is named ({who}). Take it out.",
    "parcel": "This names somebody ({who}) beside a number of theirs. Take one of the two out.",
    "home": "This names somebody ({who}) and tells where they live. Take the address out.",
}
_ON = re.compile(r" (?:to|till|until|bis|a|au|jusqu|hasta|fino|tot|naar|ate)\b(?= [^,.]*\d)")  # a way, not a home


def private_persons(reading: Reading, language: str = "en") -> list[Finding]:
    """Red where a name and the datum stand together; a child's given name with its age alone is amber."""
    told = list(_told(reading, language))
    told += named_children(reading, told, language)
    return [*told, *_homes(reading, told, language), *_plates(reading)]


def _told(reading: Reading, language: str) -> Iterator[Finding]:
    text, folded = reading.text, reading.folded
    if not _near().search(folded):
        return
    for person in persons(text, language):
        for kind, pattern in _patterns().items():
            match = pattern.match(folded, person.end)
            if match is None or reading.in_address(person.start, match.end()) or not _is_theirs(person, kind, match[0]):
                continue
            span = (person.start, match.end())
            severity: Severity = "amber" if kind == "child" and not person.full else "red"
            told = _SAYS[kind].replace("{who}", f"{text[person.start]}…")
            source = _GDPR_SPECIAL if kind == "health" else GDPR
            yield reading.finding(PERSON, "privacy", severity, span, told, source=source)
            break


def _homes(reading: Reading, told: list[Finding], language: str) -> Iterator[Finding]:
    """A name before the street it lives in, or behind it: "12 Elm Road, home of Tom Bell"."""
    text, folded = reading.text, reading.folded
    if not any(map(str.isdigit, folded)):
        return
    for street in _street().finditer(folded):
        if not re.search(r"[A-ZÀ-Þ]", text[street.start() : street.end()]) or reading.in_address(*street.span()):
            continue
        first, _ = reading.sentence(street.start())
        start = _lives(text, folded, first, street.start(), language)
        if start is None or _shop().search(folded[first : street.start()]) or _ON.match(folded, street.end()):
            continue
        if any(one.start <= start < one.start + len(one.span) for one in told):
            continue
        message = _SAYS["home"].replace("{who}", f"{text[start]}…")
        yield reading.finding(PERSON, "privacy", "red", (start, street.end()), message, source=GDPR)


def street_in(text: str) -> str:
    """The last street that a text names with its number, "" where it names none."""
    return next((text[match.start() : match.end()] for match in reversed(list(_street().finditer(fold(text))))), "")


def _lives(text: str, folded: str, first: int, street: int, language: str) -> int | None:
    """Where the name begins that stands right before a street with words that make it a home; None without one."""
    low = max(first, street - _HOME_REACH)
    for match in reversed(list(ANY_NAME.finditer(text, low, street))):
        between = folded[match.end() : street]
        if _lives_at().fullmatch(between):
            known = _full(text[low:street], language, match.end() - low)
            return low + known[0].start if known else match.start()
        if _beside().fullmatch(between):
            known = [one for one in _full(text[low:street], language, match.end() - low) if one.sure]
            return low + known[0].start if known else None
    return None


def _full(text: str, language: str, end: int) -> list[Person]:
    """Who is named in full up to a place."""
    return [one for one in persons(text, language) if one.full and one.end == end]


def _is_theirs(person: Person, kind: str, told: str) -> bool:
    """Whether what follows makes a person of what only has the form of a name: a thing may have a number behind it."""
    if person.sure or kind == "health":
        return True
    if kind == "parcel" or (kind == "child" and not _AGE.search(told)):
        return False
    return person.full


def _plates(reading: Reading) -> Iterator[Finding]:
    for word in _plate_words().finditer(reading.folded):
        value = _VALUE.match(reading.text, word.end())
        if value is None or not re.search(r"\d", value["plate"]) or not re.search(r"[A-Z]", value["plate"]):
            continue
        if _own().search(reading.folded[max(0, word.start() - _BEFORE) : word.start()]):
            continue
        told = _SAYS_PLATE.replace("{end}", value["plate"][-2:])
        yield reading.finding(PLATE, "privacy", "red", (word.start(), value.end()), told, source=GDPR)
    for bare in _BARE.finditer(reading.text):
        if _LONG_WORD.search(reading.folded[max(0, bare.start() - _BEFORE) : bare.start()]):
            continue
        if not _own().search(reading.folded[max(0, bare.start() - _BEFORE) : bare.start()]):
            told = _SAYS_PLATE.replace("{end}", bare["plate"][-2:])
            yield reading.finding(PLATE, "privacy", "red", bare.span(), told, source=GDPR)


@cache
def _data() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return data


def _joined(name: str) -> str:
    """A pattern that the file writes on several lines."""
    return re.sub(r"\|\s+", "|", _data()[name].strip())


@cache
def _own() -> "re.Pattern[str]":
    return re.compile(rf"\b{_data()['own'].strip()}$")


@cache
def condition() -> str:
    """An expression for illnesses, over folded text."""
    return rf"(?:{'|'.join(dict.fromkeys(_data()['conditions'].split()))})(?!\w)"


@cache
def _patterns() -> dict[str, "re.Pattern[str]"]:
    built = {}
    for kind in (kind for kind in _SAYS if kind != "home"):
        lines = [line.strip() for line in _data()[kind].splitlines() if line.strip()]
        body = "|".join(lines).replace("{condition}", condition()).replace("{number}", BELOW_EIGHTEEN)
        # an age may stand between the name and what else is told: "Sofie de Wit, 14, diagnosed with asthma"
        aside = r"(?:,? \(?\d{1,2}\)?,?)?" if kind == "health" else ""
        built[kind] = re.compile(rf"{aside}(?:{body})(?!\w)")
    return built


@cache
def _near() -> "re.Pattern[str]":
    """Cheap: without a number or an illness nothing can be told."""
    return re.compile(
        rf"\d|\b{condition()}|pregnan|schwanger|enceinte|embaraz|incinta|zwanger|positi|diab|asm|epile|bipolar|autist"
        r"|alcohol|alkohol|alcool|rehab|psychiatr|infertil|therap|medical|diagnos|blood|abortion|depressi|seropos"
        r"|owe|paid|pay\b|debt|bankrupt|broke\b|behind|salary|wage|pin\b|password|credit|criminal|bank"
        r"|schuldet|pleite|vorbestraft|doit\b|debe\b|deve\b|pagado|pagato|paye|betaald|ons nog"
    )


@cache
def _street() -> "re.Pattern[str]":
    lines = [line.strip() for line in _data()["street"].splitlines() if line.strip()]
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(lines)})(?!\w)")


@cache
def _lives_at() -> "re.Pattern[str]":
    return re.compile(rf"(?:{_joined('lives')})")


@cache
def _beside() -> "re.Pattern[str]":
    return re.compile(rf"(?:{_joined('beside')})")


@cache
def _shop() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{_joined('shop')})")


@cache
def _plate_words() -> Guarded:
    words = [word.strip() for word in re.split(r"[;\n]", _data()["plate"]) if word.strip()]
    return Guarded(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)")
