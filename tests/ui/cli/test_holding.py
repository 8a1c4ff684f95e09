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
    assert "copydesk lift --brand orrelune --as USER" in out
    clock.advance(timedelta(hours=2))
    assert scenes.tick(desk, run).status == "scheduled"
    code, out, _ = say("lift", "--as", "noor", "--json")
    said = json.loads(out)
    assert said == {"brand": "orrelune", "held": False, "by": "noor", "published": [run], "holds": []}
    assert desk.run(run).status == "published"
    records = [(each["event"], desk.audit_name(each["actor"]), each["door"]) for each in desk.audit_export()]
    assert ("brand.held", "ana", "cli") in records
    assert ("brand.lifted", "noor", "cli") in records


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("hold", "--as", "ana"), "--reason"),
        (("hold", "--reason", "why"), "--as"),
        (("hold", "--reason", " ", "--as", "ana"), "empty"),
        (("hold", "--reason", "why", "--as", "ana", "--brand", "nobody"), "'nobody'"),
        (("hold", "--reason", "why", "--as", "edda"), "edda"),
        (("lift", "--as", "ana"), "on-call"),
        (("lift",), "--as"),
        (("lift", "--as", "noor"), "rule: nothing-held"),
    ],
)
def test_what_cannot_be_held_or_lifted_is_named(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say(*arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said


def test_lifting_a_hold_leaves_a_crisis_on_and_says_how_to_end_it(desk: Desk, clock: ManualClock, say: Say) -> None:
    run = scenes.asked(desk).run
    scenes.sign(desk, run, "ana")
    desk.crisis_on(None, "A recall of the pump", clock.now() + timedelta(hours=1), "noor", "test")
    code, out, err = say("lift", "--as", "noor")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "copydesk crisis off --brand orrelune" in err
    assert [each.kind for each in desk.holds()] == ["crisis"]
    desk.hold(None, "A typo", "ana", "test")
    code, out, _ = say("lift", "--as", "noor")
    assert code == 0
    assert "A crisis is on: copydesk crisis off --brand orrelune" in out
    assert "publishes again" not in out
    assert [each.kind for each in desk.holds()] == ["crisis"]
