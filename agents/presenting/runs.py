"""Requests and what became of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.brief import Triage
from agents.ledger import cases, drafts, outbox, questions
from agents.presenting.drafts import Passages, draft_view, unwritten_view
from agents.presenting.questions import question_view
from agents.presenting.waiting import waiting_for, waits
from agents.views import AnswerView, PassageView, PublicationView, RunRow, RunView, Usage
from knowledge.passages import Hit


def run_view(
    connection: Connection, row: Row[Any], passages: Passages, now: datetime, *, moving: bool = False
) -> RunView:
    """`moving`: the runner has it in hand, whatever it last waited for."""
    running = moving and not row.finished
    triage = Triage.model_validate(row.triage) if row.triage else None
    case = cases.of_run(connection, row.id)
    found = drafts.of_run(connection, row.id)
    return RunView(
        run=row.id,
        status="running" if running else row.status,
        brand=row.brand,
        requester=row.requester,
        request=shown(row),
        route=triage.route if triage else None,
        flags=tuple(row.flags),
        brief=triage.brief if triage else None,
        decided_by=triage.decided_by if triage else None,
        why=triage.why if triage else None,
        drafts=tuple(
            draft_view(connection, draft, passages, history=draft.version > 1) for draft in found if draft.version
        ),
        unwritten=tuple(map(unwritten_view, filter(drafts.is_unwritten, found))),
        answer=AnswerView.model_validate(row.answer) if row.answer else None,
        case=case.id if case else None,
        publications=tuple(publication_view(entry) for entry in outbox.of_run(connection, row.id)),
        usage=Usage(calls=row.calls, tokens=row.tokens, seconds=round(row.model_seconds, 2)),
        created=row.created,
        updated=row.updated,
        error=None if running else row.error,
        waiting_for=None if running else waiting_for(connection, row, now),
        waits=() if running or row.finished else waits(connection, row),
        questions=tuple(map(question_view, questions.of_run(connection, row.id))),
    )


def shown(row: Row[Any]) -> str:
    """The request as pages show it. Until intake has masked it, nobody sees it."""
    return row.masked if row.masked is not None else "(being screened)"


def run_row(row: Row[Any]) -> RunRow:
    return RunRow(
        run=row.id,
        status=row.status,
        brand=row.brand,
        requester=row.requester,
        request=shown(row),
        route=row.triage["route"] if row.triage else None,
        drafts=row.drafts,
        unknown=bool(row.answer) and not row.answer["answered"],
        questions=0 if row.finished else row.asked,
        sent_back=0 if row.finished else row.sent_back,
        created=row.created,
        updated=row.updated,
    )


def publication_view(row: Row[Any]) -> PublicationView:
    return PublicationView(
        key=row.key,
        draft=row.draft,
        target=row.target,
        status=row.status,
        path=row.path,
        at=row.delivered,
        error=row.error,
    )


def passage_view(hit: Hit) -> PassageView:
    passage = hit.passage
    return PassageView(
        id=passage.id,
        document=passage.document,
        heading=passage.heading,
        text=passage.text,
        score=hit.score,
        citation=passage.citation,
    )
