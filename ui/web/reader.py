"""Whose locale an answer is written in: what the browser asks for, request by request; and the brand's time zone."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.locales import told_in, wanted, written_for

PROGRAMS = "/api/"  # they get the same text wherever they run


class ReadersLocale:
    def __init__(self, app: ASGIApp, zone: Callable[[], str]) -> None:
        self.app = app
        self.zone = zone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return
        with written_for(wanted(Headers(scope=scope).get("accept-language"))), told_in(self.zone):
            await self.app(scope, receive, send)
