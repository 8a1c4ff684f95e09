"""The pages behind the menu: each is a class of its own in its own file, that draws and acts for a visitor.

To add one: write the class, name it in `PAGES`, and list it in `menu.py` and `ui/texts/en/menu.yaml`.
"""

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from fastapi import APIRouter

from agents.clock import Clock
from knowledge.errors import InputError
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.audit import AuditPage
from ui.web.board import Act, Outcome, Press
from ui.web.html import Safe
from ui.web.insights import InsightsPage
from ui.web.knowledge import KnowledgePage
from ui.web.menu import Entry
from ui.web.people import PeoplePage
from ui.web.policy import PolicyPage
from ui.web.render import parts, shell
from ui.web.rules import RulesPage
from ui.web.sessions import Visitor
from ui.web.setting import setting

LOOK = 5000  # milliseconds between two looks for news


class Page(Protocol):
    """One page below the header. `outcome.at` is the query string of its address.

    `actions` is all that can be pressed on it, by the name that the browser sends: `act` looks nowhere else, and the
    table of rights (`tests/ui/web/rights.yaml`) has a line for each.
    """

    @property
    def actions(self) -> Mapping[str, Act]: ...

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe: ...

    def act(self, visitor: Visitor, press: Press) -> Outcome: ...


@runtime_checkable
class WithRoutes(Protocol):
    """A page that also takes or gives something beside its board: a file, say."""

    def routes(self) -> APIRouter: ...


@runtime_checkable
class WithPace(Protocol):
    """A page that looks for news at another pace, for a visitor who waits for something."""

    def pace(self, visitor: Visitor) -> int:
        """Milliseconds between two looks."""
        ...


PAGES: Mapping[str, Callable[[DeskApi, Clock], Page]] = {
    "knowledge": KnowledgePage,
    "rules": RulesPage,
    "policy": PolicyPage,
    "insights": InsightsPage,
    "audit": AuditPage,
    "people": PeoplePage,
}


class Office:
    """A page in its frame. Whoever may not open it is told so, whether they look or press."""

    def __init__(self, entry: Entry, desk: DeskApi, clock: Clock) -> None:
        self._entry = entry
        self._desk = desk
        self._clock = clock
        self._page = PAGES[entry.name](desk, clock)

    def routes(self) -> APIRouter | None:
        """Addresses of the page's own, beside the board."""
        return self._page.routes() if isinstance(self._page, WithRoutes) else None

    def draw(self, visitor: Visitor, outcome: Outcome) -> Safe:
        place = setting(self._desk, visitor, self._clock.now())
        notice = None
        if self._entry.open_to(visitor):
            if told := outcome.notice:
                notice = parts.notice(told.text, told.kind, told.rows, told=True, box=told.box)
            content = self._page.content(place, outcome)
        else:
            content = parts.empty(say("menu.not_yours"), self._entry.refusal(visitor))
        url = f"{self._entry.path}{outcome.at}"
        pace = self._page.pace(visitor) if isinstance(self._page, WithPace) else LOOK
        return shell.office(place, self._entry.name, notice, content, url=url, poll=pace)

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if not self._entry.open_to(visitor):
            raise InputError(self._entry.refusal(visitor))
        return Outcome(at=press.at) if press.act == "open" else self._page.act(visitor, press)
