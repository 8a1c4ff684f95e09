"""Cases: what must reach a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import cases
from knowledge.errors import NotFoundError

_OF_RUN = select(cases).where(cases.c.run == bindparam("run"))  # read in each step of a run: built once


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
    query = select(cases).order_by(cases.c.severity, cases.c.acknowledge_due)
    if status is not None:
        query = query.where(cases.c.status == status)
    return connection.execute(query).all()


def change(connection: Connection, case: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(cases).where(cases.c.id == case).values(**values))
