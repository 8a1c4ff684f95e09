"""A card that was sent back is with whoever asked; and what its page tells of who was first."""

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


def told(desk: Desk, name: str, act: str, card: ApprovalCard, at: str, **given: str) -> Outcome:
    press = Press.read({"act": act, "approval": card.id, "digest": card.digest, "at": at, **given})
    return ApprovalsPage(desk, desk.clock).act(Visitor(user=desk.user(name), door="web"), press)


def test_notes_that_are_left_empty_are_asked_for_by_what_they_are_for(desk: Desk, card: ApprovalCard) -> None:
    with pytest.raises(InputError, match="what should change"):
        told(desk, "ana", "revise", card, f"?tab=all&id={card.id}", notes=" ")
    assert re.search(
        r'<textarea name="notes"[^>]* required data-needed="Say why in a few words', drawn(desk, "ana", card)
    )


def test_to_approve_beside_an_edit_asks_what_becomes_of_its_words(desk: Desk, card: ApprovalCard) -> None:
    page = drawn(desk, "ana", card)
    assert re.findall(r'data-unsaved="(\w+)"', page) == ["save", "drop", "back"]
    assert "data-unsaved" not in drawn(desk, "mara", card)


def test_a_notice_above_another_card_names_the_one_it_is_about(desk: Desk, card: ApprovalCard) -> None:
    here = told(desk, "ana", "take-card", card, f"?tab=all&id={card.id}")
    page = str(ApprovalsPage(desk, desk.clock).draw(Visitor(user=desk.user("ana"), door="web"), here))
    assert f'data-told="{card.id}"' in page, "it goes when that card changes"
    away = told(desk, "ana", "approve", card, f"?tab=mine&id={card.id}")
    assert away.notice is not None
    assert away.notice.text == f"Instagram caption, {card.id}: Signed. It goes on."
    assert card.id not in away.at


def test_the_state_of_a_card_changes_with_whatever_a_notice_could_tell(desk: Desk, card: ApprovalCard) -> None:
    def state() -> str:
        return drawn(desk, "ana", card).partition('data-state="')[2].partition('"')[0]

    states = [state()]
    desk.take_approval(card.id, "ana", "web")
    states.append(state())
    assert re.search(r"<article [^>]* data-had\b", drawn(desk, "ana", card))
    desk.take_approval(card.id, "elif", "web", over=True)
    states.append(state())
    assert "has taken this over from you." in drawn(desk, "ana", card)
    assert "has taken this over from you." not in drawn(desk, "elif", card)
    desk.ask_requester(card.id, "Which price?", "elif", "web")
    desk.answer_question(desk.approval(card.id).questions[-1].id, "118 euros.", "mara", "web")
    states.append(state())
    scenes.decide(desk, card.id, Revise(notes="Name the price."))
    states.append(state())
    assert len(set(states)) == len(states)
    assert all(states)
