"""handoff: waits for a person, who resolves the case or, for a risky design, releases it with conditions."""

from langgraph.types import interrupt

from agents.graph.context import NodeContext
from agents.graph.state import LedgerMoved, NodeResult, RunState, StepNote
from agents.ledger import cases

TITLE = "A person took over"


def handoff(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    status = _status(context, run)
    if status not in {"resolved", "released"}:
        interrupt({"gate": "handoff", "run": run}, response_schema=LedgerMoved)
        status = _status(context, run)
    if status == "resolved":
        return NodeResult(update={"goto": "__end__", "ending": "resolved"}, note=StepNote(summary="Resolved"))
    if status == "released":
        return NodeResult(update={"goto": "triage"}, note=StepNote(summary="Released with conditions"))
    return NodeResult(update={"goto": "handoff"}, note=StepNote(summary="Still with a person"))


def _status(context: NodeContext, run: str) -> str:
    with context.ledger.read() as connection:
        case = cases.of_run(connection, run)
    return case.status if case is not None else "open"
