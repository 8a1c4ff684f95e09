"""What people do with a case: take it, resolve it, or release a risky design with conditions."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, Row

from agents.clock import new_id
from agents.graph.brief import INCIDENT
from agents.ledger import audit, cases, runs
from agents.ledger.database import Ledger
from agents.signing import all_clears
from agents.signing.deputies import acting
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.signing.people import User, in_words
from agents.signing.quorum import match
from agents.views import CaseCause
from knowledge.errors import InputError


def take(ledger: Ledger, case: str, user: str, door: str, called: Collection[str] = ()) -> None:
    """Whoever takes it is its owner; taking is what stops both clocks. `called`: whom policy calls, by name."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = open_case(connection, case, user, now)
        if row.status == "taken":
            raise AlreadyDecidedError("taken", row.taken_by, row.taken_at)
        may_work(row, person, called)
        cases.change(connection, case, status="taken", taken_by=user, taken_at=now)
        late = now > row.acknowledge_due
        record(connection, "case.taken", row, user, door, now, late=late)


def resolve(
    ledger: Ledger,
    case: str,
    cause: str,
    note: str,
    user: str,
    door: str,
    called: Collection[str] = (),
    *,
    alone: bool = False,
) -> None:
    """Ends the case and its run, by who has taken it, or an admin; "not an incident" also teaches triage.

    `called`: whom policy calls, by name; `alone`: policy lets people decide about their own requests.
    """
    words = note.strip() or None
    if cause not in get_args(CaseCause):
        raise InputError(
            f"A resolution needs its cause, for the record: one of {', '.join(get_args(CaseCause))}. (rule: case-cause)"
        )
    if cause == "other" and words is None:
        raise InputError("Say in words what came of it, or choose another cause. (rule: case-cause-words)")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = open_case(connection, case, user, now)
        may_work(row, person, called)
        _has_taken(row, person)
        if row.severity == "P1" and words is None:
            raise InputError("A P1 needs words with its cause: say what was done. (rule: case-cause-words)")
        if cause == all_clears.CAUSE:
            run = runs.get(connection, row.run)
            if run.requester == user and not alone:
                words_ = f"{user} asked for this, and somebody else decides that it is no incident."
                raise NotAllowedError("own-request", words_)
            all_clears.learn(connection, row, run, user, door, now)
        cases.change(
            connection, case, status="resolved", cause=cause, resolution=words, resolved_by=user, resolved_at=now
        )
        record(connection, "case.resolved", row, user, door, now, cause=cause)


def release(ledger: Ledger, case: str, conditions: tuple[str, ...], user: str, door: str) -> None:
    """Lets a risky design go on under conditions that stay on the record, once all roles that policy names agree.

    Harm is never released.
    """
    wanted = [condition.strip() for condition in conditions if condition.strip()]
    if not wanted:
        raise InputError("A release needs at least one condition, for the record.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = open_case(connection, case, user, now)
        _may_release(row, person, runs.get(connection, row.run).requester)
        signers = {**row.releases, user: list(person.roles)}
        complete = match(row.release_roles, signers) is not None
        values: dict[str, Any] = {"releases": signers, "conditions": [*row.conditions, *wanted]}
        if complete:
            values |= {"status": "released", "resolved_by": user, "resolved_at": now}
        cases.change(connection, case, **values)
        said = "\n".join(" ".join(condition.split()) for condition in wanted)
        cases.add_note(connection, note=new_id("cn"), case=case, kind="release", by=user, text=said, now=now)
        record(connection, "case.released" if complete else "case.release_signed", row, user, door, now)


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


def open_case(connection: Connection, case: str, user: str, now: datetime) -> tuple[Row[Any], User]:
    """With the person who wants to do something with it. Raises AlreadyDecidedError."""
    row = cases.get(connection, case)
    if row.status in {"resolved", "released"}:
        raise AlreadyDecidedError(row.status, row.resolved_by, row.resolved_at)
    return row, acting(connection, user, now)


def working_roles(owner_role: str) -> tuple[str, ...]:
    """Who may take and resolve a case."""
    return tuple(dict.fromkeys((owner_role, "on-call", "admin")))


def may_work(row: Row[Any], person: User, called: Collection[str]) -> None:
    """Raises NotAllowedError. Whoever it was handed to may, whatever roles they hold."""
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if person.name not in {*called, row.assigned_to} and not set(working_roles(row.owner_role)) & set(person.roles):
        raise NotAllowedError("case-roles", f"Only {in_words((row.owner_role, 'on-call'), 'or')} can do this.")


def _has_taken(row: Row[Any], person: User) -> None:
    """Who handed a case over is no longer who answers for it, and before it is taken nobody does."""
    if person.name == row.taken_by or "admin" in person.roles:
        return
    if row.taken_by is not None:
        raise NotAllowedError("case-taken", f"{row.taken_by} has taken this case. They resolve it, or an admin does.")
    words = f"Nobody has taken this case; it waits for {row.assigned_to}." if row.assigned_to else "Take it first."
    raise NotAllowedError("case-not-taken", f"{words} Only who has taken a case resolves it, or an admin.")


def record(
    connection: Connection,
    event: str,
    row: Row[Any],
    user: str,
    door: str,
    now: datetime,
    **details: Any,  # noqa: ANN401
) -> None:
    """`details` are ids, numbers and words of the desk's own."""
    audit.append(connection, at=now, event=event, actor=user, door=door, subject=row.id, **details)
