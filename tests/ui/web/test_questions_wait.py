"""A question about a draft is seen to wait: by whoever is asked on every page, by approvers in their queue."""

import re
from datetime import UTC, datetime

from agents.service import Desk
from agents.views import ApprovalCard, RunRow
from tests.agents import scenes
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.chat import ChatPage
from ui.web.html import Safe
from ui.web.render.history import PAGE, Place, history
from ui.web.sessions import Visitor

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def sat(desk: Desk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def chat(desk: Desk, name: str) -> str:
    return str(ChatPage(desk, desk.clock).draw(sat(desk, name), Outcome(at="")))


def queue(desk: Desk, name: str) -> str:
    return str(ApprovalsPage(desk, desk.clock).draw(sat(desk, name), Outcome(at="?tab=all")))


def counted(page: str) -> list[str]:
    return re.findall(r'<span class="badge" aria-label="([^"]+)">', page.split("</nav>")[0])


def asked(desk: Desk) -> ApprovalCard:
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    return desk.ask_requester(card.id, "For which shop?", "ana", "web")


def test_whoever_is_asked_has_a_count_at_chat_on_every_page_until_they_have_answered(real: Desk) -> None:
    card = asked(real)
    assert real.run_counts("mara").questions == 1
    assert counted(chat(real, "mara")) == ["1 question for you"]
    assert "1 question for you" in counted(queue(real, "mara"))
    assert "1 question for you" not in counted(queue(real, "ana"))
    real.answer_question(card.questions[0].id, "For Porto.", "mara", "web")
    assert counted(chat(real, "mara")) == []


def test_a_question_about_what_is_over_waits_for_nobody(real: Desk) -> None:
    card = asked(real)
    real.withdraw(card.run or "", "mara", "web")
    real.wait(card.run or "", scenes.PATIENCE)
    assert counted(chat(real, "mara")) == []


def test_the_queue_tells_an_open_question_from_one_that_is_answered(real: Desk) -> None:
    card = asked(real)
    before = queue(real, "ana").split('class="queue"')[1].split("</ol>")[0]
    assert ("Question open" in before, "Question answered" in before) == (True, False)
    real.answer_question(card.questions[0].id, "For Porto.", "mara", "web")
    after = queue(real, "ana").split('class="queue"')[1].split("</ol>")[0]
    assert ("Question open" in after, "Question answered" in after) == (False, True)


def test_requests_are_counted_on_all_pages_of_their_list(real: Desk) -> None:
    for text in (scenes.PRICE, scenes.LISBON):
        scenes.ask(real, text)
    assert real.run_counts("mara").made == 2
    assert real.run_counts("mara", "Lisbon").made == 1
    assert "Your requests (2)" in chat(real, "mara")
    row = real.runs(requester="mara")[0]
    assert "Your requests (1,234)" in listed([row] * (PAGE + 1), Place())
    assert "Your requests (1,234)" in listed([row], Place(start=PAGE))
    assert "Found (1,234)" in listed([row], Place(find="price"))


def listed(rows: list[RunRow], place: Place) -> Safe:
    return history(rows, 1234, None, place, NOW)
