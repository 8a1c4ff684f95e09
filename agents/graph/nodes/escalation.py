"""escalation: opens a case with severity, owner and two clocks. The holding reply is never sent by the desk.

What the documents say of it is looked up afterwards, for whoever takes it: no search keeps a case from being opened.
"""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from agents.graph.brief import Triage
from agents.graph.context import NodeContext
from agents.graph.ids import case_id
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import audit, cases, runs
from agents.signing.autonomy import close_for
from knowledge.errors import CopydeskError
from knowledge.text.instructions import without_instructions

if TYPE_CHECKING:
    from agents.graph.workbench import Workbench

log = logging.getLogger(__name__)

TITLE = "Opened a case"
PASSAGES = 3  # that a person is shown


def escalation(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    triage = Triage.model_validate(row.triage)
    bench = context.bench(row.brand)
    severity = triage.severity or "P2"
    rules = bench.policy.case_rules
    owner = rules.owner_role(tuple(row.flags))
    now = context.clock.now()
    case = case_id(run)
    with context.ledger.write() as connection:
        opened = cases.open_case(
            connection,
            {
                "id": case,
                "run": run,
                "brand": row.brand,
                "severity": severity,
                "status": "open",
                "flags": row.flags,
                "owner_role": owner,
                "release_roles": list(rules.release_roles(tuple(row.flags))),
                "why": triage.why,
                "holding_reply": bench.holding_reply(tuple(row.flags)),
                "opened": now,
                "waits_since": now,
                "transfer_due": now + timedelta(minutes=rules.transfer_minutes(severity)),
                "acknowledge_due": now + timedelta(minutes=rules.acknowledge_minutes(severity)),
                "conditions": [],
                "releases": {},
            },
        )
        if opened:
            close_for(connection, row.brand, row.flags, case, now)
            audit.append(
                connection,
                at=now,
                event="case.opened",
                actor="copydesk",
                door="run",
                subject=case,
                rule=triage.decided_by,
                policy=bench.policy.digest,
                severity=severity,
                owner=owner,
                flags=list(row.flags),
            )
    known = _known(bench, row.masked)
    if known is not None:
        with context.ledger.write() as connection:
            runs.change(connection, run, context.clock.now(), passages=known)
    return NodeResult(
        update={},
        note=StepNote(
            summary=f"{severity}, for {owner}, to be taken within {rules.acknowledge_minutes(severity)} min",
            details=("No reply was sent.",),
        ),
    )


def _known(bench: "Workbench", masked: str) -> list[str] | None:
    """The nearest passages, by id, where they are near enough to answer from; None where nobody could look."""
    try:
        found = bench.knowledge.search(" ".join(without_instructions(masked).split()), k=PASSAGES)
    except CopydeskError as error:
        log.warning("a case shows nothing of the documents: %s", error)
        return None
    return [hit.passage.id for hit in found.hits] if found.answered else []
