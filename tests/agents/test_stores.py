"""Stores of earlier releases, with paused runs, open in this one, and each run is finished."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk
from tests.agents.stores.make import HERE, LATER, open_kept

STORES = sorted(path.parent.name for path in HERE.glob("*/ledger.db.gz"))


@pytest.fixture(params=STORES)
def desk(request: pytest.FixtureRequest, home: Path, clock: ManualClock) -> Iterator[Desk]:
    open_kept(HERE / request.param, home)
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_each_paused_run_is_finished(desk: Desk, clock: ManualClock) -> None:
    for run in desk.start():
        desk.wait(run, scenes.PATIENCE)
    runs = {row.status: row.run for row in desk.runs()}
    assert set(runs) == {"choosing", "waiting", "scheduled", "escalated"}

    scenes.submit(desk, runs["choosing"])
    assert scenes.sign(desk, runs["choosing"]).status == "published"

    card = scenes.only(desk, runs["waiting"])
    assert ([mark.user for mark in card.signed], card.open_roles) == (["ana"], ("compliance",))
    assert scenes.sign(desk, runs["waiting"], "ingrid").status == "published"

    case = desk.run(runs["escalated"]).case or ""
    desk.take_case(case, "noor", "test")
    desk.resolve_case(case, "Allergy", "", "noor", "test")
    assert desk.wait(runs["escalated"], scenes.PATIENCE).status == "resolved"

    clock.advance(LATER - START)
    # the others went out with the same words in the meantime: whoever signed has to look at it again
    assert scenes.tick(desk, runs["scheduled"]).status == "waiting"
    assert scenes.sign(desk, runs["scheduled"]).status == "published"

    assert desk.audit_verify().ok
    assert len(scenes.published(desk)) == 3


def test_there_is_a_store_of_a_release() -> None:
    assert STORES
