"""Threats: that somebody will do something to somebody, or to a place, in four languages.

Lists of who says so, of what they would do and of whom it is done to are crossed. Whom it is done to is everybody
alike: the words for groups of people are those of hate.yaml. A threat is not cleared by a "no" that stands before it
("if nobody answers, I will …"); one that says no itself ("I will never …") is none.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.numerals import language_of
from knowledge.text.phrases import expression
from knowledge.text.wordlist import one_of
from tools.findings import Finding, Severity
from tools.rules.required import Requirements, required
from tools.rules.syntax import parse
from tools.safety.groups import words_for_groups
from tools.text.placed import Reading

THREAT = "copydesk.Threat"
_FILE = Path(__file__).with_name("threats.yaml")
_SAYS: dict[Severity, str] = {"red": "'{span}' is a threat.", "amber": "'{span}' may be a threat, or said in anger."}
_LIST = re.compile(r"\{([a-z]+)\}")
_MOST_NEEDED = 400
_OPEN = ("person", "which", "what", "whom")  # too many words, or any word, to look for


class _Data(BaseModel):
    """One language's lists and the phrases that cross them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lists: dict[str, str]
    clean: str = ""
    red: str
    amber: str


@dataclass(frozen=True)
class _Language:
    phrases: tuple[tuple[Severity, str], ...]
    needed: Requirements
    clean: re.Pattern[str] | None


def threats(reading: Reading, locale: str) -> list[Finding]:
    """Red where who writes would do it; amber what may be said in jest, or is quoted. By place, without overlaps."""
    language = language_of(locale)
    if language not in _data():
        return []
    own = _language(language)
    found: list[tuple[int, int, Severity]] = []
    for number in sorted(own.needed.standing_in(reading.folded)):
        if not _rough(language, number).search(reading.folded):
            continue
        severity, _ = own.phrases[number]
        for match in _pattern(language, number).finditer(reading.folded):
            start, end = match.span()
            taken = any(first < end and start < last for first, last, _ in found)
            if not taken and not _harmless(own, reading, start, end):
                found.append((start, end, severity))
    return [_finding(reading, start, end, severity) for start, end, severity in sorted(found)]


def threat_digest() -> str:
    """SHA-256 of the file of lists and phrases."""
    return sha256(_FILE.read_bytes()).hexdigest()


def _harmless(own: _Language, reading: Reading, start: int, end: int) -> bool:
    if reading.in_address(start, end):
        return True
    last = reading.sentence(end - 1)[1]
    return own.clean is not None and own.clean.search(reading.folded, start, last) is not None


def _finding(reading: Reading, start: int, end: int, severity: Severity) -> Finding:
    weighed: Severity = "amber" if reading.quoted(start, end) else severity
    message = _SAYS[weighed].replace("{span}", reading.text[start:end])
    return reading.finding(THREAT, "safety", weighed, (start, end), message)


@cache
def _language(language: str) -> _Language:
    data = _data()[language]
    listed: tuple[tuple[Severity, str], ...] = (("red", data.red), ("amber", data.amber))
    phrases = tuple((severity, line) for severity, lines in listed for line in _lines(lines))
    clean = _lines(data.clean)
    return _Language(
        phrases,
        Requirements([_needed(line, data.lists) for _, line in phrases]),
        re.compile(rf"(?<!\w)(?:{'|'.join(expression(line) for line in clean)})") if clean else None,
    )


@cache
def _rough(language: str, number: int) -> re.Pattern[str]:
    """The phrase against anything: soon built, and rarely there."""
    lists = _data()[language].lists | {"person": r"[\w'-]+"}
    return re.compile(rf"(?<!\w)(?:{expression(_crossed(_language(language).phrases[number][1], lists))})")


@cache
def _pattern(language: str, number: int) -> re.Pattern[str]:
    """Long, and so built when a text may have it."""
    lists = dict(_data()[language].lists)
    lists["person"] = f"{lists['person']}|{one_of(words_for_groups(language))}"
    return re.compile(rf"(?<!\w)(?:{expression(_crossed(_language(language).phrases[number][1], lists))})(?!\w)")


def _needed(phrase: str, lists: dict[str, str]) -> frozenset[str] | None:
    """Words of the phrase, whoever it is against."""
    crossed = _crossed(phrase, lists | dict.fromkeys(_OPEN, r"\w"))
    return required([parse(expression(crossed)).tree], _MOST_NEEDED)


def _crossed(phrase: str, lists: dict[str, str]) -> str:
    while _LIST.search(phrase):
        phrase = _LIST.sub(lambda name: re.sub(r"\|\s+", "|", lists[name[1]].strip()), phrase)
    return phrase


def _lines(listed: str) -> list[str]:
    return [line.strip() for line in re.split(r"[;\n]", listed) if line.strip()]


@cache
def _data() -> dict[str, _Data]:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {language: _Data.model_validate(one) for language, one in read.items()}
