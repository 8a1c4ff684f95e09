"""A child named beside its age or its school: "my daughter, 9, loves it: …", "…, Grundschule am Park".

The words for children, their schools and those who work there are in named_children.yaml.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.guarded import Guarded
from tools.findings import Finding, Severity
from tools.people.person_names import Person, persons
from tools.text.placed import Reading

PERSON = "copydesk.PrivatePerson"
GDPR = "Regulation (EU) 2016/679 (GDPR), Article 4(1)"
BELOW_EIGHTEEN = r"(?:1[0-7]|[1-9])(?![\d.,:]\d|\d| ?(?:ml|cl|mg|g|kg|km|m|cm|mm|%|€|eur|uhr|h|am|pm)\b)"
_DATA = Path(__file__).with_name("named_children.yaml")
_DIGIT = re.compile(r"\d")
_REACH = 80  # characters between an age and the name, and between the name and a school
_SAYS = {  # none repeats the datum
    "age": "This names a child ({who}) and tells its age. Take one of the two out, or have the parents' consent.",
    "school": "This names a child ({who}) and tells its school. Take one of the two out, or have the parents' consent.",
}


def named_children(reading: Reading, told: list[Finding], language: str) -> list[Finding]:
    """Who is named after a child's age ("my daughter, 9, loves it: …"), or before its school ("…, Grundschule am
    Park"): red, but amber for a school alone, where those who work there are named as well.
    """
    text, folded = reading.text, reading.folded
    ages = list(_child_age().finditer(folded)) if _DIGIT.search(folded) else []
    schools = list(_school().finditer(folded))
    if not ages and not schools:
        return []
    found: list[Finding] = []
    for person in persons(text, language):
        first, last = reading.sentence(person.start)
        named = person.full and person.sure
        if not named or any(one.start < person.end <= one.start + len(one.span) for one in told):
            continue
        before = [one for one in ages if first <= one.start() and 0 <= person.start - one.end() <= _REACH]
        school = next((one for one in schools if 0 <= one.start() - person.end <= _REACH), None)
        if before and not _said_by().search(folded, before[-1].end(), person.start):
            found.append(_finding(reading, person, "age", "red", (before[-1].start(), person.end)))
        elif school is not None and school.end() <= last and not _works_there().search(folded, first, last):
            severity: Severity = "red" if _child().search(folded, first, last) else "amber"
            found.append(_finding(reading, person, "school", severity, (person.start, school.end())))
    return found


def _finding(reading: Reading, who: Person, kind: str, severity: Severity, place: tuple[int, int]) -> Finding:
    message = _SAYS[kind].replace("{who}", f"{reading.text[who.start]}…")
    return reading.finding(PERSON, "privacy", severity, place, message, source=GDPR)


@cache
def _child() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{_listed('children')})(?!\w)")


@cache
def _child_age() -> Guarded:
    words, years = _listed("children"), r"(?: ?-?(?:years?[ -]old|yrs|jahre(?: alt)?|ans|anos|anni|jaar))?"
    return Guarded(
        rf"\b(?:{words})(?:, | \(| is | ist | wird | a | tiene | ha | aged | age | de | di |, aged |, age )"
        rf"(?:only |just |erst |now )?{BELOW_EIGHTEEN}{years}(?!\w)"
    )


@cache
def _school() -> Guarded:
    return Guarded(rf"\b(?:{_listed('schools')})(?!\w)")


@cache
def _works_there() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{_listed('staff')})(?!\w)")


@cache
def _said_by() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{_listed('said')})(?!\w)")


@cache
def _listed(name: str) -> str:
    """A pattern that the file writes on several lines."""
    data: dict[str, str] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return re.sub(r"\|\s+", "|", data[name].strip())
