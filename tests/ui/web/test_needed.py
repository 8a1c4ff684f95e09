"""A box that must not be empty, or that cannot be read, brings the words that stand at it then."""

import re
from datetime import UTC, datetime

import pytest

from agents.request import check_beside
from agents.signing.decision import Reject
from agents.views import AskRequest
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.errors import FieldError
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from tools.channels import Channels
from ui.web.approvals import ApprovalsPage
from ui.web.asking import read_request
from ui.web.board import Notice, Outcome
from ui.web.chat import ChatPage


@pytest.fixture
def drawn(desk: FakeDesk) -> str:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    return str(ApprovalsPage(desk, Now()).draw(at(desk, "ana"), Outcome(at="?tab=mine")))


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ('<textarea name="notes"', "Say why in a few words: what should change?"),
        ('<select name="cause"', "Say why: choose a cause, or write it in words."),
        ('<textarea name="field:caption"', "Write something, or press Cancel to leave it as it was."),
        ('<textarea name="question"', "Say what you want to know."),
    ],
)
def test_a_box_is_described_by_what_is_said_where_it_is_left_empty(drawn: str, box: str, said: str) -> None:
    tag = drawn.split(box)[1].split(">")[0]
    name = re.search(r'aria-describedby="([^"]+)"', tag)
    assert name is not None
    assert said in tag
    told = re.search(rf'<small class="wrong" id="{name[1]}" role="alert" hidden>([^<]*)</small>', drawn)
    assert told is not None
    assert told[1].startswith(said)


def test_words_serve_where_no_cause_of_a_rejection_is_chosen(drawn: str) -> None:
    assert 'data-or="reason"' in drawn.split('<select name="cause"')[1].split(">")[0]


@pytest.mark.parametrize("box", ["variants", "value", "when"])
def test_what_cannot_be_read_in_the_brief_is_told_of_its_box(desk: FakeDesk, box: str) -> None:
    with pytest.raises(FieldError) as refused:
        ChatPage(desk, Now()).act(at(desk, "mara"), press("ask", form={"text": "captions", box: "what?"}))
    assert refused.value.field == box
    page = str(ChatPage(desk, Now()).draw(at(desk, "mara"), Outcome(at="", notice=Notice(text="No.", box=box))))
    assert f'data-box="{box}"' in page
    assert f'id="needed-{box}"' in page.split(f'<input name="{box}"')[1][:400]


@pytest.mark.parametrize(
    ("box", "given"), [("variants", "99"), ("when", "2020-01-01T09:00"), ("value", "0 EUR"), ("text", "")]
)
def test_what_the_desk_refuses_of_the_brief_is_told_of_its_box(box: str, given: str) -> None:
    press_ = press("ask", form={"text": "A caption", box: given})
    brand = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND).brand
    with pytest.raises(FieldError) as refused:
        check_beside(read_request(press_, brand, [brand]), Channels.load(), datetime.now(UTC))
    assert refused.value.field == box


@pytest.mark.parametrize("act", ["rate", "fix"])
def test_a_check_that_comes_after_a_colleagues_decision_says_nothing(desk: FakeDesk, act: str) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    card = next(one for one in desk.approvals() if one.status == "pending")
    desk.decide(card.id, Reject(cause="timing", reason="Not now."), "ana", "web")
    late = press(act, "?tab=mine", {"field:caption": "Typed."}, approval=card.id)
    outcome = ApprovalsPage(desk, Now()).act(at(desk, "noor"), late)
    assert outcome.notice is None
    assert outcome.extra is None
