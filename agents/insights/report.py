"""Every measure of a brand in a period, beside the period before, its baseline and its target."""

from sqlalchemy import Connection

from agents.insights import counting
from agents.insights.counting import Counted
from agents.insights.facts import HOURS, SHARES, Window
from agents.insights.intervals import difference
from agents.insights.period import Period
from agents.insights.targets import BETTER, UNITS, Targets
from agents.views.insights import Measure, MeasureView


def measures(connection: Connection, brand: str, period: Period, targets: Targets) -> tuple[MeasureView, ...]:
    """In the order of `Measure`."""
    counted = count(connection, brand, period)
    return tuple(_view(measure, counted[measure], targets) for measure in UNITS)


def count(connection: Connection, brand: str, period: Period) -> dict[Measure, Counted]:
    window = Window(brand, period.before, period.until)
    found: dict[Measure, Counted] = {}
    found["cycle_time"], found["cycle_time_p90"] = counting.hours(
        connection, HOURS["cycle_time"], window, period, 0.5, 0.9
    )
    (found["signing_time"],) = counting.hours(connection, HOURS["signing_time"], window, period, 0.5)
    found["changed"], found["change_size"] = counting.changes(connection, window, period)
    found["calls_per_draft"], found["tokens_per_draft"] = counting.usage(connection, window, period)
    for measure, facts in SHARES.items():
        found[measure] = counting.shares(connection, facts, window, period)
    return found


def _view(measure: Measure, counted: Counted, targets: Targets) -> MeasureView:
    return MeasureView(
        measure=measure,
        unit=UNITS[measure],
        better=BETTER.get(measure),
        now=counted.now,
        before=counted.before,
        change=difference(counted.now, counted.before),
        baseline=targets.baseline(measure),
        target=targets.target(measure, counted.now),
        groups=counted.groups,
        series=counted.series,
    )
