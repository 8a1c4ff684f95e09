"""Who may call, under a loopback name: programs that hold the home's token, and people by a token or their session."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from agents.views import UserView
from knowledge.errors import CopydeskError
from ui.desk_api import DeskApi

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
DOOR = "token"  # in the record: by a personal token


class LoopbackOnly:
    """Refuses any other Host: a page elsewhere could otherwise point its own name at this machine (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and not is_loopback(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse("This desk answers to 127.0.0.1 and localhost only.\n", status_code=421)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_loopback(host: str) -> bool:
    found = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(:\d{1,5})?", host)
    return found is not None and found[1].lower() in LOOPBACK_NAMES


@dataclass(frozen=True)
class Person:
    """Somebody who calls for themselves, and by which door."""

    user: UserView
    door: str

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def roles(self) -> tuple[str, ...]:
        """Their own, and those of people who are away that they act in."""
        return (*self.user.roles, *self.user.lent)


# None: this machine's own command line, which may name anybody.
Caller = Person | None
Seat = Callable[[Request], Person | None]


def nobody(_: Request) -> Person | None:
    """Where there are no pages there is no session."""
    return None


def callers(desk: DeskApi, token: str, seat: Seat = nobody) -> Callable[[Request], Caller]:
    """A dependency that says who calls. Answers 401 to everybody else.

    `token` is the home's own, compared in constant time; any other is looked for among the people's. Without a token,
    whoever is signed in at the pages is known by their session.
    """
    home = f"Bearer {token}".encode()

    def find(request: Request) -> Caller:
        given = request.headers.get("authorization")
        if given is None:
            person = seat(request)
            if person is None:
                raise _unknown("A token is needed: Authorization: Bearer …")
            return person
        if secrets.compare_digest(given.encode(), home):
            return None
        scheme, _, personal = given.partition(" ")
        if scheme != "Bearer" or not personal:
            raise _unknown("A token is needed: Authorization: Bearer …")
        try:
            return Person(desk.by_token(personal), DOOR)
        except CopydeskError as error:
            raise _unknown(str(error)) from error

    return find


def _unknown(why: str) -> HTTPException:
    return HTTPException(401, why, headers={"WWW-Authenticate": "Bearer"})
