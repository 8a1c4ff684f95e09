"""Takes the words out of the tool calls of other agents. Ids, digests, signatures and times stay."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from agents.erasing.columns import WORDS
from agents.erasing.words import Wanted
from agents.ledger.schema import approvals, effects, signatures, tool_call_versions, tool_calls
from knowledge.errors import InputError

ERASED = "[erased]"


def blank_calls(connection: Connection, wanted: Wanted) -> Mapping[str, int]:
    """All calls that hold the words, in the caller's transaction. Raises InputError where one has not ended."""
    found = _holding(connection, wanted)
    open_ones = [call for call in found if not _has_ended(connection, call)]
    if open_ones:
        raise InputError(
            f"Not ended yet: the tool call of {', '.join(f'a-{call[2:]}' for call in open_ones[:5])}. "
            "Decide it, let its agent go on, then erase. Nothing was changed."
        )
    rows: Counter[str] = Counter()
    for call in found:
        blank: dict[str, Any] = {
            "description": ERASED,
            "arguments_schema": {},
            "thread": ERASED,
            "call": ERASED,
            "stake": None,
        }
        rows["tool_calls"] += connection.execute(
            update(tool_calls).where(tool_calls.c.id == call).values(**blank)
        ).rowcount
        rows["tool_call_versions"] += connection.execute(
            update(tool_call_versions).where(tool_call_versions.c.tool_call == call).values(arguments={})
        ).rowcount
        told = (effects.c.tool_call == call) & effects.c.outcome.is_not(None)
        outcome = {"content": ERASED, "status": "success"}
        rows["effects"] += connection.execute(update(effects).where(told).values(outcome=outcome)).rowcount
        said = (approvals.c.subject == call) & approvals.c.reason.is_not(None)
        rows["approvals"] += connection.execute(update(approvals).where(said).values(reason=ERASED)).rowcount
        of_call = select(approvals.c.id).where(approvals.c.subject == call)
        overridden = signatures.c.approval.in_(of_call) & signatures.c.reason.is_not(None)
        rows["signatures"] += connection.execute(update(signatures).where(overridden).values(reason=ERASED)).rowcount
    return {table: count for table, count in rows.items() if count}


def _holding(connection: Connection, wanted: Wanted) -> list[str]:
    found = set()
    for table, key in ((tool_calls, "id"), (tool_call_versions, "tool_call"), (effects, "tool_call")):
        for row in connection.execute(select(table).execution_options(yield_per=500)):
            if any(wanted.within(getattr(row, name)) for name in WORDS[table.name]):
                found.add(str(getattr(row, key)))
    reasons = select(approvals.c.subject, approvals.c.reason).where(approvals.c.subject_kind == "tool_call")
    found |= {str(row.subject) for row in connection.execute(reasons) if wanted.within(row.reason)}
    overrides = (
        select(approvals.c.subject, signatures.c.reason)
        .join(signatures, signatures.c.approval == approvals.c.id)
        .where(approvals.c.subject_kind == "tool_call", signatures.c.reason.is_not(None))
    )
    found |= {str(row.subject) for row in connection.execute(overrides) if wanted.within(row.reason)}
    return sorted(found)


def _has_ended(connection: Connection, call: str) -> bool:
    """Decided, and not signed and still to be run."""
    row = connection.execute(
        select(approvals.c.status, effects.c.status.label("effect"))
        .outerjoin(effects, effects.c.digest == approvals.c.digest)
        .where(approvals.c.subject == call)
    ).one()
    return bool(row.effect == "done" if row.status == "approved" else row.status != "pending")
