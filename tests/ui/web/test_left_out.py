"""Drafts that did not go on, not picked or withdrawn: their text stays to be read and copied, and that is said."""

from html import escape

import pytest

from agents.views import AskRequest, RunView
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from tests.ui.web.test_chat_page import shown
from ui.web.board import Notice
from ui.web.chat import ChatPage


@pytest.fixture
def held(desk: FakeDesk) -> RunView:
    return desk.ask(AskRequest(text="captions", hold=True), "mara", "web")


@pytest.mark.parametrize("status", ["waiting", "withdrawn"])
def test_a_draft_that_did_not_go_on_is_folded_with_its_text_to_be_copied(
    desk: FakeDesk, held: RunView, status: str
) -> None:
    left = held.drafts[0].model_copy(update={"status": "withdrawn"})
    page = shown(desk, held.model_copy(update={"status": status, "drafts": (left,)}))
    folded = page.split('<details class="left-out"')[1].split("</details>")[0]
    assert escape(left.text) in folded
    assert f'data-copy="#copy-{left.id}"' in folded
    assert " open" not in folded.split(">")[0]


def submitted(desk: FakeDesk, run: RunView, *drafts: str) -> Notice | None:
    page = ChatPage(desk, Now())
    return page.act(at(desk, "mara"), press("submit", f"?run={run.run}", {"drafts": list(drafts)}, run=run.run)).notice


def test_what_is_left_out_is_told_when_the_rest_is_submitted(desk: FakeDesk, held: RunView) -> None:
    first, *others = [draft.id for draft in held.drafts]
    told = submitted(desk, held, first)
    assert told is not None
    assert told.text.startswith("1 draft is left out." if len(others) == 1 else f"{len(others)} drafts are left out.")


def test_where_all_is_submitted_nothing_is_left_out(desk: FakeDesk, held: RunView) -> None:
    assert submitted(desk, held, *(draft.id for draft in held.drafts)) is None
