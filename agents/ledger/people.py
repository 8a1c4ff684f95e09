"""Users: names, roles, password hashes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import users
from knowledge.errors import FieldError, NotFoundError

_ONE = select(users).where(users.c.name == bindparam("name"))  # built once


def add(connection: Connection, *, name: str, full_name: str, roles: Sequence[str], now: datetime) -> None:
    """Raises InputError where the name is taken."""
    added = connection.execute(
        upsert(users)
        .values(name=name, full_name=full_name, roles=sorted(roles), active=True, created=now)
        .on_conflict_do_nothing()
    )
    if added.rowcount == 0:
        raise FieldError(f"There is a user '{name}' already. `copydesk users list` shows them.", "name")


def revive(connection: Connection, *, name: str, full_name: str, roles: Sequence[str]) -> bool:
    """Lets somebody who was disabled in again, without their old password; False where there is no such person."""
    back = connection.execute(
        update(users)
        .where(users.c.name == name, ~users.c.active)
        .values(active=True, full_name=full_name, roles=sorted(roles), password=None)
    )
    return back.rowcount == 1


def get(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(_ONE, {"name": name}).first()
    if row is None:
        raise NotFoundError(
            f"There is no user '{name}'. `copydesk users list` shows who there is. (rule: unknown-user)"
        )
    return row


def listing(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(select(users).order_by(users.c.name)).all()


def change(connection: Connection, name: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(users).where(users.c.name == name).values(**values))
