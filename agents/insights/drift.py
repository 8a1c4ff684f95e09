"""Measures that moved between two whole periods: each opens a decision for a named role, once. It decides nothing."""

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from agents.insights.intervals import Difference, Figure, difference
from agents.insights.period import Period
from agents.insights.report import count
from agents.insights.targets import Alarms
from agents.ledger import audit, drifts
from agents.ledger.database import Ledger
from agents.signing.staff import holds_one_of
from agents.views.insights import DriftView
from knowledge.errors import InputError

LEAST = 20  # cases in each period, below which nothing is said to have moved
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)  # periods are counted from this Monday, so that each has fixed ends


def last_period(days: int, now: datetime) -> Period:
    """The last whole one, and the one before it."""
    length = timedelta(days=days)
    until = _FIRST + (now - _FIRST) // length * length
    return Period(before=until - 2 * length, since=until - length, until=until)


def moved(now: Figure, before: Figure) -> Difference | None:
    """How much, where both are of enough cases and the 95 % interval of the difference leaves 0 out."""
    change = difference(now, before)
    enough = min(now.n, before.n) >= LEAST
    return change if enough and change is not None and change.clear else None


def look(ledger: Ledger, brand: str, alarms: Alarms, now: datetime) -> tuple[str, ...]:
    """Opens what has not been opened yet; returns the new ids."""
    period = last_period(alarms.days, now)
    with ledger.read() as connection:
        known = drifts.measures_of(connection, brand, period.until)
        wanted = [measure for measure in alarms.measures if measure not in known]
        counted = count(connection, brand, period) if wanted else {}
    opened = []
    for measure in wanted:
        here, there = counted[measure].now, counted[measure].before
        change = moved(here, there)
        if change is None:
            continue
        id = _id(brand, measure, period.until)
        figures = {"now": here.model_dump(), "before": there.model_dump(), "change": change.model_dump()}
        with ledger.write() as connection:
            fresh = drifts.open_drift(
                connection,
                drift=id,
                brand=brand,
                measure=measure,
                role=alarms.role,
                since=period.since,
                until=period.until,
                figures=figures,
                now=now,
            )
            if fresh:
                audit.append(connection, at=now, event="drift.opened", actor="clock", door="clock", subject=id)
                opened.append(id)
    return tuple(opened)


def decide(ledger: Ledger, drift: str, words: str, user: str, door: str) -> DriftView:
    """Somebody of the named role, or an admin, says what it means and what is done. Raises NotAllowedError,
    InputError or NotFoundError.
    """
    said = words.strip()
    if not said:
        raise InputError("Say in words what it means and what is done about it, for the record.")
    if len(said) > 10_000:
        raise InputError("Say it in at most 10,000 characters.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = drifts.get(connection, drift)
        holds_one_of(connection, user, (row.role, "admin"), "decide about a measure that moved")
        if row.decided_at is not None:
            raise InputError(f"{drift} was decided about by {row.decided_by} at {row.decided_at:%Y-%m-%d %H:%M} UTC.")
        drifts.decide(connection, drift, words=said, by=user, now=now)
        audit.append(connection, at=now, event="drift.decided", actor=user, door=door, subject=drift)
        return view(connection, drift)


def view(connection: Connection, drift: str) -> DriftView:
    return _view(drifts.get(connection, drift))


def listing(connection: Connection, brand: str) -> tuple[DriftView, ...]:
    """Those that wait for somebody, then those decided last."""
    return tuple(map(_view, drifts.listing(connection, brand)))


def _view(row: drifts.Drift) -> DriftView:
    values = {key: value for key, value in row._mapping.items() if key in DriftView.model_fields}
    if "suite" in row.figures:
        del values["measure"]
    return DriftView.model_validate(values | row.figures)


def _id(brand: str, measure: str, until: datetime) -> str:
    return "m-" + hashlib.sha256(f"{brand}\0{measure}\0{until.isoformat()}".encode()).hexdigest()[:10]
