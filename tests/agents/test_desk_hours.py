"""Working hours at a desk that runs: deadlines, reminders and the chain wait for people; cases do not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk

# START is Friday, 20 November 2026, 10:00 in Berlin
HOURS = """
hours:
  everybody: {days: mon-fri, from: "09:00", to: "17:00", zone: Europe/Berlin, holidays: DE-BE, closed: [2026-11-23]}
  compliance: {days: mon-fri, from: "09:00", to: "17:00", zone: America/New_York}
"""
HOUR = timedelta(hours=1)
Write = Callable[..., None]


@pytest.fixture
def write(home: Path) -> Write:
    """The sample's policy with other lengths of time."""

    def write(deadline: str = "1 working day", remind: str = "4 working hours", old: str = "", new: str = "") -> None:
        path = home / "brands" / "orrelune" / "policy.yaml"
        text = path.read_text(encoding="utf-8")
        text = text.replace("deadline: 24h", f"deadline: {deadline}").replace("remind: 4h", f"remind: {remind}")
        path.write_text(text.replace(old, new) + HOURS, encoding="utf-8")

    return write


def test_a_deadline_waits_over_a_weekend_and_a_day_off(desk: Desk, write: Write, clock: ManualClock) -> None:
    write()
    run = scenes.ask(desk, scenes.CAPTION).run
    card = scenes.only(desk, run)
    assert card.due == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert card.due_why == ("weekend", "23 November")
    assert card.due_zones == {"brand": "Europe/Berlin", "admin": "Europe/Berlin"}
    clock.advance(timedelta(days=3))  # Monday, a day off
    assert scenes.tick(desk, run).status == "waiting"
    clock.advance(timedelta(hours=22.5))  # Tuesday, 08:30
    assert scenes.tick(desk, run).status == "waiting"
    clock.advance(HOUR * 1.5)
    assert scenes.tick(desk, run).status == "expired"


def test_the_chain_is_asked_while_somebody_works(desk: Desk, write: Write, clock: ManualClock) -> None:
    write()
    run = scenes.ask(desk, scenes.CAPTION).run
    for hours, asked in ((5.9, 0), (0.1, 1)):  # three quarters of eight hours
        clock.advance(HOUR * hours)
        scenes.tick(desk, run)
        assert scenes.events(desk).count("approval.chain_asked") == asked


def test_reminders_come_in_working_time(desk: Desk, write: Write, clock: ManualClock) -> None:
    write(remind="7 working hours")
    scenes.ask(desk, scenes.CAPTION)
    for hours, told in ((6.9, 0), (0.2, 1), (24, 1)):
        clock.advance(HOUR * hours)
        desk.engine.notices.tick()
        assert scenes.events(desk).count("approval.reminded") == told


def test_the_role_that_is_through_last_sets_the_deadline(desk: Desk, write: Write) -> None:
    write()
    card = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)  # Brand and Compliance
    assert card.roles == ("brand", "compliance")
    assert card.due == datetime(2026, 11, 24, 9, tzinfo=UTC), "New York is through on Friday, Berlin on Tuesday"
    assert card.due_zones["compliance"] == "America/New_York"


def test_it_survives_a_restart_and_a_change_of_the_hours(
    desk: Desk, home: Path, write: Write, clock: ManualClock
) -> None:
    write()
    run = scenes.ask(desk, scenes.CAPTION).run
    desk.close()
    path = home / "brands" / "orrelune" / "policy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"09:00"', '"06:00"'), encoding="utf-8")
    again = a_desk(home, clock=clock)
    clock.advance(datetime(2026, 11, 24, 8, 59, tzinfo=UTC) - START)
    assert scenes.tick(again, run).status == "waiting"
    clock.advance(timedelta(minutes=1))
    assert scenes.tick(again, run).status == "expired"
    assert scenes.events(again).count("approval.expired") == 1
    again.close()


def test_an_edit_begins_a_round_with_time_of_its_own(desk: Desk, write: Write, clock: ManualClock) -> None:
    write()
    run = scenes.ask(desk, scenes.SKIN).run
    clock.advance(timedelta(days=2))
    card = scenes.only(desk, run)
    scenes.edit(desk, card.id, "A balm, tested with 40 people.", digest=card.digest)
    assert scenes.only(desk, run).due == datetime(2026, 11, 24, 16, tzinfo=UTC)  # all of Tuesday


def test_the_clocks_of_a_case_never_pause(desk: Desk, write: Write, clock: ManualClock) -> None:
    write()
    clock.advance(timedelta(days=1))  # Saturday
    case = desk.case(scenes.ask(desk, scenes.RASH).case or "")
    assert case.severity == "P1"
    assert case.transfer_due - clock.now() == timedelta(minutes=2)
    assert case.acknowledge_due - clock.now() == timedelta(minutes=10)


def test_clocks_of_a_case_in_working_time_are_refused(desk: Desk, write: Write) -> None:
    write(old="P1: {transfer: 2m,", new="P1: {transfer: 2 working minutes,")
    with pytest.raises(InputError) as caught:
        scenes.ask(desk, scenes.CAPTION)
    assert "'2 working minutes' would pause, and this clock never does: write 30m, 24h or 2d" in str(caught.value)


def test_by_the_clock_nothing_waits(desk: Desk, write: Write) -> None:
    write(deadline="24h", remind="4h")
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert (card.due, card.due_why) == (START + timedelta(days=1), ())
    assert card.due_zones["brand"] == "Europe/Berlin"
