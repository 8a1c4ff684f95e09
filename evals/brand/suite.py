"""The brand check, measured on labelled drafts: finding by finding, as `copydesk check` sees a text from anywhere.

Only the test part counts. Whoever tunes a rule looks at `python -m evals.brand.tuning`, never at these lines.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict

from agents.benches import make_embedder
from agents.clock import ManualClock
from agents.service import Desk
from agents.settings import Settings
from evals.brand.drafts import BRANDS, TODAY, Draft, Part, load_drafts
from evals.brand.matching import Judged, Score, judge, ratings, score
from evals.brand.remembered import Remembered
from evals.retrieval.intervals import Figure, share
from tools.findings import BrandReport, Family, Rating

Check = Callable[[Draft], BrandReport]
# of the test part: a little under what was last measured, so that a change that makes the check worse is noticed. They
# are no aims: those stand below, and none of them is reached
FLOORS = {
    "red precision": 0.72,
    "red recall": 0.49,
    "amber precision": 0.27,
    "amber recall": 0.26,
    "ratings": 0.57,
}
AIMS = {"red precision": 0.95, "red recall": 0.95, "amber precision": 0.85, "amber recall": 0.85}


class BrandResult(BaseModel):
    """Scores by group: `red`, `amber`, and for both together each family and each language."""

    model_config = ConfigDict(frozen=True)

    scores: dict[str, Score]
    ratings: dict[Rating, dict[Rating, int]]  # an approver's, then the check's
    rated: Figure  # drafts with an approver's rating
    confusions: tuple[str, ...]
    drafts: int

    @property
    def figures(self) -> dict[str, Figure]:
        red, amber = self.scores["red"], self.scores["amber"]
        return {
            "red precision": red.precision,
            "red recall": red.recall,
            "amber precision": amber.precision,
            "amber recall": amber.recall,
            "ratings": self.rated,
        }

    @property
    def summary(self) -> str:
        return ", ".join(f"{name} {figure.value:.2f}" for name, figure in self.figures.items())

    @property
    def details(self) -> tuple[str, ...]:
        """Every group in a line, the table of ratings, and each confusion."""
        head = f"{'':16}{'recall':28}{'precision':28}precision, if a second finding on the same words is false"
        table = [
            f"approver {theirs:7}" + "".join(f"{ours} {n:<6}" for ours, n in row.items())
            for theirs, row in self.ratings.items()
        ]
        aims = ", ".join(f"{name} {aim:.2f}" for name, aim in AIMS.items())
        return (
            f"{self.drafts} drafts; aims: {aims}",
            head,
            *(f"{name:16}{one.line}" for name, one in self.scores.items()),
            *table,
            *self.confusions,
        )

    @property
    def below(self) -> tuple[str, ...]:
        """The figures that lie under their floor, in words. A figure without cases lies under it."""
        return tuple(
            f"{name} {figure} is below {FLOORS[name]:.2f}"
            for name, figure in self.figures.items()
            if not figure.value >= FLOORS[name]
        )

    @property
    def ok(self) -> bool:
        return not self.below


def run(check: Check | None = None, drafts: Sequence[Draft] | None = None, part: Part = "test") -> BrandResult:
    """`check` stands in for the desk's own."""
    rows = load_drafts(part) if drafts is None else drafts
    if check is not None:
        return result([_judged(draft, check) for draft in rows])
    with tempfile.TemporaryDirectory() as scratch:
        desk = open_desk(Path(scratch))
        try:
            return result([_judged(draft, lambda one: desk.check(one.as_copy, one.brand)) for draft in rows])
        finally:
            desk.close()


def open_desk(home: Path) -> Desk:
    """A desk with both brands, on the day of the drafts."""
    for name, folder in BRANDS.items():
        shutil.copytree(folder, home / "brands" / name)
    noon = datetime.combine(TODAY, time(12), UTC)
    settings = Settings(home=home)
    return Desk(settings, clock=ManualClock(noon), embedder=Remembered(make_embedder(settings)()))


def result(judged: Sequence[Judged]) -> BrandResult:
    languages = sorted({one.draft.language for one in judged})
    groups = {severity: score(judged, severity=severity) for severity in ("red", "amber")}
    groups |= {family: score(judged, family=family) for family in get_args(Family)}
    groups |= {name: score([one for one in judged if one.draft.language == name]) for name in languages}
    return BrandResult(
        scores=groups,
        ratings=ratings(judged),
        rated=share([one.rating == one.draft.rating for one in judged]),
        confusions=tuple(line for one in judged for line in one.confusions),
        drafts=len(judged),
    )


def _judged(draft: Draft, check: Check) -> Judged:
    report = check(draft)
    return judge(draft, report.rating, report.findings)
