"""What waits for signatures, and what a decision came to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from agents.call_words import call_words
from agents.graph.brief import Triage
from agents.policy.outcome import Requirement
from agents.presenting.drafts import UNRATED, rejection_view
from agents.presenting.questions import question_view
from agents.presenting.runs import shown
from agents.presenting.waiting import left_to_sign
from agents.signing.decision import Decision
from agents.signing.quorum import counts_for, open_slots
from agents.signing.rounds import POLICY, ApprovalState, deciding_roles
from agents.views import (
    ApprovalCard,
    ApprovalView,
    DecisionView,
    DraftView,
    MissingView,
    Reason,
    SignatureView,
    TakenView,
)


def approval_view(row: Row[Any], state: ApprovalState, asked: tuple[int, int] = (0, 0)) -> ApprovalView:
    """`row` is one of `approvals.listing`. `asked`: questions that wait for an answer, and that have one."""
    triage = Triage.model_validate(row.triage) if row.triage else None
    requirement = state.requirement
    of_draft = row.subject_kind == "draft"
    return ApprovalView(
        id=row.id,
        subject_kind=row.subject_kind,
        run=row.run,
        draft=row.subject if of_draft else None,
        tool=row.tool,
        brand=row.brand,
        status=row.status,
        kind=requirement.kind,
        round=row.round,
        rating=(row.rating or UNRATED.rating) if of_draft else None,
        reason=Reason(rule=requirement.rule, words=requirement.reason),
        roles=requirement.roles,
        open_roles=open_slots(requirement, state.signers, asked=state.asked) if row.status == "pending" else (),
        missing=_missing_view(state) if row.status == "pending" else None,
        deciding_roles=deciding_roles(state) if row.status == "pending" else (),
        signed=_signatures(state, requirement),
        taken=_taken(state),
        questions_open=asked[0],
        questions_answered=asked[1],
        due=row.due,
        due_why=requirement.plan.why if requirement.plan is not None else (),
        due_zones=requirement.zones,
        digest=row.digest,
        batch=requirement.batch,
        edited=row.edited,
        sent_back=row.status == "pending" and state.under_revision,
        one_fills_all=requirement.one_person_may_fill_all,
        requester_may_sign=requirement.requester_may_sign,
        conditions=tuple(row.conditions),
        requester=row.requester,
        request=shown(row) if of_draft else call_words(row.tool, row.arguments, row.requester),
        channel=row.channel,
        variant=row.variant,
        alternative=row.alternative,
        alone=triage is not None and triage.brief.variants == 1,
        locale=row.locale,
        segments=tuple(row.audience or ()),
        value=triage.brief.value if triage is not None else None,
        when=triage.brief.when if triage is not None else None,
        created=row.created,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision=row.decision,
        rejected=rejection_view(row),
    )


def _taken(state: ApprovalState) -> tuple[TakenView, ...]:
    """One a person; of what they took at several times, the first."""
    roles: dict[str, list[str]] = {}
    since: dict[str, datetime] = {}
    for each in sorted(state.taken, key=lambda one: (one.since, one.role)):
        roles.setdefault(each.user, []).append(each.role)
        since.setdefault(each.user, each.since)
    return tuple(TakenView(user=user, roles=tuple(roles[user]), since=at) for user, at in since.items())


def _missing_view(state: ApprovalState) -> MissingView:
    left = left_to_sign(state)
    return MissingView(must=left.must, free=left.free, count=left.count, begun=left.begun)


def _signatures(state: ApprovalState, requirement: Requirement) -> tuple[SignatureView, ...]:
    if requirement.kind == "tier" and state.decided_by == POLICY and state.decided_at is not None:
        role = f"tier {requirement.tier}"
        return (SignatureView(user=POLICY, role=role, at=state.decided_at, digest=state.digest, door="policy"),)
    return tuple(
        SignatureView(
            user=mark.user,
            role=", ".join(counts_for(mark.user, requirement, state.signers, asked=state.asked)),
            at=mark.at,
            digest=mark.digest,
            door=mark.door,
            reason=mark.reason,
        )
        for mark in state.signatures
    )


def approval_card(view: ApprovalView, draft: DraftView, asked: Sequence[Row[Any]] = ()) -> ApprovalCard:
    questions = tuple(map(question_view, asked))
    return ApprovalCard(**dict(view), copy=draft, findings=draft.report.findings, questions=questions)


def decision_view(row: Row[Any], after: ApprovalState, decision: Decision, user: str, *, moving: bool) -> DecisionView:
    """`row` is one of `approvals.listing`, read after the decision; `moving`: its run goes on."""
    requirement = after.requirement
    return DecisionView(
        approval=row.id,
        status=after.status,
        decision=decision.kind,
        by=user,
        run=row.run,
        run_status="running" if moving else row.run_status,
        rating=(row.rating or UNRATED.rating) if row.subject_kind == "draft" else None,
        digest=after.digest,
        open_roles=open_slots(requirement, after.signers, asked=after.asked) if after.status == "pending" else (),
        missing=_missing_view(after) if after.status == "pending" else None,
        why_not_signed=after.why_not_signed,
    )
