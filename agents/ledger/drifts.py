"""Measures that moved between two periods, and what people decided about them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, insert, select, update

from agents.ledger.schema import drifts
from knowledge.errors import NotFoundError

Drift: TypeAlias = Row[Any]
WHOLE_DESK = ""  # in place of a brand: shown beside every one
KEPT = 20  # decided ones that a list shows


def open_drift(
    connection: Connection,
    *,
    drift: str,
    brand: str,
    measure: str,
    role: str,
    since: datetime,
    until: datetime,
    figures: Mapping[str, Any],
    now: datetime,
) -> bool:
    """One a brand, measure and period; False where it is there already."""
    if connection.execute(select(drifts.c.id).where(drifts.c.id == drift)).first() is not None:
        return False
    values = {"id": drift, "brand": brand, "measure": measure, "role": role, "since": since, "until": until}
    connection.execute(insert(drifts).values(**values, figures=dict(figures), opened=now))
    return True


def get(connection: Connection, drift: str) -> Drift:
    row = connection.execute(select(drifts).where(drifts.c.id == drift)).first()
    if row is None:
        raise NotFoundError(f"There is no moved measure '{drift}'. `copydesk insights` shows them.")
    return row


def measures_of(connection: Connection, brand: str, until: datetime) -> frozenset[str]:
    """Those that were opened for the period that ended then."""
    query = select(drifts.c.measure).where(drifts.c.brand == brand, drifts.c.until == until)
    return frozenset(connection.execute(query).scalars())


def listing(connection: Connection, brand: str) -> Sequence[Drift]:
    """Open ones of the brand and of the whole desk, the oldest first; then those decided last."""
    here = select(drifts).where(drifts.c.brand.in_((brand, WHOLE_DESK)))
    waiting = connection.execute(here.where(drifts.c.decided_at.is_(None)).order_by(drifts.c.opened, drifts.c.id)).all()
    done = here.where(drifts.c.decided_at.is_not(None)).order_by(drifts.c.decided_at.desc(), drifts.c.id)
    return [*waiting, *connection.execute(done.limit(KEPT)).all()]


def decide(connection: Connection, drift: str, *, words: str, by: str, now: datetime) -> None:
    connection.execute(update(drifts).where(drifts.c.id == drift).values(words=words, decided_by=by, decided_at=now))
