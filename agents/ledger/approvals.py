"""Approvals, their rounds and signatures."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import approvals, drafts, runs, signatures
from agents.policy.outcome import Requirement
from agents.views import ApprovalStatus
from knowledge.errors import NotFoundError


def file_round(
    connection: Connection,
    *,
    approval: str,
    subject_kind: str,
    subject: str,
    run: str | None,
    brand: str,
    version: int,
    digest: str,
    requirement: Requirement,
    conditions: Sequence[str],
    now: datetime,
) -> int | None:
    """Opens the first round of a subject, or the next one where an earlier round is over or on another digest.

    Idempotent: the round that is open on this digest stays as it is, and None is returned; else the round's number.
    """
    due = now + timedelta(minutes=requirement.deadline_minutes)
    opened = {
        "status": "pending",
        "version": version,
        "digest": digest,
        "edited": False,
        "under_revision": False,
        "requirement": requirement.model_dump(mode="json"),
        "conditions": list(conditions),
        "due": due,
        "decision": None,
        "reason": None,
        "decided_by": None,
        "decided_at": None,
    }
    added = connection.execute(
        upsert(approvals)
        .values(
            id=approval,
            subject_kind=subject_kind,
            subject=subject,
            run=run,
            brand=brand,
            round=1,
            created=now,
            **opened,
        )
        .on_conflict_do_nothing()
    )
    if added.rowcount == 1:
        return 1
    row = get(connection, approval)
    if row.status == "pending" and row.digest == digest and not row.under_revision:
        return None
    connection.execute(update(approvals).where(approvals.c.id == approval).values(round=row.round + 1, **opened))
    return int(row.round) + 1


def get(connection: Connection, approval: str) -> Row[Any]:
    row = connection.execute(select(approvals).where(approvals.c.id == approval)).first()
    if row is None:
        raise NotFoundError(f"There is no approval '{approval}'. `copydesk approvals list` shows what waits.")
    return row


def of_draft(connection: Connection, draft: str) -> Row[Any] | None:
    query = select(approvals).where(approvals.c.subject_kind == "draft", approvals.c.subject == draft)
    return connection.execute(query).first()


def of_run(connection: Connection, run: str) -> Sequence[Row[Any]]:
    return connection.execute(select(approvals).where(approvals.c.run == run).order_by(approvals.c.id)).all()


def listing(connection: Connection, *, status: str | None, limit: int, offset: int) -> Sequence[Row[Any]]:
    """By deadline, with what a queue shows of draft and run."""
    query = (
        select(
            approvals,
            drafts.c.channel,
            drafts.c.locale,
            drafts.c.audience,
            runs.c.requester,
            runs.c.masked,
            runs.c.triage,
        )
        .join(drafts, drafts.c.id == approvals.c.subject)
        .join(runs, runs.c.id == approvals.c.run)
        .order_by(approvals.c.due, approvals.c.id)
        .limit(limit)
        .offset(offset)
    )
    if status is not None:
        query = query.where(approvals.c.status == status)
    return connection.execute(query).all()


def overdue(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    query = select(approvals).where(approvals.c.status == "pending", approvals.c.due <= now).order_by(approvals.c.due)
    return connection.execute(query).all()


def change(connection: Connection, approval: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(approvals).where(approvals.c.id == approval).values(**values))


def close(
    connection: Connection,
    approval: str,
    status: ApprovalStatus,
    *,
    decision: str,
    by: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    change(connection, approval, status=status, decision=decision, decided_by=by, decided_at=now, reason=reason)


def sign(
    connection: Connection,
    *,
    approval: str,
    round_: int,
    user: str,
    roles: Sequence[str],
    digest: str,
    door: str,
    now: datetime,
) -> None:
    """Unique on (approval, round, user): the database refuses a second signature."""
    connection.execute(
        insert(signatures).values(
            approval=approval, round=round_, user=user, roles=sorted(roles), digest=digest, door=door, at=now
        )
    )


def signatures_of(connection: Connection, approval: str, round_: int) -> Sequence[Row[Any]]:
    query = select(signatures).where(signatures.c.approval == approval, signatures.c.round == round_)
    return connection.execute(query.order_by(signatures.c.at, signatures.c.user)).all()
