"""Cases: what must reach a person, and what people wrote on them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import case_notes, cases
from knowledge.errors import NotFoundError

_OF_RUN = select(cases).where(cases.c.run == bindparam("run"))  # read in each step of a run: built once
_EVERY = select(cases).order_by(cases.c.severity, cases.c.acknowledge_due)
_IN = _EVERY.where(cases.c.status == bindparam("status"))


def open_case(connection: Connection, values: Mapping[str, Any]) -> bool:
    """One case a run; False where it is open already."""
    return connection.execute(upsert(cases).values(**values).on_conflict_do_nothing()).rowcount == 1


def get(connection: Connection, case: str) -> Row[Any]:
    row = connection.execute(select(cases).where(cases.c.id == case)).first()
    if row is None:
        raise NotFoundError(f"There is no case '{case}'. `copydesk cases list` shows them.")
    return row


def of_run(connection: Connection, run: str) -> Row[Any] | None:
    return connection.execute(_OF_RUN, {"run": run}).first()


def listing(connection: Connection, status: str | None) -> Sequence[Row[Any]]:
    """The most urgent first."""
    if status is None:
        return connection.execute(_EVERY).all()
    return connection.execute(_IN, {"status": status}).all()


def change(connection: Connection, case: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(cases).where(cases.c.id == case).values(**values))


def add_note(
    connection: Connection,
    *,
    note: str,
    case: str,
    kind: Literal["note", "transfer", "release"],
    by: str,
    text: str,
    now: datetime,
    to: str | None = None,
) -> None:
    connection.execute(insert(case_notes).values(id=note, case=case, kind=kind, by=by, to=to, text=text, at=now))


def notes_of(connection: Connection, case: str) -> Sequence[Row[Any]]:
    """Oldest first."""
    query = select(case_notes).where(case_notes.c.case == case).order_by(case_notes.c.at, case_notes.c.id)
    return connection.execute(query).all()
