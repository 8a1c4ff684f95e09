"""A request and what became of it."""

from datetime import datetime
from typing import Literal

from agents.graph.brief import Brief, DecidedBy, Flag, Money, Route
from agents.views.base import Given, View
from agents.views.drafts import DraftView, UnwrittenView
from agents.views.questions import QuestionView

RunStatus = Literal[
    "running",
    "choosing",
    "waiting",
    "blocked",
    "scheduled",
    "published",
    "answered",
    "checked",
    "escalated",
    "resolved",
    "rejected",
    "expired",
    "withdrawn",
    "recalled",
    "failed",
]


class AskRequest(Given):
    """A request as it was typed, with what was set beside it.

    `focus` makes it a brief that somebody filled in: copy is wanted, about this. It may stand alone, without a `text`.
    """

    __module__ = "agents.views"  # part of the name that the REST interface's schema gives it

    text: str = ""
    brand: str | None = None  # the home's default brand
    focus: str | None = None
    product: str | None = None  # its name, or one of its other names
    voice: str | None = None  # the tone asked for, one of those that the desk knows
    hook: str | None = None  # the emotional hook, one of those that the desk knows
    channels: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    variants: int | None = None
    alternatives: int | None = None
    value: Money | None = None
    when: datetime | None = None
    hold: bool = False  # stop for the requester before anything is submitted
    follow_up_of: str | None = None  # a run id: "shorter, please"


class Usage(View):
    """Of the language model."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0


class StepView(View):
    """One step of a run, for people: what was done, what was found, how long it took."""

    seq: int
    node: str
    title: str  # "Looked up the brand's knowledge"
    summary: str  # "5 passages from 3 documents"
    details: tuple[str, ...] = ()
    status: Literal["running", "done", "failed"]
    at: datetime
    seconds: float | None = None


class PublicationView(View):
    key: str  # the idempotency key
    draft: str
    target: str
    status: Literal["pending", "delivered", "held", "recalled"]
    path: str | None = None  # where the files target put it
    at: datetime | None = None
    error: str | None = None


class PassageView(View):
    id: str
    document: str
    heading: tuple[str, ...]
    text: str
    score: float
    citation: str


class AnswerView(View):
    """An answer from the knowledge base. `answered` false: it does not know, and `owner` is whom to ask."""

    answered: bool
    text: str
    passages: tuple[PassageView, ...] = ()
    owner: str | None = None


class WaitView(View):
    """A draft that waits for signatures: whose, and until when."""

    draft: str
    approval: str
    signers: str  # "Brand and Legal", "any 2 of Brand, Legal and Compliance"
    due: datetime


class RunView(View):
    run: str
    status: RunStatus
    brand: str
    requester: str
    request: str  # as the desk shows it: personal data masked
    route: Route | None
    flags: tuple[Flag, ...] = ()
    brief: Brief | None
    decided_by: DecidedBy | None
    why: str | None  # of the route
    drafts: tuple[DraftView, ...] = ()
    unwritten: tuple[UnwrittenView, ...] = ()
    answer: AnswerView | None = None
    case: str | None = None
    publications: tuple[PublicationView, ...] = ()
    usage: Usage = Usage()
    created: datetime
    updated: datetime
    error: str | None = None  # of a failed run: one line, with the way out
    waiting_for: str | None = None  # "Waiting for Brand, due in 2 h"
    waits: tuple[WaitView, ...] = ()  # the next one due first
    questions: tuple[QuestionView, ...] = ()  # of approvers to the requester, in their order


class RunCounts(View):
    """Of one person's requests."""

    made: int
    questions: int  # of approvers, that wait for their answer


class RunRow(View):
    """A line in a list of runs."""

    run: str
    status: RunStatus
    brand: str
    requester: str
    request: str
    route: Route | None
    drafts: int
    unknown: bool = False  # a question to which the documents have no answer
    questions: int = 0  # of approvers to its requester, not answered yet
    sent_back: int = 0  # drafts that were sent back and are not submitted again yet
    created: datetime
    updated: datetime
