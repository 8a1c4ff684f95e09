"""approval: stops while any draft is open. The only way into schedule and publish."""

from collections import Counter

from langgraph.types import interrupt

from agents.graph.context import NodeContext
from agents.graph.hitl import review_request
from agents.graph.state import LedgerMoved, NodeResult, RunState, StepNote
from agents.ledger import drafts

TITLE = "Read what the approvers decided"


def approval(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        rows = drafts.of_run(connection, run)
        waiting = [row for row in rows if row.status == "submitted"]
        revising = any(row.status == "revising" for row in rows)
        payload = review_request(connection, run, waiting) if waiting and not revising else None
    if payload is not None:
        interrupt(payload, response_schema=LedgerMoved)
        with context.ledger.read() as connection:
            rows = drafts.of_run(connection, run)
    by_status = Counter(row.status for row in rows)
    if by_status["revising"]:
        todo = [row.id for row in rows if row.status == "revising"]
        return NodeResult(
            update={"goto": "copywriting", "todo": todo, "fixes": 0},
            note=StepNote(summary=f"{len(todo)} sent back to be rewritten"),
        )
    if by_status["submitted"]:
        return NodeResult(
            update={"goto": "approval"}, note=StepNote(summary=f"{by_status['submitted']} still to be signed")
        )
    if by_status["approved"]:
        return NodeResult(update={"goto": "schedule"}, note=StepNote(summary=f"{by_status['approved']} signed"))
    ended = ", ".join(f"{count} {status}" for status, count in sorted(by_status.items()))
    return NodeResult(update={"goto": "__end__"}, note=StepNote(summary=ended))
