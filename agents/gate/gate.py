"""The gate that other agents' tool calls wait at: what stands in the ledger about one, and its one run.

Nothing that comes with a resumed graph is believed: whether a call may run is read from the ledger each time.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Row

from agents.gate.outcome import Outcome
from agents.home import Home
from agents.ledger import audit, outbox, references, tool_calls
from agents.ledger.database import Ledger
from agents.policy.outcome import Requirement
from agents.policy.policy import Policy
from agents.signing.arguments import Stake
from agents.signing.call_filing import DOOR, Call, file_call, reopen
from agents.signing.call_release import verify_call
from agents.signing.expiring import expire

LONGEST_RUN = 1e9  # seconds; with none at all, filelock takes two tasks on one thread for a deadlock
DECISIONS = ["approve", "edit", "reject", "respond"]


class Terms(BaseModel):
    """For whom an agent acts, at which brand's desk, and where the value at stake stands."""

    model_config = ConfigDict(frozen=True)

    requester: str
    brand: str | None = None
    stake: Stake | None = None


class Gate:
    """Thread-safe, and safe from several processes on one home."""

    def __init__(self, ledger: Ledger, home: Home, policy: Callable[[str], Policy]) -> None:
        self._ledger = ledger
        self._home = home
        self._policy = policy

    def file(self, call: Call, terms: Terms) -> str:
        """Asks policy, once for each call; its id. Raises CopydeskError."""
        brand = self._home.folder(terms.brand).brand.id
        return file_call(
            self._ledger, self._policy(brand), call, brand=brand, requester=terms.requester, stake=terms.stake
        )

    def request(self, call: str) -> dict[str, Any]:
        """What the graph pauses with: LangChain's HITLRequest, with our reason and digest beside it."""
        with self._ledger.read() as connection:
            row, approval = tool_calls.get(connection, call), tool_calls.approval_of(connection, call)
            version = tool_calls.version(connection, call)
        needed = Requirement.model_validate(approval.requirement)
        description = " ".join([*approval.conditions, needed.reason])
        return {
            "gate": "tool_call",
            "action_requests": [{"name": row.tool, "args": version.arguments, "description": description}],
            "review_configs": [{"action_name": row.tool, "allowed_decisions": DECISIONS}],
            "copydesk": [
                {
                    "approval": approval.id,
                    "tool_call": call,
                    "digest": version.digest,
                    "rule": needed.rule,
                    "roles": list(needed.roles),
                    "due": approval.due.isoformat(),
                }
            ],
        }

    def answer(self, call: str) -> dict[str, Any] | None:
        """A HITLResponse once people have decided and nothing holds it; None as long as the graph had better wait."""
        with self._ledger.read() as connection:
            row, approval = tool_calls.get(connection, call), tool_calls.approval_of(connection, call)
            version = tool_calls.version(connection, call)
            held = outbox.holding(connection, run="", brand=row.brand)
        if approval.status == "pending":
            return None if approval.due > self._ledger.clock.now() else _decided("reject", message="Expired.")
        if approval.status == "approved":
            if held is not None:
                return None
            if version.version == 1:
                return _decided("approve")
            return _decided("edit", edited_action={"name": row.tool, "args": version.arguments})
        return _decided("respond" if approval.status == "answered" else "reject", message=approval.reason or "")

    def look(self, call: str) -> Outcome | None:
        """What is to be told without running it; None where it waits or may be run."""
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            approval = tool_calls.approval_of(connection, call)
        if approval.status == "pending" and approval.due <= now:
            expire(self._ledger, approval.id)
            with self._ledger.read() as connection:
                approval = tool_calls.approval_of(connection, call)
        return _told(approval)

    def may_run(self, call: str) -> str | None:
        """The digest that was signed; None while it waits."""
        with self._ledger.read() as connection:
            approval = tool_calls.approval_of(connection, call)
        return approval.digest if approval.status == "approved" else None

    def lock(self, digest: str) -> FileLock:
        """Held while it runs. A process that dies lets it go, and so it is known that it died."""
        folder = self._home.path / "calls"
        folder.mkdir(exist_ok=True)
        return FileLock(folder / f"{digest}.lock", timeout=LONGEST_RUN, thread_local=False)

    def claim(self, call: str, digest: str) -> Mapping[str, Any] | Outcome | None:
        """Under the lock: the arguments to run it with, the outcome of the run that was, or None: it waits again."""
        now = self._ledger.clock.now()
        with self._ledger.write() as connection:
            row, approval = tool_calls.get(connection, call), tool_calls.approval_of(connection, call)
            if approval.status != "approved" or approval.digest != digest:
                return None
            before = tool_calls.effect(connection, digest)
            if before is not None:
                return self._again(connection, before, approval, now)
            version = tool_calls.version(connection, call)
            signatures = verify_call(connection, row, version, approval)
            if outbox.holding(connection, run="", brand=row.brand) is not None:
                return None
            tool_calls.claim(connection, digest, call, now)
            signed_by = references.people(connection, [mark.user for mark in signatures])
            _record(connection, "tool_call.claimed", row, approval, now, signed_by=signed_by)
        arguments: Mapping[str, Any] = version.arguments
        return arguments

    def done(self, call: str, digest: str, outcome: Outcome) -> Outcome:
        """Keeps what the tool answered. Returns what the agent is told."""
        now = self._ledger.clock.now()
        with self._ledger.write() as connection:
            row, approval = tool_calls.get(connection, call), tool_calls.approval_of(connection, call)
            told = _with_notice(outcome, tool_calls.version(connection, call), row)
            tool_calls.end(connection, digest, "done", told.model_dump(), now)
            _record(connection, "tool_call.done", row, approval, now, outcome=outcome.status)
        return told

    def tidy(self, lock: FileLock) -> None:
        """The ledger says from now on that it is done: the file has served."""
        with suppress(PermissionError):  # where a file that is open cannot be deleted; it is empty
            Path(lock.lock_file).unlink(missing_ok=True)

    def _again(self, connection: Connection, before: Row[Any], approval: Row[Any], now: datetime) -> Outcome | None:
        """Somebody has claimed it before. The lock is ours, so that run has ended or died."""
        if before.status == "done":
            return Outcome.model_validate(before.outcome)
        tool_calls.end(connection, before.digest, "unsure", None, now)
        reopen(connection, self._policy(approval.brand), approval, now)
        return None


def _decided(kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as LangChain has it
    return {"decisions": [{"type": kind, **more}]}


def _told(approval: Row[Any]) -> Outcome | None:
    who = approval.decided_by
    match approval.status:
        case "answered":
            return Outcome(content=approval.reason)
        case "rejected":
            return Outcome.refused(f"Rejected by {who}, so it was not run. The reason: {approval.reason}")
        case "expired":
            return Outcome.refused(f"Nobody signed it by {approval.due:%Y-%m-%d %H:%M %Z}, so it was not run.")
        case "withdrawn":
            return Outcome.refused(f"Withdrawn by {who}, so it was not run.")
    return None


def _with_notice(outcome: Outcome, version: Row[Any], row: Row[Any]) -> Outcome:
    """An agent that is not told of an edit takes its own call for the one that ran."""
    if version.author == row.requester or not isinstance(outcome.content, str):
        return outcome
    words = f"A person changed the arguments before signing; it ran with {version.arguments}. The tool's answer:"
    return outcome.model_copy(update={"content": f"{words}\n{outcome.content}"})


def _record(
    connection: Connection,
    event: str,
    row: Row[Any],
    approval: Row[Any],
    now: datetime,
    **details: Any,  # noqa: ANN401 - as audit.append takes them
) -> None:
    audit.append(
        connection,
        at=now,
        event=event,
        actor="copydesk",
        door=DOOR,
        subject=approval.id,
        digest=approval.digest,
        rule=approval.requirement["rule"],
        policy=approval.requirement["policy_digest"],
        tool=row.tool,
        **details,
    )
