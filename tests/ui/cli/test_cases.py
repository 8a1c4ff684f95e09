"""Cases and the crisis switch from the command line, on a whole desk."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.views import CaseCause
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say
from ui import words

FALSE_ALARM = "I am a journalist at our own magazine, issue 4711. What is the price of the refillable bottle this week?"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock, model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def case(desk: Desk) -> str:
    return scenes.ask(desk, FALSE_ALARM).case or ""


def test_there_are_words_for_every_cause() -> None:
    assert tuple(words.CASE_CAUSES) == get_args(CaseCause)


def test_a_case_is_noted_handed_over_and_shown_whole(say: Say, case: str, clock: ManualClock) -> None:
    assert say("cases", "note", case, "They have our number", "--as", "noor")[0] == 0
    code, out, _ = say("cases", "transfer", case, "tomas", "--reason", "A contract", "--as", "noor")
    assert code == 0
    assert "tomas to take it" in out
    code, out, _ = say("cases", "show", case)
    assert code == 0
    for each in ("They have our number", "noor handed it to tomas", "A contract", "Opened a case", "Clocks: "):
        assert each in out, each
    assert "The documents hold nothing near it." in out
    assert "! " not in say("cases", "list")[1]
    clock.advance(timedelta(hours=8))
    assert "! reach overdue by" in say("cases", "list")[1]
    view = json.loads(say("cases", "show", case, "--json")[1])
    assert {"notes", "history", "steps", "known", "overdue", "assigned_to", "teaches"} <= set(view)


def test_what_the_documents_say_of_a_case_stands_beside_it(desk: Desk, say: Say) -> None:
    text = "I have eczema and your Calm Balm burnt my skin. Can I use it at all?"
    _, out, _ = say("cases", "show", scenes.ask(desk, text).case or "")
    assert "The nearest in the documents:" in out
    assert "↳ " in out


def test_what_a_case_teaches_is_listed_and_taken_back(desk: Desk, say: Say, case: str) -> None:
    assert "Take it first" in say("cases", "resolve", case, "--cause", "handled", "--as", "noor")[2]
    assert say("cases", "take", case, "--as", "noor")[0] == 0
    code, out, _ = say("cases", "resolve", case, "--cause", "not-an-incident", "--note", "Our own", "--as", "noor")
    assert code == 0
    assert "Not an incident: Our own" in out
    (learnt,) = json.loads(say("cases", "learnt", "--json")[1])["learnt"]
    assert learnt["id"] in out
    assert learnt["id"] in say("cases", "learnt")[1]
    assert f"case {case}" in say("triage", FALSE_ALARM)[1]
    code, out, _ = say("cases", "unlearn", learnt["id"], "--as", "joost")
    assert (code, json.loads(say("cases", "learnt", "--json")[1])) == (0, {"learnt": []})
    assert desk.triage(FALSE_ALARM).route == "escalation"


def test_the_crisis_switch_goes_on_and_off_and_says_what_it_holds(desk: Desk, say: Say) -> None:
    assert say("crisis", "status")[1] == "Nothing is held.\n"
    run = scenes.ask(desk, scenes.CAPTION).run
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="minutes")
    code, out, _ = say("crisis", "on", "--brand", "orrelune", "--reason", "A recall", "--until", until, "--as", "noor")
    assert code == 0
    assert "Nothing of orrelune goes out until" in out
    assert scenes.sign(desk, run).status == "scheduled"
    (held,) = json.loads(say("crisis", "status", "--json")[1])["holds"]
    assert (held["kind"], held["reason"], held["by"]) == ("crisis", "A recall", "noor")
    off = json.loads(say("crisis", "off", "--as", "joost", "--json")[1])
    assert (off["crisis"], off["published"], off["holds"]) == (False, [run], [])
    assert say("crisis", "on", "--reason", "Again", "--until", "4h", "--as", "noor")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("crisis", "on", "--reason", "x", "--as", "noor"), "--until"),
        (("crisis", "on", "--until", "2h", "--as", "noor"), "--reason"),
        (("crisis", "on", "--reason", " ", "--until", "2h", "--as", "noor"), "empty"),
        (("crisis", "on", "--reason", "x", "--until", "soon", "--as", "noor"), "'soon'"),
        (("crisis", "on", "--reason", "x", "--until", "2020-01-01", "--as", "noor"), "rule: crisis-end"),
        (("crisis", "on", "--reason", "x", "--until", "2h", "--as", "ana"), "rule: crisis-roles"),
        (("crisis", "on", "--reason", "x", "--until", "2h", "--as", "noor", "--brand", "nobody"), "'nobody'"),
        (("crisis", "off", "--as", "noor"), "rule: crisis-off"),
        (("cases", "unlearn", "n-none", "--as", "noor"), "n-none"),
        (("cases", "resolve", "c-none", "--cause", "because", "--as", "noor"), "because"),
        (("cases", "resolve", "c-none", "--as", "noor"), "--cause"),
        (("cases", "transfer", "c-none", "tomas", "--reason", " ", "--as", "noor"), "empty"),
    ],
)
def test_each_refusal_is_one_line(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say(*arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said
