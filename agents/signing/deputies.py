"""Who acts in which roles at a moment: their own, and those of people who are away and named them as deputy.

A deputy who is away too passes it on to their own deputy. Roles that pass a signature on are told in the record: the
signature is the deputy's, and nobody's own rule (not one's own request, not twice) is loosened by it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import absences, audit, people, taken
from agents.ledger.database import Ledger
from agents.ledger.taken import Lapsed
from agents.signing.errors import NotAllowedError
from agents.signing.people import Role, User

NOT_LENT: frozenset[Role] = frozenset({"admin", "auditor"})  # who may change the desk itself, and who only reads


def acting(connection: Connection, name: str, now: datetime) -> User:
    """The person with every role that they may act in now. Raises NotFoundError."""
    row = people.get(connection, name)
    if not _stands_in(row):
        return _with(row, ())
    others = (people.get(connection, person) for person in standing_in_for(name, absences.now_away(connection, now)))
    return _with(row, others)


def everybody(connection: Connection, now: datetime) -> tuple[User, ...]:
    """Each person as `acting` gives them, read at once."""
    rows, away = {row.name: row for row in people.listing(connection)}, absences.now_away(connection, now)
    return tuple(
        _with(row, (rows[person] for person in standing_in_for(name, away)) if _stands_in(row) else ())
        for name, row in rows.items()
    )


def _stands_in(row: Row[Any]) -> bool:
    return row.active and "auditor" not in row.roles


def _with(row: Row[Any], others: Iterable[Row[Any]]) -> User:
    """`others`: those whose work has come to them."""
    lent: list[Role] = [role for other in others for role in other.roles if other.active and role not in NOT_LENT]
    roles = tuple(dict.fromkeys((*row.roles, *lent)))
    return User(name=row.name, full_name=row.full_name, roles=roles, active=row.active)


def standing_in_for(name: str, away: Mapping[str, str | None]) -> tuple[str, ...]:
    """Everybody whose work has come to `name`, over any number of deputies."""
    return tuple(sorted(person for person in away if person != name and _end(person, away) == name))


def _end(person: str, away: Mapping[str, str | None]) -> str | None:
    """Who does the work of somebody who is away: the first of the chain who is here; None where it leads nowhere."""
    seen: set[str] = set()
    at: str | None = person
    while at is not None and at in away:
        if at in seen:
            return None
        seen.add(at)
        at = away[at]
    return at


def lapsed(connection: Connection, now: datetime) -> Lapsed:
    """Who has a card that they took no longer at this moment, though nothing was written of it."""
    holders = taken.holders(connection)
    if not holders:
        return Lapsed(now)
    roles = {person.name: person.roles for person in everybody(connection, now) if person.active}
    lost = {taken.pair(each.user, each.role) for each in holders if each.role not in roles.get(each.user, ())}
    gone = {each.user for each in absences.listing(connection) if each.since <= now}
    return Lapsed(now, tuple(sorted(lost)), tuple(sorted(gone & {each.user for each in holders})))


def let_go(connection: Connection, now: datetime) -> None:
    """Wherever roles or absences change: what has lapsed does not come back with them."""
    found = lapsed(connection, now)
    if found.roles or found.away:
        taken.drop(connection, found)


def set_absent(
    ledger: Ledger, name: str, since: datetime, until: datetime, deputy: str | None, by: str, door: str
) -> None:
    """By the person or an admin. Raises NotAllowedError: the chain of deputies must lead to somebody."""
    now = ledger.clock.now()
    if until <= since or until <= now:
        raise NotAllowedError("absence-dates", "An absence ends after it begins, and in the future. Check the dates.")
    with ledger.write() as connection:
        person = people.get(connection, name)
        _may(connection, by, name)
        if deputy is not None:
            _check_deputy(connection, name, deputy, since, until)
        let_go(connection, now)  # of the absence before, which this one takes the place of
        absences.put(connection, user=name, deputy=deputy, since=since, until=until, by=by)
        let_go(connection, now)
        audit.append(
            connection,
            at=now,
            event="user.absent",
            actor=by,
            door=door,
            subject=f"user:{name}",
            roles=list(person.roles),
            since=since.isoformat(),
            until=until.isoformat(),
            deputy=deputy is not None,
        )


def set_back(ledger: Ledger, name: str, by: str, door: str) -> None:
    """Ends an absence before its time."""
    with ledger.write() as connection:
        person = people.get(connection, name)
        _may(connection, by, name)
        let_go(connection, ledger.clock.now())
        if not absences.end(connection, name):
            raise NotAllowedError("not-away", f"{name} is not away. Nothing was changed.")
        let_go(connection, ledger.clock.now())
        audit.append(
            connection,
            at=ledger.clock.now(),
            event="user.back",
            actor=by,
            door=door,
            subject=f"user:{name}",
            roles=list(person.roles),
        )


def _check_deputy(connection: Connection, name: str, deputy: str, since: datetime, until: datetime) -> None:
    if deputy == name:
        raise NotAllowedError("own-deputy", f"{name} cannot stand in for themselves. Name somebody else, or nobody.")
    other = people.get(connection, deputy)
    if not other.active:
        raise NotAllowedError("deputy-disabled", f"{deputy} is disabled and cannot stand in. Name somebody else.")
    if "auditor" in other.roles:
        raise NotAllowedError("deputy-auditor", f"{deputy} is an auditor and only reads. Name somebody else.")
    overlapping = {
        row.user: row.deputy for row in absences.listing(connection) if row.since < until and row.until > since
    }
    if _end(name, {**overlapping, name: deputy}) is None:
        words = f"With {deputy} as deputy of {name} the work would go round in a circle. Name somebody else."
        raise NotAllowedError("deputy-circle", words)


def _may(connection: Connection, by: str, name: str) -> None:
    actor = people.get(connection, by)
    if not actor.active or (by != name and "admin" not in actor.roles):
        raise NotAllowedError("own-absence", f"Only {name} or an admin can say when {name} is away.")
