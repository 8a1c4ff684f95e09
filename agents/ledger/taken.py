"""Who says that they are on an approval, one person a role: written with each change of it.

What only time ends is not written: a reading leaves out what has lapsed by then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    bindparam,
    delete,
    exists,
    insert,
    select,
)

from agents.ledger.schema import Moment, absences, taken
from agents.signing.taken import Taken

_DROP = delete(taken).where(taken.c.approval == bindparam("of"))
_ADD = insert(taken)
_ALL = select(taken).where(taken.c.approval == bindparam("approval")).order_by(taken.c.since, taken.c.role)
_HOLDERS = select(taken.c.user, taken.c.role).distinct()


@dataclass(frozen=True)
class Lapsed:
    """Who has what they took no longer at a moment, though nothing was written of it.

    `roles`: "ana brand", of people who do not act in that role any more. Who is away, or was since, is read besides;
    `away` tells one moment from another.
    """

    at: datetime
    roles: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    @property
    def given(self) -> Mapping[str, Any]:
        """What a query with `stands` is given."""
        return {"lapsed": list(self.roles), "moment": self.at}


def pair(user: str, role: str) -> str:
    return f"{user} {role}"


def stands(of: FromClause = taken) -> ColumnElement[bool]:
    """Not lapsed: whoever took it acts in that role, and has not gone away since."""
    gone = exists().where(
        absences.c.user == of.c.user,
        absences.c.since <= bindparam("moment", type_=Moment),
        absences.c.since >= of.c.since,
    )
    return (of.c.user + " " + of.c.role).not_in(bindparam("lapsed", expanding=True)) & ~gone


_OF_MANY = (
    select(taken)
    .where(taken.c.approval.in_(bindparam("approvals", expanding=True)), stands())
    .order_by(taken.c.since, taken.c.role)
)
_LAPSED = delete(taken).where(~stands())


def of(connection: Connection, approval: str) -> tuple[Taken, ...]:
    """Also what has lapsed."""
    return views(connection.execute(_ALL, {"approval": approval}))


def of_many(connection: Connection, approvals: Sequence[str], lapsed: Lapsed) -> Mapping[str, Sequence[Row[Any]]]:
    """By approval; who took it first comes first."""
    found: dict[str, list[Row[Any]]] = {}
    if approvals:
        for row in connection.execute(_OF_MANY, {"approvals": list(approvals), **lapsed.given}):
            found.setdefault(row.approval, []).append(row)
    return found


def views(rows: Iterable[Row[Any]]) -> tuple[Taken, ...]:
    return tuple(Taken(role=row.role, user=row.user, since=row.since) for row in rows)


def save(connection: Connection, approval: str, before: Sequence[Taken], after: Sequence[Taken]) -> None:
    if tuple(before) == tuple(after):
        return
    connection.execute(_DROP, {"of": approval})
    if after:
        rows = [{"approval": approval, "role": each.role, "user": each.user, "since": each.since} for each in after]
        connection.execute(_ADD, rows)


def holders(connection: Connection) -> Sequence[Row[str, str]]:
    """Each person who has taken anything, with the roles."""
    return connection.execute(_HOLDERS).all()


def drop(connection: Connection, lapsed: Lapsed) -> None:
    """What has lapsed does not come back when its holder does."""
    connection.execute(_LAPSED, dict(lapsed.given))
