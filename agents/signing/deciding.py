"""An approver's decision, from the typed answer to the ledger's rows. One transaction decides who was first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.clock import new_id
from agents.ledger import approvals, drafts, lessons, people, runs
from agents.ledger.database import Ledger
from agents.policy.edits import EditFacts
from agents.policy.policy import Policy
from agents.readable import is_seen, unwritable
from agents.signing import autonomy, events, rounds
from agents.signing.decision import Approve, Decision, Edit, Reject, Respond, Revise
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.evidence import Outcome
from agents.signing.filing import requirement_for
from agents.signing.lessons import phrases
from agents.signing.people import User
from agents.signing.recording import overriding, record_decision
from agents.signing.timetable import due_of
from knowledge.text.claims import find_claims
from knowledge.text.quantities import find_quantities
from tools.findings import BrandReport

STATUS_OF_DRAFT = {"approved": "approved", "rejected": "rejected", "pending": "submitted"}


DigestOf = Callable[[Row[Any], Mapping[str, str], Sequence[str]], str]  # draft, fields, citations


@dataclass(frozen=True)
class Bench:
    """What deciding needs of a brand: its policy, how a draft's digest is made, how an edit is rated and cited."""

    policy: Policy
    digest: DigestOf
    # draft, fields, what the text before cited → report, citations
    rate: Callable[[Row[Any], Mapping[str, str], Sequence[str]], tuple[BrandReport, tuple[str, ...]]]


@dataclass(frozen=True)
class _Edited:
    fields: Mapping[str, str]
    citations: tuple[str, ...]
    report: BrandReport
    digest: str
    base: str  # digest of the version that was edited
    policy: Policy
    before: Mapping[str, str]


def decide(
    ledger: Ledger, bench: Callable[[str], Bench], approval_id: str, decision: Decision, user: str, door: str
) -> rounds.ApprovalState:
    """Takes one decision or raises a SigningError that says why not; nothing is then changed."""
    edited = _prepare(ledger, bench, approval_id, decision)
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval_id)
        run = runs.get(connection, row.run)
        person = acting(connection, user, now)
        before = approvals.state_of(connection, row, run.requester)
        event = _event(connection, row, run, decision, person, edited, before, now)
        after = rounds.advance(before, event)
        version = _write_edit(connection, row, edited, person, now) if edited else None
        approvals.save(
            connection,
            row.id,
            before,
            after,
            door=door,
            version=version,
            decision="override" if overriding(after, decision, person) else decision.kind,
            reason=decision.reason or None if isinstance(decision, Reject) else None,
            cause=decision.cause if isinstance(decision, Reject) else None,
        )
        if isinstance(decision, Revise):
            drafts.send_back(connection, row.subject, decision.notes)
        else:
            drafts.set_status(connection, row.subject, STATUS_OF_DRAFT[after.status])  # type: ignore[arg-type]
        record_decision(connection, row.id, before, after, decision, person, door, now)
        passed = decision.kind == "approve" and after.status == "approved"
        if outcome := "unchanged" if passed else _CHANGED.get(decision.kind):
            autonomy.count(connection, row.subject, outcome, user, door, now)
        if edited is not None and isinstance(decision, Edit):
            _learn(connection, row, edited, decision, user, now)
    return after


def _learn(connection: Connection, row: Row[Any], edited: _Edited, decision: Edit, user: str, now: datetime) -> None:
    for phrase in phrases(edited.before, edited.fields):
        lessons.add(
            connection,
            lesson=new_id("l"),
            brand=row.brand,
            draft=row.subject,
            locale=drafts.get(connection, row.subject).locale,
            find=phrase.find,
            replace=phrase.replace,
            by=user,
            status="kept" if decision.not_again else "seen",
            now=now,
        )


_CHANGED: Mapping[str, Outcome] = {"edit": "edited", "revise": "revised", "reject": "rejected"}


def user_of(connection: Connection, name: str) -> User:
    row = people.get(connection, name)
    return User(name=row.name, full_name=row.full_name, roles=tuple(row.roles), active=row.active)


def _prepare(ledger: Ledger, bench: Callable[[str], Bench], approval_id: str, decision: Decision) -> _Edited | None:
    """Rates an edit before the write lock is taken; the transaction then checks that nothing moved meanwhile."""
    if isinstance(decision, Respond):
        raise NotAllowedError("respond-to-tools", "A draft is approved, edited, sent back or rejected, not answered.")
    if not isinstance(decision, Edit):
        return None
    if decision.arguments is not None:
        raise NotAllowedError("fields-of-drafts", "A draft has fields, no arguments: give those.")
    with ledger.read() as connection:
        row = approvals.get(connection, approval_id)
        draft = drafts.get(connection, row.subject)
        current = drafts.version(connection, row.subject)
    desk = bench(row.brand)
    fields = merged(current.fields, decision.fields)
    if fields == current.fields:
        raise NotAllowedError("no-change", "Nothing was changed: approve it as it is, or edit something.")
    report, citations = desk.rate(draft, fields, current.citations)
    return _Edited(
        fields,
        citations,
        report,
        desk.digest(draft, fields, citations),
        base=current.digest,
        policy=desk.policy,
        before=current.fields,
    )


def merged(current: Mapping[str, str], edits: Mapping[str, str]) -> dict[str, str]:
    """The current fields with the edited ones put in.

    Raises NotAllowedError for a field that is not there, that would show nothing, or that holds what is no text.
    """
    unknown = sorted(set(edits) - set(current))
    if unknown:
        raise NotAllowedError("unknown-field", f"This copy has no field '{unknown[0]}'; it has {', '.join(current)}.")
    fields = {name: edits.get(name, text).strip() for name, text in current.items()}
    for name, code in ((name, unwritable(fields[name])) for name in edits):
        if code is not None:
            raise NotAllowedError("no-text", f"'{name}' holds {code}, which no text can show. Take it out.")
    empty = [name for name in edits if not is_seen(fields[name])]
    if empty:
        raise NotAllowedError("empty-field", f"'{empty[0]}' would be empty. Write something, or leave it as it was.")
    too_long = [name for name, text in fields.items() if len(text) > MAX_FIELD]
    if too_long:
        raise NotAllowedError("field-too-long", f"'{too_long[0]}' is longer than {MAX_FIELD} characters.")
    return fields


MAX_FIELD = 20_000  # characters; no channel takes more


def _event(
    connection: Connection,
    row: Row[Any],
    run: Row[Any],
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
    if isinstance(decision, Revise):
        return events.Revise(user=person, at=now, digest=decision.digest)
    if edited is None:
        raise NotAllowedError("respond-to-tools", "A draft is approved, edited, sent back or rejected, not answered.")
    draft = drafts.get(connection, row.subject)
    current = drafts.version(connection, row.subject)
    requirement, _ = requirement_for(connection, edited.policy, run, draft, current, now, edited.report)
    ruling = edited.policy.edit_rule(_edit_facts(current, edited, person), requirement)
    return events.Edit(
        user=person,
        at=now,
        new_digest=edited.digest,
        requirement=requirement,
        due=due_of(requirement, now),
        counts=ruling.counts,
        why=ruling.reason,
        digest=decision.digest or (None if before.edited else edited.base),
        reason=decision.reason if isinstance(decision, Edit) else None,
    )


def _edit_facts(current: Row[Any], edited: _Edited, person: User) -> EditFacts:
    before = "\n".join(current.fields.values())
    after = "\n".join(edited.fields.values())
    return EditFacts(
        rating_before=current.rating or "red",
        rating_after=edited.report.rating,
        new_claims=_new(find_claims, before, after),
        new_numbers=_new(find_quantities, before, after),
        editor_roles=person.roles,
    )


def _new(find: Callable[[str], Sequence[Any]], before: str, after: str) -> tuple[str, ...]:
    """What `find` sees in the new text and did not see in the old one, in the text's own words."""
    old = {_key(one) for one in find(before)}
    return tuple(dict.fromkeys(one.text for one in find(after) if _key(one) not in old))


def _key(found: Any) -> str:  # noqa: ANN401
    return str(getattr(found, "key", None) or found.text.casefold())


def _write_edit(connection: Connection, row: Row[Any], edited: _Edited, person: User, now: datetime) -> int:
    return drafts.add_version(
        connection,
        draft=row.subject,
        attempt=None,
        author=person.name,
        fields=edited.fields,
        citations=edited.citations,
        digest=edited.digest,
        note=None,
        now=now,
        report=edited.report,
    )
