"""What the audit trail says of a person's decision."""

from datetime import datetime

from sqlalchemy import Connection

from agents.ledger import audit
from agents.signing.decision import Approve, Decision, Edit
from agents.signing.people import User
from agents.signing.rounds import ApprovalState


def overriding(after: ApprovalState, decision: Decision, person: User) -> bool:
    """Whether this person has just signed what policy blocks. Why stands with the signature of that round."""
    return isinstance(decision, Approve | Edit) and after.requirement.kind == "block" and person.name in after.signers


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
        **({"decision": "override"} if overriding(after, decision, person) else {}),
        **details,
    )
