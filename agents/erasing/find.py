"""Which runs hold somebody's words, in any of their rows."""

from collections.abc import Iterator

from sqlalchemy import Connection, Row, Table, func, select

from agents.erasing.columns import WORDS
from agents.erasing.words import Wanted
from agents.ledger.schema import (
    all_clears,
    approvals,
    case_notes,
    cases,
    drafts,
    eval_cases,
    holds,
    lessons,
    outbox,
    questions,
    runs,
    signatures,
    steps,
    versions,
)
from knowledge.progress import Progress, silent

_OF_DRAFT: tuple[Table, ...] = (versions, lessons)
_OF_CASE: tuple[Table, ...] = (case_notes, all_clears)
_TABLES: tuple[Table, ...] = (
    runs, steps, drafts, approvals, signatures, cases, outbox, questions, holds, eval_cases, *_OF_DRAFT, *_OF_CASE,
)  # fmt: skip


def runs_with(connection: Connection, wanted: Wanted, progress: Progress = silent) -> list[str]:
    """Their ids, sorted. Reads every text of the ledger once."""
    run_of = {
        row.id: row.run
        for table in (drafts, cases, approvals)
        for row in connection.execute(select(table.c.id, table.c.run))
    }
    total = sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES)
    found: set[str] = set()
    for done, (table, row) in enumerate(_rows(connection), 1):
        if done % 1_000 == 0:
            progress("Reading what people wrote", done, total)
        if any(wanted.within(getattr(row, name)) for name in WORDS[table.name]):
            found |= _run(table, row, run_of)
    return sorted(found)


def _rows(connection: Connection) -> Iterator[tuple[Table, "Row[tuple[object, ...]]"]]:
    for table in _TABLES:
        for row in connection.execute(select(table).execution_options(yield_per=500)):
            yield table, row


def _run(table: Table, row: "Row[tuple[object, ...]]", run_of: dict[str, str | None]) -> set[str]:
    if table is runs:
        return {row.id}
    if table is holds:
        kind, _, run = row.scope.partition(":")
        return {run} if kind == "run" else set()
    if table in _OF_DRAFT:
        run = run_of[row.draft]
    elif table in _OF_CASE:
        run = run_of[row.case]
    elif table is signatures:
        run = run_of[row.approval]
    else:
        run = row.run
    return {run} if run else set()
