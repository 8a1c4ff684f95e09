"""A figure of a suite that moved waits for Data Science beside every brand, once, and a person's words end it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.insights.drift import look
from agents.insights.intervals import difference, share
from agents.insights.suites import SuiteMove, open_moves
from agents.insights.targets import Alarms
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views.insights import SuiteFigure
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


def a_move(figure: str = "right") -> SuiteMove:
    now, before = share(30, 50), share(50, 50)
    change = difference(now, before)
    assert change is not None
    suite = SuiteFigure(suite="policy", figure=figure, paired=True, run="b.json", run_before="a.json")
    since = START - timedelta(days=7)
    return SuiteMove(suite=suite, now=now, before=before, change=change, since=since, until=START)


def test_a_move_is_opened_once_and_shown_whole_beside_every_brand(desk: Desk) -> None:
    desk.insights()
    ids = open_moves(desk.ledger, [a_move(), a_move("gap")])
    assert open_moves(desk.ledger, [a_move(), a_move("gap")]) == ()
    assert scenes.events(desk).count("drift.opened") == 2
    for brand in (None, desk.home.init("Another").brand.id):
        shown = {one.id: one for one in desk.insights(brand=brand).drifts}
        assert shown.keys() == set(ids)
        one = shown[a_move().id]
        assert (one.measure, one.suite, one.role) == (None, a_move().suite, "data-science")
        assert (one.now, one.before, one.change) == (a_move().now, a_move().before, a_move().change)
        assert (one.since, one.until) == (a_move().since, START)


def test_data_science_puts_its_words_on_record(desk: Desk) -> None:
    (id,) = open_moves(desk.ledger, [a_move()])
    with pytest.raises(NotAllowedError, match="Data Science or an admin"):
        desk.decide_drift(id, "fine", "ana", "test")
    said = desk.decide_drift(id, "The new rule pack is at fault; it is taken back.", "joost", "test")
    assert (said.decided_by, said.suite) == ("joost", a_move().suite)
    assert scenes.events(desk)[-1] == "drift.decided"


def test_measures_of_decisions_are_looked_at_as_before(desk: Desk) -> None:
    open_moves(desk.ledger, [a_move()])
    assert look(desk.ledger, "orrelune", Alarms(role="brand"), START) == ()
