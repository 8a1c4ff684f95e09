"""Drafts as people decided them, with the words before and after."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, and_, or_, select

from agents.ledger.schema import approvals, drafts, users, versions

Kind = Literal["edited", "rejected"]


class Decided(NamedTuple):
    kind: Kind
    approval: Row[Any]  # with the draft's channel, locale and plan
    before: Row[Any]  # the version that the desk wrote last, or the one that was rejected
    after: Row[Any] | None  # the version that was signed; None where it was rejected
    by: str  # who edited or rejected it
    full_name: str | None


def latest(connection: Connection, brand: str, limit: int) -> Sequence[Decided]:
    """Signed drafts that a person had edited, and rejected ones that the desk wrote; the latest first."""
    signed = and_(approvals.c.status == "approved", approvals.c.edited)
    refused = and_(approvals.c.status == "rejected", approvals.c.decision == "reject")
    query = (
        select(approvals, drafts.c.channel, drafts.c.locale, drafts.c.plan)
        .join(drafts, (approvals.c.subject_kind == "draft") & (drafts.c.id == approvals.c.subject))
        .where(approvals.c.brand == brand, or_(signed, refused))
        .order_by(approvals.c.decided_at.desc(), approvals.c.id)
        .limit(limit)
    )
    found = (_decided(connection, row) for row in connection.execute(query).all())
    return tuple(each for each in found if each is not None)


def _decided(connection: Connection, row: Row[Any]) -> Decided | None:
    if not row.plan:
        return None  # a person's own text, or erased
    own = select(versions).where(versions.c.draft == row.subject, versions.c.version <= row.version)
    kept = connection.execute(own.order_by(versions.c.version)).all()
    written = [version for version in kept if version.attempt is not None]
    if not written:
        return None
    last = kept[-1]
    if row.status == "rejected":
        return Decided("rejected", row, last, None, row.decided_by, _name(connection, row.decided_by))
    if last.attempt is not None:
        return None  # edited, sent back, and written anew: the desk's own words were signed
    return Decided("edited", row, written[-1], last, last.author, _name(connection, last.author))


def _name(connection: Connection, user: str) -> str | None:
    return connection.execute(select(users.c.full_name).where(users.c.name == user)).scalar()
