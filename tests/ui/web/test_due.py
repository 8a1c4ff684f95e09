"""Cards say by when, where the one who reads works, and what a deadline in working time did not count."""

from datetime import UTC, datetime, timedelta

import pytest

from agents.views import ApprovalView, AskRequest
from tests.ui.fakes import FakeDesk
from ui import words
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.sessions import Visitor

DUE = datetime(2030, 11, 11, 10, 30, tzinfo=UTC)
ZONES = {"brand": "Europe/Berlin", "legal": "America/New_York"}
WHY = ("weekend", "3 October (German Unity Day)")


class Now:
    def now(self) -> datetime:
        return DUE - timedelta(days=3)


@pytest.fixture
def waiting(desk: FakeDesk) -> ApprovalView:
    run = desk.ask(AskRequest(text="captions"), "mara", "web")
    id = str(run.drafts[0].approval)
    desk._approvals[id] = desk._approvals[id].model_copy(update={"due": DUE, "due_why": WHY, "due_zones": ZONES})
    return desk._approvals[id]


def page(desk: FakeDesk, name: str, id: str) -> str:
    visitor = Visitor(user=desk.user(name), door="web")
    return str(ApprovalsPage(desk, Now()).draw(visitor, Outcome(at=f"?tab=all&id={id}")))


def test_the_moment_in_words() -> None:
    assert words.due_at(DUE, ZONES, (), ["brand"]) == "Mon 11 Nov, 11:30 CET"
    assert words.due_at(DUE, ZONES, WHY, ["legal", "brand"]) == (
        "Mon 11 Nov, 05:30 EST; not counted: weekend, 3 October (German Unity Day)"
    )
    assert words.due_at(DUE, {}, (), ["brand"]) == "Mon 11 Nov, 10:30 UTC"


@pytest.mark.parametrize(("name", "moment"), [("ana", "11:30 CET"), ("tomas", "05:30 EST"), ("joost", "11:30 CET")])
def test_each_signer_reads_it_in_their_own_zone(desk: FakeDesk, waiting: ApprovalView, name: str, moment: str) -> None:
    html = page(desk, name, waiting.id)
    said = f"Mon 11 Nov, {moment}; not counted: weekend, 3 October (German Unity Day)"
    assert f'<span class="moment">{said}</span>' in html
    assert html.count(f'title="{said}"') == 2  # in the queue and on the card


def test_a_policy_file_that_is_not_in_force_is_said_to_those_who_can_mend_it(
    desk: FakeDesk, waiting: ApprovalView
) -> None:
    line = "policy.yaml is not in force: <b>it</b> locks people out."
    assert "not in force" not in page(desk, "ana", waiting.id)
    desk.refusals = (line,)
    assert "policy.yaml is not in force: &lt;b&gt;it&lt;/b&gt; locks people out." in page(desk, "ana", waiting.id)
    assert "not in force" not in page(desk, "mara", waiting.id)
