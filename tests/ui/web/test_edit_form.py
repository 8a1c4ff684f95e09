"""The form in which an approver edits: named for what it does, left by Cancel, its rating in words alone."""

import re

import pytest

from agents.views import AskRequest
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome

CARD = "a-00000001-1"


@pytest.fixture
def page(desk: FakeDesk) -> ApprovalsPage:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    return ApprovalsPage(desk, Now())


def test_the_form_says_what_it_does_and_is_left_by_cancel(desk: FakeDesk, page: ApprovalsPage) -> None:
    drawn = str(page.draw(at(desk, "ana"), Outcome(at=f"?tab=mine&id={CARD}")))
    form = drawn.split('data-checks="rate"')[1].split("</details>")[0]
    assert re.search(r'<summary class="button" data-shortcut="e">Edit the text</summary>', drawn)
    buttons = re.findall(r"<button[^>]*>([^<]+)</button>", form.split('class="actions saving"')[1])
    assert buttons == ["Save and sign", "Check this text", "Cancel"]
    assert re.search(r"<button[^>]*data-cancel[^>]*>Cancel<", form)


def test_what_is_tried_shows_its_words_and_no_second_placeholder(desk: FakeDesk, page: ApprovalsPage) -> None:
    form: dict[str, object] = {"field:caption": "A bargain for you."}
    tried = page.act(at(desk, "ana"), press("rate", "?tab=mine", form, approval=CARD))
    drawn = str(page.draw(at(desk, "ana"), tried))
    shown = drawn.split('class="tried done"')[1].split('class="actions saving"')[0]
    assert '<p class="copy">A <mark' in shown
    assert not re.search(r'class="(picture|icons|sender)', shown)
    assert drawn.count('class="picture"') == 1
