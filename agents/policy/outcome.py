"""What policy looks at and what it answers. Both are plain data."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from agents.graph.brief import RISKY_DESIGN, Flag, Money, Route
from tools.findings import Family, Rating, Severity

Asked = Route | Literal["tool"]  # where what is to be signed comes from: a tool is another agent's


class PolicyFacts(BaseModel):
    """Everything a policy rule can ask about one draft, or about one call of another agent's tool."""

    model_config = ConfigDict(frozen=True)

    brand: str
    route: Asked = "copywriting"
    tool: str | None = None  # its name, for a tool call; channel, locale and rating are None then
    channel: str | None = None
    locale: str | None = None
    product: str | None = None
    segments: tuple[str, ...] = ()
    rating: Rating | None = None
    findings: dict[Family, Severity] = Field(default_factory=dict)  # the worst of each family
    value: Money | None = None
    flags: tuple[Flag, ...] = ()
    released: tuple[Flag, ...] = ()  # flags that a person released, with conditions on the record
    requester: str | None = None
    requester_roles: tuple[str, ...] = ()
    when: datetime | None = None  # of publication, aware

    @property
    def live_flags(self) -> frozenset[Flag]:
        """Flags that count: all but the risky designs that a person released. An incident cannot be released."""
        return frozenset(self.flags) - self.lifted_flags

    @property
    def lifted_flags(self) -> frozenset[Flag]:
        return frozenset(flag for flag in self.released if flag in RISKY_DESIGN)


class Work(BaseModel):
    """A length of working time: it counts while the roles that sign are at work."""

    model_config = ConfigDict(frozen=True)

    amount: int = Field(ge=1)
    unit: Literal["minute", "hour", "day"]

    def __str__(self) -> str:
        return f"{self.amount} working {self.unit}{'s' if self.amount > 1 else ''}"

    def minutes(self, a_day: int = 24 * 60) -> int:
        return self.amount * {"minute": 1, "hour": 60, "day": a_day}[self.unit]


class Plan(BaseModel):
    """The moments of one round in working time, fixed when it begins: later changes of the hours do not move them."""

    model_config = ConfigDict(frozen=True)

    begun: datetime
    due: datetime
    reminders: tuple[datetime, ...] = ()
    chain: tuple[tuple[str, datetime], ...] = ()  # role, when it is asked
    why: tuple[str, ...] = ()  # what moved the deadline: "weekend", "3 October (German Unity Day)"


class Requirement(BaseModel):
    """Who must sign, by when, and why: the policy rule's id and its own words.

    Every kind but `tier` is met by signatures alone: of the slots in `roles`, `quorum` must be filled by different
    people, those named in `required` among them.
    """

    model_config = ConfigDict(frozen=True)

    rule: str  # of the rule that decided, with those that added signers: "social-green+offer-above-100000"
    reason: str
    policy_digest: str
    kind: Literal["sign", "tier", "block", "hold"]
    roles: tuple[str, ...]  # one slot each; for "block" the roles that may override
    quorum: int = Field(ge=0, description="how many slots must be filled by different people; all of them by default")
    required: tuple[str, ...] = ()  # roles whose slots must be filled whatever the quorum is
    ordered: bool = False  # slots are filled in the order of `roles`; the quorum is then all of them
    one_person_may_fill_all: bool = False  # a desk of one: a policy switch, shown on every card
    requester_may_sign: bool = False
    deadline_minutes: int = Field(default=24 * 60, ge=1)
    remind_minutes: tuple[int, ...] = ()  # after filing
    working_deadline: Work | None = None  # stands before deadline_minutes
    working_reminders: tuple[Work, ...] = ()  # beside remind_minutes
    zones: dict[str, str] = Field(default_factory=dict)  # role → where they work, of the slots and the chain
    plan: Plan | None = None  # of the round that has begun, where anything is in working time
    chain: tuple[str, ...] = ()  # roles asked next when the deadline nears, in order
    tier: str | None = None  # whose evidence this draft is: signed by the tier, closed still, or kept for people
    batch: bool = False  # several such drafts may be signed at once
    sampled: bool = False  # the tier is open, and this draft belongs to the share that goes to people all the same

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.kind == "tier":
            if self.roles or self.quorum or self.tier is None:
                raise ValueError("a tier's own signature takes no roles, a quorum of 0 and the tier's id")
            return self
        always = sum(role in self.required for role in self.roles)
        if not set(self.required) <= set(self.roles):
            raise ValueError("required names a role without a slot")
        if not max(1, always) <= self.quorum <= len(self.roles):
            raise ValueError(f"a quorum of {self.quorum} cannot be met with {len(self.roles)} slots, {always} required")
        if self.ordered and self.quorum != len(self.roles):
            raise ValueError("an order needs a quorum of all")
        return self

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of all rules that had a say: first the one that decided."""
        return tuple(self.rule.split("+"))
