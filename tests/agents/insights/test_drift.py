"""A measure that moved opens a decision for a named role, once, and a person's words end it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.insights.drift import last_period, look, moved
from agents.insights.intervals import Figure, share
from agents.insights.targets import Alarms
from agents.ledger.database import Ledger
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views.insights import DriftView
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.insights.past import BRAND, EDITED, Past

ALARMS = Alarms(role="brand", days=30)
PERIOD = last_period(30, START)
NOW = PERIOD.since + timedelta(days=5)
THEN = PERIOD.before + timedelta(days=5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


def moving(ledger: Ledger, *, edited_now: int, edited_then: int, each: int = 40) -> None:
    """As many drafts in each period, and so many of them edited."""
    past = Past()
    for begin, edited in ((NOW, edited_now), (THEN, edited_then)):
        for number in range(each):
            past.draft(begin + timedelta(minutes=number), edited=EDITED if number < edited else None)
    past.write(ledger)


def opened(desk: Desk) -> list[DriftView]:
    return list(desk.insights().drifts)


def test_what_moved_is_opened_once_for_the_named_role(desk: Desk) -> None:
    moving(desk.ledger, edited_now=20, edited_then=4)
    found = look(desk.ledger, BRAND, ALARMS, START)
    assert {one.measure for one in opened(desk)} == {"first_pass", "changed"}
    one = next(one for one in opened(desk) if one.measure == "changed")
    assert (one.role, one.now.value, one.before.value, one.change.clear) == ("brand", 0.5, 0.1, True)
    assert (one.since, one.until) == (PERIOD.since, PERIOD.until)
    behind = desk.insight_runs("changed", None, one.since, one.until)
    assert behind.total == one.now.n == 40
    assert len(found) == 2
    assert look(desk.ledger, BRAND, ALARMS, START + timedelta(hours=1)) == ()
    assert scenes.events(desk).count("drift.opened") == 2


@pytest.mark.parametrize(("now", "then", "each"), [(4, 4, 40), (6, 4, 40), (9, 0, 19), (0, 0, 0)])
def test_chance_and_few_cases_open_nothing(desk: Desk, now: int, then: int, each: int) -> None:
    moving(desk.ledger, edited_now=now, edited_then=then, each=each)
    assert look(desk.ledger, BRAND, ALARMS, START) == ()


def test_only_measures_that_are_watched_are_opened(desk: Desk) -> None:
    moving(desk.ledger, edited_now=20, edited_then=4)
    look(desk.ledger, BRAND, Alarms(role="brand", measures=("changed",)), START)
    assert [one.measure for one in opened(desk)] == ["changed"]


def test_the_scheduler_looks_where_the_file_names_a_role(desk: Desk) -> None:
    moving(desk.ledger, edited_now=20, edited_then=4)
    desk.engine.scheduler.tick()
    assert opened(desk) == []
    (desk.home.folder().path / "targets.yaml").write_text("alarms: {role: legal}\n", encoding="utf-8")
    assert isinstance(desk.clock, ManualClock)
    desk.clock.advance(timedelta(hours=1))
    desk.engine.scheduler.tick()
    assert {one.role for one in opened(desk)} == {"legal"}


def test_a_broken_file_stops_no_clock_and_is_said_beside_the_figures(desk: Desk) -> None:
    (desk.home.folder().path / "targets.yaml").write_text("alarms: {role: chief}\n", encoding="utf-8")
    desk.engine.scheduler.tick()
    problem = desk.insights().problem
    assert problem is not None
    assert "targets.yaml, line 1: 'alarms.role'" in problem


def test_the_named_role_puts_its_words_on_record_once(desk: Desk) -> None:
    moving(desk.ledger, edited_now=20, edited_then=4)
    id = look(desk.ledger, BRAND, ALARMS, START)[0]
    for user in ("mara", "tomas", "edda"):
        with pytest.raises(NotAllowedError, match=r"Brand or an admin|auditor, who reads"):
            desk.decide_drift(id, "fine", user, "test")
    with pytest.raises(InputError, match="in words"):
        desk.decide_drift(id, "  ", "ana", "test")
    said = desk.decide_drift(id, " New voice guide since May. ", "ana", "test")
    assert (said.decided_by, said.decided_at, said.words) == ("ana", START, "New voice guide since May.")
    with pytest.raises(InputError, match="was decided about by ana"):
        desk.decide_drift(id, "again", "ana", "test")
    assert [one.id for one in opened(desk)][-1] == id
    assert scenes.events(desk)[-1] == "drift.decided"
    with pytest.raises(NotFoundError, match="no moved measure 'm-x'"):
        desk.decide_drift("m-x", "fine", "ana", "test")


def test_periods_have_fixed_ends() -> None:
    first = last_period(30, START)
    assert first.until <= START < first.until + timedelta(days=30)
    assert last_period(30, first.until + timedelta(days=29, hours=23)) == first
    assert last_period(30, first.until + timedelta(days=30)).since == first.until


def test_an_interval_that_is_missing_moves_nothing() -> None:
    assert moved(Figure(n=50, value=1.0), share(1, 50)) is None
    assert moved(Figure(n=50), share(1, 50)) is None
