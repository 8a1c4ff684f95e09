"""file: asks policy about each submitted draft and writes the approvals. Idempotent: an open round stays as it is."""

from typing import Any

from sqlalchemy import Row

from agents.graph.context import NodeContext
from agents.graph.ids import approval_id
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import approvals, audit, drafts, runs, tiers
from agents.policy.outcome import Requirement
from agents.signing.events import Rewritten
from agents.signing.filing import requirement_for
from agents.signing.rounds import ApprovalState, advance
from agents.signing.timetable import due_of

TITLE = "Asked who has to sign"

WAITING = frozenset({"proposed", "submitted"})


def file(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
        waiting = drafts.of_run(connection, run, WAITING)
    filed = [(draft, _file(context, row, draft.id)) for draft in waiting]
    lines = [f"{draft.channel} {draft.variant}{draft.alternative}: {need.reason}" for draft, need in filed if need]
    return NodeResult(
        update={}, note=StepNote(summary=f"{len(waiting)} waiting for a signature", details=tuple(dict.fromkeys(lines)))
    )


def _file(context: NodeContext, run: Row[Any], draft_id: str) -> Requirement | None:
    """None where it is filed already, or a person has decided it in the meantime."""
    policy = context.bench(run.brand).policy
    now = context.clock.now()
    with context.ledger.write() as connection:
        draft = drafts.get(connection, draft_id)
        if draft.status not in WAITING:
            return None
        version = drafts.version(connection, draft.id)
        approval = approvals.of_draft(connection, draft.id)
        untouched = approval is None and version.attempt is not None  # as the machine wrote it
        requirement, conditions = requirement_for(connection, policy, run, draft, version, now, by_tier=untouched)
        due = due_of(requirement, now)
        if approval is None:
            state = ApprovalState.file(
                digest=version.digest, requirement=requirement, requester=run.requester, due=due, at=now
            )
            approvals.create(
                connection,
                approval=approval_id(draft.id),
                subject_kind="draft",
                subject=draft.id,
                run=run.id,
                brand=run.brand,
                version=version.version,
                state=state,
                conditions=conditions,
                now=now,
            )
            if requirement.tier is not None and untouched:
                tiers.file_draft(
                    connection,
                    draft=draft.id,
                    brand=run.brand,
                    tier=requirement.tier,
                    digest=version.digest,
                    by_policy=requirement.kind == "tier",
                    now=now,
                )
        elif approval.under_revision:
            before = approvals.state_of(connection, approval, run.requester)
            event = Rewritten(at=now, new_digest=version.digest, requirement=requirement, due=due)
            state = advance(before, event)
            approvals.save(connection, approval.id, before, state, door="run", version=version.version)
        else:
            return None
        drafts.set_status(connection, draft.id, "approved" if state.status == "approved" else "submitted")
        audit.append(
            connection,
            at=now,
            event="approval.filed",
            actor="copydesk",
            door="run",
            subject=approval_id(draft.id),
            digest=version.digest,
            rule=requirement.rule,
            round=state.round,
            kind=requirement.kind,
            policy=requirement.policy_digest,
            roles=list(requirement.roles),
        )
    return requirement
