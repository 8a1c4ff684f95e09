"""publish: verifies digest, signatures and holds in the one transaction that inserts the outbox row, then delivers."""

from agents.graph.context import NodeContext
from agents.graph.nodes.schedule import reopen, waits
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import drafts, runs
from agents.signing.release import HeldError, release

TITLE = "Published"


def publish(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
        signed = drafts.of_run(connection, run, frozenset({"approved"}))
    bench = context.bench(row.brand)
    # a run that was cut off here, or failed, may come back days later: everything is looked at once more
    changed = [reopen(context, row, draft) for draft in signed]
    if waits(context, run) is not None or any(changed):
        return NodeResult(
            update={"goto": "schedule"}, note=StepNote(summary="Something has changed since it was signed")
        )
    try:
        for draft in signed:
            with context.ledger.write() as connection:
                if drafts.get(connection, draft.id).status != "approved":
                    continue  # withdrawn a moment ago
                release(connection, row, draft, digest_of=bench.digest, cite=bench.places, now=context.clock.now())
        paths = context.deliver(run)
    except HeldError as error:
        return NodeResult(update={"goto": "schedule"}, note=StepNote(summary=f"Held: {error}"))
    return NodeResult(
        update={"goto": "__end__", "ending": "published"},
        note=StepNote(summary=f"{len(paths)} delivered to the outbox", details=tuple(paths)),
    )
