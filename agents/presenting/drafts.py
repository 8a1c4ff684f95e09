"""Drafts as people see them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals, drafts, trail
from agents.views import (
    DraftView,
    EvidenceView,
    OverrideView,
    RejectionView,
    SentBackView,
    SignedView,
    UnwrittenView,
    VersionView,
)
from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import BrandReport

Passages = Callable[[Sequence[str]], Sequence[Passage]]

# what a version counts as until brand_check has looked at it
UNRATED = BrandReport(rating="red", score=0, sections=(), findings=(), rules_digest="")


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
        evidence=evidence_views(passages(version.citations), report),
        model=version.model,
        prompt=version.prompt,
        fact=plan.get("fact"),
        fact_source=_source(plan, passages),
        angle=plan.get("angle"),
        why=plan.get("why"),
        learnt=tuple(plan.get("learnt", ())),
        missed=plan.get("missed"),
        approval=approval.id if approval else None,
        rejected=rejection_view(approval) if approval else None,
        overridden=_overridden(connection, approval) if approval else (),
        sent_back=_sent_back(connection, row, approval) if approval else None,
        signed=_signed(connection, approval) if approval else (),
        versions=tuple(_version(entry) for entry in drafts.versions_of(connection, row.id)) if history else (),
    )


def _source(plan: Mapping[str, Any], passages: Passages) -> str | None:
    """Where the fact that it was built on stands; None where the documents have it no more."""
    said = plan.get("statements") or ()
    found = passages([said[0]["passage"]]) if said and plan.get("fact") else ()
    return found[0].citation if found else None


def unwritten_view(row: Row[Any]) -> UnwrittenView:
    return UnwrittenView(
        draft=row.id,
        variant=row.variant,
        alternative=row.alternative,
        channel=row.channel,
        locale=row.locale,
        why=row.plan["missed"],
    )


def evidence_views(found: Sequence[Passage], report: BrandReport) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            passage=passage.id,
            citation=passage.citation,
            text=passage.text,
            sentences=tuple(
                entry.sentence for entry in report.support if passage.id in (*entry.passages, *entry.said_in)
            ),
        )
        for passage in found
    )


def rejection_view(row: Row[Any]) -> RejectionView | None:
    if row.status != "rejected":
        return None
    return RejectionView(by=row.decided_by, at=row.decided_at, cause=row.cause, words=row.reason)


def _sent_back(connection: Connection, row: Row[Any], approval: Row[Any]) -> SentBackView | None:
    """The record names the version by its digest; the notes stand with what was written for them."""
    record = trail.last(connection, approval.id, "approval.revise")
    if record is None:
        return None
    known = drafts.versions_of(connection, row.id)
    version = next((one.version for one in reversed(known) if one.digest == record.digest), None)
    if version is None:
        return None
    noted = next((one.note for one in known if one.version > version and one.attempt is not None), None)
    return SentBackView(
        by=record.name or record.actor,
        at=record.at,
        notes=row.notes if row.status == "revising" else noted,
        version=version,
        waits=approval.under_revision,
    )


def _signed(connection: Connection, approval: Row[Any]) -> tuple[SignedView, ...]:
    marks = approvals.signatures_of(connection, approval.id, approval.round)
    return tuple(SignedView(by=mark.user, at=mark.at) for mark in marks)


def _overridden(connection: Connection, row: Row[Any]) -> tuple[OverrideView, ...]:
    if row.requirement["kind"] != "block":
        return ()
    marks = approvals.signatures_of(connection, row.id, row.round)
    return tuple(OverrideView(by=mark.user, at=mark.at, reason=mark.reason) for mark in marks)


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
        model=row.model,
        prompt=row.prompt,
    )
