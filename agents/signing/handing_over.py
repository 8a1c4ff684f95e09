"""What people write on a case, and how it passes from one to another, who has to take it anew."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from agents.clock import new_id
from agents.ledger import absences, cases, references, runs
from agents.ledger.database import Ledger
from agents.policy.cases import CaseRules
from agents.signing.casework import may_work, open_case, record
from agents.signing.deciding import user_of
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.people import in_words
from knowledge.errors import InputError

LONGEST = 10_000  # characters


def note(ledger: Ledger, case: str, text: str, user: str, door: str, called: Collection[str] = ()) -> None:
    """By whoever may work on the case, and by whoever asked; also when it is resolved."""
    said = _words(text, "A note", "case-note")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = cases.get(connection, case)
        person = acting(connection, user, now)
        asked = runs.get(connection, row.run).requester == user and person.active
        if not asked:
            may_work(row, person, called)
        id = new_id("cn")
        cases.add_note(connection, note=id, case=case, kind="note", by=user, text=said, now=now)
        record(connection, "case.noted", row, user, door, now, note=id)


def transfer(ledger: Ledger, case: str, to: str, reason: str, user: str, door: str, rules: CaseRules) -> None:
    """Both clocks begin anew for whoever it goes to; until they take it, it is open again."""
    why = _words(reason, "A hand-over", "transfer-reason")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, person = open_case(connection, case, user, now)
        may_work(row, person, rules.on_call)
        _may_get(connection, row, to, now, rules)
        id, turn = new_id("cn"), row.turn + 1
        cases.add_note(connection, note=id, case=case, kind="transfer", by=user, to=to, text=why, now=now)
        cases.change(
            connection,
            case,
            status="open",
            turn=turn,
            waits_since=now,
            assigned_to=to,
            taken_by=None,
            taken_at=None,
            transfer_due=now + timedelta(minutes=rules.transfer_minutes(row.severity)),
            acknowledge_due=now + timedelta(minutes=rules.acknowledge_minutes(row.severity)),
        )
        refer = references.people(connection, [to])
        record(connection, "case.transferred", row, user, door, now, note=id, turn=turn, to=refer)


def _may_get(connection: Connection, row: Row[Any], to: str, now: datetime, rules: CaseRules) -> None:
    person = user_of(connection, to)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{to} is disabled. Hand it to somebody else.")
    if set(person.roles) <= {"auditor"}:
        raise NotAllowedError("auditor-reads", f"{to} is an auditor, who only reads. Hand it to somebody else.")
    if to == runs.get(connection, row.run).requester:
        raise NotAllowedError("transfer-requester", f"{to} wrote this message. Somebody else works on the case.")
    roles = rules.working_roles()
    if to not in rules.on_call and not set(roles) & set(acting(connection, to, now).roles):
        words = f"{to} does not work on cases. Only {in_words(roles, 'or')} can get one."
        raise NotAllowedError("transfer-roles", words)
    if to == (row.taken_by or row.assigned_to):
        raise InputError(f"{to} has this case already. Nothing was changed. (rule: transfer-same)")
    away = absences.now_away(connection, now)
    if to in away:
        instead = f" {away[to]} stands in." if away[to] else ""
        raise NotAllowedError("transfer-away", f"{to} is away.{instead} Hand it to somebody who is here.")


def _words(text: str, what: str, rule: str) -> str:
    said = text.strip()
    if not said:
        raise InputError(f"{what} needs words, for the record. (rule: {rule})")
    if len(said) > LONGEST:
        raise InputError(f"{what} has at most {LONGEST:,} characters; this has {len(said):,}. (rule: {rule})")
    return said
