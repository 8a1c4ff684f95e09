"""Takes the words out of a run's rows, part by part. Ids, digests, ratings, signatures and times stay."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select, update

from agents.ledger import receipts
from agents.ledger.receipts import Part
from agents.ledger.references import is_plain
from agents.ledger.schema import (
    all_clears,
    approvals,
    case_notes,
    cases,
    drafts,
    eval_cases,
    holds,
    lessons,
    notices,
    outbox,
    questions,
    runs,
    signatures,
    steps,
    versions,
)

ERASED = "[erased]"
NOT_WRITTEN = "That its words are erased is not written to the files yet."
Rows = Mapping[str, int]  # table → how many rows were changed


def blank(connection: Connection, run: str, parts: Sequence[Part], now: datetime) -> Rows:
    """Within the caller's transaction. Parts that are gone already are left out, so that again is a no-op."""
    rows: Counter[str] = Counter()
    left = [part for part in parts if part not in receipts.gone(connection, run)]
    for part in left:
        rows.update(_BLANK[part](connection, run))
    receipts.mark(connection, run, left, now)
    return rows


def _original(connection: Connection, run: str) -> Rows:
    row = connection.execute(select(runs).where(runs.c.id == run)).one()
    return _set(connection, runs, runs.c.id == run, request=row.masked or ERASED)


def _request(connection: Connection, run: str) -> Rows:
    row = connection.execute(select(runs).where(runs.c.id == run)).one()
    changed = _set(
        connection,
        runs,
        runs.c.id == run,
        request=ERASED,
        masked=ERASED,
        options={**row.options, "segments": [], "focus": None},
        triage=_triage(row.triage),
        answer=None,
        error=None if row.error is None else ERASED,
    )
    told = _set(connection, steps, steps.c.run == run, summary=ERASED, details=[])
    return {**changed, **told, **_notices(connection, run), **_learnt(connection, run), **_measured(connection, run)}


def _triage(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Where it went and who said so; of the brief what is no words of anybody's."""
    if given is None:
        return None
    kept = {"when", "value", "channels", "locales", "variants", "alternatives", "follow_up_of"}
    brief = {key: value for key, value in given["brief"].items() if key in kept}
    return {**given, "brief": {**brief, "focus": ERASED}, "why": ERASED}


def _notices(connection: Connection, run: str) -> Rows:
    about = [run]
    for table, column in ((drafts, drafts.c.id), (approvals, approvals.c.id), (cases, cases.c.id)):
        about += connection.execute(select(column).where(table.c.run == run)).scalars()
    rows: Counter[str] = Counter()
    for row in connection.execute(select(notices).where(notices.c.subject.in_(about))).all():
        details = {key: ERASED if _says(value) else value for key, value in row.details.items()}
        if details != row.details:
            rows.update(_set(connection, notices, notices.c.id == row.id, details=details))
    return rows


def _says(value: Any) -> bool:  # noqa: ANN401 - as it stands in JSON
    """Words, rather than an id or a word of the desk's own."""
    return any(map(_says, value)) if isinstance(value, list) else isinstance(value, str) and not is_plain(value)


def _learnt(connection: Connection, run: str) -> Rows:
    """What triage knew the request by: it is forgotten."""
    known = all_clears.c.case.in_(select(cases.c.id).where(cases.c.run == run)) & (all_clears.c.words != ERASED)
    return _set(connection, all_clears, known, words=ERASED, status="ended")


def _measured(connection: Connection, run: str) -> Rows:
    """Why it became a case of the quality suites: without its words it is none any more."""
    kept = (eval_cases.c.run == run) & (eval_cases.c.reason != ERASED)
    return _set(connection, eval_cases, kept, reason=ERASED, status="declined")


def _drafts(connection: Connection, run: str) -> Rows:
    of_run = select(drafts.c.id).where(drafts.c.run == run)
    rows: Counter[str] = Counter()
    for row in connection.execute(select(versions).where(versions.c.draft.in_(of_run))).all():
        same = (versions.c.draft == row.draft) & (versions.c.version == row.version)
        fields = dict.fromkeys(row.fields, ERASED)
        note = None if row.note is None else ERASED
        rows.update(_set(connection, versions, same, fields=fields, report=_report(row.report), note=note))
    rows.update(_set(connection, drafts, drafts.c.run == run, plan=None, notes=None, audience=[]))
    rows.update(_set(connection, lessons, lessons.c.draft.in_(of_run), find=ERASED, replace=ERASED, status="ended"))
    rows.update(_measured(connection, run))
    rows.update(_set(connection, approvals, approvals.c.run == run, conditions=[]))
    rows.update(_set(connection, questions, questions.c.run == run, text=ERASED))
    answered = (questions.c.run == run) & questions.c.answer.is_not(None)
    rows.update(_set(connection, questions, answered, answer=ERASED))
    told = (approvals.c.run == run) & approvals.c.reason.is_not(None)
    rows.update(_set(connection, approvals, told, reason=ERASED))
    of_approvals = select(approvals.c.id).where(approvals.c.run == run)
    overridden = signatures.c.approval.in_(of_approvals) & signatures.c.reason.is_not(None)
    rows.update(_set(connection, signatures, overridden, reason=ERASED))
    return rows


def _report(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The rating and what it was made of, without what was found."""
    if given is None:
        return None
    return {**given, "findings": [], "support": []}


def _publications(connection: Connection, run: str) -> Rows:
    rows: Counter[str] = Counter()
    for row in connection.execute(select(outbox).where(outbox.c.run == run)).all():
        payload = {**row.payload, "fields": dict.fromkeys(row.payload["fields"], ERASED)}
        payload["signatures"] = [
            {**mark, "reason": ERASED} if "reason" in mark else mark for mark in payload["signatures"]
        ]
        if "recalled" in payload:
            payload["recalled"] = ERASED
        again = {"error": NOT_WRITTEN} if row.status == "recalled" else {}  # its file is written once more
        rows.update(_set(connection, outbox, outbox.c.key == row.key, payload=payload, **again))
    return rows


def _case(connection: Connection, run: str) -> Rows:
    resolution = (cases.c.run == run) & cases.c.resolution.is_not(None)
    resolved = _set(connection, cases, resolution, resolution=ERASED)
    changed = _set(connection, cases, cases.c.run == run, why=ERASED, holding_reply=ERASED, conditions=[])
    held = _set(connection, holds, holds.c.scope == f"run:{run}", reason=ERASED)
    of_run = select(cases.c.id).where(cases.c.run == run)
    noted = _set(connection, case_notes, case_notes.c.case.in_(of_run), text=ERASED)
    return {**resolved, **changed, **held, **noted}


def _set(connection: Connection, table: Table, where: Any, **values: Any) -> Rows:  # noqa: ANN401
    changed = connection.execute(update(table).where(where).values(**values)).rowcount
    return {table.name: changed} if changed else {}


_BLANK: Mapping[Part, Callable[[Connection, str], Rows]] = {
    "original": _original,
    "request": _request,
    "drafts": _drafts,
    "publications": _publications,
    "case": _case,
}
