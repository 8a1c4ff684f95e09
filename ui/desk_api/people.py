"""Of a desk: people, their absences and passwords, and the tokens of their programs."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.views import NewToken, OneTimePassword, TokenView, UserView


class PeopleApi(Protocol):
    def users(self) -> "tuple[UserView, ...]":
        """Everybody at the desk, disabled people too, with roles and absence."""
        ...

    def user(self, name: str) -> "UserView":
        """One person, with every role that they act in now, a deputy's too. Raises NotFoundError."""
        ...

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> "UserView":
        """Enrols somebody new, or lets somebody who was disabled come back with these roles. By an admin.

        Raises InputError for a name or roles that cannot be.
        """
        ...

    def disable_user(self, name: str, by: str, door: str) -> "UserView":
        """Ends what somebody can do: they keep their name in the record, and their tokens are revoked. By an admin."""
        ...

    def enable_user(self, name: str, by: str, door: str) -> "UserView":
        """Lets somebody who was disabled come back as they were; they need a new password. By an admin."""
        ...

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> "UserView":
        """Gives somebody who is active other roles in the place of theirs. By an admin, and never for oneself."""
        ...

    def set_absent(
        self,
        name: str,
        until: "datetime",
        by: str,
        door: str,
        since: "datetime | None" = None,
        deputy: str | None = None,
    ) -> "UserView":
        """Says that somebody is away, from now where `since` is not given; the deputy acts in their roles meanwhile."""
        ...

    def set_back(self, name: str, by: str, door: str) -> "UserView":
        """Ends an absence before its time, by the person or an admin. Raises NotAllowedError where there is none."""
        ...

    def set_password(self, name: str, password: str, by: str, door: str) -> "UserView":
        """Sets somebody's password, by themselves or an admin. Raises InputError for one that is guessed first."""
        ...

    def reset_password(self, name: str, by: str, door: str) -> "OneTimePassword":
        """By an admin, for somebody else: a password that nobody chose and that opens nothing but the choice of one."""
        ...

    def user_changes(self) -> "dict[str, datetime]":
        """When somebody last changed each person's place at the desk, by name."""
        ...

    def tokens(self, user: str | None = None) -> "tuple[TokenView, ...]":
        """Personal tokens, the newest first; of one person, or of everybody. None says the token itself."""
        ...

    def create_token(self, name: str, user: str, door: str, days: int = 90) -> "NewToken":
        """A token that speaks for `user` for so many days. The token itself is told this once."""
        ...

    def revoke_token(self, id: str, user: str, door: str) -> "TokenView":
        """Ends a token for good, by whose it is or an admin. Raises NotFoundError."""
        ...

    def by_token(self, token: str) -> "UserView":
        """Whom a personal token speaks for. Raises TokenError."""
        ...

    def authenticate(self, name: str, password: str) -> "UserView":
        """Who signs in with this name and password. Raises SignInError or TooManyAttemptsError."""
        ...
