"""choose: stops for the requester, who tweaks, picks and submits. Without a hold everything is submitted."""

from langgraph.types import interrupt

from agents.graph.context import NodeContext
from agents.graph.nodes.brand_check import MAX_FIXES
from agents.graph.state import LedgerMoved, NodeResult, RunState, StepNote
from agents.ledger import drafts, runs

TITLE = "Chosen and submitted"


def choose(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        hold = bool(runs.get(connection, run).options.get("hold"))
        proposed = [row.id for row in drafts.of_run(connection, run, frozenset({"proposed"}))]
        busy = drafts.unrated(connection, run) or drafts.wished(connection, run)
    if hold and proposed and not busy:
        interrupt({"gate": "choose", "run": run, "drafts": proposed}, response_schema=LedgerMoved)
    with context.ledger.read() as connection:
        unrated = drafts.unrated(connection, run)
        wished = drafts.wished(connection, run)
        proposed = [row.id for row in drafts.of_run(connection, run, frozenset({"proposed"}))]
        open_drafts = drafts.of_run(connection, run, drafts.OPEN)
        decided = drafts.of_run(connection, run, frozenset({"approved"}))
    if unrated:
        return NodeResult(update={"goto": "brand_check"}, note=StepNote(summary="Changed by the requester"))
    if wished:
        summary = f"{len(wished)} to be written anew"
        update = RunState(goto="copywriting", todo=wished, fixes=MAX_FIXES)  # the requester looks at it next
        return NodeResult(update=update, note=StepNote(summary=summary))
    if hold and proposed:
        return NodeResult(update={"goto": "choose"}, note=StepNote(summary="Still with the requester"))
    if not open_drafts and not decided and (hold or not proposed):
        return NodeResult(update={"goto": "__end__"}, note=StepNote(summary="Nothing was submitted"))
    count = len(open_drafts) if hold else len(proposed) + len(open_drafts)
    return NodeResult(update={"goto": "file", "fixes": 0}, note=StepNote(summary=f"{count} submitted"))
