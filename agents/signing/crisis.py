"""The crisis switch: every publication of a brand stands still at once, with a reason and an end.

The same roles switch it on and off. At its end it goes off by itself, on the record like any other change.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import audit, outbox
from agents.ledger.database import Ledger
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.people import Role, in_words
from agents.views import HoldView
from knowledge.errors import InputError

ROLES: tuple[Role, ...] = ("admin", "on-call")
ON, OFF = "crisis.on", "crisis.off"


def listing(ledger: Ledger, brand: str | None = None) -> tuple[HoldView, ...]:
    """What holds brands now, oldest first."""
    with ledger.read() as connection:
        return tuple(map(_view, outbox.held(connection, _scope(brand))))


def on(ledger: Ledger, brand: str, reason: str, until: datetime, user: str, door: str) -> HoldView:
    now = ledger.clock.now()
    if not reason.strip():
        raise InputError("The crisis switch needs a reason, for the record. (rule: crisis-reason)")
    if until.tzinfo is None:
        raise InputError("The end of a crisis needs its zone, such as 2027-03-08T09:30+01:00. (rule: crisis-zone)")
    if until <= now:
        raise InputError("The crisis switch needs an end in the future. Check the time. (rule: crisis-end)")
    with ledger.write() as connection:
        _may(connection, user, now)
        for row in _crises(connection, brand):
            raise InputError(
                f"The crisis switch of {brand} is on already, by {row.by}, until {row.until:%Y-%m-%d %H:%M %Z}. "
                "Switch it off before you set another end. (rule: crisis-on)"
            )
        hold = outbox.hold(
            connection, scope=f"brand:{brand}", reason=reason.strip(), by=user, now=now, kind="crisis", until=until
        )
        ends = until.isoformat(timespec="seconds")
        audit.append(connection, at=now, event=ON, actor=user, door=door, subject=brand, hold=hold, until=ends)
        return next(_view(row) for row in outbox.held(connection, f"brand:{brand}") if row.id == hold)


def off(ledger: Ledger, brand: str, user: str, door: str) -> None:
    """Before its time, by the same roles. Other holds of the brand stay."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        _may(connection, user, now)
        found = _crises(connection, brand)
        if not found:
            raise InputError(f"The crisis switch of {brand} is off. (rule: crisis-off)")
        for row in found:
            _end(connection, row, user, door, now)


def end_due(ledger: Ledger) -> None:
    """What has reached its end goes off; what was missed while the desk was off, once."""
    now = ledger.clock.now()
    with ledger.read() as connection:
        due = [row for row in outbox.held(connection) if row.until is not None and row.until <= now]
    for row in due:
        with ledger.write() as connection:
            _end(connection, row, "clock", "clock", now)


def _end(connection: Connection, row: Row[Any], user: str, door: str, now: datetime) -> None:
    if outbox.end_hold(connection, row.id, by=user, now=now):
        brand = row.scope.removeprefix("brand:")
        audit.append(connection, at=now, event=OFF, actor=user, door=door, subject=brand, hold=row.id)


def _crises(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    return [row for row in outbox.held(connection, f"brand:{brand}") if row.kind == "crisis"]


def _may(connection: Connection, user: str, now: datetime) -> None:
    person = acting(connection, user, now)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{user} is disabled. An admin can let them in again.")
    if not set(ROLES) & set(person.roles):
        raise NotAllowedError("crisis-roles", f"Only {in_words(ROLES, 'or')} can work the crisis switch.")


def _scope(brand: str | None) -> str | None:
    return None if brand is None else f"brand:{brand}"


def _view(row: Row[Any]) -> HoldView:
    return HoldView(
        id=row.id,
        brand=row.scope.removeprefix("brand:"),
        kind=row.kind,
        reason=row.reason,
        by=row.by,
        at=row.at,
        until=row.until,
    )
