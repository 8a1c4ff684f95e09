"""What "not an incident" teaches triage: kept with the case, listed, and ended by an admin or who is on call."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.clock import new_id
from agents.graph.all_clear import comparable, unteachable
from agents.ledger import all_clears, audit
from agents.ledger.database import Ledger
from agents.signing.people import Role
from agents.signing.staff import holds_one_of
from agents.views import AllClearView, CaseCause
from knowledge.errors import InputError

CAUSE: CaseCause = "not-an-incident"
ROLES: tuple[Role, ...] = ("admin", "on-call")


def learn(connection: Connection, case: Row[Any], run: Row[Any], user: str, door: str, now: datetime) -> str | None:
    """Within the transaction that resolves the case. None, and nothing is kept, where it may teach nothing."""
    words = comparable(run.masked or "")
    if not words or unteachable(case.severity, case.flags) is not None:
        return None
    id = new_id("n")
    all_clears.add(
        connection, all_clear=id, brand=case.brand, case=case.id, flags=case.flags, words=words, by=user, now=now
    )
    audit.append(
        connection, at=now, event="all_clear.kept", actor=user, door=door, subject=id, case=case.id, flags=case.flags
    )
    return id


def listing(ledger: Ledger, brand: str) -> tuple[AllClearView, ...]:
    """What counts for the next message, the latest first."""
    with ledger.read() as connection:
        return tuple(map(view, all_clears.kept(connection, brand)))


def end(ledger: Ledger, all_clear: str, user: str, door: str) -> AllClearView:
    """Messages like it go to a person again."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = all_clears.get(connection, all_clear)
        holds_one_of(connection, user, ROLES, "change what triage has learnt")
        if row.status != "kept":
            raise InputError(f"{all_clear} is ended already. Nothing was changed.")
        all_clears.end(connection, all_clear, by=user, now=now)
        audit.append(
            connection, at=now, event="all_clear.ended", actor=user, door=door, subject=all_clear, case=row.case
        )
        return view(all_clears.get(connection, all_clear))


def view(row: Row[Any]) -> AllClearView:
    return AllClearView(
        id=row.id,
        brand=row.brand,
        case=row.case,
        flags=tuple(row.flags),
        words=row.words,
        by=row.by,
        at=row.at,
        kept=row.status == "kept",
    )
