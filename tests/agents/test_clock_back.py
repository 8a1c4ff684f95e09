"""A clock that jumps back does no harm: nothing happens twice, nothing is undone, nobody is kept waiting for it."""

from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.decision import Approve
from agents.signing.errors import AlreadyDecidedError, SignInError, TooManyAttemptsError
from agents.signing.passwords import Passwords
from agents.signing.sign_in import SignIn
from tests.agents import scenes
from tests.agents.desks import START

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_what_is_signed_before_its_own_filing_counts(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk, scenes.SKIN).run
    assert scenes.sign(desk, run, "ana").status == "waiting"
    clock.advance(-DAY)
    assert scenes.sign(desk, run, "ingrid").status == "published"
    assert [mark.user for mark in scenes.only(desk, run).signed] == ["ana", "ingrid"]
    assert desk.audit_verify().ok


def test_what_has_expired_stays_so(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    clock.advance(DAY)
    assert scenes.tick(desk, run).status == "expired"
    clock.advance(-2 * DAY)
    assert scenes.tick(desk, run).status == "expired"
    with pytest.raises(AlreadyDecidedError, match="expired by the deadline"):
        scenes.decide(desk, scenes.only(desk, run).id, Approve())
    assert scenes.published(desk) == []
    assert scenes.events(desk).count("approval.expired") == 1


def test_the_chain_is_asked_once_and_the_deadline_stays_where_it_was(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    due = scenes.only(desk, run).due
    clock.advance(DAY * 0.75)
    scenes.tick(desk, run)
    clock.advance(-DAY)
    scenes.tick(desk, run)
    clock.advance(DAY)
    scenes.tick(desk, run)
    assert scenes.events(desk).count("approval.chain_asked") == 1
    assert scenes.only(desk, run).due == due
    clock.advance(DAY * 0.25)
    assert scenes.tick(desk, run).status == "expired"


def test_a_reminder_comes_once(desk: Desk, clock: ManualClock) -> None:
    scenes.asked(desk)
    for step in (5 * HOUR, -4 * HOUR, 4 * HOUR, HOUR):
        clock.advance(step)
        desk.engine.notices.tick()
    assert scenes.events(desk).count("approval.reminded") == 1


def test_a_timed_publication_waits_for_its_time_and_goes_out_once(desk: Desk, clock: ManualClock) -> None:
    run = scenes.ask(desk, scenes.CAPTION, when=START + 2 * HOUR).run
    assert scenes.sign(desk, run, "ana").status == "scheduled"
    clock.advance(-HOUR)
    assert scenes.tick(desk, run).status == "scheduled"
    clock.advance(3 * HOUR)
    assert scenes.tick(desk, run).status == "published"
    clock.advance(-3 * HOUR)
    assert scenes.tick(desk, run).status == "published"
    assert len(scenes.published(desk)) == 1


def test_a_delivery_that_failed_is_not_kept_waiting(desk: Desk, home: Path, clock: ManualClock) -> None:
    blocked = home / "outbox"
    blocked.write_text("in the way", encoding="utf-8")
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.sign(desk, run, "ana")
    scenes.tick(desk, run)
    assert scenes.published(desk) == []
    blocked.unlink()
    clock.advance(-HOUR)
    scenes.tick(desk, run)
    assert len(scenes.published(desk)) == 1


def test_who_mistyped_is_not_barred_until_the_clock_has_caught_up(desk: Desk, clock: ManualClock) -> None:
    desk.set_password("ana", "a few words in a row", "joost", "test")
    gate = SignIn(desk.ledger, Passwords())
    for _ in range(5):
        with pytest.raises(SignInError):
            gate.check("ana", "wrong words in a row")
    clock.advance(-HOUR)
    with pytest.raises(TooManyAttemptsError):
        gate.check("ana", "a few words in a row")
    clock.advance(timedelta(seconds=2))
    gate.check("ana", "a few words in a row")
