"""A deadline that passed: what waited for a signature expires, and nothing of it goes out."""

from typing import Any

from sqlalchemy import Row

from agents.ledger import approvals, audit, drafts
from agents.ledger.database import Ledger
from agents.signing.events import Expire
from agents.signing.rounds import advance


def expire(ledger: Ledger, approval: str) -> Row[Any] | None:
    """The approval as it was; None where somebody has decided in the meantime, or there is still time."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval)
        if row.status != "pending" or row.due > now:
            return None
        before = approvals.state_of(connection, row, requester=None)
        approvals.save(connection, row.id, before, advance(before, Expire(at=now)), door="clock", decision="expire")
        if row.subject_kind == "draft":
            drafts.set_status(connection, row.subject, "expired")
        audit.append(
            connection,
            at=now,
            event="approval.expired",
            actor="clock",
            door="clock",
            subject=row.id,
            digest=row.digest,
            rule=before.requirement.rule,
            policy=before.requirement.policy_digest,
        )
    return row
