"""Who is away, from when until when, and who stands in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import absences

# asked of whoever acts, by every page: built once
_OF = select(absences).where(absences.c.user == bindparam("of"))
_NOW_AWAY = select(absences.c.user, absences.c.deputy).where(
    absences.c.since <= bindparam("now"), absences.c.until > bindparam("now")
)


def put(connection: Connection, *, user: str, deputy: str | None, since: datetime, until: datetime, by: str) -> None:
    """One absence a person: a new one takes the place of the last."""
    values = {"deputy": deputy, "since": since, "until": until, "by": by}
    connection.execute(
        upsert(absences).values(user=user, **values).on_conflict_do_update(index_elements=["user"], set_=values)
    )


def end(connection: Connection, user: str) -> bool:
    """False where there was none."""
    return connection.execute(delete(absences).where(absences.c.user == user)).rowcount == 1


def listing(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(select(absences).order_by(absences.c.user)).all()


def of(connection: Connection, user: str) -> Row[Any] | None:
    return connection.execute(_OF, {"of": user}).first()


def now_away(connection: Connection, now: datetime) -> dict[str, str | None]:
    """Person → deputy, of those who are away at this moment."""
    return {row.user: row.deputy for row in connection.execute(_NOW_AWAY, {"now": now})}
