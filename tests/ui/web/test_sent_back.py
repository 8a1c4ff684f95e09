"""A card that was sent back: it is with whoever asked, and nobody is offered to decide on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Reject, Revise
from agents.views import ApprovalCard
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome, Press
from ui.web.sessions import Visitor


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def card(desk: Desk) -> ApprovalCard:
    """Of a request whose requester submits each version."""
    run = scenes.ask(desk, scenes.CAPTION, hold=True).run
    return scenes.only(desk, scenes.submit(desk, run).run)


def drawn(desk: Desk, name: str, card: ApprovalCard) -> str:
    page = ApprovalsPage(desk, desk.clock)
    return str(page.draw(Visitor(user=desk.user(name), door="web"), Outcome(at=f"?tab=all&id={card.id}")))


def test_nobody_is_offered_to_decide_on_what_was_sent_back(desk: Desk, card: ApprovalCard) -> None:
    before = drawn(desk, "elif", card)
    assert 'data-act="approve"' in before
    assert "still to sign" in before
    scenes.decide(desk, card.id, Revise(notes="Name the price."))
    assert desk.approval(card.id).sent_back
    page = drawn(desk, "elif", card)
    assert not re.findall(r'data-act="(?:approve|edit|revise|reject|question|take-card|fix|cut)"', page)
    assert "Sent back: with Mara Lindqvist" in page, "its row says with whom it is"
    assert "It was sent back and is with Mara Lindqvist." in page
    assert "Brand can sign this" not in page
    assert "still to sign" not in page
    assert card.reason.words not in page, "that was said of the version before"
    with pytest.raises(InputError, match="can be decided when its new version is submitted"):
        ApprovalsPage(desk, desk.clock).act(
            Visitor(user=desk.user("elif"), door="web"),
            Press.read({"act": "approve", "approval": card.id, "digest": card.digest}),
        )


def test_it_is_to_sign_again_when_it_is_submitted(desk: Desk, card: ApprovalCard) -> None:
    run = card.run or ""
    scenes.decide(desk, card.id, Revise(notes="Name the price."))
    scenes.submit(desk, run)
    assert not desk.approval(card.id).sent_back
    assert 'data-act="approve"' in drawn(desk, "elif", card)


def test_what_is_over_waits_for_no_signature(desk: Desk, card: ApprovalCard) -> None:
    scenes.decide(desk, card.id, Reject(reason="Not the brand's voice."))
    page = drawn(desk, "elif", card)
    assert "still to sign" not in page
    assert "not signed" in page
