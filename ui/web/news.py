"""Whether there may be news for a page: every open one asks each second or two, so nothing is drawn for it."""

from collections.abc import Callable, Mapping
from typing import Annotated, Protocol

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse, Response

from agents.clock import Clock
from ui.web.html import etag
from ui.web.sessions import Visitor

EVERY = 30  # seconds after which there are always news: what is due or overdue changes by itself
LONGEST = 2_000  # characters of an address
Who = Callable[[Request], Visitor | None]


class Marked(Protocol):
    """A page that can tell quickly whether it may have changed."""

    def mark(self, visitor: Visitor, at: str) -> str:
        """Stays the same while the page would show the same. `at`: the query string of its address."""
        ...


def mark(page: Marked, visitor: Visitor, at: str, clock: Clock) -> str:
    return etag(page.mark(visitor, at), f"{clock.now().timestamp() // EVERY:.0f}")


def still(drawn_from: str, page: Marked, visitor: Visitor, at: str, clock: Clock) -> str:
    """The mark that a page was drawn from; none where something moved meanwhile, so that it is looked at again."""
    return drawn_from if mark(page, visitor, at, clock) == drawn_from else ""


def routes(pages: Mapping[str, Marked], who: Who, clock: Clock) -> APIRouter:
    """GET /news/{page}?at=…&mark=…: 204 while the mark is still right, else the new one."""
    router = APIRouter(include_in_schema=False)

    @router.get("/news/{page}")
    def news(
        page: str,
        request: Request,
        at: Annotated[str, Query(max_length=LONGEST)] = "",
        mark_: Annotated[str, Query(alias="mark", max_length=100)] = "",
    ) -> Response:
        visitor = who(request)
        if visitor is None or page not in pages:
            raise HTTPException(404)
        now = mark(pages[page], visitor, at, clock)
        headers = {"Cache-Control": "no-store"}
        return Response(status_code=204, headers=headers) if now == mark_ else PlainTextResponse(now, headers=headers)

    return router
