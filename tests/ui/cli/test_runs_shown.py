"""A request in a terminal is told in the words of its page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say
from ui.texts import say as text


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_a_choice_is_called_what_it_was_and_what_was_left_is_not_called_withdrawn(desk: Desk, say: Say) -> None:
    run = scenes.ask(desk, "Two Instagram captions for the Calm Balm", hold=True)
    picked, left = (draft.id for draft in run.drafts)
    scenes.tweak(desk, run.run, picked, "A calm line for the evening.")
    code, shown, _ = say("runs", "show", run.run)
    assert code == 0
    assert text("words.step_changed") in shown
    assert "Chosen and submitted" not in shown
    code, _, told = say("runs", "rewrite", run.run, "--draft", picked, "--notes", "Shorter", "--as", "mara")
    assert (code, told.count(text("words.step_anew")), "Chosen and submitted" in told) == (0, 1, False)
    code, _, told = say("runs", "submit", run.run, "--draft", picked, "--as", "mara")
    assert (code, told.count("Chosen and submitted: 1 submitted")) == (0, 1)
    _, shown, _ = say("runs", "show", run.run)
    assert shown.count("Chosen and submitted") == 1
    (line,) = (line for line in shown.splitlines() if left in line)
    assert (text("words.not_picked") in line, "Withdrawn" in line) == (True, False)
    view = json.loads(say("runs", "show", run.run, "--json")[1])
    assert {draft["id"]: draft["status"] for draft in view["drafts"]}[left] == "withdrawn"


def test_the_drafts_of_a_withdrawn_request_are_called_withdrawn(desk: Desk, say: Say) -> None:
    run = scenes.asked(desk, hold=True)
    desk.wait(desk.withdraw(run.run, "mara", "cli").run, scenes.PATIENCE)
    _, shown, _ = say("runs", "show", run.run)
    (line,) = (line for line in shown.splitlines() if run.drafts[0].id in line)
    assert ("Withdrawn" in line, text("words.not_picked") in line) == (True, False)
    assert "Chosen and submitted" not in shown
