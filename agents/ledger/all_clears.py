"""Messages that somebody decided were no incident: triage knows them again, until somebody ends it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import all_clears, cases, users
from knowledge.errors import NotFoundError

_WITH_NAMES = (
    select(all_clears, cases.c.severity, users.c.full_name)
    .join(cases, cases.c.id == all_clears.c.case)
    .join(users, users.c.name == all_clears.c.by, isouter=True)
    .order_by(all_clears.c.at.desc(), all_clears.c.id)
)


def add(
    connection: Connection,
    *,
    all_clear: str,
    brand: str,
    case: str,
    flags: Sequence[str],
    words: str,
    by: str,
    now: datetime,
) -> None:
    """Once for a case."""
    connection.execute(
        upsert(all_clears)
        .values(id=all_clear, brand=brand, case=case, flags=list(flags), words=words, by=by, at=now, status="kept")
        .on_conflict_do_nothing()
    )


def kept(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    """What counts for the next message, the latest first, with the case's severity and the person's full name."""
    query = _WITH_NAMES.where(all_clears.c.brand == brand, all_clears.c.status == "kept")
    return connection.execute(query).all()


def get(connection: Connection, all_clear: str) -> Row[Any]:
    row = connection.execute(_WITH_NAMES.where(all_clears.c.id == all_clear)).first()
    if row is None:
        raise NotFoundError(f"Triage has learnt nothing called '{all_clear}'. `copydesk cases learnt` lists it.")
    return row


def of_case(connection: Connection, case: str) -> Row[Any] | None:
    return connection.execute(_WITH_NAMES.where(all_clears.c.case == case)).first()


def end(connection: Connection, all_clear: str, *, by: str, now: datetime) -> None:
    connection.execute(
        update(all_clears).where(all_clears.c.id == all_clear).values(status="ended", ended_by=by, ended_at=now)
    )
