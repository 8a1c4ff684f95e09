"""After a restore: what had not gone out when the backup was made may be out since, from the home it was made of.

So nothing of it goes out again until a person has confirmed it, request by request or all at once.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from agents.backup.manifest import Manifest
from agents.clock import new_id
from agents.home import Home
from agents.ledger import audit, people, tool_calls
from agents.ledger import runs as ledger_runs
from agents.ledger.database import Ledger
from agents.ledger.schema import approvals, effects, holds, outbox, runs
from agents.signing.deciding import user_of
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError

ROLES = ("admin", "on-call")
REASON = "restored from a backup of {made}; what was not out then may be out since"


def hold_all(ledger: Ledger, home: Home, manifest: Manifest) -> list[str]:
    """Every request that could still publish something; their ids, sorted. Paths lead into the new home."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        pending = select(outbox.c.run).where(outbox.c.status == "pending")
        could = select(runs.c.id).where(~runs.c.finished | runs.c.id.in_(pending)).order_by(runs.c.id)
        held = list(connection.execute(could).scalars())
        for run in held:
            _hold(connection, run, manifest.made, now)
        unsure = _doubt_calls(connection, now)
        for row in connection.execute(select(outbox).where(outbox.c.path.is_not(None))).all():
            path = home.outbox.joinpath(*Path(row.path).parts[-3:])
            connection.execute(update(outbox).where(outbox.c.key == row.key).values(path=str(path)))
        digest = manifest.head.rpartition(":")[2]
        audit.append(
            connection,
            at=now,
            event="home.restored",
            actor="home",
            door="restore",
            subject="ledger",
            digest=digest,
            made=manifest.made.isoformat(),
            held=len(held),
            calls=unsure,
        )
    return held


def _doubt_calls(connection: Connection, now: datetime) -> int:
    """Agents' tool calls that had not run may have run since: once signed, people are asked whether they have."""
    query = (
        select(approvals.c.digest, approvals.c.subject)
        .outerjoin(effects, effects.c.digest == approvals.c.digest)
        .where(
            approvals.c.subject_kind == "tool_call",
            approvals.c.status.in_(("pending", "approved")),
            effects.c.digest.is_(None),
        )
    )
    found = connection.execute(query).all()
    for row in found:
        tool_calls.claim(connection, row.digest, row.subject, now)
    return len(found)


def _hold(connection: Connection, run: str, made: datetime, now: datetime) -> None:
    values = {"id": new_id("h"), "scope": f"run:{run}", "by": "restore", "at": now}
    connection.execute(insert(holds).values(**values, reason=REASON.format(made=f"{made:%Y-%m-%d %H:%M %Z}")))


def held_runs(connection: Connection) -> Sequence[Row[Any, Any]]:
    """Requests that a hold of their own keeps from going out, with its reason; the oldest hold first."""
    query = (
        select(holds.c.scope, holds.c.reason)
        .where(holds.c.scope.startswith("run:"), holds.c.lifted_at.is_(None))
        .order_by(holds.c.at, holds.c.scope)
    )
    return connection.execute(query).all()


def release(ledger: Ledger, run: str | None, user: str, door: str) -> list[str]:
    """A person confirms that one request may go out, or all that are held. Returns which; nothing is published here."""
    with ledger.write() as connection:
        person = user_of(connection, user)
        if not person.active or not set(ROLES) & set(person.roles):
            raise NotAllowedError("release-roles", "Only an admin or the on-call person can let it go out.")
        waiting = [row.scope.removeprefix("run:") for row in held_runs(connection)]
        if run is not None:
            ledger_runs.get(connection, run)
            waiting = [each for each in waiting if each == run]
        if not waiting:
            raise InputError(f"Nothing holds run {run} by itself." if run else "No request is held by itself.")
        now = ledger.clock.now()
        for each in dict.fromkeys(waiting):
            same = (holds.c.scope == f"run:{each}") & holds.c.lifted_at.is_(None)
            connection.execute(
                update(holds).where(same).values(lifted_by=people.get(connection, user).name, lifted_at=now)
            )
            audit.append(connection, at=now, event="run.released", actor=user, door=door, subject=each)
    return list(dict.fromkeys(waiting))
