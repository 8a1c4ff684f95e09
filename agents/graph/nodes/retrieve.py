"""retrieve: what the brand knows about the brief."""

from agents.graph.brief import Triage
from agents.graph.context import NodeContext
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import runs

TITLE = "Looked up what the brand knows"


def retrieve(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    brief = Triage.model_validate(row.triage).brief
    passages = context.bench(row.brand).gather(brief)
    with context.ledger.write() as connection:
        runs.change(connection, run, context.clock.now(), passages=[passage.id for passage in passages])
    documents = list(dict.fromkeys(passage.document for passage in passages))
    return NodeResult(
        update={},
        note=StepNote(
            summary=f"{len(passages)} passages from {len(documents)} document{'s' if len(documents) != 1 else ''}",
            details=tuple(passage.citation for passage in passages[:8]),
        ),
    )
