"""Who is on a card, as the pages tell it: on the row, on the card, to whoever could decide all the same."""

from collections.abc import Iterator
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Reject
from agents.views import ApprovalCard, TakenView
from knowledge.errors import CopydeskError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome, Press
from ui.web.render import taken
from ui.web.sessions import Visitor
from ui.web.setting import setting

HOSTILE = 'Bea <script>alert(1)</script> "O\'Dea"'
FREE = 'data-act="take-card"'
OVER = 'data-act="take-over"'
BACK = 'data-act="hand-back"'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def card(desk: Desk) -> ApprovalCard:
    """For Brand and Compliance."""
    return scenes.only(desk, scenes.asked(desk, scenes.SKIN).run)


def visitor(desk: Desk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def drawn(desk: Desk, name: str, at: str) -> str:
    return str(ApprovalsPage(desk, desk.clock).draw(visitor(desk, name), Outcome(at=at)))


def strip(desk: Desk, name: str, card: ApprovalCard) -> str:
    view = desk.approval(card.id)
    return str(taken.strip(view, setting(desk, visitor(desk, name), desk.clock.now())) or "")


def press(desk: Desk, name: str, act: str, card: ApprovalCard) -> str:
    told = ApprovalsPage(desk, desk.clock).act(visitor(desk, name), Press.read({"act": act, "approval": card.id}))
    assert told.notice is not None
    return told.notice.text


def acts(html: str) -> list[str]:
    return [act for act in (FREE, OVER, BACK) if act in html]


def test_each_is_offered_what_they_can_do(desk: Desk, card: ApprovalCard) -> None:
    assert {name: acts(strip(desk, name, card)) for name in ("ana", "elif", "ingrid", "tomas", "mara", "edda")} == {
        "ana": [FREE], "elif": [FREE], "ingrid": [FREE], "tomas": [], "mara": [], "edda": [],
    }  # fmt: skip
    assert press(desk, "ana", "take-card", card) == "You are on it. Others who could sign see that."
    assert {name: acts(strip(desk, name, card)) for name in ("ana", "elif", "ingrid", "tomas", "mara", "edda")} == {
        "ana": [BACK], "elif": [OVER], "ingrid": [FREE], "tomas": [], "mara": [], "edda": [],
    }  # fmt: skip
    assert press(desk, "elif", "take-over", card) == "You have it now. Ana Ferreira is told."
    assert press(desk, "elif", "hand-back", card) == "Handed back. Whoever can sign it may take it."
    assert acts(strip(desk, "ana", card)) == [FREE]


def test_everybody_reads_who_is_on_it_and_whoever_could_decide_is_told_so(desk: Desk, card: ApprovalCard) -> None:
    desk.take_approval(card.id, "ana", "web")
    can = "You can decide all the same."
    for name, told in {"elif": True, "ingrid": False, "tomas": False, "mara": False, "edda": False}.items():
        shown = strip(desk, name, card)
        assert "Ana Ferreira is on it" in shown, name
        assert "for Brand, since 20 November 2026, " in shown
        assert (can in shown) == told, name
        assert "Ana Ferreira is on it" in drawn(desk, name, "?tab=all").partition("desk-card")[0], name
    own = strip(desk, "ana", card)
    assert "You are on it" in own
    assert can not in own
    assert 'data-act="approve"' in drawn(desk, "elif", f"?tab=all&id={card.id}")


def test_one_who_pressed_it_a_moment_later_is_told_who_has_it(desk: Desk, card: ApprovalCard) -> None:
    press(desk, "ana", "take-card", card)
    with pytest.raises(CopydeskError, match=r"^ana has taken this for Brand\. Take it over, or leave it to them\."):
        press(desk, "elif", "take-card", card)
    with pytest.raises(CopydeskError, match=r"^ana has taken this for Brand\. Only who has taken"):
        press(desk, "elif", "hand-back", card)
    with pytest.raises(CopydeskError, match="can take this"):
        press(desk, "tomas", "take-card", card)


def test_a_card_that_is_over_is_on_nobodys_desk(desk: Desk, card: ApprovalCard) -> None:
    press(desk, "ana", "take-card", card)
    scenes.decide(desk, card.id, Reject(reason="No."))
    assert strip(desk, "elif", card) == ""
    assert "is on it" not in drawn(desk, "elif", f"?tab=done&id={card.id}")
    for act in ("take-card", "take-over", "hand-back"):
        with pytest.raises(CopydeskError, match="Already rejected by ana"):
            press(desk, "elif", act, card)


def test_the_queue_is_filtered_by_who_is_on_it(desk: Desk, card: ApprovalCard) -> None:
    free = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert "Who is on it" not in drawn(desk, "elif", "?tab=mine")  # nothing to tell apart
    desk.take_approval(card.id, "ana", "web")
    every = drawn(desk, "elif", "?tab=mine")
    assert all(said in every for said in ("Who is on it", "Nobody (1)", "Somebody else (1)"))
    rows = {
        value: [
            id for id in (card.id, free.id) if f'data-key="{id}"' in drawn(desk, "elif", f"?tab=mine&taken={value}")
        ]
        for value in ("mine", "nobody", "others")
    }
    assert rows == {"mine": [], "nobody": [free.id], "others": [card.id]}
    assert f'data-key="{card.id}"' in drawn(desk, "ana", "?tab=mine&taken=mine")
    pressed = Press.read({"act": "filter", "at": "?tab=mine", "form": {"filter:taken": "others"}})
    assert "taken=others" in ApprovalsPage(desk, desk.clock).act(visitor(desk, "elif"), pressed).at


@pytest.mark.parametrize("named", ["%3Cb%3E", "none", "ana"])
def test_what_an_address_names_that_is_nobodys_word_for_it_counts_as_not_asked_for(
    desk: Desk, card: ApprovalCard, named: str
) -> None:
    shown = drawn(desk, "elif", f"?tab=mine&taken={named}")
    assert f'data-key="{card.id}"' in shown


def test_a_name_is_text_and_nothing_else(desk: Desk, card: ApprovalCard) -> None:
    desk.add_user("bea", ("brand",), HOSTILE, "joost", "test")
    desk.take_approval(card.id, "bea", "web")
    for name in ("elif", "bea", "ingrid", "mara"):
        shown = drawn(desk, name, "?tab=all")
        assert "<script>alert" not in shown
    assert f"{escape(HOSTILE, quote=False)} is on it" in strip(desk, "elif", card).replace("&quot;", '"').replace(
        "&#x27;", "'"
    )
    assert HOSTILE in press(desk, "elif", "take-over", card)


def test_the_key_leads_to_the_first_thing_that_can_be_done(desk: Desk, card: ApprovalCard) -> None:
    for act in (FREE, BACK):
        shown = strip(desk, "ana", card)
        assert shown.count('data-shortcut="t"') == 1
        assert act in shown
        if act == FREE:
            desk.take_approval(card.id, "ana", "web")
    assert "To the button that takes the card" in drawn(desk, "ana", "?tab=all")


def test_of_several_each_is_named(desk: Desk, card: ApprovalCard) -> None:
    desk.take_approval(card.id, "ana", "web")
    desk.take_approval(card.id, "ingrid", "web")
    place = setting(desk, visitor(desk, "elif"), desk.clock.now())
    view = desk.approval(card.id)
    assert "Ana Ferreira and Ingrid" in str(taken.mark(view, place))
    alone = view.model_copy(update={"taken": (TakenView(user="elif", roles=("brand",), since=START),)})
    assert "You are on it" in str(taken.mark(alone, place))


def test_whoever_the_chain_has_asked_takes_it_and_signs_it_on_the_page(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    assert isinstance(desk.clock, ManualClock)
    sign = 'data-act="approve"'
    while "admin" not in desk.approval(card.id).deciding_roles:
        assert sign not in drawn(desk, "joost", f"?tab=all&id={card.id}")
        desk.clock.advance(timedelta(hours=1))
        desk.engine.scheduler.tick()
    assert desk.approval(card.id).status == "pending"
    assert sign in drawn(desk, "joost", f"?tab=mine&id={card.id}")
    press(desk, "joost", "take-card", card)
    assert "Joost" in strip(desk, "ana", card)
    assert press(desk, "joost", "approve", card) == "Signed. It goes on."
