"""What people decided, read as labelled cases: drafts that they signed, edited or rejected, and resolved incidents."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from agents.erasing.blank import ERASED
from agents.graph.all_clear import unteachable
from agents.ledger import eval_cases
from agents.ledger.schema import approvals, cases, drafts, runs, signatures, versions
from agents.signing.all_clears import CAUSE
from agents.views.growing import ALARM, NO_ALARM, EvalCaseView, GrownStatus
from knowledge.text.personal_data import find_personal_data, mask


def listing(connection: Connection, brand: str, status: GrownStatus) -> tuple[EvalCaseView, ...]:
    """The latest decision first. What was erased of a run is no case any more, and none says that harm is no alarm."""
    settled = eval_cases.settled(connection, brand)
    wanted = None if status == "candidate" else [id for id, row in settled.items() if row.status == status]
    found = [one for one in _read(connection, brand, settled, wanted) if one.status == status]
    never = _never_calm(connection, brand)
    return tuple(one for one in found if one.id not in never or one.label == ALARM)


def one_of(connection: Connection, brand: str, id: str) -> EvalCaseView | None:
    """One decision, settled or not; None where there is no such case."""
    return next(iter(_read(connection, brand, eval_cases.settled(connection, brand), [id])), None)


def refused(connection: Connection, one: EvalCaseView, label: str) -> str | None:
    """Why it may not have this label: what triage may never unlearn, no case teaches it either."""
    why = None if label == ALARM else _never_calm(connection, one.brand).get(one.id)
    return why and f"{why} The only label for this one is {ALARM}."


def _never_calm(connection: Connection, brand: str) -> dict[str, str]:
    """By case, why triage must call a person to a message like it."""
    rows = connection.execute(select(cases.c.id, cases.c.severity, cases.c.flags).where(cases.c.brand == brand)).all()
    return {row.id: why for row in rows if (why := unteachable(row.severity, row.flags)) is not None}


def _read(
    connection: Connection, brand: str, settled: Mapping[str, Row[Any]], ids: Sequence[str] | None
) -> list[EvalCaseView]:
    """`ids`: of these alone, and nothing of the others is read."""
    found = [*_drafts(connection, brand, ids), *_incidents(connection, brand, ids)]
    kept = [_settled(one, settled.get(one.id)) for one in found if not _gone(one)]
    return sorted(kept, key=lambda one: (one.at, one.id), reverse=True)


def _drafts(connection: Connection, brand: str, ids: Sequence[str] | None) -> Iterator[EvalCaseView]:
    query = (
        select(approvals, drafts.c.channel, drafts.c.locale, runs.c.masked)
        .join(drafts, (approvals.c.subject_kind == "draft") & (drafts.c.id == approvals.c.subject))
        .join(runs, runs.c.id == approvals.c.run)
        .where(approvals.c.brand == brand, approvals.c.status.in_(("approved", "rejected")))
        .where(approvals.c.decided_at.is_not(None))
    )
    query = query if ids is None else query.where(approvals.c.id.in_(ids))
    for row in connection.execute(query).all():
        by = _decider(connection, row)
        kept = connection.execute(
            select(versions)
            .where(versions.c.draft == row.subject, versions.c.version <= row.version)
            .order_by(versions.c.version)
        ).all()
        written = [version for version in kept if version.attempt is not None and version.rating is not None]
        if by is None or not written or (row.status == "rejected" and row.decision != "reject"):
            continue  # a tier signed it, a person wrote it, or it was withdrawn
        before, last = written[-1], kept[-1]
        edited = row.status == "approved" and last.fields != before.fields
        decision = "rejected" if row.status == "rejected" else "edited" if edited else "signed"
        yield EvalCaseView(
            id=row.id,
            suite="brand",
            brand=brand,
            run=row.run,
            request=row.masked or "",
            evidence=tuple(before.citations),
            channel=row.channel,
            locale=row.locale,
            fields=_masked(before.fields),
            edit=_masked(last.fields) if edited else None,
            decision=decision,
            by=by,
            at=row.decided_at,
            label=_rating(decision, before.rating),
        )


def _rating(decision: str, rated: str) -> str:
    """A proposal: rejected copy is red, and copy that had to be edited not green; else the desk was right."""
    if decision == "rejected":
        return "red"
    return "amber" if decision == "edited" and rated == "green" else rated


def _decider(connection: Connection, row: Row[Any]) -> str | None:
    """Of a signed draft, who signed first; None where policy did."""
    if row.status == "rejected":
        return str(row.decided_by) if row.decided_by else None
    query = select(signatures.c.user).where(signatures.c.approval == row.id).order_by(signatures.c.at)
    return connection.execute(query).scalars().first()


def _incidents(connection: Connection, brand: str, ids: Sequence[str] | None) -> Iterator[EvalCaseView]:
    query = select(cases, runs.c.masked).join(runs, runs.c.id == cases.c.run)
    query = query if ids is None else query.where(cases.c.id.in_(ids))
    for row in connection.execute(query.where(cases.c.brand == brand, cases.c.cause.is_not(None))).all():
        yield EvalCaseView(
            id=row.id,
            suite="triage",
            brand=brand,
            run=row.run,
            request=row.masked or "",
            decision=row.cause,
            by=row.resolved_by,
            at=row.resolved_at,
            label=NO_ALARM if row.cause == CAUSE else ALARM,
        )


def _masked(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: mask(text, find_personal_data(text)) for name, text in fields.items()}


def _gone(one: EvalCaseView) -> bool:
    return not one.request or ERASED in (one.request, *one.fields.values(), *(one.edit or {}).values())


def _settled(one: EvalCaseView, row: Row[Any] | None) -> EvalCaseView:
    if row is None:
        return one
    said = {"label": row.label, "status": row.status, "reason": row.reason}
    return one.model_copy(update={**said, "settled_by": row.by, "settled_at": row.at})
