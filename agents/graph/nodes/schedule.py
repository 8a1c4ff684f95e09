"""schedule: stops until the brief's time and while anything holds the brand; then looks at everything again."""

from datetime import timedelta
from typing import Any

from langgraph.types import interrupt
from sqlalchemy import Row

from agents.graph.brief import Triage
from agents.graph.context import NodeContext
from agents.graph.state import LedgerMoved, NodeResult, RunState, StepNote
from agents.ledger import approvals, audit, drafts, outbox, runs
from agents.signing.filing import requirement_for
from agents.signing.rounds import RecheckFailed, advance

TITLE = "Looked at everything again before release"

WORSE = {"green": 0, "amber": 1, "red": 2}


def schedule(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    blocked = waits(context, run)
    if blocked is not None:
        interrupt({"gate": "schedule", "run": run, "why": blocked}, response_schema=LedgerMoved)
        blocked = waits(context, run)
    if blocked is not None:
        return NodeResult(update={"goto": "schedule"}, note=StepNote(summary=blocked))
    with context.ledger.read() as connection:
        reopened = drafts.of_run(connection, run, frozenset({"submitted"}))
        signed = drafts.of_run(connection, run, frozenset({"approved"}))
        row = runs.get(connection, run)
    stale = [line for draft in signed if (line := _reopen(context, row, draft))]
    if stale or reopened:
        count = max(len(stale), len(reopened))
        return NodeResult(
            update={"goto": "approval"}, note=StepNote(summary=f"{count} must be signed again", details=tuple(stale))
        )
    return NodeResult(update={"goto": "publish"}, note=StepNote(summary="Everything still holds"))


def waits(context: NodeContext, run: str) -> str | None:
    """Why the run may not be published now, in words; None when it may."""
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
        reason = outbox.holding(connection, run=run, brand=row.brand)
    if reason is not None:
        return f"Held: {reason}"
    when = Triage.model_validate(row.triage).brief.when
    if when is not None and context.clock.now() < when:
        return f"To go out at {when.isoformat(timespec='minutes')}"
    return None


def _reopen(context: NodeContext, run: Row[Any], draft: Row[Any]) -> str | None:
    """Rates a signed draft under today's rules, facts and policy. What no longer passes opens a new round."""
    bench = context.bench(run.brand)
    with context.ledger.read() as connection:
        version = drafts.version(connection, draft.id)
    report = bench.rate(draft, version.fields, tuple(version.citations))
    now = context.clock.now()
    with context.ledger.write() as connection:
        approval = approvals.of_draft(connection, draft.id)
        if approval is None or drafts.get(connection, draft.id).status != "approved":
            return None
        before = approvals.state_of(connection, approval, run.requester)
        requirement, _ = requirement_for(connection, bench.policy, run, draft, version, report)
        worse = WORSE[report.rating] > WORSE[version.rating]
        more = requirement.kind != before.requirement.kind or not set(requirement.roles) <= set(
            before.requirement.roles
        )
        if not (worse or more):
            return None
        due = now + timedelta(minutes=requirement.deadline_minutes)
        after = advance(before, RecheckFailed(at=now, requirement=requirement, due=due))
        approvals.save(connection, approval.id, before, after, door="run")
        drafts.rate(connection, draft.id, version.version, report)
        drafts.set_status(connection, draft.id, "submitted")
        audit.append(
            connection,
            at=now,
            event="approval.reopened",
            actor="copydesk",
            door="run",
            subject=approval.id,
            digest=version.digest,
            rule=requirement.rule,
            rating=report.rating,
            round=after.round,
            policy=requirement.policy_digest,
        )
    why = f"rated {report.rating} now" if worse else requirement.reason
    return f"{draft.channel} {draft.variant}{draft.alternative}: {why}"
