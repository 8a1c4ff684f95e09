"""What is kept of a tool call: who is told of it, its erasure, and what a restored home makes of it."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver

from agents.backup.restore import restore
from agents.erasing.erasure import Erasure
from agents.gate import go_on, signed
from agents.ledger.schema import effects, tool_call_versions
from agents.service import Desk
from agents.signing.call_filing import MAYBE
from agents.signing.decision import Approve, Reject
from knowledge.errors import InputError
from tests.agents.desks import a_desk
from tests.agents.gate.agents import MAIL, QUESTION, Agent, an_agent, calls, marking, on, sent, talker, told

Saver = BaseCheckpointSaver[Any]


@pytest.fixture
def agent(desk: Desk, saver: Saver, marks: Path) -> Agent:
    agent = an_agent(talker(calls(("send_email", MAIL))), [signed(marking(marks), desk=desk, requester="mara")], saver)
    agent.invoke(QUESTION, on())
    return agent


def only(desk: Desk) -> str:
    (view,) = desk.approvals()
    return view.id


def test_words_are_erased_once_it_has_ended_and_the_record_stays_whole(desk: Desk, agent: Agent) -> None:
    with pytest.raises(InputError, match="Not ended yet"):
        desk.erase(Erasure(text="kim@example.com"), "joost", "cli")
    id = only(desk)
    desk.decide(id, Approve(), "ana", "cli")
    with pytest.raises(InputError, match="Not ended yet"):
        desk.erase(Erasure(text="kim@example.com"), "joost", "cli")
    go_on(agent, on(), desk)
    found = desk.erase(Erasure(text="kim@example.com"), "joost", "cli")
    assert {"tool_calls", "tool_call_versions", "effects"} <= set(found.rows)
    with desk.ledger.read() as connection:
        assert connection.execute(tool_call_versions.select()).one().arguments == {}
        assert "kim" not in str(connection.execute(effects.select()).one().outcome)
    assert desk.approval(id).status == "approved"
    assert desk.audit_verify().ok
    with pytest.raises(InputError, match="Nothing of it is kept"):
        desk.erase(Erasure(text="kim@example.com"), "joost", "cli")


def test_a_reason_is_erased_with_it(desk: Desk, agent: Agent) -> None:
    id = only(desk)
    desk.decide(id, Reject(reason="Write to Quastenberg instead."), "ana", "cli")
    go_on(agent, on(), desk)
    desk.erase(Erasure(text="Quastenberg"), "joost", "cli")
    with desk.ledger.read() as connection:
        from agents.ledger import approvals

        assert approvals.get(connection, id).reason == "[erased]"


@pytest.mark.usefixtures("agent")
def test_the_trail_holds_no_argument(desk: Desk) -> None:
    desk.decide(only(desk), Reject(reason="Kim has left."), "ana", "cli")
    trail = str(list(desk.audit_export()))
    assert not [words for words in ("kim@", "Bottles", "have come", "has left") if words in trail]


def test_a_restored_home_asks_whether_it_has_happened(desk: Desk, agent: Agent, marks: Path, tmp_path: Path) -> None:
    desk.decide(only(desk), Approve(), "ana", "cli")
    desk.backup(tmp_path / "backup")
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]
    restore(tmp_path / "backup", tmp_path / "new", desk.clock)
    other = a_desk(tmp_path / "new", clock=desk.clock)
    again = an_agent(
        talker(calls(("send_email", MAIL))), [signed(marking(marks), desk=other, requester="mara")], InMemorySaver()
    )
    again.invoke(QUESTION, on())
    assert other.approval(only(other)).conditions == (MAYBE,)
    assert len(sent(marks)) == 1
    assert other.audit_verify().ok
    other.close()
