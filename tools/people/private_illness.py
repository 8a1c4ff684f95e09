"""An illness is named once: told of a private person it is a private matter, claimed to be cured it is that claim."""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.text.phrases import fold
from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.people.private_person import condition


def without_private_illness(findings: Sequence[Finding], copy: Copy) -> tuple[Finding, ...]:
    """Less the amber claims that only name an illness, where a red finding says in the same sentence whose it is, or
    what is said to be done to it.
    """
    private = [one for one in findings if one.family in ("privacy", "claims") and one.severity == "red" and one.span]
    named = [one for one in findings if _names_an_illness(one)] if private else []
    if not named:
        return tuple(findings)
    told = {field: _told(field, text, private) for field, text in copy.fields.items()}
    return tuple(one for one in findings if one not in named or not _stands_in(one, told.get(one.field, ())))


def _told(field: str, text: str, private: Sequence[Finding]) -> tuple[Sentence, ...]:
    """The sentences that say something private."""
    places = [(one.start, one.start + len(one.span)) for one in private if one.field == field]
    return tuple(part for part in sentences(text) if any(a < part.end and part.start < b for a, b in places))


def _names_an_illness(one: Finding) -> bool:
    return (one.family, one.severity) == ("claims", "amber") and _illness().fullmatch(fold(one.span)) is not None


def _stands_in(one: Finding, told: Sequence[Sentence]) -> bool:
    return any(part.start <= one.start < part.end for part in told)


@cache
def _illness() -> "re.Pattern[str]":
    return re.compile(rf"{condition()}|rash(?:es)?|\w*ausschlag|redness|rougeurs")
