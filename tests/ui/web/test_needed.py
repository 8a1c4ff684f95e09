"""A box on a card that must not be empty brings the words that stand at it then, and is described by them."""

import re

import pytest

from agents.views import AskRequest
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome


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
