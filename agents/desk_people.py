"""The people of the desk, as pages and programs see them: listed, added, disabled, signed in."""

from datetime import datetime

from agents import presenting
from agents.ledger import absences, people
from agents.ledger.database import Ledger
from agents.signing import deputies, staff
from agents.signing.passwords import Passwords
from agents.signing.sign_in import SignIn
from agents.views import UserView


class Staff:
    def __init__(self, ledger: Ledger, passwords: Passwords) -> None:
        self._ledger = ledger
        self._passwords = passwords
        self._sign_in = SignIn(ledger, passwords)

    def listing(self) -> tuple[UserView, ...]:
        with self._ledger.read() as connection:
            away = {row.user: row for row in absences.listing(connection)}
            return tuple(presenting.user_view(row, away.get(row.name)) for row in people.listing(connection))

    def one(self, name: str) -> UserView:
        with self._ledger.read() as connection:
            roles = deputies.acting(connection, name, self._ledger.clock.now()).roles
            return presenting.user_view(people.get(connection, name), absences.of(connection, name), roles)

    def add(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> UserView:
        staff.add(self._ledger, name, roles, full_name, by, door)
        return self.one(name)

    def disable(self, name: str, by: str, door: str) -> UserView:
        staff.disable(self._ledger, name, by, door)
        return self.one(name)

    def enable(self, name: str, by: str, door: str) -> UserView:
        staff.enable(self._ledger, name, by, door)
        return self.one(name)

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> UserView:
        staff.set_roles(self._ledger, name, roles, by, door)
        return self.one(name)

    def set_password(self, name: str, password: str, by: str, door: str) -> UserView:
        staff.set_password(self._ledger, self._passwords, name, password, by, door)
        return self.one(name)

    def absent(
        self, name: str, since: datetime | None, until: datetime, deputy: str | None, by: str, door: str
    ) -> UserView:
        deputies.set_absent(self._ledger, name, since or self._ledger.clock.now(), until, deputy, by, door)
        return self.one(name)

    def back(self, name: str, by: str, door: str) -> UserView:
        deputies.set_back(self._ledger, name, by, door)
        return self.one(name)

    def authenticate(self, name: str, password: str) -> UserView:
        self._sign_in.check(name, password)
        return self.one(name)
