"""What waits for signatures, and what was decided."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, get_args

from pydantic import ConfigDict, Field

from agents.graph.brief import Money
from agents.signing.subjects import SubjectKind
from agents.views.base import View
from agents.views.drafts import DraftView, RejectionView
from agents.views.questions import QuestionView
from agents.views.runs import RunStatus
from agents.views.tool_calls import ToolCallView
from tools.findings import Finding, Rating

ApprovalStatus = Literal["pending", "approved", "rejected", "expired", "withdrawn", "answered"]
QueueStatus = ApprovalStatus | Literal["decided"]  # decided: every one but pending
QueueField = Literal["brand", "channel", "rating", "locale", "requester", "taken"]
QUEUE_FIELDS: tuple[QueueField, ...] = get_args(QueueField)
Whose = Literal["mine", "nobody", "others"]  # what `taken` says of a card, in the eyes of the person who looks


class SignatureView(View):
    user: str
    role: str
    at: datetime
    digest: str
    door: str  # how it came: "web", "cli", "policy"
    reason: str | None = None  # why what policy blocks goes out all the same


class TakenView(View):
    """Who says that they are on it, for which of their roles, and since when. It stops nobody else."""

    user: str
    roles: tuple[str, ...]
    since: datetime


class Reason(View):
    """The policy rule that decided."""

    rule: str
    words: str


class MissingView(View):
    """Signatures that are missing: all of `must`, and `count` of `free`, where any of them will do."""

    must: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    count: int = 0
    begun: bool = False  # somebody has signed already


class ApprovalView(View):
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
    taken: tuple[TakenView, ...] = ()  # while it waits; whoever took it first comes first
    questions_open: int = 0  # questions to the requester that wait for an answer
    questions_answered: int = 0  # and those that have one
    due: datetime
    due_why: tuple[str, ...] = ()  # what a deadline in working time did not count: "weekend", "3 October (…)"
    due_zones: dict[str, str] = Field(default_factory=dict)  # role → the time zone in which it works
    digest: str
    batch: bool = False  # policy lets it be signed together with others
    edited: bool  # a person has edited it since it was filed: approving must name the digest
    sent_back: bool = False  # nobody decides until its new version is submitted
    one_fills_all: bool = False  # policy lets one person fill every role
    requester_may_sign: bool = False  # policy lets whoever asked for it sign it
    conditions: tuple[str, ...] = ()  # of a released risky design
    requester: str
    request: str
    channel: str | None
    variant: int | None = None  # which of the request's drafts, and which alternative of one: as on its own page
    alternative: str | None = None
    alone: bool = False  # one text a channel and language was asked for: it is called without a number
    locale: str | None
    segments: tuple[str, ...]
    value: Money | None
    when: datetime | None = None  # it is wanted published then
    created: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision: str | None = None  # "override": what policy blocks was signed
    rejected: RejectionView | None = None

    @property
    def signing_roles(self) -> tuple[str, ...]:
        """In which a signature would count: those that are open, and of the chain those that were asked; a block is
        signed by those alone whom it names.
        """
        asked = () if self.kind == "block" else (role for role in self.deciding_roles if role not in self.roles)
        return (*self.open_roles, *asked) if self.open_roles else ()


class QueueGroup(View):
    """Approvals that are alike in every field that a queue can be filtered by; "" is none, as a tool call's channel."""

    brand: str
    channel: str
    rating: str
    locale: str
    requester: str
    taken: str = "nobody"  # or "mine" or "others": whether somebody has it for all that the person could sign for
    count: int
    mine: int  # of those, how many wait for the person who looks


class QueueCounts(View):
    """How many approvals there are of each kind."""

    groups: tuple[QueueGroup, ...] = ()

    def total(self, where: Mapping[QueueField, str] | None = None, *, mine: bool = False) -> int:
        """How many have all the values of `where`."""
        wanted = (where or {}).items()
        found = (one for one in self.groups if all(getattr(one, field) == value for field, value in wanted))
        return sum(one.mine if mine else one.count for one in found)

    def values(
        self, field: QueueField, where: Mapping[QueueField, str] | None = None, *, mine: bool = False
    ) -> dict[str, int]:
        """Each value of a field with how many have it, the most frequent first; the field's own filter left aside."""
        others = [(name, value) for name, value in (where or {}).items() if name != field]
        found: Counter[str] = Counter()
        for one in self.groups:
            counts = all(getattr(one, name) == value for name, value in others)
            found[getattr(one, field)] += (one.mine if mine else one.count) if counts else 0
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


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


class DecisionView(View):
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


class BatchLine(View):
    """What became of one approval of several that were signed at once."""

    approval: str
    signed: bool
    status: ApprovalStatus | None = None
    error: str | None = None  # why it was not signed
