"""Decisions as cases of the quality suites."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from agents.views.base import View

Grown = Literal["brand", "triage"]  # the suites that take them
GrownStatus = Literal["candidate", "accepted", "declined"]
ALARM = "escalation"
NO_ALARM = "not escalation"  # any other route: a person who says "no incident" says no more


class EvalCaseView(View):
    """What people decided about a draft or a message; personal data are masked."""

    id: str  # of the approval or the case that it was decided in
    suite: Grown
    brand: str
    run: str
    request: str
    evidence: tuple[str, ...] = ()  # ids of the passages that the draft cites
    channel: str | None = None
    locale: str | None = None
    fields: dict[str, str] = Field(default_factory=dict)  # as the desk wrote them
    edit: dict[str, str] | None = None  # as a person signed them, where they are others
    decision: str  # signed, edited, rejected, or a case's cause
    by: str
    at: datetime
    label: str  # what the desk must say of it: a rating, a route or "not escalation"; proposed until it is accepted
    status: GrownStatus = "candidate"
    reason: str | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None
