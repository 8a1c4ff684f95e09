"""Rows of the ledger become figures: of a period, of the period before, by group, and day by day."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from agents.insights.changes import Changed, changed
from agents.insights.facts import Facts, Window, signed, wrote
from agents.insights.intervals import Figure, Sums, quantile, ratio, share
from agents.insights.period import Period
from agents.views.insights import Group, Point

Key = tuple[str, str]  # what it is grouped by, and which one: ("channel", "instagram")


class Cell(NamedTuple):
    """Cases alike: of one period, one day, one set of groups."""

    now: bool  # in the period itself, not in the one before
    day: str
    keys: tuple[Key, ...]
    n: int = 1
    hits: int = 0
    value: float = 0.0


class Counted(NamedTuple):
    now: Figure
    before: Figure
    groups: tuple[Group, ...] = ()
    series: tuple[Point, ...] = ()


ToFigure = Callable[[Sequence[Cell]], Figure]


def shares(connection: Connection, facts: Facts, window: Window, period: Period) -> Counted:
    """Grouped by the database: a share needs no single row."""
    cells = _grouped(connection, facts, window, period, hits=True)
    return _counted(cells, _share, period)


def hours(connection: Connection, facts: Facts, window: Window, period: Period, *qs: float) -> tuple[Counted, ...]:
    """Quantiles of the hours between two moments."""
    since = _moment(period.since)
    rows = map(tuple, connection.execute(facts(window)))
    cells = [
        Cell(at >= since, at[:10], _keys(("channel", channel), ("rating", rating)), value=_hours(began, at))
        for _, at, channel, rating, began in rows
    ]
    return tuple(_counted(cells, _quantile(q), period) for q in qs)


def changes(connection: Connection, window: Window, period: Period) -> tuple[Counted, Counted]:
    """The share of signed drafts that people changed, and how much of those."""
    since, found = _moment(period.since), changed(connection, window)
    signed_ones = _grouped(connection, signed, window, period, hits=False)
    touched = [_cell(one, since)._replace(n=0, hits=1) for one in found]
    sizes = [_cell(one, since)._replace(value=one.share) for one in found if one.share is not None]
    return _counted([*signed_ones, *touched], _share, period), _counted(sizes, _quantile(0.5), period)


def usage(connection: Connection, window: Window, period: Period) -> tuple[Counted, Counted]:
    """Calls and tokens of the model for each published draft, over all requests that wrote drafts and have ended."""
    each = wrote(window).subquery()
    x = each.c.published
    later = each.c.at >= _moment(period.since)
    sums: list[ColumnElement[Any]] = [
        later.label("now"),
        func.count().label("n"),
        func.sum(x).label("x"),
        func.sum(x * x).label("xx"),
    ]
    for name in ("calls", "tokens"):
        y = each.c[name] * 1.0  # squares of tokens outgrow an integer
        sums += [func.sum(value).label(f"{name}_{what}") for what, value in (("y", y), ("yy", y * y), ("xy", x * y))]
    rows = {bool(row.now): row for row in connection.execute(select(*sums).group_by(later))}

    def of(name: str, *, now: bool) -> Figure:
        row = rows.get(now)
        if row is None:
            return Figure()
        y, yy, xy = (float(row._mapping[f"{name}_{what}"]) for what in ("y", "yy", "xy"))
        return ratio(Sums(n=row.n, y=y, x=float(row.x), yy=yy, xy=xy, xx=float(row.xx)))

    calls, tokens = (Counted(of(name, now=True), of(name, now=False)) for name in ("calls", "tokens"))
    return calls, tokens


def _grouped(connection: Connection, facts: Facts, window: Window, period: Period, *, hits: bool) -> list[Cell]:
    each = facts(window).subquery()
    names = [name for name in ("channel", "rating", "severity") if name in each.c]
    day = func.substr(each.c.at, 1, 10)
    later = each.c.at >= _moment(period.since)
    by = [later, day, *(each.c[name] for name in names)]
    hit = func.sum(each.c.hit) if hits else func.count() * 0
    rows = connection.execute(select(*by, func.count(), hit).group_by(*by))
    return [
        Cell(bool(now), on, _keys(*zip(names, values, strict=True)), int(n), int(met))
        for now, on, *values, n, met in rows
    ]


def _counted(cells: Sequence[Cell], figure: ToFigure, period: Period) -> Counted:
    groups: dict[Key, list[Cell]] = defaultdict(list)
    points: dict[int, list[Cell]] = defaultdict(list)
    places = period.places
    for cell in cells:
        for key in cell.keys:
            groups[key].append(cell)
        if cell.now and (place := places.get(cell.day)) is not None:
            points[place].append(cell)
    return Counted(
        now=figure([cell for cell in cells if cell.now]),
        before=figure([cell for cell in cells if not cell.now]),
        groups=_groups(groups, figure),
        series=tuple(
            Point(since=days.since, until=days.until, figure=figure(points[number]))
            for number, days in enumerate(period.series)
        ),
    )


def _groups(found: dict[Key, list[Cell]], figure: ToFigure) -> tuple[Group, ...]:
    """By kind, the one with most cases first."""
    made = [
        Group(
            by=by,
            key=key,
            now=figure([cell for cell in cells if cell.now]),
            before=figure([cell for cell in cells if not cell.now]),
        )
        for (by, key), cells in found.items()
    ]
    return tuple(sorted(made, key=lambda group: (group.by, -group.now.n, group.key)))


def _share(cells: Sequence[Cell]) -> Figure:
    return share(sum(cell.hits for cell in cells), sum(cell.n for cell in cells))


def _quantile(q: float) -> ToFigure:
    return lambda cells: quantile([cell.value for cell in cells], q)


def _cell(one: Changed, since: str) -> Cell:
    return Cell(one.at >= since, one.at[:10], _keys(("channel", one.channel), ("rating", one.rating)))


@lru_cache(maxsize=1024)
def _keys(*given: tuple[str, str | None]) -> tuple[Key, ...]:
    return tuple((by, key) for by, key in given if key is not None)


def _hours(began: str, ended: str) -> float:
    return max(0.0, (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds() / 3600)


def _moment(at: datetime) -> str:
    """As the ledger keeps it."""
    return at.isoformat(timespec="microseconds")
