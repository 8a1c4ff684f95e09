"""Money that a tool moves is never signed unseen by policy, and one call is one approval however often it comes by."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from langchain_core.tools import BaseTool, StructuredTool, tool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command

from agents.gate import DeskMiddleware, Stake, signed
from agents.gate.schema import schema_of
from agents.gate.stakes import money_in
from agents.service import Desk
from knowledge.errors import InputError
from tests.agents.gate.agents import QUESTION, Agent, an_agent, calls, on, talker, told

Saver = BaseCheckpointSaver[Any]
TURN = calls(("refund", {"order": "7", "amount": 250_000}))
STAKE = Stake(argument="amount", currency="EUR")


@tool
def refund(order: str, amount: float) -> str:
    """Pays an order back."""
    return f"{order}: {amount}"


def behind(desk: Desk, saver: Saver, **stakes: Any) -> Agent:
    return an_agent(talker(TURN), [refund], saver, [DeskMiddleware(desk, requester="mara", **stakes)])


def test_a_middleware_that_is_not_told_of_the_money_asks_nobody(desk: Desk, saver: Saver) -> None:
    for thread, stakes in (("t-1", {}), ("t-2", {"stakes": {"other": STAKE}})):
        with pytest.raises(InputError, match=r"'refund' takes 'amount'.*stakes=\{'refund': Stake.*stake-undeclared"):
            behind(desk, saver, **stakes).invoke(QUESTION, on(thread))
    assert desk.approvals() == ()


def test_a_stake_that_is_named_is_policys_to_see(desk: Desk, saver: Saver) -> None:
    behind(desk, saver, stakes={"refund": STAKE}).invoke(QUESTION, on())
    (view,) = desk.approvals()
    assert set(view.roles) == {"brand", "relationship-manager"}


def test_somebody_may_say_that_nothing_is_at_stake(desk: Desk, saver: Saver) -> None:
    behind(desk, saver, stakes={"refund": None}).invoke(QUESTION, on())
    (view,) = desk.approvals()
    assert view.roles == ("brand",)


def test_a_tool_alone_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"stake=Stake\(argument='amount'.*stake-undeclared"):
        signed(refund, desk=desk, requester="mara")
    for stake in (None, STAKE):
        assert signed(refund, desk=desk, requester="mara", stake=stake).name == "refund"


def pay(total_price: Decimal) -> None:
    """Pays."""


def grant(orderValue: int | None = None) -> None:
    """Grants."""


def name(amount: str, valued: int, evaluation: float, totality: int) -> None:
    """Names."""


@pytest.mark.parametrize(
    ("function", "found"),
    [(pay, ("total_price",)), (grant, ("orderValue",)), (name, ())],
)
def test_what_looks_like_money(function: Callable[..., None], found: Sequence[str]) -> None:
    assert money_in(schema_of(StructuredTool.from_function(function))) == found


@pytest.mark.parametrize("alone", [True, False])
def test_an_inboxs_yes_files_nothing_anew(desk: Desk, saver: Saver, alone: bool) -> None:
    tools: list[BaseTool] = [signed(refund, desk=desk, requester="mara", stake=STAKE) if alone else refund]
    gate = [] if alone else [DeskMiddleware(desk, requester="mara", stakes={"refund": STAKE})]
    agent = an_agent(talker(TURN), tools, saver, gate)
    agent.invoke(QUESTION, on())
    (first,) = desk.approvals()
    for _ in range(3):
        state = agent.invoke(Command(resume={"decisions": [{"type": "approve"}]}), on())
        assert (len(state["__interrupt__"]), told(state)) == (1, [])
        assert desk.approvals() == (first,)
