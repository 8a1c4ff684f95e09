"""Messages that a person has to take over."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.all_clear import unteachable
from agents.ledger import all_clears as ledger_all_clears
from agents.ledger import cases, runs
from agents.presenting.drafts import UNRATED, Passages, evidence_views
from agents.presenting.runs import run_row, shown
from agents.signing import all_clears
from agents.signing.casework import working_roles
from agents.signing.quorum import unfilled
from agents.views import CaseCard, CaseClock, CaseNoteView, CaseView

EARLIER = 5  # requests of the same person that a case shows


def case_view(row: Row[Any], run: Row[Any], now: datetime, called: tuple[str, ...] = ()) -> CaseView:
    values = {key: value for key, value in row._mapping.items() if key in CaseView.model_fields}
    ended = row.taken_at or row.resolved_at or now
    due: dict[CaseClock, datetime] = {"transfer": row.transfer_due, "acknowledge": row.acknowledge_due}
    return CaseView.model_validate(
        values
        | {
            "request": shown(run),
            "requester": run.requester,
            "overdue": tuple(clock for clock, at in due.items() if at < ended),
            "working_roles": working_roles(row.owner_role),
            "called": called,
            "still_to_release": unfilled(row.release_roles, row.releases),
            "may_be_released": bool(row.release_roles) and row.status in {"open", "taken"},
        }
    )


def case_card(
    connection: Connection, view: CaseView, run: Row[Any], passages: Passages, may_get: tuple[str, ...]
) -> CaseCard:
    """With all that whoever takes it over has to know."""
    asked = runs.listing(connection, brand=run.brand, requester=run.requester, status=None, limit=EARLIER + 1, offset=0)
    learnt = ledger_all_clears.of_case(connection, view.id)
    known = None if run.passages is None else evidence_views(passages(run.passages), UNRATED)
    return CaseCard(
        **view.model_dump(),
        notes=tuple(
            CaseNoteView.model_validate({key: row._mapping[key] for key in CaseNoteView.model_fields})
            for row in cases.notes_of(connection, view.id)
        ),
        may_get=may_get,
        steps=runs.steps_of(connection, run.id),
        history=tuple(run_row(row) for row in asked if row.id != run.id)[:EARLIER],
        known=known,
        teaches=unteachable(view.severity, view.flags),
        all_clear=all_clears.view(learnt) if learnt is not None else None,
    )
