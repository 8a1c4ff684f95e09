"""What people write on a case, and how it passes from one to another, who has to take it anew."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from agents.clock import new_id
from agents.ledger import absences, cases, references, runs
from agents.ledger.database import Ledger
from agents.policy.cases import CaseRules
from agents.signing.casework import may_work, open_case, record
from agents.signing.deputies import acting, everybody
from agents.signing.errors import NotAllowedError
from agents.signing.people import User, in_words
from knowledge.errors import CopydeskError, InputError

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


def receivers(connection: Connection, row: Row[Any], now: datetime, rules: CaseRules) -> tuple[str, ...]:
    """Everybody to whom the case can be handed over now, by user name; nobody once it is over."""
    if row.status not in {"open", "taken"}:
        return ()
    place = _Place.of(connection, row, now, rules)
    return tuple(person.name for person in everybody(connection, now) if _refusal(person, place) is None)


def _may_get(connection: Connection, row: Row[Any], to: str, now: datetime, rules: CaseRules) -> None:
    refusal = _refusal(acting(connection, to, now), _Place.of(connection, row, now, rules))
    if refusal is not None:
        raise refusal


class _Place(NamedTuple):
    """What decides who may get a case, beside who they are."""

    holder: str | None
    requester: str
    away: Mapping[str, str | None]
    on_call: tuple[str, ...]
    roles: tuple[str, ...]

    @classmethod
    def of(cls, connection: Connection, row: Row[Any], now: datetime, rules: CaseRules) -> "_Place":
        requester = runs.get(connection, row.run).requester
        away = absences.now_away(connection, now)
        return cls(row.taken_by or row.assigned_to, requester, away, rules.on_call, rules.working_roles())


def _refusal(person: User, place: _Place) -> CopydeskError | None:
    to = person.name
    if not person.active:
        return NotAllowedError("disabled-user", f"{to} is disabled. Hand it to somebody else.")
    if set(person.roles) <= {"auditor"}:
        return NotAllowedError("auditor-reads", f"{to} is an auditor, who only reads. Hand it to somebody else.")
    if to == place.requester:
        return NotAllowedError("transfer-requester", f"{to} wrote this message. Somebody else works on the case.")
    if to not in place.on_call and not set(place.roles) & set(person.roles):
        words = f"{to} does not work on cases. Only {in_words(place.roles, 'or')} can get one."
        return NotAllowedError("transfer-roles", words)
    if to == place.holder:
        return InputError(f"{to} has this case already. Nothing was changed. (rule: transfer-same)")
    if to in place.away:
        instead = f" {place.away[to]} stands in." if place.away[to] else ""
        return NotAllowedError("transfer-away", f"{to} is away.{instead} Hand it to somebody who is here.")
    return None


def _words(text: str, what: str, rule: str) -> str:
    said = text.strip()
    if not said:
        raise InputError(f"{what} needs words, for the record. (rule: {rule})")
    if len(said) > LONGEST:
        raise InputError(f"{what} has at most {LONGEST:,} characters; this has {len(said):,}. (rule: {rule})")
    return said
