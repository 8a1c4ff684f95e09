"""What people do with a case: take it, resolve it, or release a risky design with conditions."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.brief import INCIDENT
from agents.ledger import audit, cases, runs
from agents.ledger.database import Ledger
from agents.signing.deputies import acting
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.signing.people import User, in_words
from agents.signing.quorum import match
from knowledge.errors import InputError


def take(ledger: Ledger, case: str, user: str, door: str, called: Collection[str] = ()) -> None:
    """Whoever takes it is its owner; taking is what stops both clocks. `called`: whom policy calls, by name."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = _open_case(connection, case, user, now)
        if row.status == "taken":
            raise AlreadyDecidedError("taken", row.taken_by, row.taken_at)
        _may_work(row, person, called)
        cases.change(connection, case, status="taken", taken_by=user, taken_at=now)
        late = now > row.acknowledge_due
        _record(connection, "case.taken", row, user, door, now, late=late)


def resolve(
    ledger: Ledger, case: str, cause: str, note: str, user: str, door: str, called: Collection[str] = ()
) -> None:
    """Ends the case and its run. `called`: whom policy calls, by name."""
    if not cause.strip():
        raise InputError("A resolution needs its cause, for the record.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = _open_case(connection, case, user, now)
        _may_work(row, person, called)
        words = f"{cause.strip()}: {note.strip()}" if note.strip() else cause.strip()
        cases.change(connection, case, status="resolved", resolution=words, resolved_by=user, resolved_at=now)
        _record(connection, "case.resolved", row, user, door, now)


def release(ledger: Ledger, case: str, conditions: tuple[str, ...], user: str, door: str) -> None:
    """Lets a risky design go on under conditions that stay on the record, once all roles that policy names agree.

    Harm is never released.
    """
    wanted = [condition.strip() for condition in conditions if condition.strip()]
    if not wanted:
        raise InputError("A release needs at least one condition, for the record.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = _open_case(connection, case, user, now)
        _may_release(row, person, runs.get(connection, row.run).requester)
        signers = {**row.releases, user: list(person.roles)}
        complete = match(row.release_roles, signers) is not None
        values: dict[str, Any] = {"releases": signers, "conditions": [*row.conditions, *wanted]}
        if complete:
            values |= {"status": "released", "resolved_by": user, "resolved_at": now}
        cases.change(connection, case, **values)
        _record(connection, "case.released" if complete else "case.release_signed", row, user, door, now)


def _may_release(row: Row[Any], person: User, requester: str) -> None:
    incident = sorted(set(row.flags) & INCIDENT)
    if incident or not row.release_roles:
        what = ", ".join(flag.replace("_", " ") for flag in incident) or "this"
        raise NotAllowedError("never-released", f"A case about {what} is resolved by a person, never released.")
    if not person.active or not set(row.release_roles) & set(person.roles):
        raise NotAllowedError("release-roles", f"Only {in_words(tuple(row.release_roles), 'and')} can release this.")
    if person.name == requester:
        raise NotAllowedError("own-request", f"{person.name} asked for this, and nobody releases their own request.")
    if person.name in row.releases:
        raise NotAllowedError("released-already", f"{person.name} has released this already; the others have not.")


def _open_case(connection: Connection, case: str, user: str, now: datetime) -> tuple[Row[Any], User]:
    row = cases.get(connection, case)
    if row.status in {"resolved", "released"}:
        raise AlreadyDecidedError(row.status, row.resolved_by, row.resolved_at)
    return row, acting(connection, user, now)


def working_roles(owner_role: str) -> tuple[str, ...]:
    """Who may take and resolve a case."""
    return tuple(dict.fromkeys((owner_role, "on-call", "admin")))


def _may_work(row: Row[Any], person: User, called: Collection[str]) -> None:
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if person.name not in called and not set(working_roles(row.owner_role)) & set(person.roles):
        raise NotAllowedError("case-roles", f"Only {in_words((row.owner_role, 'on-call'), 'or')} can do this.")


def _record(
    connection: Connection, event: str, row: Row[Any], user: str, door: str, now: datetime, *, late: bool = False
) -> None:
    audit.append(connection, at=now, event=event, actor=user, door=door, subject=row.id, late=late)
