"""Approvals, their rounds and signatures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    String,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger import taken
from agents.ledger.schema import approvals, drafts, openings, runs, signatures, tool_call_versions, tool_calls, versions
from agents.policy.outcome import Requirement
from agents.signing import rounds
from agents.signing.rounds import ApprovalState, Signed
from agents.signing.subjects import SubjectKind
from agents.signing.taken import Taken
from knowledge.errors import NotFoundError

# read several times in each step of a run: built once
_ONE = select(approvals).where(approvals.c.id == bindparam("approval"))
_ADD = upsert(approvals).on_conflict_do_nothing()
_CHANGE = update(approvals).where(approvals.c.id == bindparam("of"))
_SIGN = insert(signatures)
_OPEN = insert(openings)
_SHUT = delete(openings).where(openings.c.approval == bindparam("of"))
_OF_DRAFT = select(approvals).where(approvals.c.subject_kind == "draft", approvals.c.subject == bindparam("draft"))
_OF_RUN = select(approvals).where(approvals.c.run == bindparam("run")).order_by(approvals.c.id)
_SIGNATURES = (
    select(signatures)
    .where(signatures.c.approval == bindparam("approval"), signatures.c.round == bindparam("round"))
    .order_by(literal_column("signatures.rowid"))  # as they came: a clock can be put back, an order cannot
)
_SIGNATURES_OF_MANY = (
    select(signatures)
    .where(signatures.c.approval.in_(bindparam("approvals", expanding=True)))
    .order_by(literal_column("signatures.rowid"))
)
# with what a queue shows of draft and run
SHOWN = (
    select(
        approvals,
        drafts.c.channel,
        drafts.c.variant,
        drafts.c.alternative,
        drafts.c.locale,
        drafts.c.audience,
        versions.c.rating,
        func.coalesce(runs.c.requester, tool_calls.c.requester).label("requester"),
        tool_calls.c.tool,
        tool_call_versions.c.arguments,
        runs.c.masked,
        runs.c.triage,
        runs.c.status.label("run_status"),
    )
    .outerjoin(drafts, (approvals.c.subject_kind == "draft") & (drafts.c.id == approvals.c.subject))
    .outerjoin(versions, (versions.c.draft == drafts.c.id) & (versions.c.version == drafts.c.version))
    .outerjoin(runs, runs.c.id == approvals.c.run)
    .outerjoin(tool_calls, (approvals.c.subject_kind == "tool_call") & (tool_calls.c.id == approvals.c.subject))
    .outerjoin(
        tool_call_versions,
        (tool_call_versions.c.tool_call == tool_calls.c.id) & (tool_call_versions.c.version == tool_calls.c.version),
    )
)
_ONE_SHOWN = SHOWN.where(approvals.c.id == bindparam("approval"))
_QUEUE = SHOWN.order_by(approvals.c.due, approvals.c.id)
_WAITS = approvals.c.status == "pending"
_RECORD = SHOWN.order_by(
    _WAITS.desc(), case((_WAITS, approvals.c.due)), approvals.c.decided_at.desc(), approvals.c.due, approvals.c.id
)


def create(
    connection: Connection,
    *,
    approval: str,
    subject_kind: SubjectKind,
    subject: str,
    run: str | None,
    brand: str,
    version: int,
    state: ApprovalState,
    conditions: Sequence[str],
    now: datetime,
) -> bool:
    """Files the first round of a subject; False, and nothing changed, where it is filed already."""
    added = connection.execute(
        _ADD,
        {
            "id": approval,
            "subject_kind": subject_kind,
            "subject": subject,
            "run": run,
            "brand": brand,
            "version": version,
            "conditions": list(conditions),
            "created": now,
            **_columns(state),
        },
    )
    if added.rowcount != 1:
        return False
    _open(connection, approval, rounds.openings(state))
    return True


def _open(connection: Connection, approval: str, roles: Sequence[str]) -> None:
    if roles:
        connection.execute(_OPEN, [{"approval": approval, "role": role} for role in roles])


def state_of(connection: Connection, row: Row[Any], requester: str | None) -> ApprovalState:
    """The approval as `agents.signing.rounds` sees it."""
    return _state(row, requester, signatures_of(connection, row.id, row.round), taken.of(connection, row.id))


def signatures_of_many(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Sequence[Row[Any]], ...]:
    """Of the round that each row of a `listing` is in, read at once."""
    marks: dict[tuple[str, int], list[Row[Any]]] = {}
    if rows:
        for mark in connection.execute(_SIGNATURES_OF_MANY, {"approvals": [row.id for row in rows]}):
            marks.setdefault((mark.approval, mark.round), []).append(mark)
    return tuple(marks.get((row.id, row.round), ()) for row in rows)


def state_with(row: Row[Any], marks: Sequence[Row[Any]], held: Sequence[Row[Any]]) -> ApprovalState:
    """`row` of a `listing`, with the signatures of its round and who has taken it."""
    return _state(row, row.requester, marks, taken.views(held))


def _state(row: Row[Any], requester: str | None, marks: Sequence[Row[Any]], held: tuple[Taken, ...]) -> ApprovalState:
    signed = tuple(
        Signed(
            user=mark.user,
            roles=tuple(mark.roles),
            digest=mark.digest,
            at=mark.at,
            door=mark.door,
            reason=mark.reason,
        )
        for mark in marks
    )
    return ApprovalState(
        status=row.status,
        round=row.round,
        digest=row.digest,
        requirement=Requirement.model_validate(row.requirement),
        requester=requester,
        due=row.due,
        signatures=signed,
        edited=row.edited,
        barred=tuple(row.barred),
        under_revision=row.under_revision,
        asked=tuple(row.asked),
        taken=held,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def save(
    connection: Connection,
    approval: str,
    before: ApprovalState,
    after: ApprovalState,
    *,
    door: str,
    version: int | None = None,
    decision: str | None = None,
    reason: str | None = None,
    cause: str | None = None,
    conditions: Sequence[str] | None = None,
) -> None:
    """Writes what an event changed. The database refuses a second signature of one person in one round."""
    values = _columns(after)
    if version is not None:
        values["version"] = version
    if decision is not None:
        values |= {"decision": decision, "reason": reason, "cause": cause}
    if conditions is not None:
        values["conditions"] = list(conditions)
    connection.execute(_CHANGE, {"of": approval, **values})
    if (wanted := rounds.openings(after)) != rounds.openings(before):
        connection.execute(_SHUT, {"of": approval})
        _open(connection, approval, wanted)
    taken.save(connection, approval, before.taken, after.taken)
    known = {mark.user for mark in before.signatures} if before.round == after.round else set()
    for mark in after.signatures:
        if mark.user not in known:
            connection.execute(
                _SIGN,
                {
                    "approval": approval,
                    "round": after.round,
                    "user": mark.user,
                    "roles": list(mark.roles),
                    "digest": mark.digest,
                    "door": door,
                    "at": mark.at,
                    "reason": mark.reason,
                },
            )


def _columns(state: ApprovalState) -> dict[str, Any]:
    return {
        "status": state.status,
        "round": state.round,
        "digest": state.digest,
        "edited": state.edited,
        "barred": list(state.barred),
        "under_revision": state.under_revision,
        "requirement": state.requirement.model_dump(mode="json"),
        "asked": list(state.asked),
        "due": state.due,
        "decided_by": state.decided_by,
        "decided_at": state.decided_at,
    }


def find(connection: Connection, approval: str) -> Row[Any] | None:
    return connection.execute(_ONE, {"approval": approval}).first()


def requester_of(connection: Connection, row: Row[Any]) -> str | None:
    """Who asked for what is to be signed, or for whom an agent did."""
    if row.subject_kind == "tool_call":
        return connection.execute(select(tool_calls.c.requester).where(tool_calls.c.id == row.subject)).scalar()
    return connection.execute(select(runs.c.requester).where(runs.c.id == row.run)).scalar()


def get(connection: Connection, approval: str) -> Row[Any]:
    row = find(connection, approval)
    if row is None:
        raise NotFoundError(f"There is no approval '{approval}'. `copydesk approvals list` shows what waits.")
    return row


def of_draft(connection: Connection, draft: str) -> Row[Any] | None:
    return connection.execute(_OF_DRAFT, {"draft": draft}).first()


def of_run(connection: Connection, run: str) -> Sequence[Row[Any]]:
    return connection.execute(_OF_RUN, {"run": run}).all()


def listing(
    connection: Connection,
    *,
    status: str | None = None,
    approval: str | None = None,
    roles: Sequence[str] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Row[Any]]:
    """With what a queue shows of draft and run: what waits by deadline, then what is decided, the newest first.

    Or the one approval named. `roles`: only what names one of them, signed for already or not.
    """
    if approval is not None and status is None and roles is None:
        return connection.execute(_ONE_SHOWN, {"approval": approval}).all()
    query = (_QUEUE if status == "pending" else _RECORD).limit(limit).offset(offset)
    if status is not None:
        query = query.where(approvals.c.status == status)
    if approval is not None:
        query = query.where(approvals.c.id == approval)
    if roles is not None:
        query = query.where(or_(false(), *(_names(role) for role in roles)))
    return connection.execute(query).all()


def _names(role: str) -> ColumnElement[bool]:
    quoted = f'"{role}"'
    columns = (approvals.c.requirement, approvals.c.asked)
    return or_(*(cast(column, String).contains(quoted, autoescape=True) for column in columns))


def with_status(connection: Connection, status: str) -> Sequence[Row[Any]]:
    return connection.execute(select(approvals).where(approvals.c.status == status).order_by(approvals.c.due)).all()


def filed(connection: Connection, brand: str, since: datetime | None) -> Sequence[Row[Any]]:
    """A brand's drafts and tool calls that policy was asked about, the first filed first."""
    query = select(approvals).where(approvals.c.brand == brand, approvals.c.subject_kind.in_(("draft", "tool_call")))
    query = query if since is None else query.where(approvals.c.created >= since)
    return connection.execute(query.order_by(approvals.c.created, approvals.c.id)).all()


def overdue(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    query = select(approvals).where(approvals.c.status == "pending", approvals.c.due <= now).order_by(approvals.c.due)
    return connection.execute(query).all()


def signatures_of(connection: Connection, approval: str, round_: int) -> Sequence[Row[Any]]:
    return connection.execute(_SIGNATURES, {"approval": approval, "round": round_}).all()
