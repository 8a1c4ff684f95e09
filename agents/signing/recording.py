"""What the audit trail says of a person's decision."""

from datetime import datetime

from sqlalchemy import Connection

from agents.ledger import audit
from agents.signing.decision import Decision
from agents.signing.people import User
from agents.signing.rounds import ApprovalState


def record_decision(
    connection: Connection,
    approval: str,
    before: ApprovalState,
    after: ApprovalState,
    decision: Decision,
    person: User,
    door: str,
    now: datetime,
    **details: str,
) -> None:
    """`details`: what else names the subject, such as the tool of a call."""
    audit.append(
        connection,
        at=now,
        event=f"approval.{decision.kind}",
        actor=person.name,
        door=door,
        subject=approval,
        digest=after.digest,
        rule=after.requirement.rule,
        policy=after.requirement.policy_digest,
        roles=list(person.roles),
        round=after.round,
        status=after.status,
        was=before.digest if before.digest != after.digest else None,
        **details,
    )
