"""What the desk shows: the shapes that the command line, the REST interface and the pages share."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.graph.brief import Brief, CaseSeverity, DecidedBy, Flag, Money, Route
from agents.signing.decision import RejectCause
from agents.signing.subjects import SubjectKind
from tools.findings import BrandReport, Finding, Rating

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
DraftStatus = Literal[
    "proposed", "submitted", "revising", "approved", "rejected", "expired", "withdrawn", "published", "recalled"
]
ApprovalStatus = Literal["pending", "approved", "rejected", "expired", "withdrawn", "answered"]
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


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class AskRequest(_View):
    """A request as it was typed, with what was set beside it."""

    text: str
    brand: str | None = None  # the home's default brand
    channels: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    variants: int | None = None
    alternatives: int | None = None
    value: Money | None = None
    when: datetime | None = None
    hold: bool = False  # stop for the requester before anything is submitted
    follow_up_of: str | None = None  # a run id: "shorter, please"


class Usage(_View):
    """Of the language model."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0


class StepView(_View):
    """One step of a run, for people: what was done, what was found, how long it took."""

    seq: int
    node: str
    title: str  # "Looked up the brand's knowledge"
    summary: str  # "5 passages from 3 documents"
    details: tuple[str, ...] = ()
    status: Literal["running", "done", "failed"]
    at: datetime
    seconds: float | None = None


class EvidenceView(_View):
    """One passage that the draft rests on."""

    passage: str
    citation: str
    text: str
    sentences: tuple[str, ...] = ()  # of the draft, that it carries


class VersionView(_View):
    """One version of a draft, oldest first, for the word diff."""

    version: int
    fields: dict[str, str]
    text: str
    digest: str
    rating: Rating
    author: str  # "copydesk", or the user who edited
    at: datetime
    note: str | None = None  # the notes it was rewritten for


class RejectionView(_View):
    """Why a draft or a tool call was rejected, for whoever asked for it."""

    by: str
    at: datetime
    cause: RejectCause | None = None  # None: rejected before causes were kept
    words: str | None = None


class OverrideView(_View):
    """Somebody signed what policy blocks."""

    by: str
    at: datetime
    reason: str | None  # None: signed before reasons were kept


class DraftView(_View):
    id: str
    variant: int  # from 1
    alternative: str  # "A", "B", …
    channel: str
    locale: str
    status: DraftStatus
    text: str
    fields: dict[str, str]
    version: int
    digest: str
    rating: Rating
    report: BrandReport
    evidence: tuple[EvidenceView, ...]
    fact: str | None  # the fact that code chose for it
    angle: str | None  # the angle that code chose for it
    why: str | None  # why these
    learnt: tuple[str, ...] = ()  # whose earlier changes it uses: "uses Ana's change of Tuesday, …"
    approval: str | None
    rejected: RejectionView | None = None
    overridden: tuple[OverrideView, ...] = ()
    versions: tuple[VersionView, ...] = ()


class PublicationView(_View):
    key: str  # the idempotency key
    draft: str
    target: str
    status: Literal["pending", "delivered", "held", "recalled"]
    path: str | None = None  # where the files target put it
    at: datetime | None = None
    error: str | None = None


class PassageView(_View):
    id: str
    document: str
    heading: tuple[str, ...]
    text: str
    score: float
    citation: str


class AnswerView(_View):
    """An answer from the knowledge base. `answered` false: it does not know, and `owner` is whom to ask."""

    answered: bool
    text: str
    passages: tuple[PassageView, ...] = ()
    owner: str | None = None


class RunView(_View):
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
    answer: AnswerView | None = None
    case: str | None = None
    publications: tuple[PublicationView, ...] = ()
    usage: Usage = Usage()
    created: datetime
    updated: datetime
    error: str | None = None  # of a failed run: one line, with the way out
    waiting_for: str | None = None  # "Waiting for Brand, due in 2 h"
    questions: "tuple[QuestionView, ...]" = ()  # of approvers to the requester, in their order


class RunRow(_View):
    """A line in a list of runs."""

    run: str
    status: RunStatus
    brand: str
    requester: str
    request: str
    route: Route | None
    drafts: int
    created: datetime
    updated: datetime


class QuestionView(_View):
    """What an approver wants to know of whoever asked for the copy."""

    id: str
    approval: str
    asked_by: str
    text: str
    asked: datetime
    answered_by: str | None = None
    answer: str | None = None
    answered: datetime | None = None


class SignatureView(_View):
    user: str
    role: str
    at: datetime
    digest: str
    door: str  # how it came: "web", "cli", "policy"
    reason: str | None = None  # why what policy blocks goes out all the same


class Reason(_View):
    """The policy rule that decided."""

    rule: str
    words: str


class MissingView(_View):
    """Signatures that are missing: all of `must`, and `count` of `free`, where any of them will do."""

    must: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    count: int = 0
    begun: bool = False  # somebody has signed already


class ApprovalView(_View):
    """Of a draft, or of a call of another agent's tool: that has no run, no draft, no rating and no channel."""

    id: str
    subject_kind: SubjectKind = "draft"
    run: str | None
    draft: str | None
    tool: str | None = None
    brand: str
    status: ApprovalStatus
    kind: Literal["sign", "tier", "block", "hold"]
    round: int
    rating: Rating | None
    reason: Reason
    roles: tuple[str, ...]  # all slots
    open_roles: tuple[str, ...]  # who can still sign
    missing: MissingView | None = None  # how many of them must
    deciding_roles: tuple[str, ...] = ()  # who may reject, send back or edit it while it waits, after signing too
    signed: tuple[SignatureView, ...]
    due: datetime
    due_why: tuple[str, ...] = ()  # what a deadline in working time did not count: "weekend", "3 October (…)"
    due_zones: dict[str, str] = Field(default_factory=dict)  # role → the time zone in which it works
    digest: str
    batch: bool = False  # policy lets it be signed together with others
    edited: bool  # a person has edited it since it was filed: approving must name the digest
    one_fills_all: bool = False  # policy lets one person fill every role
    requester_may_sign: bool = False  # policy lets whoever asked for it sign it
    conditions: tuple[str, ...] = ()  # of a released risky design
    requester: str
    request: str
    channel: str | None
    locale: str | None
    segments: tuple[str, ...]
    value: Money | None
    created: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision: str | None = None  # "override": what policy blocks was signed
    rejected: RejectionView | None = None


class ArgumentsView(_View):
    """One version of a tool call, oldest first."""

    version: int
    arguments: dict[str, Any]
    digest: str
    author: str  # for whom the agent acts, or the user who edited
    at: datetime


class ToolCallView(_View):
    tool: str
    description: str  # what the tool says of itself
    arguments: dict[str, Any]  # that are to be signed
    versions: tuple[ArgumentsView, ...]
    thread: str
    call: str
    ran: Literal["no", "claimed", "done", "unsure"]  # under the current digest


class ApprovalCard(ApprovalView):
    """All that an approver needs on one screen: a draft as `copy`, or a tool call as `call`."""

    copy_: DraftView | None = Field(default=None, alias="copy", serialization_alias="copy")
    findings: tuple[Finding, ...] = ()
    call: ToolCallView | None = None
    questions: tuple[QuestionView, ...] = ()

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    @property
    def drafted(self) -> DraftView:
        """The draft, where the approval is of one."""
        if self.copy_ is None:
            raise ValueError(f"{self.id} is about a tool call")
        return self.copy_


class DecisionView(_View):
    approval: str
    status: ApprovalStatus
    decision: str
    by: str
    run: str | None
    run_status: RunStatus | None
    rating: Rating | None
    digest: str
    open_roles: tuple[str, ...]
    missing: MissingView | None = None
    why_not_signed: str | None = None  # why an editor's own signature did not count for their edit


class LessonEdit(_View):
    """An edit that made a change."""

    draft: str
    by: str
    at: datetime


class LessonView(_View):
    """A phrase that is changed in every draft to come, or that several edits changed the same way."""

    id: str
    find: str
    replace: str
    locale: str
    by: str | None = None  # of a kept one
    at: datetime | None = None
    drafts: int = 1  # that it was changed in
    edits: tuple[LessonEdit, ...] = ()  # that made it, the latest first
    kept: bool


class BatchLine(_View):
    """What became of one approval of several that were signed at once."""

    approval: str
    signed: bool
    status: ApprovalStatus | None = None
    error: str | None = None  # why it was not signed


class CaseView(_View):
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
    working_roles: tuple[str, ...] = ()  # who may take and resolve it
    called: tuple[str, ...] = ()  # and the people whom policy calls, by name


class CaseNoteView(_View):
    """What somebody wrote on a case; of a transfer, to whom and why."""

    id: str
    kind: Literal["note", "transfer"]
    by: str
    to: str | None = None
    text: str
    at: datetime


class AllClearView(_View):
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
    steps: tuple[StepView, ...] = ()  # of its run
    history: tuple[RunRow, ...] = ()  # what the same person asked before and since, newest first
    known: tuple[EvidenceView, ...] | None = None  # the nearest in the documents; None: nobody has looked
    teaches: str | None = None  # why "not an incident" would teach triage nothing; None: it would
    all_clear: AllClearView | None = None  # what was taught with it


class HoldView(_View):
    """What keeps a brand from publishing."""

    id: str
    brand: str
    kind: Literal["hold", "crisis"]
    reason: str
    by: str
    at: datetime
    until: datetime | None = None  # of a crisis


class UserView(_View):
    name: str
    full_name: str
    roles: tuple[str, ...]
    active: bool
    has_password: bool
    away_from: datetime | None = None
    away_until: datetime | None = None
    deputy: str | None = None  # who acts in their roles meanwhile
    lent: tuple[str, ...] = ()  # roles of people who are away, in which this one acts now; not told in lists
    # another one with each password, so that sessions of the old one end; stays in the process that serves
    password_mark: str | None = Field(default=None, exclude=True, repr=False)


class PolicyVersion(_View):
    """A policy file that something was decided under."""

    digest: str
    first_used: datetime
    in_force: bool


class TierView(_View):
    """What policy may sign by itself, on what evidence, and who has signed for that."""

    id: str
    rule: str
    because: str
    state: Literal["closed", "signing", "open"]
    decided: int  # drafts of it that people decided about
    changed: int  # of those edited, sent back, rejected or recalled
    upper: float  # the 95 % upper bound of the share changed
    limit: float  # it must be below
    sample_share: float  # that goes to people all the same
    opened_by: tuple[str, ...]
    signed: tuple[str, ...] = ()
    why: str | None = None  # it was closed, or cannot be opened yet


class Check(_View):
    """One line of `doctor`: what was looked at, what was found, and what to do when it is not well."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
