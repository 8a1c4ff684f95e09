"""The desk's people: enrolled from the brands' files, added, disabled, signed in; and what any of them may do."""

import re

from pydantic import ValidationError
from sqlalchemy import Connection

from agents.clock import new_id
from agents.home import Home
from agents.ledger import audit, outbox, people, references, tokens
from agents.ledger.database import Ledger
from agents.signing.deciding import user_of
from agents.signing.deputies import let_go
from agents.signing.errors import NotAllowedError
from agents.signing.guessable import check_unguessable
from agents.signing.names import check_own
from agents.signing.names import full_name as as_full_name
from agents.signing.passwords import Passwords
from agents.signing.people import NAME, ROLES, People, User, holders, in_words
from knowledge.brand import SAMPLE_BRAND
from knowledge.errors import FieldError, InputError


def enrol(ledger: Ledger, home: Home) -> None:
    """The people of the home's brands, where the ledger does not know them yet. Later changes are made at the desk."""
    files = [home.folder(brand).people for brand in home.brands()]
    wanted = [person for file in files if file.is_file() for person in People.load(file).people]
    with ledger.read() as connection:
        known = {row.name for row in people.listing(connection)}
    missing = [person for person in wanted if person.name not in known | references.SYSTEM]
    if not missing:
        return
    now = ledger.clock.now()
    with ledger.write() as connection:
        known = {row.name for row in people.listing(connection)}
        for person in missing:
            if person.name in known:
                continue
            known.add(person.name)
            people.add(connection, name=person.name, full_name=person.full_name, roles=person.roles, now=now)
            _record(connection, ledger, "user.enrolled", "copydesk", "home", person.name, list(person.roles))


def retire_sample(ledger: Ledger, home: Home, by: str) -> tuple[str, ...]:
    """Where the desk gets a brand of its own, the sample's invented people no longer act; returns their names.

    Whoever has a password is somebody real, and stays. An admin can let each of the others in again.
    """
    sample = {person.name for person in People.load(home.folder(SAMPLE_BRAND).people).people}
    with ledger.write() as connection:
        leaving = [
            row for row in people.listing(connection) if row.name in sample and row.active and row.password is None
        ]
        for row in leaving:
            people.change(connection, row.name, active=False)
            tokens.end_all(connection, row.name, by="copydesk", now=ledger.clock.now())
            let_go(connection, ledger.clock.now())
            _record(connection, ledger, "user.disabled", "copydesk", by, row.name, list(row.roles))
    return tuple(row.name for row in leaving)


def add(ledger: Ledger, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> None:
    """Somebody new, or somebody who was disabled: they come back with these roles and need a new password.

    Without a full name, whoever comes back keeps the one they had.
    """
    person = _valid(name, roles, full_name)
    with ledger.write() as connection:
        if "admin" not in person.roles or _admins(connection):  # the first admin has nobody to ask
            _admin(connection, by)
        known = {row.name: row.full_name for row in people.listing(connection)}
        full_name = person.full_name or known.get(name) or name
        check_own(name, full_name, {other: called for other, called in known.items() if other != name})
        if not people.revive(connection, name=name, full_name=full_name, roles=person.roles):
            people.add(connection, name=name, full_name=full_name, roles=person.roles, now=ledger.clock.now())
        _record(connection, ledger, "user.added", by, door, name, list(person.roles))


def enable(ledger: Ledger, name: str, by: str, door: str) -> None:
    """Somebody who was disabled comes back as they were, and needs a new password."""
    with ledger.write() as connection:
        _admin(connection, by)
        row = people.get(connection, name)
        if row.active:
            raise NotAllowedError("active-user", f"{name} is not disabled. Nothing was changed.")
        if references.is_erased(name):
            raise NotAllowedError("erased-user", f"{name} was erased and does not come back. Add them as somebody new.")
        people.revive(connection, name=name, full_name=row.full_name or name, roles=row.roles)
        _record(connection, ledger, "user.enabled", by, door, name, list(row.roles))


def set_roles(ledger: Ledger, name: str, roles: tuple[str, ...], by: str, door: str) -> None:
    """Other roles for somebody who is active. Nobody gives themselves roles, unless they are alone at the desk."""
    wanted = _valid(name, roles, "").roles
    with ledger.write() as connection:
        _admin(connection, by)
        row = people.get(connection, name)
        if not row.active:
            raise NotAllowedError("disabled-user", f"{name} is disabled: copydesk users enable {name}.")
        if by == name and [each.name for each in people.listing(connection) if each.active] != [name]:
            raise NotAllowedError("own-roles", "Nobody changes their own roles. Ask another admin.")
        if set(wanted) == set(row.roles):
            raise NotAllowedError("no-change", f"{name} has these roles already. Nothing was changed.")
        if "admin" not in wanted and _admins(connection) == [name]:
            raise NotAllowedError("last-admin", f"{name} is the only admin. Make somebody else one first.")
        people.change(connection, name, roles=sorted(wanted))
        let_go(connection, ledger.clock.now())
        _record(connection, ledger, "user.roles_set", by, door, name, sorted(wanted))


def disable(ledger: Ledger, name: str, by: str, door: str) -> None:
    """They keep their name in the record and can do nothing from now on. Their tokens are revoked for good."""
    with ledger.write() as connection:
        _admin(connection, by)
        row = people.get(connection, name)
        if row.active and _admins(connection) == [name]:
            raise NotAllowedError("last-admin", f"{name} is the only admin. Add another before disabling this one.")
        people.change(connection, name, active=False)
        tokens.end_all(connection, name, by=by, now=ledger.clock.now())
        let_go(connection, ledger.clock.now())
        _record(connection, ledger, "user.disabled", by, door, name, list(row.roles))


def set_password(
    ledger: Ledger, passwords: Passwords, name: str, password: str, by: str, door: str, places: tuple[str, ...] = ()
) -> None:
    """Raises InputError for a password that is guessed first; `places`: the desk's brands, whose names are."""
    with ledger.read() as connection:
        called = people.get(connection, name).full_name or name
    check_unguessable(password, (name, called), places)
    hashed = passwords.hash(password)  # slow on purpose, so before the write lock
    with ledger.write() as connection:
        if by != name:
            _admin(connection, by)
        row = people.get(connection, name)
        if by == name and not row.active:
            raise NotAllowedError("disabled-user", f"{name} is disabled. An admin can let them in again.")
        people.change(connection, name, password=hashed, password_once=False)
        _record(connection, ledger, "user.password_set", by, door, name, list(row.roles))


def reset_password(ledger: Ledger, passwords: Passwords, name: str, by: str, door: str) -> str:
    """Returns a password that nobody chose: whoever signs in with it chooses their own before anything else.

    Sessions of the old one end. Raises NotAllowedError: an admin resets somebody else's.
    """
    password = new_id("", 20).removeprefix("-")  # 100 bits
    hashed = passwords.hash(password)
    with ledger.write() as connection:
        _admin(connection, by)
        row = people.get(connection, name)
        if not row.active:
            raise NotAllowedError("disabled-user", f"{name} is disabled. Enable them first.")
        if by == name:
            raise NotAllowedError("own-password", "An admin resets other people's passwords. Change your own yourself.")
        people.change(connection, name, password=hashed, password_once=True)
        _record(connection, ledger, "user.password_reset", by, door, name, list(row.roles))
    return password


def may_ask(connection: Connection, user: str) -> None:
    """Everyone who is active and does more than read may ask."""
    _works(user_of(connection, user), "ask")


def may_resume(connection: Connection, user: str, run: str, requester: str) -> None:
    """Whoever asked, and who keeps the desk running."""
    person = user_of(connection, user)
    _works(person, "do this")
    if user != requester and not {"on-call", "admin"} & set(person.roles):
        raise NotAllowedError("own-run", f"Run {run} is {requester}'s: they, on call or an admin can resume it.")


def may_recall(person: User, run: str, requester: str) -> None:
    """Whoever asked, and everybody who does more than ask."""
    _works(person, "recall")
    if person.name != requester and set(person.roles) <= {"marketer"}:
        raise NotAllowedError("own-run", f"Run {run} is {requester}'s: they, or anybody who signs, can recall it.")


def holds_one_of(connection: Connection, user: str, roles: tuple[str, ...], what: str) -> None:
    """Raises NotAllowedError, naming the roles."""
    person = user_of(connection, user)
    _works(person, what)
    if not set(roles) & set(person.roles):
        raise NotAllowedError("roles", f"{user} cannot {what}: that is for {in_words(roles, 'or')}.")


def hold(ledger: Ledger, brand: str, reason: str, user: str, door: str) -> None:
    if not reason.strip():
        raise InputError("A hold needs a reason, for the record.")
    with ledger.write() as connection:
        _works(user_of(connection, user), "hold publications")
        now = ledger.clock.now()
        held = outbox.hold(connection, scope=f"brand:{brand}", reason=reason.strip(), by=user, now=now)
        audit.append(connection, at=now, event="brand.held", actor=user, door=door, subject=brand, hold=held)


def lift(ledger: Ledger, brand: str, user: str, door: str) -> None:
    """Ends every hold of a brand. A crisis stays on: only its own switch ends it."""
    with ledger.write() as connection:
        person = user_of(connection, user)
        if not person.active or not {"admin", "on-call"} & set(person.roles):
            raise NotAllowedError("lift-roles", "Only an admin or the on-call person can lift a hold.")
        now = ledger.clock.now()
        held = outbox.held(connection, f"brand:{brand}")
        crisis = any(row.kind == "crisis" for row in held)
        ending = [row for row in held if row.kind == "hold"]
        if not ending and crisis:
            words = f"A crisis is on, and lifting a hold does not end it: copydesk crisis off --brand {brand}."
            raise NotAllowedError("crisis-on", words)
        if not ending:
            raise NotAllowedError("nothing-held", f"Nothing holds {brand}. Nothing was changed.")
        for row in ending:
            outbox.end_hold(connection, row.id, by=user, now=now)
        audit.append(connection, at=now, event="brand.lifted", actor=user, door=door, subject=brand)


def _works(person: User, what: str) -> None:
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if set(person.roles) <= {"auditor"}:
        raise NotAllowedError("auditor-reads", f"{person.name} is an auditor, who reads and cannot {what}.")


def _admins(connection: Connection) -> list[str]:
    return [row.name for row in people.listing(connection) if row.active and "admin" in row.roles]


def _admin(connection: Connection, by: str) -> None:
    if by not in _admins(connection):
        raise NotAllowedError("admin-only", f"Only an admin can change who is at the desk; {by} is not one.")


def holders_of(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Role → the active people who hold it now. They count for every brand of the desk."""
    with ledger.read() as connection:
        return holders([user_of(connection, row.name) for row in people.listing(connection)])


def check_roles(roles: tuple[str, ...]) -> None:
    """Raises InputError for one that is none, naming those there are."""
    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise FieldError(f"There is no role '{unknown[0]}'. The roles: {', '.join(ROLES)}.", "roles")


def _valid(name: str, roles: tuple[str, ...], full_name: str) -> User:
    """Raises FieldError."""
    if not name:
        raise FieldError("A name to sign in with is missing: lower-case letters, digits, '.', '_' and '-'.", "name")
    if name in references.SYSTEM or references.is_erased(name):
        raise FieldError(f"'{name}' is what the desk calls itself on the record: choose another name.", "name")
    if re.fullmatch(NAME, name) is None:
        raise FieldError(
            f"'{name}' is no user name: lower-case letters a to z, digits, '.', '_' and '-', at most 41 of them, with "
            "a letter or a digit first. How others know them is their full name.",
            "name",
        )
    wanted = tuple(dict.fromkeys(role.replace("_", "-") for role in roles))
    check_roles(wanted)
    if not wanted:
        raise FieldError(f"{name} needs a role. The roles: {', '.join(ROLES)}.", "roles")
    called = as_full_name(full_name)
    try:
        return User.model_validate({"name": name, "full_name": called, "roles": wanted})
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise FieldError(f"The roles of {name} do not go together: {said}.", "roles") from error


def _record(
    connection: Connection, ledger: Ledger, event: str, actor: str, door: str, name: str, roles: list[str]
) -> None:
    audit.append(
        connection, at=ledger.clock.now(), event=event, actor=actor, door=door, subject=f"user:{name}", roles=roles
    )
