"""Nobody answers: who is asked next, and what expires."""

from datetime import timedelta

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.decision import Revise
from agents.signing.errors import AlreadyDecidedError
from tests.agents import scenes

DAY = timedelta(days=1)


def test_what_nobody_signs_expires_unsent(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk, scenes.THREE)
    first, *rest = scenes.cards(desk, view.run)
    scenes.edit(desk, rest[0].id, "A bottle. Filled again.")
    clock.advance(DAY)
    ended = scenes.tick(desk, view.run)
    assert sorted(draft.status for draft in ended.drafts) == ["expired", "expired", "published"]
    assert desk.approval(first.id).decided_by == "the deadline"
    assert len(scenes.published(desk)) == 1
    with pytest.raises(AlreadyDecidedError, match="expired by the deadline"):
        scenes.decide(desk, first.id, Revise(notes="again"))


def test_a_run_of_which_nothing_was_signed_is_expired(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk)
    clock.advance(DAY - timedelta(seconds=1))
    assert scenes.tick(desk, view.run).status == "waiting"
    clock.advance(timedelta(seconds=1))
    assert scenes.tick(desk, view.run).status == "expired"
    assert scenes.published(desk) == []


def test_the_chain_is_asked_before_the_deadline_and_may_sign(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk)
    assert desk.approvals(user="joost") == desk.approvals(role="admin") == ()
    clock.advance(DAY * 0.75)
    scenes.tick(desk, view.run)
    scenes.tick(desk, view.run)
    assert scenes.events(desk).count("approval.chain_asked") == 1
    assert [card.run for card in desk.approvals(user="joost")] == [view.run]
    assert [card.run for card in desk.approvals(role="admin")] == [view.run]
    assert scenes.sign(desk, view.run, "joost").status == "published"


def test_the_chain_never_overrides(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    scenes.submit(desk, view.run)
    clock.advance(DAY * 1.9)
    scenes.tick(desk, view.run)
    assert desk.approvals(user="joost") == ()
    clock.advance(DAY)
    assert scenes.tick(desk, view.run).status == "expired"


def test_a_requester_who_never_comes_back_loses_the_drafts(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    clock.advance(7 * DAY - timedelta(seconds=1))
    assert scenes.tick(desk, view.run).status == "choosing"
    clock.advance(timedelta(seconds=1))
    assert scenes.tick(desk, view.run).status == "expired"


def test_a_revision_that_the_requester_leaves_lying_expires_with_its_approval(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.submit(desk, view.run)
    card = scenes.only(desk, view.run)
    assert scenes.decide(desk, card.id, Revise(notes="Warmer, please")).status == "choosing"
    clock.advance(DAY)
    ended = scenes.tick(desk, view.run)
    assert (ended.status, desk.approval(card.id).status) == ("expired", "expired")


def test_a_second_look_at_the_same_time_changes_nothing(desk: Desk, clock: ManualClock) -> None:
    view = scenes.asked(desk)
    clock.advance(DAY)
    scenes.tick(desk, view.run)
    before = scenes.events(desk)
    scenes.tick(desk, view.run)
    assert scenes.events(desk) == before
