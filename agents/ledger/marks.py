"""Marks of what the ledger holds: as long as a mark stays the same, nobody needs to read and draw a page again.

A mark may change where a page would not. One that stays where a page would change is a fault, but for what the clock
alone changes.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    ScalarSelect,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    true,
)

from agents.ledger.runs import WANTED
from agents.ledger.schema import (
    absences,
    approvals,
    audit,
    cases,
    drafts,
    holds,
    outbox,
    questions,
    runs,
    signatures,
    steps,
    users,
    versions,
)

_NEWEST = 40  # of a person's requests: a page of the history, and a few more
_RUN: ColumnElement[str] = bindparam("run")


def _all(table: FromClause, *columns: ColumnElement[Any], of: ColumnElement[bool]) -> ScalarSelect[str]:
    """Every row's columns in one text."""
    one: ColumnElement[str] = literal("")
    for column in columns:
        one = one + "," + func.coalesce(cast(column, String), "-")
    return select(func.aggregate_strings(one, ";")).select_from(table).where(of).scalar_subquery()


_OF_RUN: Executable = select(
    runs.c.status,
    runs.c.updated,
    runs.c.calls,
    select(func.count(steps.c.seq)).where(steps.c.run == _RUN).scalar_subquery(),
    select(func.sum(steps.c.seconds)).where(steps.c.run == _RUN).scalar_subquery(),
    _all(drafts, drafts.c.status, drafts.c.version, drafts.c.attempts, of=drafts.c.run == _RUN),
    _all(versions.join(drafts), versions.c.version, versions.c.rating, versions.c.digest, of=drafts.c.run == _RUN),
    _all(
        approvals,
        *(approvals.c.status, approvals.c.round, approvals.c.version, approvals.c.under_revision),
        of=approvals.c.run == _RUN,
    ),
    _all(signatures.join(approvals), signatures.c.round, signatures.c.user, of=approvals.c.run == _RUN),
    _all(questions, questions.c.id, questions.c.answered, of=questions.c.run == _RUN),
    _all(outbox, outbox.c.status, outbox.c.attempts, outbox.c.delivered, of=outbox.c.run == _RUN),
    _all(cases, cases.c.status, cases.c.turn, cases.c.taken_by, of=cases.c.run == _RUN),
).where(runs.c.id == _RUN)
_OF_REQUESTER = (
    select(runs.c.id, runs.c.status, runs.c.updated, *WANTED)
    .where(runs.c.requester == bindparam("requester"))
    .order_by(runs.c.created.desc(), runs.c.id)
    .limit(_NEWEST)
)
_OF_PEOPLE = select(
    _all(users, *users.c, of=true()),
    _all(absences, *absences.c, of=true()),
)
_HELD = select(func.count(), func.max(holds.c.at)).where(holds.c.lifted_at.is_(None))
_LAST = select(func.max(audit.c.seq))


def of_run(connection: Connection, run: str) -> str:
    """Of all that its own page shows. A run that does not exist has a mark too."""
    return _told(connection.execute(_OF_RUN, {"run": run}).first())


def of_requester(connection: Connection, requester: str) -> str:
    """Of their newest requests."""
    return repr(connection.execute(_OF_REQUESTER, {"requester": requester}).all())


def of_people(connection: Connection) -> str:
    """Of everybody at the desk, and of who is away. Read where it is asked for, and shown to nobody."""
    return _told(connection.execute(_OF_PEOPLE).first())


def of_holds(connection: Connection) -> str:
    return _told(connection.execute(_HELD).first())


def of_records(connection: Connection) -> str:
    """Of every decision there is: each is on record."""
    return repr(connection.execute(_LAST).scalar())


def _told(row: Sequence[object] | None) -> str:
    """All of it: what a row says of itself leaves the middle of a long text out."""
    return repr(row and tuple(row))
