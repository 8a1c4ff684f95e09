"""Who is at the browser: a signed cookie that names a person, checked against the desk each time."""

import secrets
from collections.abc import MutableMapping
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from agents.views import UserView
from knowledge.errors import CopydeskError
from ui.desk_api import DeskApi

COOKIE = "copydesk"
LIFETIME = 12 * 3600  # seconds
Door = Literal["web", "link"]  # by password, or by the link in the terminal
Session = MutableMapping[str, Any]


class Visitor(BaseModel):
    """The person who acts, and by which door they came."""

    model_config = ConfigDict(frozen=True)

    user: UserView
    door: Door

    @property
    def reads_only(self) -> bool:
        return set(self.roles) <= {"auditor"}

    @property
    def must_choose(self) -> bool:
        """An admin gave them their password: their own comes first."""
        return self.door == "web" and self.user.password_once

    @property
    def roles(self) -> tuple[str, ...]:
        """Their own, and those of people who are away that they act in."""
        return (*self.user.roles, *self.user.lent)

    def has(self, *roles: str) -> bool:
        return bool(set(roles) & set(self.roles))


class Link:
    """A token that signs in once, as Jupyter's does. Only for a desk where nobody has a password yet."""

    def __init__(self) -> None:
        self._token: str | None = None
        self._lock = Lock()

    def renew(self) -> str:
        with self._lock:
            self._token = secrets.token_urlsafe(24)
            return self._token

    def use(self, token: str) -> bool:
        with self._lock:
            right = self._token is not None and secrets.compare_digest(self._token.encode(), token.encode())
            if right:
                self._token = None
            return right


def visitor(desk: DeskApi, session: Session) -> Visitor | None:
    """None when nobody is signed in.

    No session, a person who is gone, another password since, or a link after passwords were given out.
    """
    door = session.get("door")
    if door not in ("web", "link") or (door == "link" and passwords_exist(desk)):
        return None
    try:
        user = desk.user(str(session.get("user", "")))
    except CopydeskError:
        return None
    if not user.active or (door == "web" and session.get("mark") != user.password_mark):
        return None
    return Visitor(user=user, door=door)


def seat(session: Session, user: str, door: Door, mark: str | None = None) -> None:
    """Whoever sat here before is gone. `mark` is the password's, by which the session is known again."""
    session.clear()
    session.update({"user": user, "door": door, "id": secrets.token_hex(8), **({"mark": mark} if mark else {})})


def came_by_link(desk: DeskApi, session: Session) -> bool:
    return session.get("door") == "link" and not passwords_exist(desk)


def passwords_exist(desk: DeskApi) -> bool:
    return any(user.active and user.has_password for user in desk.users())


def secret_key(home: Path) -> str:
    """Kept in the home, so that a session survives a restart. Readable by its user alone."""
    path = home / "session.key"
    if not path.exists():
        draft = home / ".session.key.new"
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        draft.replace(path)
    return path.read_text(encoding="ascii")
