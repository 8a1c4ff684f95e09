"""Holding a brand's publications from the command line, and letting them go."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock, model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_what_is_held_waits_and_goes_out_once_lifted(desk: Desk, clock: ManualClock, say: Say) -> None:
    run = scenes.ask(desk, scenes.CAPTION, when=START + timedelta(hours=1)).run
    scenes.sign(desk, run)
    code, out, _ = say("hold", "--reason", "A recall of the pump", "--as", "ana", "--brand", "orrelune")
    assert code == 0
    assert "A recall of the pump" in out
    assert "copydesk lift --brand orrelune" in out
    clock.advance(timedelta(hours=2))
    assert scenes.tick(desk, run).status == "scheduled"
    code, out, _ = say("lift", "--json")
    assert json.loads(out) == {"brand": "orrelune", "held": False, "by": "joost", "published": [run]}
    assert desk.run(run).status == "published"
    records = [(each["event"], desk.audit_name(each["actor"]), each["door"]) for each in desk.audit_export()]
    assert ("brand.held", "ana", "cli") in records
    assert ("brand.lifted", "joost", "cli") in records


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("hold",), "--reason"),
        (("hold", "--reason", " "), "empty"),
        (("hold", "--reason", "why", "--brand", "nobody"), "'nobody'"),
        (("hold", "--reason", "why", "--as", "edda"), "edda"),
        (("lift", "--as", "ana"), "on-call"),
        (("lift",), "Nothing holds"),
    ],
)
def test_what_cannot_be_held_or_lifted_is_named(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say(*arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said
