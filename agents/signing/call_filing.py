"""A tool call that somebody's agent wants to make, filed for signatures: what policy is asked, and what it answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Row

from agents.ledger import approvals, audit, people, tool_calls
from agents.ledger.database import Ledger
from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from agents.signing.arguments import Stake
from agents.signing.errors import NotAllowedError
from agents.signing.events import MayHaveHappened
from agents.signing.filing import keep_policy, roles_of
from agents.signing.rounds import ApprovalState, advance
from agents.signing.subjects import tool_call_digest
from agents.signing.timetable import due_of

MAYBE = "It may have happened already: it was signed and begun, and nobody knows how it ended."
DOOR = "agent"


class Call(BaseModel):
    """One call as the agent's model wrote it. Arguments are plain JSON."""

    model_config = ConfigDict(frozen=True)

    tool: str
    description: str
    arguments: Mapping[str, Any]
    arguments_schema: Mapping[str, Any]
    thread: str
    call: str

    @property
    def digest(self) -> str:
        return tool_call_digest(tool=self.tool, arguments=self.arguments, thread=self.thread, call=self.call)

    @property
    def id(self) -> str:
        """The same each time that the agent's graph comes by. The arguments are in it: some models number their calls
        anew in each turn.
        """
        return f"t-{self.digest[:20]}"


def approval_id(tool_call: str) -> str:
    return "a-" + tool_call.removeprefix("t-")


def file_call(ledger: Ledger, policy: Policy, call: Call, *, brand: str, requester: str, stake: Stake | None) -> str:
    """The call's id. Idempotent: what is filed already stays as it is. Raises ArgumentsError, NotAllowedError."""
    now = ledger.clock.now()
    with ledger.read() as connection:
        if approvals.find(connection, approval_id(call.id)) is not None:
            return call.id
    if stake is not None:
        stake.worth(call.arguments)
    with ledger.write() as connection:
        _may_ask(connection, requester)
        if not tool_calls.add(
            connection,
            id=call.id,
            brand=brand,
            requester=requester,
            tool=call.tool,
            description=call.description,
            arguments_schema=call.arguments_schema,
            stake=stake.model_dump() if stake is not None else None,
            thread=call.thread,
            call=call.call,
            now=now,
        ):
            return call.id
        _first_round(connection, policy, call, brand, now)
    return call.id


def _may_ask(connection: Connection, requester: str) -> None:
    person = people.get(connection, requester)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{requester} is disabled, so no agent acts for them.")
    if set(person.roles) == {"auditor"}:
        raise NotAllowedError("auditor-reads", f"{requester} is an auditor, who only reads: no agent acts for them.")


def _first_round(connection: Connection, policy: Policy, call: Call, brand: str, now: datetime) -> None:
    row = tool_calls.get(connection, call.id)
    digest = call.digest
    version = tool_calls.add_version(
        connection,
        tool_call=call.id,
        attempt=0,
        author=row.requester,
        arguments=call.arguments,
        digest=digest,
        now=now,
    )
    needed = requirement_for_call(connection, policy, row, call.arguments, now)
    due = due_of(needed, now)
    state = ApprovalState.file(digest=digest, requirement=needed, requester=row.requester, due=due, at=now)
    approvals.create(
        connection,
        approval=approval_id(call.id),
        subject_kind="tool_call",
        subject=call.id,
        run=None,
        brand=brand,
        version=version,
        state=state,
        conditions=(),
        now=now,
    )
    audit.append(
        connection,
        at=now,
        event="approval.filed",
        actor=row.requester,
        role="requester",
        door=DOOR,
        subject=approval_id(call.id),
        digest=digest,
        rule=needed.rule,
        round=state.round,
        kind=needed.kind,
        policy=needed.policy_digest,
        roles=list(needed.roles),
        tool=call.tool,
    )


def requirement_for_call(
    connection: Connection, policy: Policy, row: Row[Any], arguments: Mapping[str, Any], now: datetime
) -> Requirement:
    """Who must sign the call with these arguments. The policy's text is kept, in the same transaction."""
    keep_policy(connection, policy, row.brand, now)
    return policy.begin(policy.decide(call_facts(connection, row, arguments)), now)


def call_facts(connection: Connection, row: Row[Any], arguments: Mapping[str, Any]) -> PolicyFacts:
    stake = Stake.model_validate(row.stake) if row.stake is not None else None
    return PolicyFacts(
        brand=row.brand,
        route="tool",
        tool=row.tool,
        value=stake.worth(arguments) if stake is not None else None,
        requester=row.requester,
        requester_roles=roles_of(connection, row.requester),
    )


def reopen(connection: Connection, policy: Policy, approval: Row[Any], now: datetime) -> None:
    """It was begun, and nobody knows how it ended: people are asked again, under a digest of its own."""
    row = tool_calls.get(connection, approval.subject)
    last = tool_calls.version(connection, row.id)
    attempt = last.attempt + 1
    fresh = tool_call_digest(tool=row.tool, arguments=last.arguments, thread=row.thread, call=row.call, attempt=attempt)
    version = tool_calls.add_version(
        connection,
        tool_call=row.id,
        attempt=attempt,
        author=last.author,
        arguments=last.arguments,
        digest=fresh,
        now=now,
    )
    needed = requirement_for_call(connection, policy, row, last.arguments, now).model_copy(update={"batch": False})
    before = approvals.state_of(connection, approval, row.requester)
    due = due_of(needed, now)
    after = advance(before, MayHaveHappened(at=now, new_digest=fresh, requirement=needed, due=due))
    approvals.save(connection, approval.id, before, after, door=DOOR, version=version, conditions=(MAYBE,))
    audit.append(
        connection,
        at=now,
        event="approval.reopened",
        actor="copydesk",
        door=DOOR,
        subject=approval.id,
        digest=fresh,
        rule=needed.rule,
        policy=needed.policy_digest,
        round=after.round,
        was=before.digest,
        tool=row.tool,
    )
