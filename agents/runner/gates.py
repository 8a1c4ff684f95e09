"""When a paused run may go on. The ledger says so; nobody's message does."""

from sqlalchemy import Connection

from agents.graph.context import NodeContext
from agents.graph.nodes.schedule import waits
from agents.graph.state import Ending, Gate
from agents.ledger import approvals, cases, drafts
from agents.views import RunStatus

BEST_FIRST: tuple[Ending, ...] = ("published", "recalled", "rejected", "expired", "withdrawn")


def ready(context: NodeContext, run: str, gate: Gate) -> bool:
    """Whether the ledger holds what the gate waits for. A stale or repeated wake-up finds nothing and is dropped."""
    if gate == "schedule":
        return waits(context, run) is None
    with context.ledger.read() as connection:
        if gate == "choose":
            changed = drafts.unrated(connection, run) or drafts.wished(connection, run)
            return bool(changed) or "proposed" not in _statuses(connection, run)
        if gate == "approval":
            found = _statuses(connection, run)
            return "revising" in found or "submitted" not in found
        case = cases.of_run(connection, run)
        return case is not None and case.status in {"resolved", "released"}


def paused_status(connection: Connection, run: str, gate: Gate) -> RunStatus:
    """What a run is called while it waits here."""
    if gate == "choose":
        return "choosing"
    if gate == "schedule":
        return "scheduled"
    if gate == "handoff":
        return "escalated"
    pending = [row for row in approvals.of_run(connection, run) if row.status == "pending"]
    return "blocked" if pending and all(row.requirement["kind"] == "block" for row in pending) else "waiting"


def final_status(connection: Connection, run: str, ending: Ending | None) -> RunStatus:
    """What a finished run is called: the best that became of its drafts, else what its last node said."""
    became = _statuses(connection, run)
    return next((status for status in BEST_FIRST if status in became), ending or "withdrawn")


def _statuses(connection: Connection, run: str) -> set[str]:
    return {row.status for row in drafts.of_run(connection, run)}
