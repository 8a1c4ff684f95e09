"""Models: the one that the desk runs on, and those that people have validated for a brand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import model_in_use, validations

PLACE = "desk"  # every run of a desk is written by the same model


def in_use(connection: Connection) -> str | None:
    """None before the desk has moved a run."""
    return connection.execute(select(model_in_use.c.model).where(model_in_use.c.place == PLACE)).scalar()


def use(connection: Connection, model: str, now: datetime) -> None:
    """From now on."""
    row = {"model": model, "since": now}
    connection.execute(
        upsert(model_in_use).values(place=PLACE, **row).on_conflict_do_update(index_elements=["place"], set_=row)
    )


def current(connection: Connection, brand: str, model: str) -> Row[Any] | None:
    """The record that holds for it now."""
    query = select(validations).where(
        validations.c.brand == brand, validations.c.model == model, validations.c.status == "validated"
    )
    return connection.execute(query).first()


def holds(connection: Connection, brand: str) -> bool:
    """Whether the model that the desk runs on is validated."""
    model = in_use(connection)
    return model is not None and current(connection, brand, model) is not None


def listing(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    """The latest first."""
    query = select(validations).where(validations.c.brand == brand)
    return connection.execute(query.order_by(validations.c.at.desc(), validations.c.id)).all()


def add(
    connection: Connection,
    *,
    id: str,
    brand: str,
    model: str,
    suites: Sequence[Mapping[str, Any]],
    by: str,
    roles: Sequence[str],
    door: str,
    now: datetime,
) -> None:
    connection.execute(
        insert(validations).values(
            id=id,
            brand=brand,
            model=model,
            suites=list(suites),
            status="validated",
            signed_by=by,
            roles=list(roles),
            door=door,
            at=now,
        )
    )


def end(connection: Connection, id: str, *, status: str, by: str, why: str | None, now: datetime) -> None:
    """`status`: revoked, or replaced by a newer record."""
    connection.execute(
        update(validations).where(validations.c.id == id).values(status=status, revoked_by=by, revoked_at=now, why=why)
    )
