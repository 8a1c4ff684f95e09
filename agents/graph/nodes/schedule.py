"""schedule: stops until the brief's time and while anything holds the brand; then looks at everything again."""

from typing import Any

from langgraph.types import interrupt
from sqlalchemy import Row

from agents.graph.brief import Triage
from agents.graph.context import NodeContext
from agents.graph.state import LedgerMoved, NodeResult, RunState, StepNote
from agents.ledger import approvals, audit, drafts, outbox, runs
from agents.policy.outcome import Requirement
from agents.signing.events import RecheckFailed
from agents.signing.filing import requirement_for
from agents.signing.quorum import is_complete
from agents.signing.rounds import ApprovalState, advance
from agents.signing.timetable import due_of
from tools.findings import BrandReport

TITLE = "Looked at everything again before release"

TO_GO_OUT = frozenset({"submitted", "approved", "published"})  # published and still to be delivered, too


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
        left = drafts.of_run(connection, run, TO_GO_OUT)
    if not left:
        return NodeResult(update={"goto": "approval"}, note=StepNote(summary="Nothing is left to go out"))
    stale = [line for draft in signed if (line := reopen(context, row, draft))]
    if stale or reopened:
        count = max(len(stale), len(reopened))
        return NodeResult(
            update={"goto": "approval"}, note=StepNote(summary=f"{count} must be signed again", details=tuple(stale))
        )
    return NodeResult(update={"goto": "publish"}, note=StepNote(summary="Everything still holds"))


def waits(context: NodeContext, run: str) -> str | None:
    """Why the run may not be published now, in words; None when it may, or when all of it was taken back."""
    with context.ledger.read() as connection:
        if not drafts.of_run(connection, run, TO_GO_OUT):
            return None
        row = runs.get(connection, run)
        reason = outbox.holding(connection, run=run, brand=row.brand)
    if reason is not None:
        return f"Held: {reason}"
    when = Triage.model_validate(row.triage).brief.when
    if when is not None and context.clock.now() < when:
        return f"To go out at {when.isoformat(timespec='minutes')}"
    return None


def reopen(context: NodeContext, run: Row[Any], draft: Row[Any]) -> str | None:
    """Rates a signed draft under today's rules, facts and policy. What no longer passes opens a new round."""
    bench = context.bench(run.brand)
    with context.ledger.read() as connection:
        version = drafts.version(connection, draft.id)
    report = bench.rating.rate(draft, version.fields, tuple(version.citations))
    now = context.clock.now()
    with context.ledger.write() as connection:
        approval = approvals.of_draft(connection, draft.id)
        if approval is None or drafts.get(connection, draft.id).status != "approved":
            return None
        before = approvals.state_of(connection, approval, run.requester)
        requirement, _ = requirement_for(
            connection, bench.policy, run, draft, version, now, report, by_tier=before.requirement.kind == "tier"
        )
        why = _new_finding(version, report) or _missing(requirement, before)
        if why is None:
            return None
        due = due_of(requirement, now)
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
    return f"{draft.channel} {draft.variant}{draft.alternative}: {why}"


def _new_finding(version: Row[Any], report: BrandReport) -> str | None:
    """What the check finds now and the signers did not see."""
    seen = {(finding.rule, finding.span) for finding in BrandReport.model_validate(version.report).findings}
    new = [each for each in report.findings if each.severity != "advice" and (each.rule, each.span) not in seen]
    return f"rated {report.rating} now: {new[0].message}" if new else None


def _missing(requirement: Requirement, before: ApprovalState) -> str | None:
    """What policy asks for now and the signatures do not meet."""
    stricter = requirement.kind in {"block", "hold"} and requirement.kind != before.requirement.kind
    if stricter or not is_complete(requirement, before.signers, asked=before.asked):
        return requirement.reason
    return None
