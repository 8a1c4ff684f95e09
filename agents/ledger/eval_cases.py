"""Which decisions are cases of the quality suites. The words stay where they are, so that erasing finds them there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from agents.ledger.schema import eval_cases


def put(
    connection: Connection,
    *,
    id: str,
    brand: str,
    run: str,
    suite: str,
    label: str,
    status: str,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    """One a decision: the latest word counts."""
    settled = {"label": label, "status": status, "reason": reason, "by": by, "at": now}
    row = insert(eval_cases).values(id=id, brand=brand, run=run, suite=suite, **settled)
    connection.execute(row.on_conflict_do_update(["id"], set_=settled))


def settled(connection: Connection, brand: str) -> Mapping[str, Row[Any]]:
    """By id."""
    rows = connection.execute(select(eval_cases).where(eval_cases.c.brand == brand)).all()
    return {row.id: row for row in rows}
