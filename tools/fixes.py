"""Fixes put into the copy: one, or all that are safe. Of two that overlap the weightier wins, and that is said."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.copy import Copy
from tools.findings import Family, Finding, Severity

# Here a fix puts other words for the same; a claim, a number or a limit can only be mended by changing what is said.
SAFE_FAMILIES: frozenset[Family] = frozenset({"voice", "wording", "inclusive", "safety", "locale"})
_WEIGHT: dict[Severity, int] = {"red": 2, "amber": 1, "advice": 0}
_MARKUP = frozenset("*_`~[]<>|#\\")
_ENDS = (" ", "\n", ".", ",", ";", ":", "!", "?", ")")


class Left(BaseModel):
    """A finding that nothing was done about, and why."""

    model_config = ConfigDict(frozen=True)

    finding: Finding
    why: Literal["no fix", "not safe", "overlaps", "text changed"]
    winner: str | None = None  # the rule whose fix took the same words


class Fixed(BaseModel):
    """The copy after its fixes. Places in `applied` are those of the copy before."""

    model_config = ConfigDict(frozen=True)

    draft: Copy
    applied: tuple[Finding, ...]
    left: tuple[Left, ...]


def is_safe(finding: Finding) -> bool:
    """Whether the fix may be applied unseen: it guesses no word, changes no number, and takes away neither markup nor
    anything that says something.
    """
    if finding.fix is None or finding.fix == finding.span or finding.family not in SAFE_FAMILIES or finding.guessed:
        return False
    if _marks(finding.span) != _marks(finding.fix):
        return False
    if _digits(finding.span) != _digits(finding.fix):
        return False
    return any(map(str.isalnum, finding.fix)) or not any(map(str.isalnum, finding.span))


def apply(copy: Copy, findings: Iterable[Finding]) -> Fixed:
    """The copy with these findings' fixes; a fix whose words are not there any more is left out."""
    taken: dict[str, list[Finding]] = {}
    left: list[Left] = []
    for finding in sorted(findings, key=_precedence):
        others = taken.setdefault(finding.field, [])
        winner = next((other for other in others if _overlap(finding, other)), None)
        if finding.fix is None:
            left.append(Left(finding=finding, why="no fix"))
        elif not _stands(copy, finding):
            left.append(Left(finding=finding, why="text changed"))
        elif winner is not None:
            left.append(Left(finding=finding, why="overlaps", winner=winner.rule))
        else:
            others.append(finding)
    fields = {name: _with_fixes(text, taken.get(name, ())) for name, text in copy.fields.items()}
    order = {name: number for number, name in enumerate(copy.fields)}
    applied = [finding for found in taken.values() for finding in found]
    return Fixed(
        draft=copy.model_copy(update={"fields": fields}),
        applied=tuple(sorted(applied, key=lambda one: (order[one.field], one.start))),
        left=tuple(left),
    )


def apply_safe(copy: Copy, findings: Iterable[Finding]) -> Fixed:
    """The copy with every fix that needs no person's eye; the others are left, each with the reason."""
    given = tuple(findings)
    fixed = apply(copy, (finding for finding in given if is_safe(finding)))
    unsafe = tuple(
        Left(finding=finding, why="no fix" if finding.fix is None else "not safe")
        for finding in given
        if not is_safe(finding)
    )
    return fixed.model_copy(update={"left": (*fixed.left, *unsafe)})


def _with_fixes(text: str, findings: Sequence[Finding]) -> str:
    """From the last to the first, so that no fix moves another's place."""
    for finding in sorted(findings, key=lambda one: one.start, reverse=True):
        before, after = text[: finding.start], text[finding.start + len(finding.span) :]
        fix = finding.fix or ""
        if fix == "" and finding.span and before.endswith(" ") and after.startswith(_ENDS):
            before = before[:-1]  # what was left out leaves no second space behind
        elif fix == "" and finding.span and after == "":
            before = before.rstrip(" ")
        text = f"{before}{fix}{after}"
    return text


def _stands(copy: Copy, finding: Finding) -> bool:
    text = copy.fields.get(finding.field)
    return text is not None and text[finding.start : finding.start + len(finding.span)] == finding.span


def _overlap(one: Finding, other: Finding) -> bool:
    """Two at one place overlap also where they only put something in."""
    if one.start == other.start:
        return True
    return one.start < other.start + len(other.span) and other.start < one.start + len(one.span)


def _precedence(finding: Finding) -> tuple[int, int, int, str, str]:
    return (-_WEIGHT[finding.severity], -len(finding.span), finding.start, finding.rule, finding.field)


def _marks(text: str) -> list[str]:
    """What Markdown or HTML may be made of, in order: a fix across it would leave half a pair behind."""
    return [letter for letter in text if letter in _MARKUP]


def _digits(text: str) -> list[int]:
    """All digits of any script in order: thousands may be parted in another way, the number stays."""
    return [unicodedata.digit(letter) for letter in text if unicodedata.digit(letter, None) is not None]
