"""The brand check, measured on labelled drafts: finding by finding, as `copydesk check` sees a text from anywhere.

Only the test part counts. Whoever tunes a rule looks at `python -m evals.brand.tuning`, never at these lines.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import ClassVar, get_args

from agents.benches import make_embedder
from agents.clock import ManualClock
from agents.service import Desk
from agents.settings import Settings
from evals.brand.drafts import BRANDS, TODAY, Draft, Part, load_drafts
from evals.brand.matching import Judged, Score, by_case, judge, ratings, score
from evals.brand.remembered import Remembered
from evals.measured import Measured, Samples
from tools.findings import BrandReport, Family, Rating

Check = Callable[[Draft], BrandReport]


class BrandResult(Measured):
    """Scores by group: `red`, `amber`, and for both together each family and each language."""

    suite: ClassVar[str] = "brand"
    blind: ClassVar[bool] = True

    scores: dict[str, Score]
    ratings: dict[Rating, dict[Rating, int]]  # an approver's, then the check's
    values: dict[str, dict[str, float]]
    confusions: tuple[str, ...]

    @property
    def samples(self) -> Samples:
        return self.values

    @property
    def misses(self) -> tuple[str, ...]:
        return self.confusions

    @property
    def details(self) -> tuple[str, ...]:
        """Every group in a line, and the table of ratings."""
        head = f"{'':16}{'recall':28}{'precision':28}precision, if a second finding on the same words is false"
        table = [
            f"approver {theirs:7}" + "".join(f"{ours} {n:<6}" for ours, n in row.items())
            for theirs, row in self.ratings.items()
        ]
        return (head, *(f"{name:16}{one.line}" for name, one in self.scores.items()), *table)


def run(check: Check | None = None, drafts: Sequence[Draft] | None = None, part: Part = "test") -> BrandResult:
    """`check` stands in for the desk's own."""
    rows = load_drafts(part) if drafts is None else drafts
    if check is not None:
        return result([_judged(draft, check) for draft in rows], len(rows))
    with tempfile.TemporaryDirectory() as scratch:
        desk = open_desk(Path(scratch))
        try:
            judged = [_judged(draft, lambda one: desk.check(one.as_copy, one.brand)) for draft in rows]
            return result(judged, len(rows))
        finally:
            desk.close()


def open_desk(home: Path) -> Desk:
    """A desk with both brands, on the day of the drafts."""
    for name, folder in BRANDS.items():
        shutil.copytree(folder, home / "brands" / name)
    noon = datetime.combine(TODAY, time(12), UTC)
    settings = Settings(home=home)
    return Desk(settings, clock=ManualClock(noon), embedder=Remembered(make_embedder(settings)()))


def result(judged: Sequence[Judged], rows: int) -> BrandResult:
    languages = sorted({one.draft.language for one in judged})
    groups = {severity: score(judged, severity=severity) for severity in ("red", "amber")}
    groups |= {family: score(judged, family=family) for family in get_args(Family)}
    groups |= {name: score([one for one in judged if one.draft.language == name]) for name in languages}
    return BrandResult(
        scores=groups,
        ratings=ratings(judged),
        values={
            **{f"red {name}": values for name, values in by_case(judged, "red").items()},
            **{f"amber {name}": values for name, values in by_case(judged, "amber").items()},
            "ratings": {one.draft.id: float(one.rating == one.draft.rating) for one in judged},
        },
        confusions=tuple(line for one in judged for line in one.confusions),
        rows=rows,
        scored=len({one.draft.id for one in judged}),
    )


def _judged(draft: Draft, check: Check) -> Judged:
    report = check(draft)
    return judge(draft, report.rating, report.findings)
