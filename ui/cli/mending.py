"""A text with all its safe fixes, checked again until none is left; what was done, and what is left for a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import words
from ui.cli import show
from ui.cli.frame import note

if TYPE_CHECKING:
    from tools.copy import Copy
    from tools.findings import BrandReport, Finding
    from tools.fixes import Fixed

ROUNDS = 4  # of two fixes for the same words the second comes in the round after
MOST_LEFT = 20  # findings that are told one by one


@dataclass(frozen=True)
class Mended:
    """`report` is on `draft`; `rounds` are what was done, and places in each are those of the text before it."""

    draft: "Copy"
    report: "BrandReport"
    rounds: "tuple[Fixed, ...]"

    @property
    def applied(self) -> "tuple[Finding, ...]":
        return tuple(one for each in self.rounds for one in each.applied)


def mended(copy: "Copy", report: "BrandReport", rate: "Callable[[Copy], BrandReport]") -> Mended:
    """`report` is on the copy as it is; `rate` is asked only where something was fixed."""
    from tools.fixes import apply_safe

    rounds: list[Fixed] = []
    seen = {copy.text}
    while len(rounds) < ROUNDS:
        done = apply_safe(copy, report.findings)
        if not done.applied or done.draft.text in seen:
            break
        rounds.append(done)
        copy = done.draft
        seen.add(copy.text)
        report = rate(copy)
    return Mended(copy, report, tuple(rounds))


def tell(done: Mended, *, every: bool = False) -> None:
    """On stderr: the text itself goes to stdout."""
    for each in done.rounds:
        _told(each)
    left = [one for one in done.report.findings if one.severity != "advice"]
    fixed, rest = words.count(len(done.applied), "fix"), words.count(len(left), "finding")
    note(f"{fixed} applied; {rest} left for a person. Checked again: {done.report.rating}, {done.report.score} of 100.")
    shown = left if every else left[:MOST_LEFT]
    for one in shown:
        span = f"“{show.one_line(one.span, 40)}” " if one.span else ""
        note(f"{one.line}:{one.column} {one.severity} {span}{one.message} ({one.rule})")
    if len(shown) < len(left):
        note(f"… and {len(left) - len(shown):,} more: --all")


def _told(done: "Fixed") -> None:
    for one in done.applied:
        said = f"→ “{one.fix}”" if one.fix else "left out"
        note(f"{one.line}:{one.column} “{show.one_line(one.span, 40)}” {said} ({one.rule})")
    for left in done.left:
        if left.why == "overlaps" and left.winner != left.finding.rule:
            note(f"{left.finding.line}:{left.finding.column} {left.finding.rule} gave way to {left.winner}")
