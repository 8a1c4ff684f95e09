"""Runs and their steps."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import approvals, drafts, questions, runs, steps
from agents.views import AskRequest, RunStatus, StepView, Usage
from knowledge.errors import NotFoundError

MOST_WORDS = 12  # of a search

# what a run wants of its requester: answers, and that what was sent back is submitted again
WANTED = (
    select(func.count())
    .where(questions.c.run == runs.c.id, questions.c.answered.is_(None))
    .correlate(runs)
    .scalar_subquery()
    .label("asked"),
    select(func.count())
    .where(approvals.c.run == runs.c.id, approvals.c.status == "pending", approvals.c.under_revision)
    .correlate(runs)
    .scalar_subquery()
    .label("sent_back"),
)

# read or written in each step of a run: built once
_ONE = select(runs).where(runs.c.id == bindparam("run"))
_ADD = insert(runs)
_CHANGE = update(runs).where(runs.c.id == bindparam("of"))
_PAUSE = _CHANGE.where(runs.c.status != bindparam("unless"))
_STEPS = select(steps).where(steps.c.run == bindparam("run"), steps.c.seq > bindparam("after")).order_by(steps.c.seq)
_HAS_ENDED = select(runs.c.finished).where(runs.c.id == bindparam("run"))
_COUNT = select(func.count()).select_from(runs).where(runs.c.requester == bindparam("requester"))
_ADD_STEP = upsert(steps)
_ADD_STEP = _ADD_STEP.on_conflict_do_update(
    index_elements=["run", "seq"],
    set_={column.name: _ADD_STEP.excluded[column.name] for column in steps.columns if not column.primary_key},
)


def create(
    connection: Connection, *, run: str, brand: str, requester: str, door: str, request: AskRequest, now: datetime
) -> None:
    connection.execute(
        _ADD,
        {
            "id": run,
            "brand": brand,
            "requester": requester,
            "door": door,
            "request": request.text,
            "options": request.model_dump(mode="json", exclude={"text"}),
            "status": "running",
            "flags": [],
            "created": now,
            "updated": now,
        },
    )


def get(connection: Connection, run: str) -> Row[Any]:
    row = connection.execute(_ONE, {"run": run}).first()
    if row is None:
        raise NotFoundError(f"There is no run '{run}'. `copydesk runs list` shows them.")
    return row


def has_ended(connection: Connection, run: str) -> bool:
    return bool(connection.execute(_HAS_ENDED, {"run": run}).scalar_one())


def request_of(row: Row[Any]) -> AskRequest:
    return AskRequest.model_validate({**row.options, "text": row.request}, extra="ignore")


def change(connection: Connection, run: str, now: datetime, **values: Any) -> None:  # noqa: ANN401
    """Sets columns of one run."""
    connection.execute(_CHANGE, {"of": run, "updated": now, **values})


def set_status(connection: Connection, run: str, status: RunStatus, now: datetime, *, finished: bool = False) -> None:
    change(connection, run, now, status=status, finished=finished, error=None)


def set_paused(connection: Connection, run: str, status: RunStatus, now: datetime) -> None:
    """Changes nothing where it waits like this already, so that `updated` stays."""
    connection.execute(_PAUSE, {"of": run, "unless": status, "updated": now, "status": status, "error": None})


def set_usage(connection: Connection, run: str, usage: Usage) -> None:
    values = {"calls": usage.calls, "tokens": usage.tokens, "model_seconds": usage.seconds}
    connection.execute(_CHANGE, {"of": run, **values})


def unfinished(connection: Connection) -> list[str]:
    """Oldest first; failed runs wait for a person to resume them."""
    query = select(runs.c.id).where(~runs.c.finished, runs.c.status != "failed").order_by(runs.c.created)
    return list(connection.execute(query).scalars())


def finished_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of the runs that have ended."""
    query = select(runs.c.id).where(runs.c.id.in_(ids), runs.c.finished)
    return list(connection.execute(query).scalars())


def listing(
    connection: Connection,
    *,
    brand: str | None,
    requester: str | None,
    status: str | None,
    words: str | None = None,
    limit: int,
    offset: int,
) -> Sequence[Row[Any]]:
    """Newest first, each with its number of drafts and what it wants of its requester. `words`: all of them stand in
    the request, as people see it.
    """
    wanted = {"brand": brand, "requester": requester, "status": status}
    given = {name: value for name, value in wanted.items() if value is not None}
    query = _with(words, _listed(tuple(given)))
    return connection.execute(query, {**given, "size": limit, "skip": offset}).all()


def count(connection: Connection, requester: str, words: str | None = None) -> int:
    """How many there are on all pages of a person's list."""
    return int(connection.execute(_with(words, _COUNT), {"requester": requester}).scalar_one())


def _with(words: str | None, query: Select[Any]) -> Select[Any]:
    for word in (words or "").split()[:MOST_WORDS]:
        query = query.where(runs.c.masked.icontains(word, autoescape=True) | (runs.c.id == word))
    return query


@cache  # every open page asks for one
def _listed(given: tuple[str, ...]) -> Select[Any]:
    """`given`: the columns whose value is asked for."""
    there = (drafts.c.run == runs.c.id) & ((drafts.c.version > 0) | (drafts.c.status != "withdrawn"))
    count = select(func.count()).where(there).scalar_subquery().label("drafts")
    query = select(runs, count, *WANTED).order_by(runs.c.created.desc(), runs.c.id)
    for name in given:
        query = query.where(runs.c[name] == bindparam(name))
    return query.limit(bindparam("size")).offset(bindparam("skip"))


def record_step(connection: Connection, run: str, step: StepView) -> None:
    """Written under (run, seq), so that a node that is run again after a crash replaces its own line."""
    connection.execute(_ADD_STEP, step.model_dump() | {"run": run, "details": list(step.details)})


def steps_of(connection: Connection, run: str, after: int = 0) -> tuple[StepView, ...]:
    return tuple(
        StepView.model_validate({key: value for key, value in row._mapping.items() if key != "run"})
        for row in connection.execute(_STEPS, {"run": run, "after": after})
    )


def with_status(connection: Connection, status: RunStatus) -> Sequence[Row[Any]]:
    return connection.execute(select(runs).where(runs.c.status == status).order_by(runs.c.created)).all()
