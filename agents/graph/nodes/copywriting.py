"""copywriting: code plans, the model writes, the check picks. A re-run node reads back what it inserted."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from agents.graph.brief import Brief, Triage
from agents.graph.context import NodeContext
from agents.graph.state import NodeResult, RunState, StepNote
from agents.graph.workbench import Workbench, WrittenCopy
from agents.ledger import drafts, runs
from agents.model.chat import ChatModel
from agents.model.errors import ModelError, NotWrittenError, RunEndedError
from agents.signing import wishing
from tools.copy import Copy
from tools.findings import BrandReport, Rating

TITLE = "Wrote the drafts"

log = logging.getLogger(__name__)

RANK: dict[Rating, int] = {"green": 0, "amber": 1, "red": 2}
TO_WRITE = frozenset({"proposed", "revising"})


def copywriting(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    brief = Triage.model_validate(row.triage).brief
    bench = context.bench(row.brand)
    todo = _still_wanted(context, run, state.get("todo") or _deliverables(context, bench, run, brief, row.passages))
    attempts = dict(state.get("attempts", {}))
    lines = []
    missed: dict[str, NotWrittenError] = {}
    for draft in todo:
        attempts[draft] = attempts.get(draft, 0) + 1
        try:
            lines.append(_write(context, bench, run, draft, attempts[draft]))
        except NotWrittenError as error:
            missed[draft] = error
    lines += _leave_out(context, run, missed)
    written = len(todo) - len(missed)
    count = f"{written} draft{'s' if written != 1 else ''}"
    again = "rewritten" if any(attempts[draft] > 1 for draft in todo) else "written"
    rest = f", {len(missed)} could not be" if missed else ""
    return NodeResult(
        update={"todo": [], "attempts": attempts},
        note=StepNote(summary=f"{count} {again}{rest}", details=tuple(lines)),
    )


def _deliverables(context: NodeContext, bench: Workbench, run: str, brief: Brief, passages: Sequence[str]) -> list[str]:
    """Three captions asked for are three drafts: one row each, under an id that follows from what it is."""
    plans = bench.plan(run, brief, passages)
    with context.ledger.write() as connection:
        if runs.has_ended(connection, run):
            return []  # withdrawn meanwhile
        for plan in plans:
            drafts.create(
                connection,
                draft=plan.draft,
                run=run,
                variant=plan.variant,
                alternative=plan.alternative,
                channel=plan.channel,
                locale=plan.locale,
                audience=brief.segments,
                targets=("files",),
                plan=plan.plan,
            )
    return [plan.draft for plan in plans]


def _still_wanted(context: NodeContext, run: str, todo: Sequence[str]) -> list[str]:
    """Without those that were taken back or have expired in the meantime: no model is asked for them."""
    with context.ledger.read() as connection:
        wanted = {row.id for row in drafts.of_run(connection, run, TO_WRITE)}
    return [draft for draft in todo if draft in wanted]


def _leave_out(context: NodeContext, run: str, missed: Mapping[str, NotWrittenError]) -> list[str]:
    """What could not be written stops none of the others; where there are none, or a person waits for this very one,
    the run stops. All of it is decided at the end, so that a node that is run again asks for each of them again.

    Raises the first of `missed`.
    """
    if not missed:
        return []
    with context.ledger.write() as connection:
        rows = {row.id: row for row in drafts.of_run(connection, run)}
        stops = not any(row.version for row in rows.values()) or any(rows[draft].version for draft in missed)
        for draft, error in missed.items():
            if rows[draft].status in TO_WRITE:
                drafts.could_not_write(connection, draft, None if stops else str(error))
    if stops:
        raise next(iter(missed.values()))
    return [f"{_named(rows[draft])}: not written, {error}" for draft, error in missed.items()]


def _named(row: Row[Any]) -> str:
    return f"{row.channel} {row.variant}{row.alternative}"


def _write(context: NodeContext, bench: Workbench, run: str, draft: str, attempt: int) -> str:
    with context.ledger.read() as connection:
        row = drafts.get(connection, draft)
        written = drafts.has_attempt(connection, draft, attempt)
        siblings = [
            Copy(fields=drafts.version(connection, other.id).fields).text
            for other in drafts.of_run(connection, run)
            if other.id != draft and other.version
        ]
        like = (row.plan or {}).get("like")
        before = row.id if row.version else like  # the one that it is to say in another language
        previous = drafts.version(connection, before) if before else None
    if not written:
        wished = row.status == "proposed" and row.notes is not None  # by the requester, who has a text already
        try:
            result = _better(bench, row, previous, siblings, context.model(run))
        except ModelError as error:
            if not wished or isinstance(error, RunEndedError):
                raise
            with context.ledger.write() as connection:
                wishing.keep(connection, row, str(error))
            return f"{_named(row)}: not written, {error}"
        if result is not None:
            _insert(context, bench, row, attempt, result)
    return f"{_named(row)}: {_angle(row)}"


def _better(
    bench: Workbench, row: Row[Any], previous: Row[Any] | None, siblings: list[str], model: ChatModel
) -> WrittenCopy | None:
    """A new text; None where nobody asked for one and it is no better than the one that the check objected to."""
    unasked = previous is not None and row.notes is None
    try:
        result = bench.write(row.plan, notes=row.notes, previous=previous, siblings=siblings, model=model, run=row.run)
    except ModelError as error:
        if not unasked:
            raise
        log.info("draft %s stays as it is: %s", row.id, error)
        return None
    if unasked and previous is not None:
        before = BrandReport.model_validate(previous.report)
        if (RANK[result.report.rating], -result.report.score) >= (RANK[before.rating], -before.score):
            return None
    return result


def _insert(context: NodeContext, bench: Workbench, row: Row[Any], attempt: int, result: WrittenCopy) -> None:
    citations = sorted(result.citations)
    digest = bench.digest(row, result.fields, citations)
    now = context.clock.now()
    with context.ledger.write() as connection:
        status = drafts.get(connection, row.id).status
        if status not in TO_WRITE:
            return  # taken back while the model wrote
        drafts.add_version(
            connection,
            draft=row.id,
            attempt=attempt,
            author=drafts.MACHINE,
            fields=result.fields,
            citations=citations,
            digest=digest,
            note=row.notes or None,
            now=now,
            model=context.model_id,
            prompt=bench.prompts.written_by,
        )
        plan = {key: value for key, value in (row.plan or {}).items() if key not in {"missed", "failed"}}
        drafts.set_plan(connection, row.id, {**plan, "learnt": list(result.learnt)})
        if status == "revising":
            drafts.set_status(connection, row.id, "proposed")


def _angle(row: Row[Any]) -> str:
    return str((row.plan or {}).get("angle") or "")
