"""How the desk does: measures of a period beside the period before, and the runs behind each."""

from datetime import date, datetime
from typing import Literal

from agents.insights.intervals import Difference, Figure
from agents.views.base import View
from agents.views.desk import TierView
from agents.views.runs import RunRow

Measure = Literal[
    "cycle_time",  # hours from the request to the first publication: median
    "cycle_time_p90",  # the same: what nine in ten stay below
    "signing_time",  # hours from the request to the last signature: median
    "first_pass",  # share of drafts that people decided about, signed as filed
    "changed",  # share of signed drafts that people changed or had changed
    "change_size",  # of those: share of words changed, median
    "deadlines_met",  # share of what waited for people
    "cases_reached",  # share of cases that reached somebody in time
    "cases_taken",  # share of cases that somebody took in time
    "by_policy",  # share of signed drafts that an open tier signed
    "calls_per_draft",  # of the model, for each published draft
    "tokens_per_draft",
]
Unit = Literal["hours", "share", "calls", "tokens"]
Better = Literal["less", "more"]


class Group(View):
    """A part of a measure: one channel, one rating, one severity."""

    by: str  # "channel", "rating", "severity", "family"
    key: str
    now: Figure
    before: Figure

    @property
    def id(self) -> str:
        return f"{self.by}:{self.key}"


class Point(View):
    """A measure over some days, the first one and the one after the last."""

    since: date
    until: date
    figure: Figure


class Baseline(View):
    """What the team states for the time before the desk."""

    value: float  # in the measure's unit, shares from 0 to 1
    since: date | None = None
    until: date | None = None
    how: str | None = None


class Target(View):
    said: str  # as it stands in the file: "-30 %"
    value: float | None  # in the measure's unit; None: it needs a baseline, and there is none yet
    reached: bool | None = None  # None: nothing to compare yet


class MeasureView(View):
    measure: Measure
    unit: Unit
    better: Better | None
    now: Figure
    before: Figure
    change: Difference | None  # now less before
    baseline: Baseline | None = None
    target: Target | None = None
    groups: tuple[Group, ...] = ()
    series: tuple[Point, ...] = ()


class FamilyView(View):
    """Findings of one family in drafts as the desk last wrote them."""

    family: str
    findings: int  # red and amber ones, in this period
    now: Figure  # share of drafts with such a finding
    before: Figure
    counts: tuple[int, ...]  # by the days of `FindingsView.series`


class FindingsView(View):
    drafts: int  # in this period
    series: tuple[tuple[date, date], ...]  # the first day, and the one after the last
    families: tuple[FamilyView, ...]  # the one with most findings first


class SuiteFigure(View):
    """A figure of a quality suite, and the two kept runs that it was compared between."""

    suite: str
    figure: str
    paired: bool  # by case; else as two samples
    run: str  # the names of the kept runs
    run_before: str


class DriftView(View):
    """A measure that has moved between two periods, or a suite's figure that has between two kept runs, for a person
    to decide what it means. `since` and `until` are the period's, or when the two runs were made.
    """

    id: str
    brand: str  # empty: the whole desk
    measure: Measure | None = None  # None: it is a figure of `suite`
    suite: SuiteFigure | None = None
    role: str  # who decides
    since: datetime
    until: datetime
    now: Figure
    before: Figure
    change: Difference
    opened: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    words: str | None = None


class InsightsView(View):
    """Every measure of a brand in a period. The period before is as long and ends where it begins."""

    brand: str
    since: datetime
    until: datetime
    before: datetime  # when the period before begins
    measures: tuple[MeasureView, ...]
    findings: FindingsView
    tiers: tuple[TierView, ...]
    drifts: tuple[DriftView, ...] = ()  # that wait for somebody, then those decided last
    problem: str | None = None  # why the brand's targets could not be read, in one line


class InsightRuns(View):
    """The runs behind one figure, the newest first."""

    measure: str
    group: str | None  # "channel:instagram"
    total: int
    ids: tuple[str, ...]  # of this page
    runs: tuple[RunRow, ...]
