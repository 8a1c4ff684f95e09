"""Who stands in for whom, and when."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clock import ManualClock
from agents.ledger import people
from agents.service import Desk
from agents.signing.deputies import acting, everybody, standing_in_for
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home

WEEK = START + timedelta(days=7)
NAMES = ["a", "b", "c", "d"]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock)
    yield desk
    desk.close()


def away(desk: Desk, name: str, deputy: str | None, *, until: datetime = WEEK, by: str | None = None) -> None:
    desk.set_absent(name, until, by or name, "test", deputy=deputy)


def test_a_deputy_signs_in_the_others_role_and_the_record_names_them(desk: Desk) -> None:
    run = scenes.asked(desk).run
    assert desk.approvals(user="tomas") == ()
    away(desk, "ana", "tomas")
    assert [one.run for one in desk.approvals(user="tomas")] == [run]
    assert scenes.sign(desk, run, "tomas").status == "published"
    (mark,) = scenes.only(desk, run).signed
    assert (mark.user, mark.role) == ("tomas", "brand")
    assert "user.absent" in scenes.events(desk)


def test_only_while_they_are_away(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    desk.set_absent("ana", WEEK, "ana", "test", since=START + timedelta(hours=2), deputy="tomas")
    with pytest.raises(NotAllowedError, match="wrong-role"):
        scenes.sign(desk, run, "tomas")
    clock.advance(timedelta(hours=3))
    assert desk.approvals(user="tomas")
    desk.set_back("ana", "ana", "test")
    assert desk.approvals(user="tomas") == ()
    away(desk, "ana", "tomas")
    clock.advance(timedelta(days=8))
    assert desk.approvals(user="tomas") == ()


def test_one_person_still_fills_one_place(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.SKIN)  # Brand and Compliance
    away(desk, "ingrid", "ana")
    assert scenes.sign(desk, view.run, "ana").status == "waiting"
    with pytest.raises(NotAllowedError):
        scenes.sign(desk, view.run, "ana")


def test_nobody_signs_their_own_request_for_somebody_else(desk: Desk) -> None:
    run = scenes.asked(desk).run
    away(desk, "ana", "mara", by="joost")
    with pytest.raises(NotAllowedError, match="own-request"):
        scenes.sign(desk, run, "mara")


def test_a_deputy_who_is_away_passes_it_on(desk: Desk) -> None:
    run = scenes.asked(desk).run
    away(desk, "ana", "tomas")
    away(desk, "tomas", "pieter")
    assert desk.approvals(user="tomas") == ()
    assert scenes.sign(desk, run, "pieter").status == "published"


def test_who_runs_the_desk_is_not_lent(desk: Desk) -> None:
    away(desk, "joost", "tomas")
    with pytest.raises(NotAllowedError, match="admin"):
        desk.add_user("new", ("brand",), "New", "tomas", "test")


@pytest.mark.parametrize(
    ("name", "deputy", "by", "why"),
    [
        ("ana", "ana", "ana", "rule: own-deputy"),
        ("ana", "edda", "ana", "rule: deputy-auditor"),
        ("ana", "nobody", "ana", "no user 'nobody'.*rule: unknown-user"),
        ("nobody", None, "joost", "no user 'nobody'"),
        ("ana", "tomas", "mara", "own-absence"),
        ("tomas", "ana", "tomas", "rule: deputy-circle"),
    ],
)
def test_what_cannot_be_is_one_line(desk: Desk, name: str, deputy: str | None, by: str, why: str) -> None:
    away(desk, "pieter", "tomas")
    away(desk, "ana", "pieter")
    with pytest.raises((InputError, NotAllowedError, NotFoundError), match=why):
        away(desk, name, deputy, by=by)


def test_days_in_the_wrong_order_and_people_who_are_here(desk: Desk) -> None:
    with pytest.raises(InputError, match="rule: absence-dates"):
        away(desk, "ana", None, until=START - timedelta(days=1))
    with pytest.raises(InputError, match=r"ana is not away.*rule: not-away"):
        desk.set_back("ana", "ana", "test")


@given(st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES)))
def test_work_ends_with_one_person_who_is_here_or_with_nobody(absent) -> None:
    found = {name: standing_in_for(name, absent) for name in NAMES}
    for name in absent:
        ends = [other for other, people in found.items() if name in people]
        assert len(ends) <= 1
        assert all(end not in absent for end in ends)


def test_all_are_read_at_once_as_they_are_one_by_one(desk: Desk) -> None:
    away(desk, "ana", "tomas")
    away(desk, "tomas", "noor")
    away(desk, "joost", "noor")
    now = desk.clock.now()
    with desk.ledger.read() as connection:
        one_by_one = tuple(acting(connection, row.name, now) for row in people.listing(connection))
        assert everybody(connection, now) == one_by_one
    noor = next(person for person in one_by_one if person.name == "noor")
    assert {"brand", "legal", "on-call"} <= set(noor.roles)
    assert "admin" not in noor.roles
