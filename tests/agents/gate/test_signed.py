"""`signed(tool)`: the graph waits, people decide elsewhere, and the tool runs once with what was signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from langchain_core.tools import BaseTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command

from agents.clock import ManualClock
from agents.gate import Stake, go_on, signed
from agents.ledger import audit
from agents.ledger.schema import tool_call_versions
from agents.service import Desk
from agents.signing.decision import Approve, Edit, Reject, Respond, Revise
from agents.signing.errors import AlreadyDecidedError, DigestMismatchError, NotAllowedError
from agents.signing.release import UnsignedError
from agents.views import ApprovalCard
from knowledge.errors import InputError
from tests.agents.gate.agents import MAIL, QUESTION, Agent, an_agent, calls, marking, on, sent, talker, told

Saver = BaseCheckpointSaver[Any]


@pytest.fixture
def tool(desk: Desk, marks: Path) -> BaseTool:
    return signed(marking(marks), desk=desk, requester="mara")


@pytest.fixture
def agent(tool: BaseTool, saver: Saver) -> Agent:
    return an_agent(talker(calls(("send_email", MAIL))), [tool], saver)


@pytest.fixture
def paused(agent: Agent) -> dict[str, Any]:
    return agent.invoke(QUESTION, on())


def card(desk: Desk) -> ApprovalCard:
    (view,) = desk.approvals()
    return desk.approval(view.id)


def recipient(one: ApprovalCard) -> str:
    assert one.call is not None
    return str(one.call.arguments["to"])


def events(desk: Desk) -> list[str]:
    with desk.ledger.read() as connection:
        return [record["event"] for record in audit.records(connection)]


def test_to_a_model_it_is_the_same_tool(tool: BaseTool, marks: Path) -> None:
    plain = marking(marks)
    assert (tool.name, tool.description) == (plain.name, plain.description)
    assert tool.tool_call_schema.model_json_schema() == plain.tool_call_schema.model_json_schema()  # type: ignore[union-attr]


def test_the_graph_pauses_with_a_hitl_request(paused: dict[str, Any], desk: Desk, marks: Path) -> None:
    (interrupt,) = paused["__interrupt__"]
    (action,) = interrupt.value["action_requests"]
    assert (action["name"], action["args"]) == ("send_email", MAIL)
    (config,) = interrupt.value["review_configs"]
    assert config == {"action_name": "send_email", "allowed_decisions": ["approve", "edit", "reject", "respond"]}
    view = card(desk)
    assert interrupt.value["copydesk"][0]["digest"] == view.digest
    assert (view.subject_kind, view.tool, view.run, view.draft) == ("tool_call", "send_email", None, None)
    assert (view.roles, view.reason.rule, view.requester) == (("brand",), "no-rule-matched", "mara")
    assert view.request == "Run send_email for mara: subject Bottles, to kim@example.com, body They have come."
    assert view.call is not None
    assert view.call.arguments == MAIL
    assert sent(marks) == []


@pytest.mark.usefixtures("paused")
def test_a_call_is_taken_and_handed_back_like_a_draft_and_is_nobodys_once_it_is_decided(desk: Desk) -> None:
    call = card(desk)
    assert [each.user for each in desk.take_approval(call.id, "ana", "test").taken] == ["ana"]
    with pytest.raises(NotAllowedError, match="ana has taken this for Brand"):
        desk.take_approval(call.id, "elif", "test")
    with pytest.raises(NotAllowedError, match="nobody signs their own request"):
        desk.take_approval(call.id, "mara", "test")
    assert desk.hand_back_approval(call.id, "ana", "test").taken == ()
    desk.take_approval(call.id, "elif", "test")
    desk.decide(call.id, Edit(arguments={"subject": "New bottles"}, digest=call.digest), "ana", "test")
    assert desk.approval(call.id).taken == ()


@pytest.mark.usefixtures("paused")
def test_signed_elsewhere_it_runs_once(agent: Agent, desk: Desk, other: Desk, marks: Path) -> None:
    assert go_on(agent, on(), desk) is None  # nobody has decided
    assert other.decide(card(other).id, Approve(), "ana", "cli").status == "approved"
    assert sent(marks) == []
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]
    assert go_on(agent, on(), desk) is None
    assert sent(marks) == ["kim@example.com|Bottles|They have come."]
    assert [e for e in events(desk) if "call" in e or "approval" in e] == [
        "approval.filed",
        "approval.approve",
        "tool_call.claimed",
        "tool_call.done",
    ]
    assert desk.audit_verify().ok


@pytest.mark.usefixtures("paused")
def test_an_inboxs_yes_is_no_signature(agent: Agent, desk: Desk, marks: Path) -> None:
    again = agent.invoke(Command(resume={"decisions": [{"type": "approve"}]}), on())
    assert len(again["__interrupt__"]) == 1
    assert sent(marks) == []
    desk.decide(card(desk).id, Approve(), "ana", "cli")
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]


@pytest.mark.usefixtures("paused")
def test_an_answer_that_comes_twice_runs_it_once(agent: Agent, desk: Desk, marks: Path) -> None:
    desk.decide(card(desk).id, Approve(), "ana", "cli")
    (interrupt,) = agent.get_state(on()).interrupts
    for _ in range(2):
        agent.invoke(Command(resume={interrupt.id: {"decisions": [{"type": "approve"}]}}), on())
    assert len(sent(marks)) == 1


@pytest.mark.usefixtures("paused")
def test_who_comes_second_is_told_who_was_first(desk: Desk) -> None:
    id = card(desk).id
    desk.decide(id, Approve(), "ana", "cli")
    with pytest.raises(AlreadyDecidedError, match="Already approved by ana"):
        desk.decide(id, Reject(reason="No."), "ana", "cli")


@pytest.mark.usefixtures("paused")
def test_the_wrong_people_cannot_sign(desk: Desk) -> None:
    id = card(desk).id
    with pytest.raises(NotAllowedError):
        desk.decide(id, Approve(), "mara", "cli")
    with pytest.raises(NotAllowedError):
        desk.decide(id, Respond(text="It went."), "mara", "cli")
    desk.disable_user("ana", "joost", "cli")
    with pytest.raises(NotAllowedError, match="disabled"):
        desk.decide(id, Approve(), "ana", "cli")


def test_nobody_signs_what_an_agent_asks_for_them(desk: Desk, marks: Path, saver: Saver) -> None:
    hers = signed(marking(marks), desk=desk, requester="ana")
    an_agent(talker(calls(("send_email", MAIL))), [hers], saver).invoke(QUESTION, on())
    with pytest.raises(NotAllowedError, match="own"):
        desk.decide(card(desk).id, Approve(), "ana", "cli")


@pytest.mark.usefixtures("paused")
def test_an_edit_is_a_new_digest_and_a_new_round(agent: Agent, desk: Desk, marks: Path) -> None:
    before = card(desk)
    decided = desk.decide(before.id, Edit(arguments={"body": "They are here."}), "ana", "cli")
    assert decided.status == "approved"  # her own edit, which her signature counts for
    assert decided.digest != before.digest
    ((status, words),) = told(go_on(agent, on(), desk))
    assert status == "success"
    assert words.startswith("A person changed the arguments")
    assert sent(marks) == ["kim@example.com|Bottles|They are here."]
    with pytest.raises(AlreadyDecidedError):
        desk.decide(before.id, Approve(digest=before.digest), "ana", "cli")


@pytest.mark.usefixtures("paused")
def test_a_number_that_an_edit_brings_in_is_somebody_elses_to_sign(desk: Desk, agent: Agent, marks: Path) -> None:
    before = card(desk)
    assert desk.decide(before.id, Edit(arguments={"body": "40 bottles have come."}), "ana", "cli").status == "pending"
    for stale in (None, before.digest):
        with pytest.raises(DigestMismatchError):
            desk.decide(before.id, Approve(digest=stale), "ana", "cli")
    with pytest.raises(NotAllowedError):
        desk.decide(before.id, Approve(digest=card(desk).digest), "ana", "cli")
    assert go_on(agent, on(), desk) is None
    assert sent(marks) == []


@pytest.mark.usefixtures("paused")
@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({"arguments": {"cc": "x@example.com"}}, "no argument 'cc'"),
        ({"arguments": {"to": 7}}, "must be string"),
        ({"arguments": {"body": "x" * 1_000_000}}, "at most 100,000"),
        ({"arguments": {"body": "\ud800"}}, "surrogate"),
        ({"arguments": {}}, "there before"),
        ({"arguments": MAIL}, "there before"),
        ({"fields": {"body": "x"}}, "arguments, no fields"),
    ],
)
def test_an_edit_that_the_tool_would_not_take(desk: Desk, edit: dict[str, Any], words: str) -> None:
    before = card(desk)
    with pytest.raises(InputError, match=words):
        desk.decide(before.id, Edit.model_validate(edit), "ana", "cli")
    assert card(desk) == before


@pytest.mark.usefixtures("paused")
def test_what_a_draft_takes_a_call_does_not(desk: Desk) -> None:
    id = card(desk).id
    with pytest.raises(NotAllowedError, match="not written again"):
        desk.decide(id, Revise(notes="Warmer."), "ana", "cli")
    with pytest.raises(NotAllowedError, match="no rating"):
        desk.rate(id, {"body": "x"})
    with pytest.raises(NotAllowedError, match="no requester"):
        desk.ask_requester(id, "Why?", "ana", "cli")


@pytest.mark.usefixtures("paused")
def test_a_rejection_comes_back_with_its_reason(agent: Agent, desk: Desk, marks: Path) -> None:
    desk.decide(card(desk).id, Reject(reason="Kim has left."), "ana", "cli")
    ((status, words),) = told(go_on(agent, on(), desk))
    assert (status, words) == ("error", "Rejected by ana, so it was not run. The reason: Kim has left.")
    assert sent(marks) == []


@pytest.mark.usefixtures("paused")
def test_a_person_answers_in_the_tools_place(agent: Agent, desk: Desk, marks: Path) -> None:
    assert desk.decide(card(desk).id, Respond(text="I called Kim."), "ana", "cli").status == "answered"
    assert told(go_on(agent, on(), desk)) == [("success", "I called Kim.")]
    assert sent(marks) == []
    assert [view.status for view in desk.approvals(status="answered")] == ["answered"]


@pytest.mark.usefixtures("paused")
@pytest.mark.parametrize("by_scheduler", [True, False])
def test_nobody_answers_and_it_expires(
    agent: Agent, desk: Desk, clock: ManualClock, marks: Path, by_scheduler: bool
) -> None:
    id = card(desk).id
    clock.advance(timedelta(days=30))
    if by_scheduler:
        desk.engine.scheduler.tick()
    with pytest.raises(InputError):
        desk.decide(id, Approve(), "ana", "cli")
    ((status, words),) = told(go_on(agent, on(), desk))
    assert status == "error"
    assert words.startswith("Nobody signed it by")
    assert desk.approval(id).status == "expired"
    assert events(desk).count("approval.expired") == 1
    assert sent(marks) == []


@pytest.mark.usefixtures("paused")
def test_a_held_brand_runs_nothing(agent: Agent, desk: Desk, marks: Path) -> None:
    desk.decide(card(desk).id, Approve(), "ana", "cli")
    desk.hold(None, "A recall is on.", "joost", "cli")
    assert go_on(agent, on(), desk) is None
    assert "__interrupt__" in agent.invoke(Command(resume={"decisions": []}), on())
    assert sent(marks) == []
    desk.lift(None, "joost", "cli")
    assert told(go_on(agent, on(), desk)) == [("success", "Sent to kim@example.com.")]


def test_parallel_calls_are_decided_apart(desk: Desk, tool: BaseTool, saver: Saver, marks: Path) -> None:
    turn = calls(("send_email", MAIL), ("send_email", {**MAIL, "to": "sam@example.com"}))
    agent = an_agent(talker(turn), [tool], saver)
    assert len(agent.invoke(QUESTION, on())["__interrupt__"]) == 2
    to_kim, to_sam = sorted((desk.approval(view.id) for view in desk.approvals()), key=recipient)
    desk.decide(to_sam.id, Approve(), "ana", "cli")
    go_on(agent, on(), desk)
    assert sent(marks) == ["sam@example.com|Bottles|They have come."]
    desk.decide(to_kim.id, Reject(reason="Kim knows."), "ana", "cli")
    state = go_on(agent, on(), desk)
    assert sorted(status for status, _ in told(state)) == ["error", "success"]
    assert len(sent(marks)) == 1


def test_one_node_for_a_whole_turn_runs_each_call_once(desk: Desk, tool: BaseTool, saver: Saver, marks: Path) -> None:
    """LangGraph's own tool node runs the calls of a turn in one task, which is run again from the top."""
    from langgraph.graph import START, MessagesState, StateGraph
    from langgraph.prebuilt import ToolNode

    turn = calls(("send_email", MAIL), ("send_email", {**MAIL, "to": "sam@example.com"}))
    graph = StateGraph(MessagesState)
    graph.add_node("tools", ToolNode([tool]))
    graph.add_edge(START, "tools")
    agent: Agent = graph.compile(checkpointer=saver)
    agent.invoke({"messages": [turn]}, on())
    state = None
    for view in desk.approvals():
        desk.decide(view.id, Approve(), "ana", "cli")
        state = go_on(agent, on(), desk) or state
    assert sorted(sent(marks)) == ["kim@example.com|Bottles|They have come.", "sam@example.com|Bottles|They have come."]
    assert [status for status, _ in told(state)] == ["success", "success"]


def test_the_same_call_in_another_turn_is_asked_anew(desk: Desk, tool: BaseTool, saver: Saver, marks: Path) -> None:
    other = calls(("send_email", {**MAIL, "body": "All of them."}))  # some models begin to number again
    agent = an_agent(talker(calls(("send_email", MAIL)), other), [tool], saver)
    agent.invoke(QUESTION, on())
    for _ in range(2):
        desk.decide(card(desk).id, Approve(), "ana", "cli")
        go_on(agent, on(), desk)
    assert sent(marks) == ["kim@example.com|Bottles|They have come.", "kim@example.com|Bottles|All of them."]


def test_a_tool_that_raises_is_not_tried_again(desk: Desk, saver: Saver, marks: Path) -> None:
    from langchain_core.tools import StructuredTool

    def send_email(to: str) -> str:
        """Sends an e-mail."""
        with marks.open("a") as file:
            file.write(f"{to}\n")
        raise ConnectionError("the line broke")

    tool = signed(StructuredTool.from_function(send_email), desk=desk, requester="mara")
    agent = an_agent(talker(calls(("send_email", {"to": "kim"}))), [tool], saver)
    agent.invoke(QUESTION, on())
    desk.decide(card(desk).id, Approve(), "ana", "cli")
    ((status, words),) = told(go_on(agent, on(), desk))
    assert (status, "ConnectionError: the line broke" in words) == ("error", True)
    assert sent(marks) == ["kim"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"to": "kim"}, "'subject' does not fit"),
        ({**MAIL, "to": 7}, "'to' does not fit"),
        ({**MAIL, "body": "x" * 200_000}, "at most 100,000"),
    ],
)
def test_nobody_is_asked_about_what_does_not_fit(
    desk: Desk, tool: BaseTool, saver: Saver, arguments: dict[str, Any], words: str
) -> None:
    state = an_agent(talker(calls(("send_email", arguments))), [tool], saver).invoke(QUESTION, on())
    ((status, said),) = told(state)
    assert (status, words in said) == ("error", True)
    assert desk.approvals() == ()


def test_it_runs_behind_a_graph_alone(desk: Desk, tool: BaseTool, marks: Path) -> None:
    with pytest.raises(InputError, match="behind the desk"):
        tool.invoke(MAIL)
    with pytest.raises(InputError, match="behind the desk"):
        tool.run(MAIL)
    with pytest.raises(InputError, match="thread_id"):
        tool.invoke({"type": "tool_call", "id": "1", "name": tool.name, "args": MAIL})
    with pytest.raises(InputError, match="already"):
        signed(tool, desk=desk, requester="mara")
    with pytest.raises(Exception, match="nobody"):
        signed(marking(marks), desk=desk, requester="nobody")


def test_what_is_at_stake_is_policys_to_see(desk: Desk, saver: Saver) -> None:
    from langchain_core.tools import StructuredTool

    def refund(order: str, amount: float, currency: str) -> str:
        """Pays an order back."""
        return f"{order}: {amount} {currency}"

    stake = Stake(argument="amount", currency_argument="currency")
    tool = signed(StructuredTool.from_function(refund), desk=desk, requester="mara", stake=stake)
    turn = calls(("refund", {"order": "7", "amount": 250000.5, "currency": "eur"}))
    an_agent(talker(turn), [tool], saver).invoke(QUESTION, on())
    found = card(desk)
    assert set(found.roles) == {"brand", "relationship-manager"}
    assert str(found.value) == "250,000.50 EUR"
    again = calls(("refund", {"order": "7", "amount": 1, "currency": "a lot"}))
    state = an_agent(talker(again), [tool], saver).invoke(QUESTION, on("t-2"))
    assert told(state)[0][0] == "error"
    assert len(desk.approvals()) == 1


@pytest.mark.usefixtures("paused")
def test_what_was_changed_behind_the_signature_does_not_run(agent: Agent, desk: Desk, marks: Path) -> None:
    id = card(desk).id
    desk.decide(id, Approve(), "ana", "cli")
    with desk.ledger.write() as connection:
        connection.execute(tool_call_versions.update().values(arguments={**MAIL, "to": "eve@example.com"}))
    with pytest.raises(UnsignedError, match="not the one that was signed"):
        go_on(agent, on(), desk)
    assert sent(marks) == []


@pytest.mark.usefixtures("paused")
def test_many_decide_at_once_and_one_is_first(agent: Agent, desk: Desk, other: Desk, marks: Path) -> None:
    id = card(desk).id
    decisions = [Approve(), Reject(reason="No."), Respond(text="It went."), Approve()] * 2

    def decide(number: int) -> str:
        try:
            return (desk, other)[number % 2].decide(id, decisions[number], "ana", "cli").status
        except AlreadyDecidedError:
            return "late"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(decide, range(8)))
    assert outcomes.count("late") == 7
    go_on(agent, on(), desk)
    assert len(sent(marks)) == ("approved" in outcomes)
    assert sum(event in {"approval.approve", "approval.reject", "approval.respond"} for event in events(desk)) == 1
