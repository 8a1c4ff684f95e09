"""Autonomy: earned by what people signed unchanged, signed open by people, closed by the first thing amiss."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from agents.clock import ManualClock
from agents.ledger import approvals, drafts, runs, schema
from agents.service import Desk
from agents.signing.decision import Reject, Revise
from agents.signing.errors import NotAllowedError
from agents.signing.release import UnsignedError, verify
from agents.views import RunView
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.earned import TIER, a_tier_desk, earn, with_tier


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_tier_desk(tmp_path / "home", clock)
    yield desk
    desk.close()


def ask(desk: Desk, clock: ManualClock) -> RunView:
    """Another caption, long after the last one went out, so that it repeats nothing recent."""
    clock.advance(timedelta(days=120))
    return scenes.ask(desk, scenes.CAPTION)


def opened(desk: Desk) -> None:
    earn(desk)
    assert desk.open_tier(TIER, "ana", "test").state == "open"


def state(desk: Desk) -> str:
    return next(one.state for one in desk.tiers() if one.id == TIER)


def test_a_tier_is_closed_at_first_and_a_person_signs(desk: Desk) -> None:
    assert state(desk) == "closed"
    view = scenes.ask(desk, scenes.CAPTION)
    assert view.status == "waiting"
    assert scenes.only(desk, view.run).roles == ("brand",)


def test_too_little_evidence_opens_nothing_and_says_how_much_is_enough(desk: Desk) -> None:
    earn(desk, unchanged=28)
    with pytest.raises(NotAllowedError, match=r"0 of 28 .*29 decided drafts are enough.*not-earned"):
        desk.open_tier(TIER, "ana", "test")
    earned = [e for e in scenes.events(desk) if e.startswith("tier.")]
    assert earned == []


def test_signing_unchanged_is_the_evidence(desk: Desk, clock: ManualClock) -> None:
    view = scenes.ask(desk, scenes.CAPTION)
    scenes.sign(desk, view.run, "ana")
    assert [(one.decided, one.changed) for one in desk.tiers() if one.id == TIER] == [(1, 0)]
    second = ask(desk, clock)
    scenes.edit(desk, scenes.only(desk, second.run).id, scenes.GREEN)
    assert [(one.decided, one.changed) for one in desk.tiers() if one.id == TIER] == [(2, 1)]


def test_an_open_tier_signs_green_drafts_and_names_itself(desk: Desk) -> None:
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION)
    assert view.status == "published"
    card = scenes.only(desk, view.run)
    assert (card.status, card.decided_by, card.kind) == ("approved", "policy", "tier")
    assert [(mark.user, mark.role) for mark in card.signed] == [("policy", f"tier {TIER}")]
    (name,) = scenes.published(desk)
    text = next(desk.home.outbox.rglob(name)).read_text(encoding="utf-8")
    assert f"tier {TIER}" in text
    assert "bottle-tier" in str(desk.explain(card.id))
    assert next(one for one in desk.tiers() if one.id == TIER).decided == 29  # what it signs itself proves nothing


def test_a_tweaked_draft_is_signed_by_people(desk: Desk) -> None:
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.GREEN)
    assert scenes.submit(desk, view.run).status == "waiting"


def test_amber_and_flagged_copy_never_passes_by_itself(desk: Desk) -> None:
    opened(desk)
    assert scenes.ask(desk, scenes.SKIN).status == "waiting"


def test_a_share_goes_to_people_all_the_same(tmp_path: Path) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home, share="1")
    desk = a_desk(home)
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION)
    assert view.status == "waiting"
    assert "a set share is kept for people" in scenes.only(desk, view.run).reason.words
    desk.close()


def test_a_rejection_closes_it_again(tmp_path: Path, clock: ManualClock) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home, share="1")
    desk = a_desk(home, clock=clock)
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION)
    scenes.decide(desk, scenes.only(desk, view.run).id, Reject(reason="off-brand"))
    found = next(one for one in desk.tiers() if one.id == TIER)
    assert found.state == "closed"
    assert found.why is not None
    assert "was rejected" in found.why
    assert scenes.events(desk).count("tier.closed") == 1
    desk.close()


def test_sending_back_counts_and_does_not_close(tmp_path: Path) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home, share="1")
    desk = a_desk(home)
    earn(desk, unchanged=60)
    desk.open_tier(TIER, "ana", "test")
    view = scenes.ask(desk, scenes.CAPTION)
    scenes.decide(desk, scenes.only(desk, view.run).id, Revise(notes="Shorter, please."))
    found = next(one for one in desk.tiers() if one.id == TIER)
    assert (found.state, found.changed) == ("open", 1)
    desk.close()


def test_a_recall_closes_it_again(desk: Desk, clock: ManualClock) -> None:
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION)
    desk.recall(view.run, "ana", "The price was wrong.", "test")
    assert state(desk) == "closed"
    assert ask(desk, clock).status == "waiting"


def test_a_complaint_closes_it_again(desk: Desk, clock: ManualClock) -> None:
    opened(desk)
    assert scenes.ask(desk, scenes.RASH).status == "escalated"
    assert state(desk) == "closed"
    assert ask(desk, clock).status == "waiting"


def test_evidence_that_grows_thin_closes_it_by_itself(desk: Desk, clock: ManualClock) -> None:
    opened(desk)
    with desk.ledger.write() as connection:
        connection.execute(
            update(schema.tier_drafts).where(schema.tier_drafts.c.draft == "d-past3").values(outcome="edited")
        )
    assert state(desk) == "closed"
    assert ask(desk, clock).status == "waiting"


def test_a_changed_rule_must_be_signed_open_again(desk: Desk, clock: ManualClock) -> None:
    opened(desk)
    path = desk.home.folder(None).policy
    text = path.read_text(encoding="utf-8")
    wider = text.replace("{rating: green, channel: instagram}", "{rating: green, channel: [instagram, x]}")
    path.write_text(wider, encoding="utf-8")
    found = next(one for one in desk.tiers() if one.id == TIER)
    assert (found.state, found.why) == ("closed", "The rule was changed since it was signed open.")
    assert ask(desk, clock).status == "waiting"
    assert desk.open_tier(TIER, "ana", "test").state == "open"


def test_a_tier_that_was_closed_meanwhile_lets_nothing_out(desk: Desk, clock: ManualClock) -> None:
    opened(desk)
    later = clock.now() + timedelta(days=2)
    view = scenes.ask(desk, scenes.CAPTION, when=later)
    assert view.status == "scheduled"
    desk.close_tier(TIER, "We change the bottle.", "ana", "test")
    clock.advance(timedelta(days=3))
    assert scenes.tick(desk, view.run).status == "waiting"
    assert scenes.published(desk) == []


def test_two_openers_both_sign(tmp_path: Path) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home, openers="brand, legal")
    desk = a_desk(home)
    earn(desk)
    assert desk.open_tier(TIER, "ana", "test").state == "signing"
    with pytest.raises(NotAllowedError, match="signed-already"):
        desk.open_tier(TIER, "ana", "test")
    assert scenes.ask(desk, scenes.CAPTION).status == "waiting"
    found = desk.open_tier(TIER, "tomas", "test")
    assert (found.state, found.signed) == ("open", ("ana", "tomas"))
    with pytest.raises(InputError, match="is open already"):
        desk.open_tier(TIER, "tomas", "test")
    desk.close()


@pytest.mark.parametrize(
    ("user", "error"), [("mara", "wrong-role"), ("edda", "wrong-role"), ("nobody", "There is no user 'nobody'")]
)
def test_who_may_not_open_or_close_is_told(desk: Desk, user: str, error: str) -> None:
    opened(desk)
    with pytest.raises((NotAllowedError, NotFoundError), match=error):
        desk.close_tier(TIER, "why", user, "test")
    desk.close_tier(TIER, "enough", "ana", "test")
    with pytest.raises((NotAllowedError, NotFoundError), match=error):
        desk.open_tier(TIER, user, "test")


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match=r"no tier 'x'. There are: instagram/bottle"):
        desk.open_tier("x", "ana", "test")
    with pytest.raises(InputError, match="is not open"):
        desk.close_tier(TIER, "why", "ana", "test")
    with pytest.raises(InputError, match="needs a reason"):
        desk.close_tier(TIER, "  ", "ana", "test")


def test_a_tiers_signature_is_on_one_text_alone(desk: Desk) -> None:
    opened(desk)
    view = scenes.ask(desk, scenes.CAPTION)
    with desk.ledger.read() as connection:
        draft = drafts.get(connection, view.drafts[0].id)
        version = drafts.version(connection, draft.id)
        approval = approvals.of_draft(connection, draft.id)
        with pytest.raises(UnsignedError, match="not the text that was signed"):
            verify(approval, version, draft, connection, lambda *_: "0" * 64)
        assert runs.get(connection, view.run).status == "published"
