"""The last look before a tool call is run: in the transaction that claims it, nothing is taken on trust."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals
from agents.policy.outcome import Requirement
from agents.signing.quorum import is_complete
from agents.signing.release import UnsignedError
from agents.signing.subjects import tool_call_digest


def verify_call(connection: Connection, row: Row[Any], version: Row[Any], approval: Row[Any]) -> Sequence[Row[Any]]:
    """The signatures that cover exactly this call. Raises UnsignedError, saying what is missing."""
    if approval.status != "approved":
        raise UnsignedError(f"The call {row.id} is not approved, so it was not run.")
    recomputed = tool_call_digest(
        tool=row.tool, arguments=version.arguments, thread=row.thread, call=row.call, attempt=version.attempt
    )
    if not recomputed == version.digest == approval.digest:
        raise UnsignedError(f"The call {row.id} is not the one that was signed (digest {recomputed[:12]}…).")
    needed = Requirement.model_validate(approval.requirement)
    signatures = approvals.signatures_of(connection, approval.id, approval.round)
    if not signatures or any(mark.digest != recomputed for mark in signatures):
        raise UnsignedError(f"A signature on {approval.id} is on another call.")
    signers = {mark.user: tuple(mark.roles) for mark in signatures}
    if needed.kind == "tier" or not is_complete(needed, signers, asked=tuple(approval.asked)):
        raise UnsignedError(f"{approval.id} lacks signatures: {', '.join(needed.roles)} must sign.")
    return signatures
