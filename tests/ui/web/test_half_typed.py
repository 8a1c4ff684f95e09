"""What the pages tell the browser of a request and of a case, so that nothing half typed on them is lost unsaid."""

import re

from agents.service import Desk
from agents.signing.decision import Reject
from agents.views import AskRequest
from tests.agents import scenes
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import at
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.chat import ChatPage
from ui.web.sessions import Visitor


def sat(desk: Desk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def opening(page: str, about: str) -> str:
    """The tag that holds the boxes of a run or a case."""
    return str(re.findall(rf'<(?:section|article) [^>]*data-shared="{about}"[^>]*>', page)[0])


def told(tag: str) -> str | None:
    found = re.search(r'data-overtaken="([^"]*)"', tag)
    return found[1] if found else None


def run_tag(desk: Desk, run: str) -> str:
    return opening(str(ChatPage(desk, desk.clock).draw(sat(desk, "mara"), Outcome(at=f"?run={run}"))), run)


def case_tag(desk: Desk, case: str) -> str:
    page = ApprovalsPage(desk, desk.clock)
    return opening(str(page.draw(sat(desk, "noor"), Outcome(at=f"?tab=cases&id={case}"))), case)


def test_a_run_says_whether_the_desk_works_on_it(real: Desk) -> None:
    slow = FakeDesk(pace=3600)
    run = slow.ask(AskRequest(text="captions", hold=True), "mara", "web").run
    page = str(ChatPage(slow, real.clock).draw(at(slow, "mara"), Outcome(at=f"?run={run}")))
    assert "data-works" in opening(page, run)
    rests = scenes.ask(real, scenes.CAPTION).run
    assert "data-works" not in run_tag(real, rests)


def test_a_run_says_who_was_first(real: Desk) -> None:
    run = scenes.asked(real).run
    assert told(run_tag(real, run)) == "This request has moved on: Waiting for a signature."
    real.decide(scenes.only(real, run).id, Reject(reason="Not true."), "ana", "web")
    real.wait(run, scenes.PATIENCE)
    assert told(run_tag(real, run)) == "Ana Ferreira has just rejected this."


def test_a_case_stays_where_it_is_when_somebody_takes_it_and_says_who(real: Desk) -> None:
    case = scenes.asked(real, scenes.RASH).case or ""
    before = case_tag(real, case)
    assert told(before) is None
    real.take_case(case, "joost", "web")
    after = case_tag(real, case)
    assert told(after) == "Joost Bakker has just taken this case."
    key = re.compile(r'data-key="([^"]+)"')
    assert key.findall(before) == key.findall(after) == [case]
