"""Goes on with an agent that waits at the desk's gate, as far as people have decided."""

import hashlib
import logging
from typing import TYPE_CHECKING, Any

from filelock import FileLock
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, StateSnapshot

from agents.gate.schema import thread_of

if TYPE_CHECKING:
    from agents.service import Desk

log = logging.getLogger(__name__)

Agent = CompiledStateGraph[Any, Any, Any, Any]


def go_on(agent: Agent, config: RunnableConfig, desk: "Desk") -> Any | None:  # noqa: ANN401 - the graph's state
    """The agent's state after it went on; None where it waits for people, or not for the desk at all.

    Call it as often as you like and from where you like: LangGraph has no lock for a thread, so one is held here, and
    each gate that is still open is answered by its own id.
    """
    with _lock(desk, thread_of(config)):
        answers = _answers(agent.get_state(config), desk)
        return agent.invoke(Command(resume=answers), config) if answers else None


def _answers(state: StateSnapshot, desk: "Desk") -> dict[str, Any]:
    """Interrupt → what people decided. A gate of somebody else's is left alone."""
    found = {}
    for paused in state.interrupts:
        value = paused.value
        if not isinstance(value, dict) or value.get("gate") != "tool_call":
            continue
        answer = desk.gate.answer(value["copydesk"][0]["tool_call"])
        if answer is not None:
            found[paused.id] = answer
    log.debug("%d of %d gates are decided", len(found), len(state.interrupts))
    return found


def _lock(desk: "Desk", thread: str) -> FileLock:
    folder = desk.home.path / "calls"
    folder.mkdir(exist_ok=True)
    name = hashlib.sha256(thread.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return FileLock(folder / f"thread-{name}.lock", thread_local=False)
