"""`DeskMiddleware` for `create_agent`: all or the named tools wait at the desk; and agents that run asynchronously."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import filelock
import pytest
from langchain_core.tools import StructuredTool, tool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from agents.gate import DeskMiddleware, Stake, go_on, signed
from agents.service import Desk
from agents.signing.decision import Approve, Edit, Reject, Respond
from tests.agents.gate.agents import MAIL, QUESTION, an_agent, calls, marking, on, sent, talker, told

Saver = BaseCheckpointSaver[Any]
TURN = calls(("send_email", MAIL), ("look_up", {"name": "kim"}))


@tool
def look_up(name: str) -> str:
    """Looks an address up."""
    return f"{name}@example.com"


def test_only_the_named_tools_wait(desk: Desk, saver: Saver, marks: Path) -> None:
    gate = DeskMiddleware(desk, requester="mara", tools=["send_email"])
    agent = an_agent(talker(TURN), [marking(marks), look_up], saver, [gate])
    agent.invoke(QUESTION, on())
    (view,) = desk.approvals()
    assert view.tool == "send_email"
    desk.decide(view.id, Approve(), "ana", "cli")
    state = go_on(agent, on(), desk)
    assert sorted(told(state)) == [("success", "Sent to kim@example.com."), ("success", "kim@example.com")]
    assert len(sent(marks)) == 1


def test_all_tools_wait_by_default_and_are_decided_apart(desk: Desk, saver: Saver, marks: Path) -> None:
    agent = an_agent(talker(TURN), [marking(marks), look_up], saver, [DeskMiddleware(desk, requester="mara")])
    agent.invoke(QUESTION, on())
    waiting = {view.tool: view.id for view in desk.approvals()}
    assert set(waiting) == {"send_email", "look_up"}
    desk.decide(waiting["look_up"], Respond(text="Kim has no address."), "ana", "cli")
    desk.decide(waiting["send_email"], Reject(reason="Nobody to send it to."), "ana", "cli")
    state = go_on(agent, on(), desk)
    assert sorted(status for status, _ in told(state)) == ["error", "success"]
    assert sent(marks) == []


def test_what_was_edited_is_what_runs(desk: Desk, saver: Saver, marks: Path) -> None:
    agent = an_agent(
        talker(calls(("send_email", MAIL))), [marking(marks)], saver, [DeskMiddleware(desk, requester="mara")]
    )
    agent.invoke(QUESTION, on())
    (view,) = desk.approvals()
    desk.decide(view.id, Edit(arguments={"to": "sam@example.com"}), "ana", "cli")
    ((_, words),) = told(go_on(agent, on(), desk))
    assert words.endswith("Sent to sam@example.com.")
    assert sent(marks) == ["sam@example.com|Bottles|They have come."]


def test_a_tool_that_asks_by_itself_is_asked_about_once(desk: Desk, saver: Saver, marks: Path) -> None:
    mine = signed(marking(marks), desk=desk, requester="mara")
    agent = an_agent(talker(calls(("send_email", MAIL))), [mine], saver, [DeskMiddleware(desk, requester="mara")])
    agent.invoke(QUESTION, on())
    (view,) = desk.approvals()
    desk.decide(view.id, Approve(), "ana", "cli")
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]


def test_what_does_not_fit_goes_back_to_the_agent(desk: Desk, saver: Saver, marks: Path) -> None:
    stakes = {"send_email": Stake(argument="body", currency="EUR")}
    gate = DeskMiddleware(desk, requester="mara", stakes=stakes)
    agent = an_agent(
        talker(calls(("send_email", {"to": "kim"}), ("send_email", MAIL))), [marking(marks)], saver, [gate]
    )
    said = [words for _, words in told(agent.invoke(QUESTION, on()))]
    assert ["does not fit" in words or "is no amount" in words for words in said] == [True, True]
    assert desk.approvals() == ()


def test_an_asynchronous_agent_waits_too(desk: Desk, marks: Path) -> None:
    async def send_email(to: str, subject: str, body: str) -> str:
        """Sends an e-mail."""
        await asyncio.sleep(0)
        with marks.open("a") as file:
            file.write(f"{to}\n")
        return f"Sent to {to} with {subject} and {body}"

    async def talk() -> list[tuple[str, str]]:
        plain = StructuredTool.from_function(coroutine=send_email)
        agents = [
            an_agent(
                talker(calls(("send_email", MAIL))), [signed(plain, desk=desk, requester="mara")], InMemorySaver()
            ),
            an_agent(
                talker(calls(("send_email", MAIL))), [plain], InMemorySaver(), [DeskMiddleware(desk, requester="mara")]
            ),
        ]
        found = []
        for number, agent in enumerate(agents):
            await agent.ainvoke(QUESTION, on(f"t-{number}"))
            (view,) = desk.approvals()
            desk.decide(view.id, Approve(), "ana", "cli")
            (paused,) = agent.get_state(on(f"t-{number}")).interrupts
            both = [agent.ainvoke(Command(resume={paused.id: {"decisions": []}}), on(f"t-{number}")) for _ in range(2)]
            for state in await asyncio.gather(*both):
                found += told(state)
        return found

    found = asyncio.run(talk())
    assert {status for status, _ in found} == {"success"}
    assert sent(marks) == ["kim@example.com"] * 2  # once for each agent, though each was resumed twice at the same time


def test_two_tasks_wait_for_one_run_although_one_thread_serves_both(desk: Desk) -> None:
    async def both() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        first, second = desk.gate.lock("a" * 64), desk.gate.lock("a" * 64)
        await asyncio.to_thread(first.acquire)
        with pytest.raises(filelock.Timeout):
            await asyncio.to_thread(second.acquire, timeout=0)
        first.release()
        await asyncio.to_thread(second.acquire, timeout=0)
        assert (first.is_locked, second.is_locked) == (False, True)
        second.release()

    asyncio.run(both())


def test_what_a_graph_puts_in_is_not_signed(desk: Desk, saver: Saver, marks: Path) -> None:
    from typing import Annotated

    from langchain.tools import ToolRuntime
    from langchain_core.tools import InjectedToolCallId
    from langgraph.prebuilt import InjectedState

    @tool
    def note(
        text: str,
        state: Annotated[dict[str, Any], InjectedState],
        call: Annotated[str, InjectedToolCallId],
        runtime: ToolRuntime,
    ) -> str:
        """Notes something."""
        marks.write_text(f"{text} {len(state['messages'])} {call} {runtime.tool_call_id}")
        return "Noted."

    agent = an_agent(talker(calls(("note", {"text": "a"}))), [signed(note, desk=desk, requester="mara")], saver)
    agent.invoke(QUESTION, on())
    (view,) = desk.approvals()
    call = desk.approval(view.id).call
    assert call is not None
    assert call.arguments == {"text": "a"}
    desk.decide(view.id, Approve(), "ana", "cli")
    assert told(go_on(agent, on(), desk)) == [("success", "Noted.")]
    assert sent(marks) == ["a 2 call-1 call-1"]
