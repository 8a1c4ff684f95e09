"""A message that a person has to take over."""

from datetime import datetime
from typing import Literal

from agents.graph.brief import CaseSeverity, Flag
from agents.views.base import View
from agents.views.drafts import EvidenceView
from agents.views.runs import RunRow, StepView

CaseStatus = Literal["open", "taken", "resolved", "released"]
CaseClock = Literal["transfer", "acknowledge"]
CaseCause = Literal[
    "handled",
    "product",
    "delivery",
    "wording",
    "passed-on",
    "duplicate",
    "not-an-incident",  # teaches triage
    "other",
]


class CaseView(View):
    id: str
    run: str
    brand: str
    severity: CaseSeverity
    status: CaseStatus
    flags: tuple[Flag, ...]
    owner_role: str
    request: str
    requester: str
    why: str
    holding_reply: str  # a suggestion for a person; the desk never sends it
    opened: datetime
    transfer_due: datetime  # by when it must have reached a person
    acknowledge_due: datetime  # by when a person must have taken it
    overdue: tuple[CaseClock, ...] = ()  # clocks that ran out before somebody took it
    turn: int = 0  # how often it was handed over
    assigned_to: str | None = None  # whom it was last handed to, who has to take it anew
    taken_by: str | None = None
    taken_at: datetime | None = None
    cause: CaseCause | None = None
    resolution: str | None = None  # in words
    resolved_by: str | None = None
    resolved_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    may_be_released: bool = False
    release_roles: tuple[str, ...] = ()
    still_to_release: tuple[str, ...] = ()  # those of them that have not agreed yet
    working_roles: tuple[str, ...] = ()  # who may take and resolve it
    called: tuple[str, ...] = ()  # and the people whom policy calls, by name


class CaseNoteView(View):
    """What somebody wrote on a case; of a transfer, to whom and why; of a release, their conditions, one a line."""

    id: str
    kind: Literal["note", "transfer", "release"]
    by: str
    to: str | None = None
    text: str
    at: datetime


class AllClearView(View):
    """A message that somebody decided was no incident. Triage routes messages like it as if no alarm were in them."""

    id: str
    brand: str
    case: str
    flags: tuple[str, ...]
    words: str  # as they are compared
    by: str
    at: datetime
    kept: bool  # false: ended


class CaseCard(CaseView):
    """A case with all that whoever takes it over has to know."""

    notes: tuple[CaseNoteView, ...] = ()  # oldest first
    may_get: tuple[str, ...] = ()  # to whom it can be handed over now, by user name
    steps: tuple[StepView, ...] = ()  # of its run
    history: tuple[RunRow, ...] = ()  # what the same person asked before and since, newest first
    known: tuple[EvidenceView, ...] | None = None  # the nearest in the documents; None: nobody has looked
    teaches: str | None = None  # why "not an incident" would teach triage nothing; None: it would
    all_clear: AllClearView | None = None  # what was taught with it
