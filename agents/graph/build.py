"""The graph's shape. The nodes' own work is in `nodes/`, one file each."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from langgraph.graph import END, START, StateGraph

from agents.graph.state import NodeResult, RunState

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

Node = Callable[[RunState], NodeResult]


class Step(Protocol):
    """A node as LangGraph calls it."""

    def __call__(self, state: RunState, config: "RunnableConfig") -> RunState: ...


Watch = Callable[[str, Node], Step]  # wraps a node's work: measures and records it

# From each node, where it can lead. A node with several ways says which in `goto`.
WAYS: Mapping[str, tuple[str, ...]] = {
    "intake": ("triage",),
    "triage": ("research", "retrieve", "brand_check", "escalation"),
    "research": (END,),
    "retrieve": ("copywriting",),
    "copywriting": ("brand_check",),
    "brand_check": ("copywriting", "choose", END),
    "choose": ("choose", "copywriting", "brand_check", "file", END),
    "file": ("approval",),
    "approval": ("approval", "copywriting", "schedule", END),
    "schedule": ("schedule", "approval", "publish"),
    "publish": ("schedule", END),
    "escalation": ("handoff",),
    "handoff": ("handoff", "triage", END),
}


def build(
    nodes: Mapping[str, Node], watch: Watch, checkpointer: "BaseCheckpointSaver[Any]"
) -> "CompiledStateGraph[RunState, None, RunState, RunState]":
    """Compiles the graph over `nodes`, which names each of WAYS."""
    graph = StateGraph(RunState)
    for name, ways in WAYS.items():
        graph.add_node(name, watch(name, nodes[name]))
        if len(ways) == 1:
            graph.add_edge(name, ways[0])
        else:
            graph.add_conditional_edges(name, _goto, {way: way for way in ways})
    graph.add_edge(START, "intake")
    return graph.compile(checkpointer=checkpointer)


def _goto(state: RunState) -> str:
    return state["goto"]
