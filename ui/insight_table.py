"""The insights as one table for spreadsheets: a row a figure."""

import csv
import io
from collections.abc import Iterator

from agents.insights.intervals import Figure
from agents.views.insights import InsightsView, MeasureView

COLUMNS = (
    "measure", "unit", "group", "since", "until", "n", "value", "low", "high",
    "n_before", "value_before", "low_before", "high_before", "change", "change_low", "change_high",
    "baseline", "target",
)  # fmt: skip
Cell = str | int | float | None


def as_csv(view: InsightsView) -> str:
    """Shares from 0 to 1, times in hours, moments in ISO 8601. Empty: there is nothing yet. UTF-8 with a header."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(view):
        writer.writerow([_safe(row.get(name)) for name in COLUMNS])
    return made.getvalue()


def _rows(view: InsightsView) -> Iterator[dict[str, Cell]]:
    when = {"since": view.since.isoformat(timespec="seconds"), "until": view.until.isoformat(timespec="seconds")}
    for one in view.measures:
        yield from _measure(one, when)
    for family in view.findings.families:
        named: dict[str, Cell] = {"measure": "findings", "group": f"family:{family.family}"}
        yield {**named, **when, "unit": "share", **_figure(family.now), **_before(family.before)}
        for (since, until), count in zip(view.findings.series, family.counts, strict=True):
            yield {**named, **_days(since, until), "unit": "findings", "value": count}


def _measure(one: MeasureView, when: dict[str, str]) -> Iterator[dict[str, Cell]]:
    named: dict[str, Cell] = {"measure": one.measure, "unit": one.unit}
    change = one.change
    yield {
        **named,
        **when,
        **_figure(one.now),
        **_before(one.before),
        "change": change.value if change else None,
        "change_low": change.low if change else None,
        "change_high": change.high if change else None,
        "baseline": one.baseline.value if one.baseline else None,
        "target": one.target.value if one.target else None,
    }
    for group in one.groups:
        yield {**named, **when, "group": group.id, **_figure(group.now), **_before(group.before)}
    for point in one.series:
        yield {**named, **_days(point.since, point.until), "group": "days", **_figure(point.figure)}


def _figure(one: Figure) -> dict[str, Cell]:
    return {"n": one.n, "value": one.value, "low": one.low, "high": one.high}


def _before(one: Figure) -> dict[str, Cell]:
    return {f"{name}_before": value for name, value in _figure(one).items()}


def _days(since: object, until: object) -> dict[str, Cell]:
    return {"since": str(since), "until": str(until)}


def _safe(value: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula is text there too."""
    if isinstance(value, float):
        return round(value, 6)
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
