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
WITH_MORE = sorted(path.parent.name for path in HERE.glob("*/head"))  # 0.1 kept the four gates alone


@pytest.fixture(params=STORES)
def desk(request: pytest.FixtureRequest, home: Path, clock: ManualClock) -> Iterator[Desk]:
    open_kept(HERE / request.param, home)
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_each_paused_run_is_finished(desk: Desk, clock: ManualClock) -> None:
    for run in desk.start():
        desk.wait(run, scenes.PATIENCE)
    runs = {row.status: row.run for row in desk.runs(limit=1000)}  # the oldest of each
    assert set(runs) >= {"choosing", "waiting", "scheduled", "escalated"}
    before = len(scenes.published(desk))

    scenes.submit(desk, runs["choosing"])
    assert scenes.sign(desk, runs["choosing"]).status == "published"

    card = scenes.only(desk, runs["waiting"])
    assert ([mark.user for mark in card.signed], card.open_roles) == (["ana"], ("compliance",))
    assert scenes.sign(desk, runs["waiting"], "ingrid").status == "published"

    case = desk.run(runs["escalated"]).case or ""
    desk.take_case(case, "noor", "test")
    desk.resolve_case(case, "handled", "Called them", "noor", "test")
    assert desk.wait(runs["escalated"], scenes.PATIENCE).status == "resolved"

    clock.advance(LATER - START)
    # the others went out with the same words in the meantime: whoever signed has to look at it again
    assert scenes.tick(desk, runs["scheduled"]).status == "waiting"
    assert scenes.sign(desk, runs["scheduled"]).status == "published"

    assert desk.audit_verify().ok
    assert len(scenes.published(desk)) >= before + 3


@pytest.mark.parametrize("desk", WITH_MORE, indirect=True)
def test_what_else_was_on_its_way_arrives(desk: Desk, request: pytest.FixtureRequest) -> None:
    kept = HERE / request.node.callspec.params["desk"] / "head"
    assert desk.audit_verify((kept.read_text(encoding="utf-8").strip(),)).ok
    for run in desk.start():
        desk.wait(run, scenes.PATIENCE)
    desk.engine.scheduler.tick()
    runs = {row.run: desk.run(row.run) for row in desk.runs(limit=1000)}
    (out,) = [view for view in runs.values() if view.publications]
    assert out.publications[0].status == "delivered"
    (gone,) = [view for view in runs.values() if view.status == "answered"]
    assert gone.request == "[erased]"
    (taken,) = desk.cases("taken")
    desk.resolve_case(taken.id, "handled", "Called them", "noor", "test")
    assert desk.wait(taken.run, scenes.PATIENCE).status == "resolved"
    (risky,) = desk.cases("released")
    assert {each for card in scenes.cards(desk, risky.run) for each in card.conditions} == {"Nobody is recognised"}
    (held,) = desk.release_runs(None, "joost", "test")
    assert scenes.sign(desk, held, "ana", "elif", "ingrid").status == "published"
    assert desk.audit_verify().ok


def test_there_is_a_store_of_a_release() -> None:
    assert STORES
    assert WITH_MORE
