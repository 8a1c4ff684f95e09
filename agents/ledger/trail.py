"""The audit trail read page by page, the newest record first, and by what it is about."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal, or_, select

from agents.ledger import references
from agents.ledger.schema import approvals, audit, cases, drafts, names, outbox
from knowledge.errors import InputError

MOST = 200  # records of a page
_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)?")


class Wanted(BaseModel):
    """`about`: a request with all that belongs to it, or one id by itself. `event`: one, or a family of them, "case".

    `person`: a reference, or the name of a user. `since` and `until` are moments; the second is left out.
    """

    model_config = ConfigDict(frozen=True)

    about: str | None = None
    person: str | None = None
    event: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def page(
    connection: Connection, wanted: Wanted, limit: int, *, before: int | None = None, after: int | None = None
) -> tuple[Sequence[Row[Any]], bool, bool]:
    """At most `limit` records, and whether there are newer and older ones. `before` and `after` are their numbers."""
    limit = max(1, min(limit, MOST))
    query = select(audit).where(*_conditions(connection, wanted))
    if after is not None:
        rows = connection.execute(query.where(audit.c.seq > after).order_by(audit.c.seq).limit(limit + 1)).all()
        shown = list(reversed(rows[:limit]))
        return shown, len(rows) > limit, bool(shown) and _any(connection, query.where(audit.c.seq < shown[-1].seq))
    older = query if before is None else query.where(audit.c.seq < before)
    rows = connection.execute(older.order_by(audit.c.seq.desc()).limit(limit + 1)).all()
    shown = list(rows[:limit])
    newer = before is not None and bool(shown) and _any(connection, query.where(audit.c.seq > shown[0].seq))
    return shown, newer, len(rows) > limit


def last(connection: Connection, subject: str, event: str) -> Row[Any] | None:
    """The newest record of this about an id, with the `name` behind its actor, None where that was erased."""
    query = select(audit, names.c.name).outerjoin(names, names.c.ref == audit.c.actor)
    query = query.where(audit.c.subject == subject, audit.c.event == event)
    return connection.execute(query.order_by(audit.c.seq.desc()).limit(1)).first()


def _any(connection: Connection, query: Select[Any]) -> bool:
    return connection.execute(query.limit(1)).first() is not None


def _conditions(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.about is not None:
        found.append(audit.c.subject.in_(_belonging(connection, wanted.about)))
    if wanted.person is not None:
        reference = _reference(connection, wanted.person)
        found.append(or_(audit.c.actor == reference, audit.c.subject == f"user:{reference}"))
    if wanted.event is not None:
        found.append(_is(wanted.event))
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    return found


def _belonging(connection: Connection, about: str) -> list[str]:
    """The id itself; and of a request its drafts, approvals, cases and publications."""
    parts = ((drafts.c.id, drafts), (approvals.c.id, approvals), (cases.c.id, cases), (outbox.c.key, outbox))
    found = [connection.execute(select(column).where(table.c.run == about)).scalars() for column, table in parts]
    return [about, *(str(each) for ids in found for each in ids)]


def _reference(connection: Connection, person: str) -> str:
    """Of a name or as it stands. One that nobody here ever had finds nothing, and makes no new reference."""
    if person in references.SYSTEM or references.is_erased(person):
        return person
    known = select(names.c.ref).where(names.c.kind == "user", names.c.name == person)
    return str(connection.execute(known).scalar() or person)


def _is(event: str) -> ColumnElement[bool]:
    """By range, so that the index finds a whole family."""
    if _EVENT.fullmatch(event) is None:
        raise InputError(f"'{event[:40]}' is no kind of event: they look like approval.approve, a family like case.")
    family = and_(audit.c.event >= f"{event}.", audit.c.event < f"{event}/")  # "/" follows "."
    return audit.c.event == event if "." in event else family


def changes(connection: Connection) -> dict[str, datetime]:
    """User → when somebody last changed who they are at the desk."""
    subject = literal("user:").concat(names.c.ref)
    last = select(func.max(audit.c.at)).where(audit.c.subject == subject).scalar_subquery()
    rows = connection.execute(select(names.c.name, last.label("at")).where(names.c.kind == "user")).all()
    return {row.name: row.at for row in rows if row.at is not None}
