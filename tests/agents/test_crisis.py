"""The crisis switch: nothing of a brand goes out while it is on; it goes off by itself, or by hand."""

from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import a_desk

HOUR = timedelta(hours=1)


def test_what_is_signed_waits_and_goes_out_when_it_is_switched_off(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    switched = desk.crisis_on(None, "A recall of the pump", clock.now() + HOUR, "noor", "test")
    assert (switched.brand, switched.kind, switched.by, switched.until) == (
        "orrelune",
        "crisis",
        "noor",
        clock.now() + HOUR,
    )
    assert scenes.sign(desk, run).status == "scheduled"
    assert desk.run(run).waiting_for == "Signed; held: A recall of the pump"
    assert scenes.published(desk) == []
    assert desk.holds() == desk.holds("orrelune") == (switched,)
    desk.crisis_off(None, "joost", "test")
    assert desk.wait(run, scenes.PATIENCE).status == "published"
    assert desk.holds() == ()
    assert [each for each in scenes.events(desk) if each.startswith("crisis")] == ["crisis.on", "crisis.off"]


def test_at_its_end_it_goes_off_by_itself_once_also_after_a_restart(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock)
    desk.crisis_on(None, "A recall of the pump", clock.now() + HOUR, "noor", "test")
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.sign(desk, run)
    clock.advance(HOUR - timedelta(seconds=1))
    assert scenes.tick(desk, run).status == "scheduled"
    desk.close()
    clock.advance(timedelta(days=3))
    for _ in range(2):
        desk = a_desk(home, clock=clock)
        desk.start()
        assert scenes.tick(desk, run).status in {"published", "waiting"}
        off = [each for each in desk.audit_export() if each["event"] == "crisis.off"]
        assert [(each["actor"], each["door"]) for each in off] == [("clock", "clock")]
        assert desk.holds() == ()
        desk.close()


@pytest.mark.parametrize("user", ["mara", "ana", "tomas", "edda"])
def test_the_same_roles_switch_it_on_and_off(desk: Desk, clock: ManualClock, user: str) -> None:
    with pytest.raises(NotAllowedError, match="crisis-roles"):
        desk.crisis_on(None, "Because", clock.now() + HOUR, user, "test")
    desk.crisis_on(None, "Because", clock.now() + HOUR, "joost", "test")
    with pytest.raises(NotAllowedError, match="crisis-roles"):
        desk.crisis_off(None, user, "test")
    assert len(desk.holds()) == 1


def test_whoever_stands_in_works_it_too_and_who_is_disabled_does_not(desk: Desk, clock: ManualClock) -> None:
    desk.set_absent("noor", clock.now() + HOUR, "noor", "test", deputy="ana")
    desk.crisis_on(None, "Because", clock.now() + HOUR, "ana", "test")
    desk.disable_user("noor", "joost", "test")
    with pytest.raises(NotAllowedError, match="disabled-user"):
        desk.crisis_off(None, "noor", "test")


def test_each_refusal_names_its_rule(desk: Desk, clock: ManualClock) -> None:
    with pytest.raises(InputError, match="crisis-reason"):
        desk.crisis_on(None, " ", clock.now() + HOUR, "noor", "test")
    with pytest.raises(InputError, match="crisis-end"):
        desk.crisis_on(None, "Because", clock.now(), "noor", "test")
    with pytest.raises(InputError, match="crisis-zone"):
        desk.crisis_on(None, "Because", (clock.now() + HOUR).replace(tzinfo=None), "noor", "test")
    with pytest.raises(InputError, match="rule: crisis-off"):
        desk.crisis_off(None, "noor", "test")
    desk.crisis_on(None, "Because", clock.now() + HOUR, "noor", "test")
    with pytest.raises(InputError, match="on already, by noor, until 2026-11-20 10:00 UTC"):
        desk.crisis_on(None, "Because", clock.now() + HOUR, "joost", "test")


def test_a_hold_outlives_the_crisis_and_a_crisis_outlives_a_lift(desk: Desk, clock: ManualClock) -> None:
    desk.hold(None, "A typo", "ana", "test")
    desk.crisis_on(None, "Because", clock.now() + HOUR, "noor", "test")
    desk.crisis_off(None, "noor", "test")
    assert [each.kind for each in desk.holds()] == ["hold"]
    desk.crisis_on(None, "Because", clock.now() + HOUR, "noor", "test")
    desk.lift(None, "noor", "test")
    assert [each.kind for each in desk.holds()] == ["crisis"]
    with pytest.raises(NotAllowedError, match="crisis-on"):
        desk.lift(None, "noor", "test")
    clock.advance(HOUR)
    desk.engine.scheduler.tick()
    assert desk.holds() == ()
    assert scenes.events(desk).count("crisis.off") == 2


def test_the_record_holds_no_word_of_the_reason(desk: Desk, clock: ManualClock) -> None:
    desk.crisis_on(None, "zorgvuldig", clock.now() + HOUR, "noor", "test")
    (record,) = [each for each in desk.audit_export() if each["event"] == "crisis.on"]
    assert "zorgvuldig" not in str(record)
    assert record["details"]["until"] == "2026-11-20T10:00:00+00:00"
    assert desk.audit_verify().ok
