"""Insights of the scripted desk: figures of every kind, some with nothing behind them yet."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from agents.insights.intervals import Figure, difference, quantile, share
from agents.insights.period import Period
from agents.insights.targets import BETTER, UNITS, Targets
from agents.views import TierView
from agents.views.insights import (
    DriftView,
    FamilyView,
    FindingsView,
    Group,
    InsightsView,
    Measure,
    MeasureView,
    Point,
)

TARGETS = Targets.model_validate(
    {
        "baselines": {"cycle_time": {"value": "52h", "since": "2026-03-01", "until": "2026-05-31", "how": "By hand"}},
        "targets": {"cycle_time": "-30%", "first_pass": "80%", "changed": "-10%"},
    }
)
HOURS: dict[Measure, tuple[float, float]] = {
    "cycle_time": (31, 44),
    "cycle_time_p90": (70, 88),
    "signing_time": (9, 12),
}
SHARES: dict[Measure, tuple[int, int, int, int]] = {  # hits and cases, of this period and the one before
    "first_pass": (31, 46, 52, 58),
    "changed": (15, 46, 6, 58),
    "change_size": (3, 15, 1, 6),
    "deadlines_met": (44, 48, 60, 61),
    "cases_reached": (3, 4, 2, 2),
    "cases_taken": (4, 4, 2, 2),
    "by_policy": (12, 58, 3, 61),
}
TIERS = (
    TierView(
        id="instagram/fragrance",
        rule="instagram-fragrance",
        because="Green Instagram posts about fragrance are signed by policy.",
        state="open",
        decided=64,
        changed=1,
        upper=0.072,
        limit=0.10,
        sample_share=0.05,
        opened_by=("brand",),
        signed=("ana",),
    ),
    TierView(
        id="email/refills",
        rule="email-refills",
        because="Green mails about refills are signed by policy.",
        state="closed",
        decided=0,
        changed=0,
        upper=1.0,
        limit=0.05,
        sample_share=0.1,
        opened_by=("brand", "legal"),
        why="Nobody has signed it open.",
    ),
)


def insights(since: datetime | None, until: datetime | None, drifts: Sequence[DriftView] = ()) -> InsightsView:
    period = Period.of(since, until, datetime.now(UTC))
    return InsightsView(
        brand="orrelune",
        since=period.since,
        until=period.until,
        before=period.before,
        measures=tuple(_measure(name, period) for name in UNITS),
        findings=_findings(period),
        tiers=TIERS,
        drifts=tuple(drifts),
    )


def drift(now: datetime) -> DriftView:
    here, there = share(31, 46), share(52, 58)
    change = difference(here, there)
    assert change is not None
    return DriftView(
        id="m-0000000001",
        brand="orrelune",
        measure="first_pass",
        role="brand",
        since=now - timedelta(days=37),
        until=now - timedelta(days=7),
        now=here,
        before=there,
        change=change,
        opened=now - timedelta(days=7),
    )


def _measure(name: Measure, period: Period) -> MeasureView:
    if name in HOURS:
        now, before = (quantile([hours * (0.4 + 0.04 * n) for n in range(31)], 0.5) for hours in HOURS[name])
    elif name in SHARES:
        hits, n, hits_before, n_before = SHARES[name]
        now, before = share(hits, n), share(hits_before, n_before)
    else:
        now, before = Figure(n=18), Figure()
    points = tuple(
        Point(since=days.since, until=days.until, figure=_shrunk(now, place))
        for place, days in enumerate(period.series)
    )
    return MeasureView(
        measure=name,
        unit=UNITS[name],
        better=BETTER.get(name),
        now=now,
        before=before,
        change=difference(now, before),
        baseline=TARGETS.baseline(name),
        target=TARGETS.target(name, now),
        groups=_groups(name, now, before) if now.value is not None else (),
        series=points if now.value is not None else (),
    )


def _groups(name: Measure, now: Figure, before: Figure) -> tuple[Group, ...]:
    if name in {"cases_reached", "cases_taken"}:
        return (Group(by="severity", key="P1", now=now, before=before),)
    return (
        Group(by="channel", key="instagram", now=now, before=before),
        Group(by="channel", key="email", now=Figure(n=3, value=now.value), before=Figure()),
        Group(by="rating", key="green", now=now, before=before),
        Group(by="rating", key="amber", now=Figure(n=3, value=now.value), before=Figure()),
    )


def _shrunk(figure: Figure, place: int) -> Figure:
    """A little different at each point of a series; at the third there is nothing."""
    if place == 2 or figure.value is None:
        return Figure()
    n, value = max(1, figure.n // 4), figure.value * (0.7 + 0.1 * (place % 4))
    return Figure(n=n, value=value, low=value * 0.6, high=value * 1.3) if place else Figure(n=n, value=value)


def _findings(period: Period) -> FindingsView:
    days = period.series
    return FindingsView(
        drafts=46,
        series=tuple((one.since, one.until) for one in days),
        families=tuple(
            FamilyView(
                family=family,
                findings=sum((place * step) % 7 for place in range(len(days))),
                now=share(hits, 46),
                before=share(4, 58),
                counts=tuple((place * step) % 7 for place in range(len(days))),
            )
            for family, step, hits in (("voice", 3, 14), ("claims", 2, 9), ("grounding", 5, 3))
        ),
    )
