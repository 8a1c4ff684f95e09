"""What the brand check found in drafts as the desk last wrote them, by family and over time."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Connection, Select, func, select

from agents.insights.facts import Window, as_text, within
from agents.insights.intervals import share
from agents.insights.period import Period
from agents.ledger.schema import drafts, runs, version_findings, versions
from agents.views.insights import FamilyView, FindingsView


def found(window: Window) -> Select[Any]:
    """A row a draft and family with findings that count: red and amber ones. `at` is when the draft was asked for."""
    last = (
        select(func.max(versions.c.version))
        .where(versions.c.draft == drafts.c.id, versions.c.attempt.is_not(None))
        .scalar_subquery()
    )
    return _drafts(window, version_findings.c.family, version_findings.c.findings).join(
        version_findings, (version_findings.c.draft == drafts.c.id) & (version_findings.c.version == last)
    )


def findings(connection: Connection, window: Window, period: Period) -> FindingsView:
    since = period.since.isoformat(timespec="microseconds")
    all_drafts = _drafts(window).subquery()
    later = all_drafts.c.at >= since
    counted = connection.execute(select(later, func.count()).group_by(later))
    total = {bool(now): int(n) for now, n in counted}
    each = found(window).subquery()
    by = [each.c.at >= since, func.substr(each.c.at, 1, 10), each.c.family]
    rows = connection.execute(select(*by, func.count(), func.sum(each.c.findings)).group_by(*by))
    hit: Counter[tuple[str, bool]] = Counter()
    amount: Counter[str] = Counter()
    points: dict[str, Counter[int]] = defaultdict(Counter)
    places = period.places
    for now, day, family, with_some, number in map(tuple, rows):
        hit[family, bool(now)] += with_some
        amount[family] += int(number) if now else 0
        if now and (place := places.get(day)) is not None:
            points[family][place] += int(number)
    series = period.series
    families = [
        FamilyView(
            family=family,
            findings=amount[family],
            now=share(hit[family, True], total.get(True, 0)),
            before=share(hit[family, False], total.get(False, 0)),
            counts=tuple(points[family][number] for number in range(len(series))),
        )
        for family in sorted({family for family, _ in hit})
    ]
    return FindingsView(
        drafts=total.get(True, 0),
        series=tuple((days.since, days.until) for days in series),
        families=tuple(sorted(families, key=lambda view: (-view.findings, view.family))),
    )


def _drafts(window: Window, *columns: Any) -> Select[Any]:  # noqa: ANN401
    """Drafts that the desk wrote, by when they were asked for."""
    return (
        select(drafts.c.run, as_text(runs.c.created).label("at"), *columns)
        .select_from(drafts)
        .join(runs, runs.c.id == drafts.c.run)
        .where(runs.c.brand == window.brand, *within(runs.c.created, window), drafts.c.attempts > 0)
    )
