"""intake: screens the request before any model or embedding sees it."""

from agents.graph.context import NodeContext
from agents.graph.screening import screen
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import audit, runs

TITLE = "Screened the request"


def intake(context: NodeContext, state: RunState) -> NodeResult:
    """What it finds becomes the run's flags: policy reads them, and no model can unset them."""
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    screening = screen(row.request)
    flags = sorted(set(screening.flags) | set(row.flags))
    now = context.clock.now()
    with context.ledger.write() as connection:
        runs.change(connection, run, now, masked=screening.masked, flags=flags)
        audit.append(connection, at=now, event="run.screened", actor="copydesk", door="run", subject=run, flags=flags)
    summary = "Flagged: " + ", ".join(flag.replace("_", " ") for flag in flags) if flags else "Nothing to flag"
    return NodeResult(update={}, note=StepNote(summary=summary))
