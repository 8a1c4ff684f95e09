"""An agent's tool call on the command line: what it shows, and deciding on it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from agents.gate import go_on, signed
from agents.service import Desk
from tests.agents.desks import a_desk, copy_home
from tests.agents.gate.agents import MAIL, QUESTION, Agent, an_agent, calls, marking, on, sent, talker, told
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


@pytest.fixture
def agent(desk: Desk, tmp_path: Path) -> Agent:
    tool = signed(marking(tmp_path / "sent.txt"), desk=desk, requester="mara")
    agent = an_agent(talker(calls(("send_email", {**MAIL, "body": "Hello\u202e \x1b[2J"}))), [tool], InMemorySaver())
    agent.invoke(QUESTION, on())
    return agent


@pytest.fixture
def approval(agent: Agent, say: Say) -> str:
    (listed,) = json.loads(say("approvals", "list", "--as", "ana", "--json")[1])["approvals"]
    assert (listed["subject_kind"], listed["tool"], listed["run"]) == ("tool_call", "send_email", None)
    return str(listed["id"])


def decide(say: Say, approval: str, *words: str) -> Any:
    code, out, err = say("approvals", "decide", approval, "--as", "ana", *words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_the_arguments_stand_where_a_draft_would(say: Say, approval: str) -> None:
    _, out, _ = say("approvals", "list")
    assert "tool send_email" in out
    code, out, _ = say("approvals", "show", approval)
    assert code == 0
    assert 'to: "kim@example.com"' in out
    assert "\x1b[2J" not in out
    assert "\u202e" not in out
    shown = json.loads(say("approvals", "show", approval, "--json")[1])
    assert (shown["copy"], shown["call"]["arguments"]["subject"]) == (None, "Bottles")


def test_it_is_approved_for_its_agent(say: Say, approval: str, agent: Agent, desk: Desk, tmp_path: Path) -> None:
    assert decide(say, approval, "--approve")["run_status"] is None
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]
    assert len((tmp_path / "sent.txt").read_text().splitlines()) == 1
    code, _, err = say("approvals", "decide", approval, "--as", "ana", "--approve")
    assert (code, "Already approved by ana" in err) == (2, True)


def test_an_edit_takes_json(say: Say, approval: str, agent: Agent, desk: Desk, tmp_path: Path) -> None:
    change = tmp_path / "change.json"
    change.write_text('{"body": "They are here."}', encoding="utf-8")
    assert decide(say, approval, "--edit", str(change))["status"] == "approved"
    go_on(agent, on(), desk)
    assert sent(tmp_path / "sent.txt") == ["kim@example.com|Bottles|They are here."]
    assert "Changed by ana: version 2" in say("approvals", "show", approval)[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("They are here.", "must be a JSON object"),
        ("[1]", "must be a JSON object"),
        ('{"cc": "x"}', "no argument 'cc'"),
        ('{"to": null}', "must be string"),
        ('{"body": NaN}', "are no JSON"),
    ],
)
def test_an_edit_that_does_not_fit_is_one_line(
    say: Say, approval: str, tmp_path: Path, content: str, words: str
) -> None:
    change = tmp_path / "change.json"
    change.write_text(content, encoding="utf-8")
    code, _, err = say("approvals", "decide", approval, "--as", "ana", "--edit", str(change))
    assert (code, len(err.strip().splitlines())) == (2, 1)
    assert words in err


def test_a_person_answers_in_its_place(say: Say, approval: str, agent: Agent, desk: Desk) -> None:
    assert decide(say, approval, "--respond", "I called Kim.")["status"] == "answered"
    assert told(go_on(agent, on(), desk)) == [("success", "I called Kim.")]
    assert approval in say("approvals", "list", "--status", "answered")[1]


def test_policy_says_why(say: Say, approval: str, desk: Desk) -> None:
    code, out, _ = say("policy", "explain", approval)
    assert code == 0
    assert "the rating is green; here it is not known" in out
    assert "→ sign: brand (no-rule-matched)" in out
    stricter = "version: 1\ncurrency: EUR\nrules:\n  - id: mail\n    because: Legal reads letters.\n"
    stricter += "    when: {tool: send_email}\n    then: {sign: [brand, legal]}\n"
    told = desk.simulate(stricter)
    (change,) = told.changes
    assert (change.tool, change.effect, change.rule_after) == ("send_email", "stricter", "mail")
    assert "(tool send_email, pending): stricter" in str(told)
