"""Whose locale and time zone an answer is written in: what the browser asks for and tells, request by request; the
brand's zone where it tells none.
"""

from collections.abc import Callable
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.locales import is_zone, read_in, told_in, wanted, written_for

PROGRAMS = "/api/"  # they get the same text wherever they run


ZONE = "copydesk_zone"  # the cookie that each page writes


def own_zone(cookies: str) -> str | None:
    name = unquote(cookie_parser(cookies).get(ZONE, ""))
    return name if is_zone(name) else None


class ReadersLocale:
    def __init__(self, app: ASGIApp, zone: Callable[[], str]) -> None:
        self.app = app
        self.zone = zone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        locale, own = wanted(headers.get("accept-language")), own_zone(headers.get("cookie", ""))
        with written_for(locale), told_in(self.zone), read_in(own):
            await self.app(scope, receive, send)
