"""An open page asks for a mark alone: it may be another without news, and must be another where there are some."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from agents.clock import ManualClock
from agents.ledger import queue as ledgers_queue
from agents.model.scripted import ScriptedChat
from agents.presenting import Queued
from agents.service import Desk
from agents.signing.decision import Reject, Revise
from agents.signing.deputies import lapsed
from agents.views import ApprovalView, AskRequest
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.test_words import user
from ui import locales, words
from ui.web import news
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.chat import ChatPage
from ui.web.render import parts, queue
from ui.web.sessions import Visitor
from ui.web.turns import Turns

REQUESTER, APPROVER, ON_CALL = "mara", "ana", "noor"
Page = ChatPage | ApprovalsPage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


class Looks:
    """What three people have open, and whether each would be told of what just happened."""

    def __init__(self, desk: Desk, run: str, case: str) -> None:
        chat, approvals = ChatPage(desk, desk.clock), ApprovalsPage(desk, desk.clock)
        self._desk = desk
        self._open: dict[str, tuple[Page, str, str]] = {
            "the requester's run": (chat, REQUESTER, f"?run={run}"),
            "the requester's empty page": (chat, REQUESTER, ""),
            "the approver's chat": (chat, APPROVER, ""),
            "the approver's queue": (approvals, APPROVER, "?tab=all"),
            "the requester's own queue": (approvals, REQUESTER, "?tab=all"),
            "the cases": (approvals, ON_CALL, f"?tab=cases&id={case}"),
        }
        self._run = run
        self._before = self._now()
        self.told: set[str] = set()

    def after(self, what: str) -> None:
        now = self._now()
        assert list(self._desk.approvals(status=None, limit=1000)) == made_anew(self._desk), what
        for name, (shows, mark) in now.items():
            drawn, known = self._before[name]
            assert shows == drawn or mark != known or not known, f"{name} would not be told: {what}"
            if shows != drawn:
                self.told.add(what)
        self._before = now

    def _now(self) -> dict[str, tuple[str, str]]:
        self._desk.wait(self._run, scenes.PATIENCE)
        return {name: self._look(*each) for name, each in self._open.items()}

    def _told(self) -> tuple[object, ...]:
        """What moves by itself for a moment after an act."""
        return self._desk.run(self._run), self._desk.steps(self._run), self._desk.runs(limit=100)

    def _look(self, page: Page, name: str, at: str) -> tuple[str, str]:
        visitor = Visitor(user=self._desk.user(name), door="web")
        before = self._told()
        drawn = str(page.draw(visitor, Outcome(at=at)))
        forget_markup()
        anew = str(page.draw(visitor, Outcome(at=at)))
        assert drawn == anew or before != self._told(), f"{name} shows what was so before"
        shows = re.search(r'data-etag="([^"]+)"', drawn)
        mark = re.search(r'data-mark="([^"]*)"', drawn)
        assert shows
        assert mark
        return shows.group(1), mark.group(1)


def forget_markup() -> None:
    """All that drawings keep from one to the next."""
    for module in (queue, parts, locales, words):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


def made_anew(desk: Desk) -> list[ApprovalView]:
    """The queue and the record by somebody who remembers nothing."""
    with desk.ledger.read() as connection:
        stale = lapsed(connection, desk.clock.now())
        rows = ledgers_queue.page(connection, status=None, lapsed=stale, limit=1000, offset=0)
        return [view for view, _ in Queued().views(connection, rows, stale)]


def test_whatever_changes_a_page_changes_its_mark(desk: Desk) -> None:
    case = scenes.ask(desk, scenes.RASH).case or ""
    run = scenes.ask(desk, scenes.THREE, hold=True).run
    looks = Looks(desk, run, case)
    first, second, third = (draft.id for draft in desk.run(run).drafts)

    def card(draft: str) -> tuple[str, str]:
        found = next(one for one in scenes.cards(desk, run) if one.draft == draft)
        return found.id, found.digest

    def question() -> None:
        desk.ask_requester(card(second)[0], "Which shop?", APPROVER, "web")

    def answer() -> None:
        desk.answer_question(desk.run(run).questions[0].id, "Lisbon.", REQUESTER, "web")

    acts: list[tuple[str, Callable[[], object]]] = [
        ("another request", lambda: scenes.ask(desk, scenes.PRICE)),
        ("somebody else's request", lambda: scenes.ask(desk, scenes.CAPTION, user=ON_CALL)),
        ("a tweak", lambda: scenes.tweak(desk, run, third, scenes.GREEN)),
        ("submitted", lambda: scenes.submit(desk, run, first, second, third)),
        ("a question", question),
        ("an answer", answer),
        ("an edit", lambda: scenes.edit(desk, card(first)[0], scenes.GREEN)),
        ("taken", lambda: desk.take_approval(card(second)[0], APPROVER, "web")),
        ("taken over", lambda: desk.take_approval(card(second)[0], "elif", "web", over=True)),
        ("handed back", lambda: desk.hand_back_approval(card(second)[0], "elif", "web")),
        ("taken again", lambda: desk.take_approval(card(second)[0], APPROVER, "web")),
        ("its holder away", lambda: desk.set_absent(APPROVER, START + timedelta(days=1), APPROVER, "web")),
        ("back", lambda: desk.set_back(APPROVER, APPROVER, "web")),
        ("rejected", lambda: scenes.decide(desk, card(second)[0], Reject(cause="timing", reason="Not now."))),
        ("sent back", lambda: scenes.decide(desk, card(third)[0], Revise(notes="Shorter, please."))),
        ("submitted again", lambda: scenes.submit(desk, run, third)),
        ("a hold", lambda: desk.hold(None, "A recall is being looked into.", APPROVER, "web")),
        ("lifted", lambda: desk.lift(None, "joost", "web")),
        ("the rest signed", lambda: scenes.sign(desk, run)),
        ("delivered", lambda: scenes.tick(desk, run)),
        ("recalled", lambda: desk.recall(run, REQUESTER, "The shop is closed.", "web")),
        ("a case taken", lambda: desk.take_case(case, ON_CALL, "web")),
        ("a case noted", lambda: desk.note_case(case, "Called back.", ON_CALL, "web")),
        ("a case resolved", lambda: desk.resolve_case(case, "other", "They are well.", ON_CALL, "web")),
        ("withdrawn", lambda: _withdrawn(desk)),
    ]
    for what, act in acts:
        act()
        looks.after(what)
    silent = {what for what, _ in acts} - looks.told
    assert silent <= {"delivered", "lifted", "back"}, "these changed no page, and prove nothing"


def _withdrawn(desk: Desk) -> None:
    asked = scenes.ask(desk, scenes.CAPTION, request=AskRequest(text=scenes.CAPTION, hold=True)).run
    desk.withdraw(asked, REQUESTER, "web")


def test_a_page_that_something_moved_under_is_looked_at_again(desk: Desk) -> None:
    page = ChatPage(desk, desk.clock)
    mara = Visitor(user=desk.user(REQUESTER), door="web")
    before = news.mark(page, mara, "", desk.clock)
    assert news.still(before, page, mara, "", desk.clock) == before
    scenes.ask(desk, scenes.PRICE)
    assert news.still(before, page, mara, "", desk.clock) == ""


def test_the_clock_alone_brings_news_too(desk: Desk) -> None:
    page = ChatPage(desk, desk.clock)
    mara = Visitor(user=desk.user(REQUESTER), door="web")
    before = news.mark(page, mara, "", desk.clock)
    assert isinstance(desk.clock, ManualClock)
    desk.clock.advance(timedelta(seconds=1))
    assert news.mark(page, mara, "", desk.clock) == before
    desk.clock.advance(timedelta(seconds=news.EVERY))
    assert news.mark(page, mara, "", desk.clock) != before


def test_what_the_clock_brings_comes_to_few_people_at_once() -> None:
    class Still:
        def mark(self, visitor: Visitor, at: str) -> str:
            del visitor, at
            return "the same"

    people = [Visitor(user=user(f"marketer{number:02}", "Marketer"), door="web") for number in range(60)]
    clock = ManualClock(START)

    def marks() -> list[str]:
        return [news.mark(Still(), person, "", clock) for person in people]

    before, changed = marks(), []
    for _ in range(news.EVERY):
        clock.advance(timedelta(seconds=1))
        now = marks()
        changed.append(sum(one != other for one, other in zip(now, before, strict=True)))
        before = now
    assert sum(changed) == len(people)
    assert max(changed) <= len(people) // 6


def test_nothing_is_sent_while_the_mark_is_right(desk: Desk) -> None:
    mara = Visitor(user=desk.user(REQUESTER), door="web")
    here: list[Visitor | None] = [mara]
    pages: dict[str, news.Marked] = {"chat": ChatPage(desk, desk.clock), "approvals": ApprovalsPage(desk, desk.clock)}
    app = Starlette(routes=[news.route(pages, lambda _: here[0], desk.clock, Turns(1))])
    with TestClient(app) as client:
        first = client.get("/news/chat", params={"at": "", "mark": ""})
        assert first.status_code == 200
        again = client.get("/news/chat", params={"at": "", "mark": first.text})
        assert (again.status_code, again.content) == (204, b"")
        assert client.get("/news/approvals", params={"mark": first.text}).status_code == 200
        assert client.get("/news/elsewhere").status_code == 404
        assert client.get("/news/chat", params={"at": "x" * 3001}).status_code == 422
        here[0] = None
        assert client.get("/news/chat").status_code == 404
