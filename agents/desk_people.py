"""The people of the desk, as pages and programs see them: listed, added, disabled, signed in; and their tokens."""

from datetime import datetime

from agents import presenting
from agents.home import Home
from agents.ledger import absences, marks, people, tokens, trail
from agents.ledger.database import Ledger
from agents.signing import deputies, staff
from agents.signing import tokens as personal
from agents.signing.passwords import Passwords
from agents.signing.sign_in import SignIn
from agents.views import NewToken, OneTimePassword, TokenView, UserView


class Staff:
    def __init__(self, ledger: Ledger, home: Home, passwords: Passwords) -> None:
        self._ledger = ledger
        self._home = home
        self._passwords = passwords
        self._sign_in = SignIn(ledger, passwords)
        self._known: tuple[str, tuple[UserView, ...]] = ("", ())  # by the mark of what they were read from

    def listing(self) -> tuple[UserView, ...]:
        """Every page asks, for its visitor and for names: read anew only where something changed."""
        with self._ledger.read() as connection:
            mark, (known, views) = marks.of_people(connection), self._known
            if mark != known:
                away = {row.user: row for row in absences.listing(connection)}
                views = tuple(presenting.user_view(row, away.get(row.name)) for row in people.listing(connection))
                self._known = mark, views
            return views

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
        staff.set_password(self._ledger, self._passwords, name, password, by, door, self._home.brands())
        return self.one(name)

    def reset_password(self, name: str, by: str, door: str) -> OneTimePassword:
        password = staff.reset_password(self._ledger, self._passwords, name, by, door)
        return OneTimePassword(user=name, password=password)

    def changes(self) -> dict[str, datetime]:
        with self._ledger.read() as connection:
            return trail.changes(connection)

    def tokens(self, user: str | None) -> tuple[TokenView, ...]:
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            return tuple(presenting.token_view(row, now) for row in tokens.listing(connection, user))

    def create_token(self, name: str, user: str, door: str, days: int) -> NewToken:
        id, token = personal.create(self._ledger, name, user, door, days)
        return NewToken(**dict(self._token(id)), token=token)

    def revoke_token(self, id: str, user: str, door: str) -> TokenView:
        personal.revoke(self._ledger, id, user, door)
        return self._token(id)

    def by_token(self, token: str) -> UserView:
        return self.one(personal.owner(self._ledger, token))

    def _token(self, id: str) -> TokenView:
        with self._ledger.read() as connection:
            return presenting.token_view(tokens.get(connection, id), self._ledger.clock.now())

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
