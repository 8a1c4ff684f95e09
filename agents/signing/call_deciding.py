"""A person's decision on a tool call, from the typed answer to the ledger's rows. One transaction decides who was
first. Nothing is run here: the agent's own process does that, once, when it goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals, tool_calls
from agents.ledger.database import Ledger
from agents.policy.edits import EditFacts
from agents.policy.policy import Policy
from agents.signing import events, rounds
from agents.signing.arguments import merged
from agents.signing.call_filing import requirement_for_call
from agents.signing.decision import Approve, Decision, Edit, Reject, Respond
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.people import User
from agents.signing.recording import overriding, record_decision
from agents.signing.subjects import arguments_text, tool_call_digest
from agents.signing.timetable import due_of
from knowledge.text.quantities import find_quantities


@dataclass(frozen=True)
class _Edited:
    arguments: Mapping[str, Any]
    digest: str
    base: Row[Any]  # the version that was edited


def decide_call(
    ledger: Ledger, policy: Callable[[str], Policy], approval_id: str, decision: Decision, user: str, door: str
) -> rounds.ApprovalState:
    """Takes one decision or raises a SigningError or ArgumentsError that says why not; nothing is then changed."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval_id)
        call = tool_calls.get(connection, row.subject)
        person = acting(connection, user, now)
        before = approvals.state_of(connection, row, call.requester)
        edited = _edited(connection, call, decision)
        event = _event(connection, policy(row.brand), call, decision, person, edited, before, now)
        after = rounds.advance(before, event)
        approvals.save(
            connection,
            row.id,
            before,
            after,
            door=door,
            version=_write_edit(connection, call, edited, person, now) if edited is not None else None,
            decision="override" if overriding(after, decision, person) else decision.kind,
            reason=_said(decision),
            cause=decision.cause if isinstance(decision, Reject) else None,
        )
        record_decision(connection, row.id, before, after, decision, person, door, now, tool=call.tool)
    return after


def _edited(connection: Connection, call: Row[Any], decision: Decision) -> _Edited | None:
    if not isinstance(decision, Edit):
        return None
    if decision.arguments is None:
        raise NotAllowedError("arguments-of-tools", "A tool call has arguments, no fields: give those as JSON.")
    base = tool_calls.version(connection, call.id)
    arguments = merged(base.arguments, decision.arguments, call.arguments_schema)
    digest = tool_call_digest(
        tool=call.tool, arguments=arguments, thread=call.thread, call=call.call, attempt=base.attempt
    )
    return _Edited(arguments, digest, base)


def _event(
    connection: Connection,
    policy: Policy,
    call: Row[Any],
    decision: Decision,
    person: User,
    edited: _Edited | None,
    before: rounds.ApprovalState,
    now: datetime,
) -> events.Event:
    if isinstance(decision, Approve):
        return events.Sign(user=person, at=now, digest=decision.digest, reason=decision.reason)
    if isinstance(decision, Reject):
        return events.Reject(user=person, at=now, digest=decision.digest)
    if isinstance(decision, Respond):
        return events.Respond(user=person, at=now, digest=decision.digest)
    if edited is None:
        words = "A tool call is not written again. Reject it with your notes as the reason: the agent reads them."
        raise NotAllowedError("revise-drafts", words)
    if any(each.digest == edited.digest for each in tool_calls.versions_of(connection, call.id)):
        words = "These arguments were there before: approve them as they are now, or change something else."
        raise NotAllowedError("no-change", words)
    needed = requirement_for_call(connection, policy, call, edited.arguments, now)
    ruling = policy.edit_rule(_edit_facts(edited, person), needed)
    return events.Edit(
        user=person,
        at=now,
        new_digest=edited.digest,
        requirement=needed,
        due=due_of(needed, now),
        counts=ruling.counts,
        why=ruling.reason,
        digest=decision.digest or (None if before.edited else edited.base.digest),
        reason=decision.reason if isinstance(decision, Edit) else None,
    )


def _edit_facts(edited: _Edited, person: User) -> EditFacts:
    """Numbers count as in a draft: who puts a new one in does not sign it alone."""
    old = {found.text for found in find_quantities(arguments_text(edited.base.arguments))}
    new = (found.text for found in find_quantities(arguments_text(edited.arguments)))
    return EditFacts(
        rating_before="green",
        rating_after="green",
        new_numbers=tuple(dict.fromkeys(text for text in new if text not in old)),
        editor_roles=person.roles,
    )


def _write_edit(connection: Connection, call: Row[Any], edited: _Edited, person: User, now: datetime) -> int:
    return tool_calls.add_version(
        connection,
        tool_call=call.id,
        attempt=edited.base.attempt,
        author=person.name,
        arguments=edited.arguments,
        digest=edited.digest,
        now=now,
    )


def _said(decision: Decision) -> str | None:
    """What the agent is told in the tool's place."""
    if isinstance(decision, Reject):
        return decision.reason or decision.cause
    return decision.text if isinstance(decision, Respond) else None
