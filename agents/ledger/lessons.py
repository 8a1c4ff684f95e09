"""Phrases that approvers changed: seen once, kept for every draft to come, or ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from agents.ledger.schema import lessons, users
from knowledge.errors import NotFoundError

Status = Literal["seen", "kept", "ended"]


def add(
    connection: Connection,
    *,
    lesson: str,
    brand: str,
    draft: str,
    locale: str,
    find: str,
    replace: str,
    by: str,
    status: Status,
    now: datetime,
) -> None:
    connection.execute(
        insert(lessons).values(
            id=lesson,
            brand=brand,
            draft=draft,
            locale=locale,
            find=find,
            replace=replace,
            by=by,
            status=status,
            at=now,
        )
    )


def kept(connection: Connection, brand: str, locale: str) -> Sequence[Row[Any]]:
    """What counts for the next draft, the latest first, with the name by which others know who it is from."""
    query = select(lessons, users.c.full_name).join(users, users.c.name == lessons.c.by, isouter=True)
    same = (lessons.c.brand == brand, lessons.c.locale == locale, lessons.c.status == "kept")
    return connection.execute(query.where(*same).order_by(lessons.c.at.desc(), lessons.c.id)).all()


def listing(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    """Kept ones, the latest first."""
    query = select(lessons).where(lessons.c.brand == brand, lessons.c.status == "kept")
    return connection.execute(query.order_by(lessons.c.at.desc(), lessons.c.id)).all()


def repeated(connection: Connection, brand: str, least: int) -> Sequence[Row[Any]]:
    """Changes made in several drafts and kept nowhere: find, replace, locale, in how many, and the id of one."""
    folded = func.lower(lessons.c.find)
    known = select(func.lower(lessons.c.find)).where(lessons.c.brand == brand, lessons.c.status == "kept")
    drafts = func.count(lessons.c.draft.distinct())
    query = (
        select(
            lessons.c.find,
            lessons.c.replace,
            lessons.c.locale,
            lessons.c.brand,
            drafts.label("drafts"),
            func.max(lessons.c.id).label("id"),
        )
        .where(lessons.c.brand == brand, lessons.c.status == "seen", folded.not_in(known))
        .group_by(folded, func.lower(lessons.c.replace), lessons.c.locale)
        .having(drafts >= least)
        .order_by(drafts.desc(), folded)
    )
    return connection.execute(query).all()


def evidence(connection: Connection, row: Row[Any]) -> Sequence[Row[Any]]:
    """The edits that made the same change, the latest first: draft, by, at."""
    same = (
        func.lower(lessons.c.find) == row.find.lower(),
        func.lower(lessons.c.replace) == row.replace.lower(),
        lessons.c.locale == row.locale,
        lessons.c.brand == row.brand,
    )
    query = select(lessons).where(*same)
    return connection.execute(query.order_by(lessons.c.at.desc(), lessons.c.id)).all()


def get(connection: Connection, lesson: str) -> Row[Any]:
    row = connection.execute(select(lessons).where(lessons.c.id == lesson)).first()
    if row is None:
        raise NotFoundError(f"There is no change '{lesson}'. `copydesk lessons list` shows them.")
    return row


def set_status(connection: Connection, lesson: str, status: Status) -> None:
    connection.execute(update(lessons).where(lessons.c.id == lesson).values(status=status))
