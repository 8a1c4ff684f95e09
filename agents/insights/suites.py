"""Figures of the quality suites that moved between two kept runs: each opens a decision for a named role, once."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from agents.insights.intervals import Difference, Figure
from agents.ledger import audit, drifts
from agents.ledger.database import Ledger
from agents.signing.people import Role
from agents.views.base import View
from agents.views.insights import SuiteFigure

ROLE: Role = "data-science"  # who validates models says what it means


class SuiteMove(View):
    """A figure that is clearly not what it was. `since` and `until`: when the two runs were made."""

    suite: SuiteFigure
    now: Figure
    before: Figure
    change: Difference
    since: datetime
    until: datetime

    @property
    def id(self) -> str:
        one = self.suite
        body = "\0".join((one.suite, one.figure, one.run, one.run_before))
        return "m-" + hashlib.sha256(body.encode()).hexdigest()[:10]


def open_moves(ledger: Ledger, moves: Iterable[SuiteMove]) -> tuple[str, ...]:
    """For the whole desk, whichever brand is looked at. Opens each once; returns the new ids."""
    now = ledger.clock.now()
    opened = []
    with ledger.write() as connection:
        for move in moves:
            fresh = drifts.open_drift(
                connection,
                drift=move.id,
                brand=drifts.WHOLE_DESK,
                measure=f"suite:{move.suite.suite}:{move.suite.figure}",
                role=ROLE,
                since=move.since,
                until=move.until,
                figures=move.model_dump(mode="json", include={"suite", "now", "before", "change"}),
                now=now,
            )
            if fresh:
                audit.append(connection, at=now, event="drift.opened", actor="copydesk", door="eval", subject=move.id)
                opened.append(move.id)
    return tuple(opened)
