"""The queue of what waits for signatures, and the record of what was decided: filtered, counted, a page at a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from agents.ledger.approvals import SHOWN
from agents.ledger.schema import approvals, drafts, openings, runs, signatures, taken, tool_calls, versions
from agents.ledger.taken import Lapsed, stands

Where = tuple[tuple[str, str], ...]  # field, value
DECIDED = "decided"  # every status but pending
FIELDS: Mapping[str, ColumnElement[str]] = {
    "brand": approvals.c.brand,
    "channel": drafts.c.channel,
    "rating": versions.c.rating,
    "locale": drafts.c.locale,
    "requester": func.coalesce(runs.c.requester, tool_calls.c.requester),
}
TAKEN = "taken"  # the field whose value is "mine", "nobody" or "others", in the eyes of whoever looks
_HOUR = func.substr(approvals.c.due, 1, 13, type_=String)  # of 2026-11-20T09:00:00…
_RISK = case((versions.c.rating == "green", 2), (versions.c.rating == "amber", 1), else_=0)
_URGENT = (_HOUR, _RISK, approvals.c.due, approvals.c.id)
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Signer:
    """Whoever looks: what waits for their signature, or what they have taken, is told from the rest."""

    name: str
    roles: tuple[str, ...]


def page(
    connection: Connection,
    *,
    status: str | None,
    where: Where = (),
    signer: Signer | None = None,
    viewer: Signer | None = None,
    lapsed: Lapsed,
    limit: int,
    offset: int,
) -> Sequence[Row[Any]]:
    """What waits by the hour it is due, in it the riskiest first; what was decided, the newest first.

    `where`: fields of FIELDS, or TAKEN, with their values, "" for none; sorted, so that a filter is built once.
    `signer`: only what this person could sign now. `viewer`: whose "mine" is meant.
    """
    asks = any(name == TAKEN for name, _ in where)
    eyes, moment = (viewer, lapsed.given) if asks else (None, {})
    given = {"size": limit, "skip": offset, **moment}
    if status == "pending":
        last = connection.execute(_dues(where, signer, eyes), {"skip": offset + limit - 1, **moment}).scalar()
        if last is not None:  # all that is due in a later hour stands on a later page: it need not be sorted
            before = last.replace(minute=0, second=0, microsecond=0) + _AN_HOUR
            return connection.execute(_listed_before(where, signer, eyes), {**given, "before": before}).all()
    return connection.execute(_listed(status, where, signer, eyes), given).all()


# Built once for whoever looks again and again.


@lru_cache(maxsize=512)
def _listed(status: str | None, where: Where, signer: Signer | None, viewer: Signer | None) -> Select[Any]:
    query = _narrowed(SHOWN, status, where, signer, viewer).limit(bindparam("size")).offset(bindparam("skip"))
    if status == "pending":
        return query.order_by(*_URGENT)
    if status is None:
        waits = approvals.c.status == "pending"
        ordered = (waits.desc(), case((waits, approvals.c.due)), approvals.c.decided_at.desc(), approvals.c.due)
        return query.order_by(*ordered, approvals.c.id)
    return query.order_by(approvals.c.decided_at.desc(), approvals.c.due, approvals.c.id)


@lru_cache(maxsize=512)
def _listed_before(where: Where, signer: Signer | None, viewer: Signer | None) -> Select[Any]:
    before = bindparam("before", type_=approvals.c.due.type)
    return _listed("pending", where, signer, viewer).where(approvals.c.due < before)


@lru_cache(maxsize=512)
def _dues(where: Where, signer: Signer | None, viewer: Signer | None) -> Select[Any]:
    """When the last one of a page is due."""
    query = _narrowed(_plain(approvals.c.due), "pending", where, signer, viewer)
    return query.order_by(approvals.c.due, approvals.c.id).limit(1).offset(bindparam("skip"))


@lru_cache(maxsize=512)
def _counted(signer: Signer) -> Select[Any]:
    query = _narrowed(_plain(approvals.c.id), "pending", (), signer).limit(bindparam("size")).subquery()
    return select(func.count()).select_from(query)


def groups(
    connection: Connection, *, status: str | None, signer: Signer | None, viewer: Signer | None, lapsed: Lapsed
) -> Sequence[Row[Any]]:
    """How many there are of each value of FIELDS and of TAKEN; `mine`: of those, the signer's."""
    waits = status in {"pending", None}  # what is decided, nobody has
    return connection.execute(_grouped(status, signer, viewer), lapsed.given if waits else {}).all()


@lru_cache(maxsize=512)
def _grouped(status: str | None, signer: Signer | None, viewer: Signer | None) -> Select[Any]:
    fields = [column.label(name) for name, column in FIELDS.items()]
    fields.append((_whose(viewer) if status in {"pending", None} else literal("nobody")).label(TAKEN))
    mine = func.sum(case((_may_sign(signer), 1), else_=0)) if signer is not None else func.min(0)
    query = _plain(*fields, func.count().label("count"), mine.label("mine"))
    return _narrowed(query, status, (), None).group_by(*fields)


def waiting(connection: Connection, signer: Signer, most: int) -> int:
    """How many could be signed now, counted as far as `most`."""
    return int(connection.execute(_counted(signer), {"size": most}).scalar_one())


def _plain(*columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(approvals)
        .outerjoin(drafts, (approvals.c.subject_kind == "draft") & (drafts.c.id == approvals.c.subject))
        .outerjoin(versions, (versions.c.draft == drafts.c.id) & (versions.c.version == drafts.c.version))
        .outerjoin(runs, runs.c.id == approvals.c.run)
        .outerjoin(tool_calls, (approvals.c.subject_kind == "tool_call") & (tool_calls.c.id == approvals.c.subject))
    )


def _narrowed(
    query: Select[Any], status: str | None, where: Where, signer: Signer | None, viewer: Signer | None = None
) -> Select[Any]:
    if status is not None:
        query = query.where(approvals.c.status != "pending" if status == DECIDED else approvals.c.status == status)
    for name, value in where:
        column = _whose(viewer) if name == TAKEN else FIELDS[name]
        query = query.where(column == value if value else column.is_(None))
    return query if signer is None else query.where(_may_sign(signer))


def _whose(viewer: Signer | None) -> ColumnElement[str]:
    """ "mine"; "others" where they have it for each role in which the viewer could sign, or for any where there is none
    such; else "nobody": that Brand has it does not take it from Legal.
    """
    held = exists().where(taken.c.approval == approvals.c.id, stands())
    if viewer is None:
        return case((held, "others"), else_="nobody")
    mine = held.where(taken.c.user == viewer.name)
    asked = exists().where(openings.c.approval == approvals.c.id, openings.c.role.in_(viewer.roles))
    free = asked.where(
        ~exists().where(taken.c.approval == openings.c.approval, taken.c.role == openings.c.role, stands())
    )
    return case((~held, "nobody"), (mine, "mine"), (free, "nobody"), else_="others")


def _may_sign(signer: Signer) -> ColumnElement[bool]:
    """As `agents.signing.quorum.who_can_sign`: a role of theirs is wanted, and no rule about the person forbids it."""
    wanted = exists().where(openings.c.approval == approvals.c.id, openings.c.role.in_(signer.roles))
    asked = FIELDS["requester"]
    barred = cast(approvals.c.barred, String).contains(json.dumps(signer.name), autoescape=True)
    signed = exists().where(
        signatures.c.approval == approvals.c.id,
        signatures.c.round == approvals.c.round,
        signatures.c.user == signer.name,
    )
    return (
        wanted
        & or_(asked.is_(None), asked != signer.name, approvals.c.requirement["requester_may_sign"].as_boolean())
        & or_(~barred, approvals.c.requirement["one_person_may_fill_all"].as_boolean())
        & ~signed
    )
