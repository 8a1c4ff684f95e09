"""Fixes put into the copy: one, or all that are safe. Of two that overlap the weightier wins, and that is said."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tools.copy import Copy
from tools.findings import Family, Finding, Severity
from tools.seams import Edit, edit

# Here a fix puts other words for the same; a claim, a number or a limit can only be mended by changing what is said.
SAFE_FAMILIES: frozenset[Family] = frozenset({"voice", "wording", "inclusive", "safety", "locale"})
_WEIGHT: dict[Severity, int] = {"red": 2, "amber": 1, "advice": 0}
_MARKUP = frozenset("*_`~[]<>|#\\")


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


def is_safe(finding: Finding, copy: Copy | None = None) -> bool:
    """Whether the fix may be applied unseen: it guesses no word, changes no number, and takes away neither markup nor
    anything that says something; and, where `copy` is given, it breaks neither marks nor words beside it.
    """
    if finding.fix is None or finding.fix == finding.span or finding.family not in SAFE_FAMILIES or finding.guessed:
        return False
    if _marks(finding.span) != _marks(finding.fix):
        return False
    if _digits(finding.span) != _digits(finding.fix):
        return False
    if any(map(str.isalnum, finding.span)) and not any(map(str.isalnum, finding.fix)):
        return False
    return copy is None or not _stands(copy, finding) or _edited(copy.fields[finding.field], finding, copy).clean


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
    fields = {name: _with_fixes(text, taken.get(name, ()), copy) for name, text in copy.fields.items()}
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
    safe = [is_safe(finding, copy) for finding in given]
    fixed = apply(copy, (finding for finding, unseen in zip(given, safe, strict=True) if unseen))
    unsafe = tuple(
        Left(finding=finding, why="no fix" if finding.fix is None else "not safe")
        for finding, unseen in zip(given, safe, strict=True)
        if not unseen
    )
    return fixed.model_copy(update={"left": (*fixed.left, *unsafe)})


def _with_fixes(text: str, findings: Sequence[Finding], copy: Copy) -> str:
    """From the last to the first, so that no fix moves another's place."""
    ordered = sorted(findings, key=lambda one: one.start)
    for place in reversed(range(len(ordered))):
        before = ordered[place - 1] if place else None
        made = _edited(text, ordered[place], copy, floor=before.start + len(before.span) if before else 0)
        text = f"{text[: made.start]}{made.text}{text[made.end :]}"
    return text


def _edited(text: str, finding: Finding, copy: Copy, *, floor: int = 0) -> Edit:
    end, language = finding.start + len(finding.span), copy.locale.split("-")[0].lower()
    return edit(text, finding.start, end, finding.fix or "", language, floor=floor)


def _stands(copy: Copy, finding: Finding) -> bool:
    text = copy.fields.get(finding.field)
    return text is not None and text[finding.start : finding.start + len(finding.span)] == finding.span


def _overlap(one: Finding, other: Finding) -> bool:
    """Two at one place overlap also where they only put something in."""
    if one.start == other.start:
        return True
    return one.start < other.start + len(other.span) and other.start < one.start + len(one.span)


def _precedence(finding: Finding) -> tuple[int, bool, int, int, str, str]:
    """What is written goes before how its locale writes it: of a mark that goes, nobody has to add the other half."""
    is_form = finding.family == "locale"
    return (-_WEIGHT[finding.severity], is_form, -len(finding.span), finding.start, finding.rule, finding.field)


def _marks(text: str) -> list[str]:
    """What Markdown or HTML may be made of, in order: a fix across it would leave half a pair behind."""
    return [letter for letter in text if letter in _MARKUP]


def _digits(text: str) -> list[int]:
    """All digits of any script in order: thousands may be parted in another way, the number stays."""
    return [unicodedata.digit(letter) for letter in text if unicodedata.digit(letter, None) is not None]
