"""Whether there may be news for a page: every open one asks each second or two, so nothing is drawn for it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol
from zlib import crc32

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from agents.clock import Clock
from ui.web.board import fits
from ui.web.html import etag
from ui.web.sessions import Visitor
from ui.web.turns import TurnLostError, Turns

EVERY = 30  # seconds after which there are always news: what is due or overdue changes by itself
Who = Callable[[Request], Visitor | None]


class Marked(Protocol):
    """A page that can tell quickly whether it may have changed."""

    def mark(self, visitor: Visitor, at: str) -> str:
        """Stays the same while the page would show the same. `at`: the query string of its address."""
        ...


def mark(page: Marked, visitor: Visitor, at: str, clock: Clock) -> str:
    begun = crc32(visitor.user.name.encode()) % EVERY  # not everybody's in the same second
    return etag(page.mark(visitor, at), f"{(clock.now().timestamp() + begun) // EVERY:.0f}")


def still(drawn_from: str, page: Marked, visitor: Visitor, at: str, clock: Clock) -> str:
    """The mark that a page was drawn from; none where something moved meanwhile, so that it is looked at again."""
    return drawn_from if mark(page, visitor, at, clock) == drawn_from else ""


def route(pages: Mapping[str, Marked], who: Who, clock: Clock, turns: Turns) -> Route:
    """GET /news/{page}?at=…&mark=…: 204 while the mark is still right, else the new one.

    503 where the turn came too late for who asked.
    """

    async def news(request: Request) -> Response:
        visitor, page = who(request), pages.get(request.path_params["page"])
        at = request.query_params.get("at", "")
        if visitor is None or page is None:
            raise HTTPException(404)
        if not fits(at):
            raise HTTPException(422)
        headers = {"Cache-Control": "no-store"}
        try:
            now = await turns.take(partial(mark, page, visitor, at, clock))
        except TurnLostError:
            return Response(status_code=503, headers=headers)
        if now == request.query_params.get("mark"):
            return Response(status_code=204, headers=headers)
        return PlainTextResponse(now, headers=headers)

    return Route("/news/{page}", news)
