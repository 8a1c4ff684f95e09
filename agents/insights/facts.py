"""What the ledger says of a brand's time, one select for each measure: a row a case, with its run and its moment.

Columns of each: `run` (None for a tool call), `at`, the columns that its figures are grouped by, and what is measured:
`hit` (1 or 0), or `began`. A window holds its beginning and not its end.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, case, func, select, type_coerce

from agents.ledger.schema import approvals, cases, drafts, outbox, runs, versions
from agents.signing.rounds import POLICY
from agents.views.insights import Measure


class Window(NamedTuple):
    brand: str
    since: datetime
    until: datetime


Facts = Callable[[Window], Select[Any]]

_SIGNED_TEXT = and_(versions.c.draft == approvals.c.subject, versions.c.version == approvals.c.version)
_OF_DRAFT = and_(approvals.c.subject_kind == "draft", approvals.c.subject == drafts.c.id)


def published(window: Window) -> Select[Any]:
    """Drafts, by when they first went out; `began` is when they were asked for."""
    earlier = outbox.alias("earlier")
    before = select(earlier.c.key).where(earlier.c.draft == outbox.c.draft, earlier.c.delivered < window.since)
    first = (
        select(outbox.c.run, outbox.c.draft, func.min(outbox.c.delivered).label("at"))
        .where(outbox.c.brand == window.brand, *within(outbox.c.delivered, window), ~before.exists())
        .group_by(outbox.c.run, outbox.c.draft)
        .subquery()
    )
    return (
        select(first.c.run, as_text(first.c.at).label("at"), *_GROUPS, as_text(runs.c.created).label("began"))
        .select_from(first)
        .join(runs, runs.c.id == first.c.run)
        .join(drafts, drafts.c.id == first.c.draft)
        .outerjoin(approvals, _OF_DRAFT)
        .outerjoin(versions, _SIGNED_TEXT)
    )


def signed(window: Window) -> Select[Any]:
    """Drafts that people signed, by the last signature; `began` is when they were asked for."""
    return _decided(window, as_text(runs.c.created).label("began")).where(approvals.c.status == "approved")


def first_pass(window: Window) -> Select[Any]:
    """Drafts that people signed or rejected; a hit was signed as it was filed, in its first round."""
    first = and_(approvals.c.status == "approved", approvals.c.round == 1)
    return _decided(window, _hit(first)).where(approvals.c.status.in_(("approved", "rejected")))


def by_policy(window: Window) -> Select[Any]:
    """Signed drafts; a hit was signed by an open tier, without a person."""
    return _approvals(window, _hit(approvals.c.decided_by == POLICY)).where(approvals.c.status == "approved")


def deadlines(window: Window) -> Select[Any]:
    """What waited for people, drafts and tool calls: a hit was decided before its deadline, the others expired."""
    ended = ("approved", "rejected", "answered", "expired")
    return (
        select(approvals.c.run, as_text(approvals.c.decided_at).label("at"), *_GROUPS)
        .add_columns(_hit(approvals.c.status != "expired"))
        .select_from(approvals)
        .outerjoin(drafts, _OF_DRAFT)
        .outerjoin(versions, and_(approvals.c.subject_kind == "draft", _SIGNED_TEXT))
        .where(approvals.c.brand == window.brand, approvals.c.status.in_(ended), approvals.c.decided_by != POLICY)
        .where(*within(approvals.c.decided_at, window))
    )


def acknowledged(window: Window) -> Select[Any]:
    """Cases whose longer clock has ended, met or not; the clocks of the last hand-over count."""
    return _clock(window, cases.c.acknowledge_due)


def transferred(window: Window) -> Select[Any]:
    """The same of the shorter clock."""
    return _clock(window, cases.c.transfer_due)


def wrote(window: Window) -> Select[Any]:
    """Requests that led to drafts and have ended: `calls` and `tokens` of the model, and drafts `published`."""
    out = select(func.count(outbox.c.draft.distinct())).where(
        outbox.c.run == runs.c.id, outbox.c.delivered.is_not(None)
    )
    drafted = select(drafts.c.id).where(drafts.c.run == runs.c.id).exists()
    return select(
        runs.c.id.label("run"),
        as_text(runs.c.created).label("at"),
        runs.c.calls,
        runs.c.tokens,
        out.scalar_subquery().label("published"),
    ).where(runs.c.brand == window.brand, *within(runs.c.created, window), runs.c.finished, drafted)


SHARES: Mapping[Measure, Facts] = {
    "first_pass": first_pass,
    "deadlines_met": deadlines,
    "cases_reached": transferred,
    "cases_taken": acknowledged,
    "by_policy": by_policy,
}
HOURS: Mapping[Measure, Facts] = {"cycle_time": published, "signing_time": signed}

_GROUPS = (drafts.c.channel, versions.c.rating)


def _approvals(window: Window, measured: ColumnElement[Any]) -> Select[Any]:
    return (
        select(approvals.c.run, as_text(approvals.c.decided_at).label("at"), *_GROUPS, measured)
        .select_from(approvals)
        .join(drafts, _OF_DRAFT)
        .join(runs, runs.c.id == approvals.c.run)
        .outerjoin(versions, _SIGNED_TEXT)
        .where(approvals.c.brand == window.brand, *within(approvals.c.decided_at, window))
    )


def _decided(window: Window, measured: ColumnElement[Any]) -> Select[Any]:
    return _approvals(window, measured).where(approvals.c.decided_by != POLICY)


def _clock(window: Window, due: ColumnElement[Any]) -> Select[Any]:
    ended = func.coalesce(cases.c.taken_at, cases.c.resolved_at)
    met = and_(ended.is_not(None), ended <= due)
    over = ended.is_not(None) | (due < window.until)
    return select(cases.c.run, as_text(cases.c.opened).label("at"), cases.c.severity, _hit(met)).where(
        cases.c.brand == window.brand, *within(cases.c.opened, window), over
    )


def _hit(met: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((met, 1), else_=0).label("hit")


def within(column: ColumnElement[Any], window: Window) -> tuple[ColumnElement[bool], ...]:
    return column >= window.since, column < window.until


def as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A moment as it is kept: text in the order of time, which many rows are read faster as."""
    return type_coerce(column, String)
