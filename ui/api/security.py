"""Who may call: programs of this machine that hold the home's token, under a loopback name."""

import re
import secrets
from collections.abc import Callable

from fastapi import Header, HTTPException
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


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


def bearer(token: str) -> Callable[[str | None], None]:
    """A dependency that lets only this token in, compared in constant time."""
    expected = f"Bearer {token}".encode()

    def check(authorization: str | None = Header(default=None)) -> None:
        if not secrets.compare_digest((authorization or "").encode(), expected):
            raise HTTPException(
                401, "A token is needed: Authorization: Bearer …", headers={"WWW-Authenticate": "Bearer"}
            )

    return check
