"""What a run waits for, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.brief import Triage
from agents.ledger import approvals, cases, outbox, people
from agents.signing.people import in_words
from agents.signing.quorum import Missing, missing
from agents.signing.rounds import ApprovalState
from agents.views import WaitView
from knowledge.errors import NotFoundError


def waiting_for(connection: Connection, row: Row[Any], now: datetime) -> str | None:
    """ "Waiting for Brand and Legal, due in 2 h", in a marketer's words."""
    if row.status == "choosing":
        return "Waiting for you to choose and submit"
    if row.status == "scheduled":
        when = Triage.model_validate(row.triage).brief.when
        held = outbox.holding(connection, run=row.id, brand=row.brand)
        if held is not None:
            return f"Signed; held: {held}"
        return f"Signed; goes out in {_span(when - now)}" if when and when > now else "Signed; goes out now"
    if row.status == "escalated":
        case = cases.of_run(connection, row.id)
        if case is None:
            return None
        if case.status == "taken":
            return f"With {_called(connection, case.taken_by)}"
        waited_for = _called(connection, case.assigned_to) if case.assigned_to else in_words((case.owner_role,), "and")
        return f"Waiting for {waited_for}, {_by(case.acknowledge_due, now, 'to be taken in')}"
    pending = [entry for entry in approvals.of_run(connection, row.id) if entry.status == "pending"]
    if not pending:
        return None
    states = [approvals.state_of(connection, entry, row.requester) for entry in pending]
    due = min(entry.due for entry in pending)
    return f"Waiting for {_signers([left_to_sign(state) for state in states])}, {_by(due, now, 'due in')}"


def waits(connection: Connection, row: Row[Any]) -> tuple[WaitView, ...]:
    """Each draft that waits for signatures, with whose and until when; the next one due first."""
    found = [
        WaitView(
            draft=entry.subject,
            approval=entry.id,
            signers=_signers([left_to_sign(approvals.state_of(connection, entry, row.requester))]),
            due=entry.due,
        )
        for entry in approvals.of_run(connection, row.id)
        if entry.status == "pending" and entry.subject_kind == "draft" and not entry.under_revision
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def left_to_sign(state: ApprovalState) -> Missing:
    """What the pending approval still wants."""
    return missing(state.requirement, state.signers, asked=state.asked)


def _signers(left: Sequence[Missing]) -> str:
    """ "Brand and Legal", "any 2 of Brand, Legal and Compliance", "1 more of Legal and Compliance"."""
    named = [in_words(roles, "and")] if (roles := tuple(role for each in left for role in each.must)) else []
    for each in left:
        if each.free:
            many = f"{each.count} more" if each.begun else f"any {each.count}"
            named.append(f"{many} of {in_words(each.free, 'and')}")
    return "; ".join(dict.fromkeys(named)) or "nobody"


def _called(connection: Connection, name: str) -> str:
    """As others know them; by the user name where nobody of that name is at the desk any more."""
    try:
        return str(people.get(connection, name).full_name) or name
    except NotFoundError:
        return name


def _by(due: datetime, now: datetime, within: str) -> str:
    """ "due in 2 h", "overdue by 10 min"."""
    return f"{within} {_span(due - now)}" if due >= now else f"overdue by {_span(now - due)}"


def _span(delta: Any) -> str:  # noqa: ANN401
    minutes = max(0, round(delta.total_seconds() / 60))
    if minutes < 90:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 60 / 24)} days"
