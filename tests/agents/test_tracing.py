"""No run and no prompt is sent to a tracing service, though the environment asks for it."""

from collections.abc import Callable

from langchain_core.runnables import RunnableLambda

from agents.service import Desk
from agents.tracing import untraced
from tests.agents import scenes


def test_the_environment_of_these_tests_does_ask_for_tracing(langsmith: Callable[[], list[str]]) -> None:
    """Else the others would prove nothing."""
    RunnableLambda(str).invoke(1)
    assert langsmith() != []


def test_nothing_is_sent_within(langsmith: Callable[[], list[str]]) -> None:
    with untraced():
        RunnableLambda(str).invoke(1)
    assert langsmith() == []


def test_no_run_of_the_graph_is_sent(desk: Desk, langsmith: Callable[[], list[str]]) -> None:
    view = scenes.ask(desk, scenes.PRICE)
    assert view.status == "answered"
    assert langsmith() == []
