"""What a notice is about, read from the ledger: at the moment it is spread, and again when it is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from agents.ledger import approvals, cases, drafts, outbox, people, references, runs
from agents.notices.audience import of_waiting
from agents.notices.kinds import DIGEST_MADE, FAILED, HANDED, OVERDUE, PASSED_ON, REMINDED, TAKEN_OVER, Kind
from agents.notices.told import Told
from agents.signing.deputies import everybody
from agents.signing.people import User
from agents.signing.quorum import open_slots
from agents.signing.rounds import ApprovalState
from knowledge.errors import NotFoundError
from tools.copy import Copy

_BY_EVENT: Mapping[str, Kind] = {
    "approval.filed": "waits",
    "approval.reopened": "waits",
    "approval.revise": "decided",
    "approval.reject": "decided",
    "approval.respond": "decided",
    "approval.chain_asked": "chain",
    "approval.expired": "expired",
    "question.asked": "question",
    "question.answered": "answer",
    TAKEN_OVER: "taken",
    REMINDED: "reminder",
    PASSED_ON: "p1",
    HANDED: "handed",
    OVERDUE: "late",
    "brand.held": "held",
    "brand.lifted": "lifted",
    "crisis.on": "held",
    "crisis.off": "lifted",
    FAILED: "failed",
    "publication.recalled": "recalled",
    DIGEST_MADE: "digest",
}


class About(NamedTuple):
    """The rows that a notice is about, as they are now."""

    brand: str
    run: Row[Any] | None = None
    approval: Row[Any] | None = None
    state: ApprovalState | None = None
    draft: Row[Any] | None = None
    case: Row[Any] | None = None
    entry: Row[Any] | None = None  # of the outbox
    agent_of: str | None = None  # for whom an agent asks

    @property
    def requester(self) -> str:
        return str(self.run.requester) if self.run is not None else self.agent_of or ""


def about(connection: Connection, event: str, subject: str) -> About:
    sort = event.partition(".")[0]
    if sort in {"approval", "question"}:
        return _approval(connection, subject)
    if sort == "case":
        case = cases.get(connection, subject)
        return About(case.brand, run=runs.get(connection, case.run), case=case)
    if sort == "publication":
        entry = outbox.get(connection, subject)
        draft = drafts.get(connection, entry.draft)
        return About(entry.brand, run=runs.get(connection, entry.run), draft=draft, entry=entry)
    return About(subject)


def _approval(connection: Connection, subject: str) -> About:
    row = approvals.get(connection, subject)
    run = runs.get(connection, row.run) if row.run else None
    requester = approvals.requester_of(connection, row)
    state = approvals.state_of(connection, row, requester)
    draft = drafts.get(connection, row.subject) if row.subject_kind == "draft" else None
    return About(row.brand, run=run, approval=row, state=state, draft=draft, agent_of=requester)


def kind_of(event: str, details: Mapping[str, Any], found: About) -> Kind:
    if event in {"approval.approve", "approval.edit"}:
        return "decided" if details.get("status") == "approved" else "waits"
    if event in {"case.opened", HANDED} and found.case is not None and found.case.severity == "P1":
        return "p1"
    if event == "case.opened":
        return "case"
    return _BY_EVENT[event]


def users(connection: Connection, now: datetime) -> tuple[User, ...]:
    """Everybody, with every role that they act in now: whoever stands in for somebody is told in their place too."""
    return everybody(connection, now)


def told(connection: Connection, kind: Kind, row: Row[Any], found: About, *, brand: str, show_text: bool) -> Told:
    """`row` has the notice's event, subject, actor and details; `brand` is the brand's name."""
    names = {person.name: person.full_name or person.name for person in people.listing(connection)}
    requester = names.get(found.requester, found.requester) or None
    base = Told(
        kind=kind,
        brand=brand,
        subject=row.subject,
        run=found.run.id if found.run is not None else None,
        by=names.get(row.actor, row.actor if row.actor not in {"copydesk", "clock"} else None),
        requester=requester,
        reason=_reason(connection, kind, row, found, show_text=show_text),
        text=_text(connection, found) if show_text and kind in {"waits", "reminder", "chain"} else None,
        head=row.details.get("head"),
    )
    if found.state is not None and found.approval is not None:
        return base.model_copy(update=_of_approval(connection, kind, row, found.approval, found.state, found.draft))
    if found.case is not None:
        return base.model_copy(update=_of_case(row, found.case))
    if row.event in {"crisis.on", "crisis.off"}:
        held = outbox.hold_of(connection, str(row.details.get("hold")))
        return base.model_copy(update={"crisis": True, "due": held.until if held is not None else None})
    return base.model_copy(update={"channel": found.draft.channel}) if found.draft is not None else base


def _of_approval(
    connection: Connection,
    kind: Kind,
    row: Row[Any],
    approval: Row[Any],
    state: ApprovalState,
    draft: Row[Any] | None,
) -> dict[str, Any]:
    asked = row.details.get("roles") if kind == "chain" else None
    status = "revised" if row.event == "approval.revise" else state.status
    needed = state.requirement
    roles = tuple(asked or open_slots(needed, state.signers, asked=state.asked))
    values: dict[str, Any] = {
        "what": approval.subject_kind.replace("_", " "),
        "roles": roles,
        "due": state.due,
        "due_why": needed.plan.why if needed.plan is not None else (),
        "zone": next((needed.zones[role] for role in roles if role in needed.zones), None),
        "rule": state.requirement.reason,
        "status": status,
    }
    if draft is not None:
        rating = drafts.version(connection, draft.id).rating
        values |= {"channel": draft.channel, "locale": draft.locale, "rating": rating}
    return values


def _of_case(row: Row[Any], case: Row[Any]) -> dict[str, Any]:
    return {
        "severity": case.severity,
        "flags": tuple(case.flags),
        "roles": (case.owner_role,),
        "due": case.acknowledge_due,
        "status": case.status,
        "step": int(row.details.get("step", 0)),
        "handed": row.event == HANDED,
        "clock": row.details.get("clock"),
    }


def who_had(connection: Connection, details: Mapping[str, Any]) -> tuple[str, ...]:
    """From whom a card was taken over; nobody who was erased since."""
    found = []
    for ref in details.get("taken_from") or ():
        try:
            found.append(references.name_of(connection, ref))
        except NotFoundError:
            continue
    return tuple(found)


def still_waits(case: Row[Any], details: Mapping[str, Any]) -> bool:
    """Whether a case waits for the same person as when it was told: open, and not handed on since."""
    return bool(case.status == "open" and details.get("turn", 0) == case.turn)


def _reason(connection: Connection, kind: Kind, row: Row[Any], found: About, *, show_text: bool) -> str | None:
    """A hold's is meant for everybody. What was said of a draft may quote it."""
    if kind == "held":
        held = outbox.hold_of(connection, str(row.details.get("hold")))
        return held.reason if held is not None else None
    if kind == "decided" and show_text and found.approval is not None:
        if row.event == "approval.reject":
            return str(found.approval.reason or found.approval.cause or "") or None
        if row.event == "approval.revise" and found.draft is not None:
            notes: str | None = found.draft.notes or drafts.version(connection, found.draft.id).note
            return notes
    return None


def _text(connection: Connection, found: About) -> str | None:
    if found.draft is None:
        return None
    return Copy(fields=drafts.version(connection, found.draft.id).fields).text


def is_overtaken(kind: Kind, found: About, row: Row[Any], target: str, everybody: tuple[User, ...]) -> bool:
    """Whether there is nothing left to do about it, so that telling it would mislead."""
    if kind in {"waits", "reminder", "chain"} and found.state is not None:
        asked = row.details.get("roles") if kind == "chain" else None
        left = of_waiting(found.state, everybody, asked)
        sort, _, name = target.partition(":")
        return name not in left.people if sort == "person" else not left.people
    if kind in {"question", "answer"} and found.state is not None:
        return found.state.status != "pending"
    if kind == "taken" and found.state is not None:  # or they have it again
        roles = row.details.get("roles", ())
        back = any(f"person:{each.user}" == target and each.role in roles for each in found.state.taken)
        return back or found.state.status != "pending"
    if kind in {"p1", "case", "handed", "late"} and found.case is not None:
        return not still_waits(found.case, row.details)
    if kind == "failed" and found.entry is not None:
        return bool(found.entry.status != "pending")
    return False


def round_of(found: About) -> int:
    return found.state.round if found.state is not None else 0
