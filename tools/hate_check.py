"""Sentences that run people down for what they are, whoever the people are.

One list of phrases is crossed with one open class of groups: words of nationality, origin, religion, gender, kinship,
age, orientation and disability; a quality before a word for people ("deaf people"); "people with …", "people over …",
"people who …" where what follows is what they are, not what they do; and nationals by the ending of a capitalised
word ("Kiribatians"). So the same sentence is the same finding of whichever people it is said.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.phrases import expression, fold
from knowledge.text.wordlist import any_of, one_of
from tools.findings import Finding, Severity
from tools.lexicon import denied
from tools.placed import Reading

HATE = "copydesk.Hate"
STEREOTYPE = "copydesk.Stereotype"
HATE_RULES = (HATE, STEREOTYPE)
_AFTER = ("fr", "es", "it")  # a quality stands behind the word for people
_FILE = Path(__file__).with_name("hate.yaml")
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
_SAYS = {
    HATE: "'{span}' runs down people for what they are. It must not go out.",
    STEREOTYPE: "'{span}' says of a whole group of people what is true of none, or shuts them out.",
}
_SAID_BY_OTHERS = re.compile(
    r"\b(?:myth|lie that|wrong|untrue|stereotypes?|cliches?|prejudices?|used to say|who says?|vorurteil\w*|prejuges?"
    r"|prejuicios?|mito|mythe|mythos|pregiudizi\w*|vooroordel\w*|cliche)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|no|don't|doesn't|aren't|wouldn't|nobody|nicht|kein\w*|nie|niemals|pas|jamais|aucun\w*|nunca|jamas|tampoco|non|nessun\w*|niet|geen|nooit)\b"
    r"|\bn'|\bne\b"
)
_MOST = 600  # characters of a sentence that are looked at
_PEOPLE_WHO = (
    r"(?:[a-z]+-|\d\d-)year-olds|(?:people|persons|men|women|adults|those) (?:with|without|over|under|aged|of|from)"
    r" (?:[\w'-]+ ){0,3}?[\w'-]+|the (?:blind|deaf|disabled|elderly|homeless|poor|unemployed)"
)
_SAID_OF = {  # what may stand between people and what is wished upon them
    "en": r" (?:over|under|above|below|with|without|from|in|on|of|who|aged)",
    "de": r" (?:uber|unter|mit|ohne|aus|in|auf|ab)",
    "fr": r" (?:de|du|avec|sans|en|qui|a)",
    "es": r" (?:de|con|sin|en|que|mayores)",
    "it": r" (?:di|con|senza|in|che|sopra|sotto)",
    "nl": r" (?:boven|onder|met|zonder|uit|in|op|van)",
}
_NATIONALS = r"(?P<open{number}>[a-z]{{3,20}}(?:ians|eans|icans|ites|ese|is))"
_OPEN = re.compile(r"(?<!^)(?<![.!?\n] )[A-Z]")


class _Data(BaseModel):
    """The file: phrases and the groups they are said of, each by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    near: dict[str, str]
    red: dict[str, str]
    always: dict[str, str]
    violence: dict[str, str]
    shut_out: dict[str, str]
    amber: dict[str, str]
    groups: dict[str, dict[str, str]]


@dataclass(frozen=True)
class _Language:
    near: re.Pattern[str]
    rules: tuple[tuple[str, Severity, bool, re.Pattern[str]], ...]  # rule, severity, whether a denial clears it


def hate(reading: Reading, locale: str) -> list[Finding]:
    """Red for hate, amber for stereotypes; where it is quoted, not said, amber and advice."""
    language = locale.lower().replace("_", "-").split("-")[0]
    if language not in _LANGUAGES or not _language(language).near.search(reading.folded):
        return []
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for rule, severity, deniable, pattern in _language(language).rules:
        for match in pattern.finditer(reading.folded):
            start, end = match.span()
            if any(first < end and start < last for first, last in taken) or _harmless(reading, match, deniable):
                continue
            taken.append((start, end))
            found.append(_finding(reading, rule, severity, start, end))
    return sorted(found, key=lambda one: (one.start, one.rule))


def _finding(reading: Reading, rule: str, severity: Severity, start: int, end: int) -> Finding:
    weight: Severity = severity
    if reading.quoted(start, end):
        weight = "amber" if severity == "red" else "advice"
    message = _SAYS[rule].replace("{span}", reading.text[start:end])
    return reading.finding(rule, "safety", weight, (start, end), message)


def _harmless(reading: Reading, match: re.Match[str], deniable: bool) -> bool:
    """Denied, told as what others say, in an address, or an open word that is no name of a people."""
    start, end = match.span()
    for name, value in match.groupdict().items():
        at = match.start(name)
        if name.startswith("open") and value and not _OPEN.match(reading.text, at):
            return True
    first, last = reading.sentence(start)
    said = reading.folded[max(first, start - _MOST) : min(last, end + _MOST)]
    if _SAID_BY_OTHERS.search(said) or reading.in_address(start, end):
        return True
    return deniable and (denied(reading, start, start) or _NOT.search(match[0]) is not None)


@cache
def _language(language: str) -> _Language:
    data = _data()
    groups = data.groups[language]
    return _Language(
        near=re.compile(rf"\b(?:{any_of(fold(data.near[language]))})"),
        rules=(
            (HATE, "red", True, _pattern(data.red[language], groups, language)),
            (HATE, "red", False, _pattern(data.always[language], groups, language)),
            (HATE, "red", True, _pattern(data.violence[language], groups, language)),
            (HATE, "red", False, _pattern(data.shut_out[language], groups, language)),
            (STEREOTYPE, "amber", False, _pattern(data.amber[language], groups, language)),
        ),
    )


def _pattern(phrases: str, groups: dict[str, str], language: str) -> re.Pattern[str]:
    parts = []
    for number, phrase in enumerate(line.strip() for line in phrases.splitlines() if line.strip()):
        foreign = rf"(?:{one_of(fold(groups.get('foreign', '')).split())})"
        built = expression(re.sub(r"\{(\w+)\}", r"qq\1qq", phrase))
        for name, own in (
            ("people", _people(groups, language, number)),
            ("foreign", foreign),
            ("protected", _protected(groups, language)),
            ("anybody", _anybody(groups, language, number)),
        ):
            built = built.replace(f"qq{name}qq", own)
        parts.append(built)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)")


def _people(groups: dict[str, str], language: str, number: int) -> str:
    nouns = one_of(fold(groups["nouns"]).split())
    kinds = one_of(fold(groups["kinds"]).split())
    persons = one_of(fold(groups["persons"]).split())
    if language == "en":
        who = "|".join(groups["who"].split())
        open_class = f"|{_PEOPLE_WHO}|people who (?:{who})|{_NATIONALS.format(number=number)}"
        named = rf"(?:{kinds})[ -](?:{persons}|{nouns})|{nouns}|(?:{kinds})[ -](?:{kinds})[ -](?:{persons})"
        return rf"(?:{named}{open_class})(?![\w'-])"
    after = rf"|(?:{persons}) (?:{kinds})" if language in _AFTER else ""
    return rf"(?:(?:{kinds}) (?:{persons})|{nouns}{after})(?![\w'-])"


def _protected(groups: dict[str, str], language: str) -> str:
    """Groups by origin, religion, orientation, disability: who is shut out by a "no" before the word."""
    nouns, kinds = one_of(fold(groups["protected"]).split()), one_of(fold(groups["kinds"]).split())
    persons = one_of(fold(groups["persons"]).split())
    named = rf"(?:{persons}) (?:{kinds})" if language in _AFTER else rf"(?:{kinds})[ -](?:{persons})"
    return rf"(?:{named}|{nouns})(?![\w'-])"


def _anybody(groups: dict[str, str], language: str, number: int) -> str:
    others = one_of(fold(groups["others"]).split())
    return rf"(?:{_people(groups, language, number)}|{others})(?:{_SAID_OF[language]}(?: [\w'-]+){{1,4}}?)?"


@cache
def _data() -> _Data:
    return _Data.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def hate_digest() -> str:
    """SHA-256 of the file of phrases and groups."""
    return sha256(_FILE.read_bytes()).hexdigest()
