"""What approvers ask the person who wants the copy, and the answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from agents.ledger.schema import questions, runs
from knowledge.errors import NotFoundError

# asked for by every look: built once
_COUNTS = (
    select(
        questions.c.approval,
        func.count().label("asked"),
        func.count(questions.c.answered).label("answered"),
    )
    .where(questions.c.approval.in_(bindparam("approvals", expanding=True)))
    .group_by(questions.c.approval)
)
_WAITING = (
    select(func.count())
    .select_from(questions.join(runs, questions.c.run == runs.c.id))
    .where(runs.c.requester == bindparam("requester"), ~runs.c.finished, questions.c.answered.is_(None))
)


def add(
    connection: Connection, *, question: str, approval: str, run: str, asked_by: str, text: str, now: datetime
) -> None:
    connection.execute(
        insert(questions).values(id=question, approval=approval, run=run, asked_by=asked_by, text=text, asked=now)
    )


def get(connection: Connection, question: str) -> Row[Any]:
    row = connection.execute(select(questions).where(questions.c.id == question)).first()
    if row is None:
        raise NotFoundError(f"There is no question '{question}'. `copydesk runs show RUN` names those of a run.")
    return row


def answer(connection: Connection, question: str, *, by: str, text: str, now: datetime) -> bool:
    """False where it is answered already."""
    done = connection.execute(
        update(questions)
        .where(questions.c.id == question, questions.c.answered.is_(None))
        .values(answer=text, answered_by=by, answered=now)
    )
    return done.rowcount == 1


def of_approval(connection: Connection, approval: str) -> Sequence[Row[Any]]:
    """In the order in which they were asked."""
    query = select(questions).where(questions.c.approval == approval)
    return connection.execute(query.order_by(questions.c.asked, questions.c.id)).all()


def of_run(connection: Connection, run: str) -> Sequence[Row[Any]]:
    query = select(questions).where(questions.c.run == run)
    return connection.execute(query.order_by(questions.c.asked, questions.c.id)).all()


def counts_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """By approval how many wait for an answer, and how many have one; those never asked about are left out."""
    rows = connection.execute(_COUNTS, {"approvals": ids}).all()
    return {row.approval: (row.asked - row.answered, row.answered) for row in rows}


def waiting_for(connection: Connection, requester: str) -> int:
    """How many this person has not answered yet, of requests that can still wait for it."""
    return int(connection.execute(_WAITING, {"requester": requester}).scalar_one())


def count(connection: Connection, approval: str) -> int:
    query = select(func.count()).select_from(questions).where(questions.c.approval == approval)
    return int(connection.execute(query).scalar_one())
