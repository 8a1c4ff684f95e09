"""Puts the ledger's rows together into what people and programs see."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.call_words import call_words
from agents.graph.all_clear import unteachable
from agents.graph.brief import Triage
from agents.ledger import all_clears as ledger_all_clears
from agents.ledger import approvals, cases, drafts, outbox, questions, runs, tool_calls
from agents.policy.outcome import Requirement
from agents.signing import all_clears
from agents.signing.arguments import Stake
from agents.signing.casework import working_roles
from agents.signing.decision import Decision
from agents.signing.people import in_words
from agents.signing.quorum import Missing, counts_for, missing, open_slots
from agents.signing.rounds import POLICY, ApprovalState, deciding_roles
from agents.views import (
    AnswerView,
    ApprovalCard,
    ApprovalView,
    ArgumentsView,
    CaseCard,
    CaseClock,
    CaseNoteView,
    CaseView,
    DecisionView,
    DraftView,
    EvidenceView,
    MissingView,
    OverrideView,
    PassageView,
    PublicationView,
    QuestionView,
    Reason,
    RejectionView,
    RunRow,
    RunView,
    SignatureView,
    ToolCallView,
    Usage,
    UserView,
    VersionView,
)
from knowledge.passages import Hit, Passage
from tools.copy import Copy
from tools.findings import BrandReport

Passages = Callable[[Sequence[str]], Sequence[Passage]]
EARLIER = 5  # requests of the same person that a case shows


def passage_view(hit: Hit) -> PassageView:
    passage = hit.passage
    return PassageView(
        id=passage.id,
        document=passage.document,
        heading=passage.heading,
        text=passage.text,
        score=hit.score,
        citation=passage.citation,
    )


def run_view(
    connection: Connection, row: Row[Any], passages: Passages, now: datetime, *, moving: bool = False
) -> RunView:
    """`moving`: the runner has it in hand, whatever it last waited for."""
    running = moving and not row.finished
    triage = Triage.model_validate(row.triage) if row.triage else None
    case = cases.of_run(connection, row.id)
    return RunView(
        run=row.id,
        status="running" if running else row.status,
        brand=row.brand,
        requester=row.requester,
        request=shown(row),
        route=triage.route if triage else None,
        flags=tuple(row.flags),
        brief=triage.brief if triage else None,
        decided_by=triage.decided_by if triage else None,
        why=triage.why if triage else None,
        drafts=tuple(
            draft_view(connection, draft, passages) for draft in drafts.of_run(connection, row.id) if draft.version
        ),
        answer=AnswerView.model_validate(row.answer) if row.answer else None,
        case=case.id if case else None,
        publications=tuple(publication_view(entry) for entry in outbox.of_run(connection, row.id)),
        usage=Usage(calls=row.calls, tokens=row.tokens, seconds=round(row.model_seconds, 2)),
        created=row.created,
        updated=row.updated,
        error=None if running else row.error,
        waiting_for=None if running else waiting_for(connection, row, now),
        questions=tuple(map(question_view, questions.of_run(connection, row.id))),
    )


def shown(row: Row[Any]) -> str:
    """The request as pages show it. Until intake has masked it, nobody sees it."""
    return row.masked if row.masked is not None else "(being screened)"


def run_row(row: Row[Any]) -> RunRow:
    return RunRow(
        run=row.id,
        status=row.status,
        brand=row.brand,
        requester=row.requester,
        request=shown(row),
        route=row.triage["route"] if row.triage else None,
        drafts=row.drafts,
        created=row.created,
        updated=row.updated,
    )


def waiting_for(connection: Connection, row: Row[Any], now: datetime) -> str | None:
    """ "Waiting for Brand and Legal, due in 2 h", in a marketer's words."""
    if row.status == "choosing":
        return "Waiting for you to choose and submit"
    if row.status == "scheduled":
        when = Triage.model_validate(row.triage).brief.when
        held = outbox.holding(connection, run=row.id, brand=row.brand)
        if held is not None:
            return f"Signed; held: {held}"
        return f"Signed; goes out in {_span(when - now)}" if when and when > now else "Signed; goes out now"
    if row.status == "escalated":
        case = cases.of_run(connection, row.id)
        if case is None:
            return None
        if case.status == "taken":
            return f"With {case.taken_by}"
        waited_for = case.assigned_to or in_words((case.owner_role,), "and")
        return f"Waiting for {waited_for}, to be taken in {_span(case.acknowledge_due - now)}"
    pending = [entry for entry in approvals.of_run(connection, row.id) if entry.status == "pending"]
    if not pending:
        return None
    states = [approvals.state_of(connection, entry, row.requester) for entry in pending]
    due = min(entry.due for entry in pending)
    return f"Waiting for {_signers([_missing(state) for state in states])}, due in {_span(due - now)}"


def _missing(state: ApprovalState) -> Missing:
    return missing(state.requirement, state.signers, asked=state.asked)


def _signers(left: Sequence[Missing]) -> str:
    """ "Brand and Legal", "any 2 of Brand, Legal and Compliance", "1 more of Legal and Compliance"."""
    named = [in_words(roles, "and")] if (roles := tuple(role for each in left for role in each.must)) else []
    for each in left:
        if each.free:
            many = f"{each.count} more" if each.begun else f"any {each.count}"
            named.append(f"{many} of {in_words(each.free, 'and')}")
    return "; ".join(dict.fromkeys(named)) or "nobody"


def _span(delta: Any) -> str:  # noqa: ANN401
    minutes = max(0, round(delta.total_seconds() / 60))
    if minutes < 90:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 60 / 24)} days"


def draft_view(connection: Connection, row: Row[Any], passages: Passages, *, history: bool = False) -> DraftView:
    version = drafts.version(connection, row.id)
    approval = approvals.of_draft(connection, row.id)
    report = BrandReport.model_validate(version.report) if version.report else UNRATED
    plan = row.plan or {}
    return DraftView(
        id=row.id,
        variant=row.variant,
        alternative=row.alternative,
        channel=row.channel,
        locale=row.locale,
        status=row.status,
        text=Copy(fields=version.fields).text,
        fields=version.fields,
        version=version.version,
        digest=version.digest,
        rating=report.rating,
        report=report,
        evidence=_evidence(passages(version.citations), report),
        fact=plan.get("fact"),
        angle=plan.get("angle"),
        why=plan.get("why"),
        learnt=tuple(plan.get("learnt", ())),
        approval=approval.id if approval else None,
        rejected=_rejection(approval) if approval else None,
        overridden=_overridden(connection, approval) if approval else (),
        versions=tuple(_version(entry) for entry in drafts.versions_of(connection, row.id)) if history else (),
    )


def _rejection(row: Row[Any]) -> RejectionView | None:
    if row.status != "rejected":
        return None
    return RejectionView(by=row.decided_by, at=row.decided_at, cause=row.cause, words=row.reason)


def _overridden(connection: Connection, row: Row[Any]) -> tuple[OverrideView, ...]:
    if row.requirement["kind"] != "block":
        return ()
    marks = approvals.signatures_of(connection, row.id, row.round)
    return tuple(OverrideView(by=mark.user, at=mark.at, reason=mark.reason) for mark in marks)


# what a version counts as until brand_check has looked at it
UNRATED = BrandReport(rating="red", score=0, sections=(), findings=(), rules_digest="")


def _evidence(found: Sequence[Passage], report: BrandReport) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            passage=passage.id,
            citation=passage.citation,
            text=passage.text,
            sentences=tuple(entry.sentence for entry in report.support if passage.id in entry.passages),
        )
        for passage in found
    )


def _version(row: Row[Any]) -> VersionView:
    return VersionView(
        version=row.version,
        fields=row.fields,
        text=Copy(fields=row.fields).text,
        digest=row.digest,
        rating=row.rating or UNRATED.rating,
        author=row.author,
        at=row.created,
        note=row.note,
    )


def publication_view(row: Row[Any]) -> PublicationView:
    return PublicationView(
        key=row.key,
        draft=row.draft,
        target=row.target,
        status=row.status,
        path=row.path,
        at=row.delivered,
        error=row.error,
    )


def approval_view(row: Row[Any], state: ApprovalState) -> ApprovalView:
    """`row` is one of `approvals.listing`."""
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
        due=row.due,
        due_why=requirement.plan.why if requirement.plan is not None else (),
        due_zones=requirement.zones,
        digest=row.digest,
        batch=requirement.batch,
        edited=row.edited,
        one_fills_all=requirement.one_person_may_fill_all,
        requester_may_sign=requirement.requester_may_sign,
        conditions=tuple(row.conditions),
        requester=row.requester,
        request=shown(row) if of_draft else call_words(row.tool, row.arguments, row.requester),
        channel=row.channel,
        locale=row.locale,
        segments=tuple(row.audience or ()),
        value=triage.brief.value if triage is not None else None,
        created=row.created,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision=row.decision,
        rejected=_rejection(row),
    )


def _missing_view(state: ApprovalState) -> MissingView:
    left = _missing(state)
    return MissingView(must=left.must, free=left.free, count=left.count, begun=left.begun)


def approval_card(view: ApprovalView, draft: DraftView, asked: Sequence[Row[Any]] = ()) -> ApprovalCard:
    questions = tuple(map(question_view, asked))
    return ApprovalCard(**view.model_dump(), copy=draft, findings=draft.report.findings, questions=questions)


def call_card(connection: Connection, view: ApprovalView, tool_call: str) -> ApprovalCard:
    call, current = tool_calls.get(connection, tool_call), tool_calls.version(connection, tool_call)
    effect = tool_calls.effect(connection, current.digest)
    shown_call = ToolCallView(
        tool=call.tool,
        description=call.description,
        arguments=current.arguments,
        versions=tuple(
            ArgumentsView(
                version=each.version,
                arguments=each.arguments,
                digest=each.digest,
                author=each.author,
                at=each.created,
            )
            for each in tool_calls.versions_of(connection, tool_call)
        ),
        thread=call.thread,
        call=call.call,
        ran=effect.status if effect is not None else "no",
    )
    value = Stake.model_validate(call.stake).worth(current.arguments) if call.stake is not None else None
    return ApprovalCard(**{**view.model_dump(), "value": value}, call=shown_call)


def question_view(row: Row[Any]) -> QuestionView:
    return QuestionView.model_validate({key: row._mapping[key] for key in QuestionView.model_fields})


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


def case_view(row: Row[Any], run: Row[Any], now: datetime, called: tuple[str, ...] = ()) -> CaseView:
    values = {key: value for key, value in row._mapping.items() if key in CaseView.model_fields}
    ended = row.taken_at or row.resolved_at or now
    due: dict[CaseClock, datetime] = {"transfer": row.transfer_due, "acknowledge": row.acknowledge_due}
    return CaseView.model_validate(
        values
        | {
            "request": shown(run),
            "requester": run.requester,
            "overdue": tuple(clock for clock, at in due.items() if at < ended),
            "working_roles": working_roles(row.owner_role),
            "called": called,
            "may_be_released": bool(row.release_roles) and row.status in {"open", "taken"},
        }
    )


def case_card(connection: Connection, view: CaseView, run: Row[Any], passages: Passages) -> CaseCard:
    """With all that whoever takes it over has to know."""
    asked = runs.listing(connection, brand=run.brand, requester=run.requester, status=None, limit=EARLIER + 1, offset=0)
    learnt = ledger_all_clears.of_case(connection, view.id)
    known = None if run.passages is None else _evidence(passages(run.passages), UNRATED)
    return CaseCard(
        **view.model_dump(),
        notes=tuple(
            CaseNoteView.model_validate({key: row._mapping[key] for key in CaseNoteView.model_fields})
            for row in cases.notes_of(connection, view.id)
        ),
        steps=runs.steps_of(connection, run.id),
        history=tuple(run_row(row) for row in asked if row.id != run.id)[:EARLIER],
        known=known,
        teaches=unteachable(view.severity, view.flags),
        all_clear=all_clears.view(learnt) if learnt is not None else None,
    )


def user_view(row: Row[Any], absence: Row[Any] | None = None, acting: Sequence[str] = ()) -> UserView:
    """`acting`: every role that they may act in now, their own among them."""
    return UserView(
        name=row.name,
        full_name=row.full_name,
        roles=tuple(row.roles),
        active=row.active,
        has_password=row.password is not None,
        away_from=absence.since if absence is not None else None,
        away_until=absence.until if absence is not None else None,
        deputy=absence.deputy if absence is not None else None,
        lent=tuple(role for role in acting if role not in row.roles),
        password_mark=hashlib.sha256(row.password.encode()).hexdigest() if row.password is not None else None,
    )
