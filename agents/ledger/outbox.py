"""The outbox: what is signed and has to be delivered, once per (draft, target)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.clock import new_id
from agents.ledger.schema import drafts, holds, outbox

HoldKind = Literal["hold", "crisis"]
_HELD = select(holds).where(holds.c.lifted_at.is_(None), holds.c.scope.startswith("brand:")).order_by(holds.c.at)
_OF_RUN = select(outbox).where(outbox.c.run == bindparam("run")).order_by(outbox.c.key)  # built once


def add(
    connection: Connection,
    *,
    key: str,
    run: str,
    draft: str,
    target: str,
    brand: str,
    payload: Mapping[str, Any],
    now: datetime,
) -> bool:
    """False where it is there already."""
    added = connection.execute(
        upsert(outbox)
        .values(
            key=key,
            run=run,
            draft=draft,
            target=target,
            brand=brand,
            payload=dict(payload),
            status="pending",
            created=now,
        )
        .on_conflict_do_nothing()
    )
    return added.rowcount == 1


def get(connection: Connection, key: str) -> Row[Any]:
    return connection.execute(select(outbox).where(outbox.c.key == key)).one()


def of_run(connection: Connection, run: str) -> Sequence[Row[Any]]:
    return connection.execute(_OF_RUN, {"run": run}).all()


def of_brand(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    """Oldest first."""
    return connection.execute(select(outbox).where(outbox.c.brand == brand).order_by(outbox.c.created)).all()


def with_files(connection: Connection) -> Sequence[Row[Any]]:
    """What has been written to files, of every brand."""
    return connection.execute(select(outbox).where(outbox.c.path.is_not(None)).order_by(outbox.c.created)).all()


def recent(connection: Connection, *, brand: str, since: datetime, besides: str) -> Sequence[Row[Any]]:
    """Released on any channel since then and not recalled, oldest first, without those of the run `besides`."""
    query = (
        select(outbox.c.draft, outbox.c.run, outbox.c.payload, outbox.c.created, drafts.c.channel)
        .join(drafts, drafts.c.id == outbox.c.draft)
        .where(outbox.c.brand == brand, outbox.c.run != besides)
        .where(outbox.c.created >= since, outbox.c.status != "recalled")
        .order_by(outbox.c.created, outbox.c.key)
    )
    return list(connection.execute(query))


def undelivered(connection: Connection) -> list[str]:
    """Runs with something to deliver, or with a file that does not say yet that it was recalled; oldest first."""
    failed = (outbox.c.status == "recalled") & outbox.c.error.is_not(None)
    query = select(outbox.c.run).where((outbox.c.status == "pending") | failed).order_by(outbox.c.created)
    return list(dict.fromkeys(connection.execute(query).scalars()))


def change(connection: Connection, key: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(outbox).where(outbox.c.key == key).values(**values))


def hold(
    connection: Connection,
    *,
    scope: str,
    reason: str,
    by: str,
    now: datetime,
    kind: HoldKind = "hold",
    until: datetime | None = None,
) -> str:
    """Holds every publication of a scope ("brand:…" or "run:…") until it is lifted; returns the hold's id.

    It holds past `until` too, where nobody has recorded yet that it has ended.
    """
    identifier = new_id("h")
    connection.execute(
        insert(holds).values(id=identifier, scope=scope, reason=reason, by=by, at=now, kind=kind, until=until)
    )
    return identifier


def held(connection: Connection, scope: str | None = None) -> Sequence[Row[Any]]:
    """What holds brands now, oldest first; of one scope, where one is given."""
    if scope is None:
        return connection.execute(_HELD).all()
    return connection.execute(_HELD.where(holds.c.scope == scope)).all()


def end_hold(connection: Connection, hold: str, *, by: str, now: datetime) -> bool:
    """One of them. False where it is lifted already."""
    ended = connection.execute(
        update(holds).where(holds.c.id == hold, holds.c.lifted_at.is_(None)).values(lifted_by=by, lifted_at=now)
    )
    return ended.rowcount == 1


def hold_of(connection: Connection, hold: str) -> Row[Any] | None:
    """One hold, lifted or not."""
    return connection.execute(select(holds).where(holds.c.id == hold)).first()


def holding(connection: Connection, *, run: str, brand: str) -> str | None:
    """Why this run may not publish now, or None."""
    query = (
        select(holds.c.reason)
        .where(holds.c.scope.in_([f"run:{run}", f"brand:{brand}"]), holds.c.lifted_at.is_(None))
        .order_by(holds.c.at)
        .limit(1)
    )
    reason: str | None = connection.execute(query).scalar()
    return reason
