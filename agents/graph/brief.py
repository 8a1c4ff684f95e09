"""The brief: what is asked, in the words of the desk rather than the requester's."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Route = Literal["research", "copywriting", "brand_check", "escalation"]
CaseSeverity = Literal["P1", "P2", "P3"]
DecidedBy = Literal["rule", "examples", "model"]
Reply = Literal["about", "noted", "unclear"]  # what the desk says of itself where nothing was asked for

# What intake and triage can raise. Policy sees them; a model cannot unset them.
Flag = Literal[
    "personal_data",
    "prompt_injection",
    # subjects: copy about them is allowed, policy decides who signs
    "health",
    "sensitive_skin",
    "children",
    "finance",
    "environment",
    "politics",
    "religion",
    "alcohol",
    # risky designs: escalated, and released only by the roles that policy names
    "biometrics",
    "synthetic_likeness",
    "minors_targeted",
    # incidents: escalated before any model is asked, never released to a draft by themselves
    "harm",
    "complaint",
    "churn_risk",
    "legal_threat",
    "press",
    "crisis",
]
RISKY_DESIGN: frozenset[str] = frozenset({"biometrics", "synthetic_likeness", "minors_targeted"})
INCIDENT: frozenset[str] = frozenset({"harm", "complaint", "churn_risk", "legal_threat", "press", "crisis"})


class Money(BaseModel):
    """An amount in an ISO 4217 currency."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Decimal = Field(ge=0)
    currency: str = Field(pattern=r"^[A-Z]{3}$")

    def __str__(self) -> str:
        return f"{self.amount:,.2f}".removesuffix(".00") + f" {self.currency}"


class Brief(BaseModel):
    """What triage understood. Everything but `focus` may be absent; code fills in the brand's defaults."""

    model_config = ConfigDict(frozen=True)

    focus: str  # what it is about, in a few words
    product: str | None = None  # Product.name
    segments: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()  # Channel ids
    locales: tuple[str, ...] = ()  # BCP 47
    voice: str | None = None  # the tone asked for ("warm", "playful")
    hook: str | None = None  # the emotional hook
    when: datetime | None = None  # when it is to be published, aware
    goal: str | None = None
    value: Money | None = None  # value at stake
    variants: int = Field(default=1, ge=1, le=20)  # deliverables a channel and locale
    counts: dict[str, int] = {}  # and of channels that were given a number of their own: "two captions and an e-mail"
    alternatives: int = Field(default=1, ge=1, le=4)  # versions of one deliverable (an A and a B)
    supplied_copy: str | None = None  # copy that the person brought to be checked
    follow_up_of: str | None = None  # a run id
    wishes: tuple[str, ...] = ()  # what follow-ups asked to be different, in their own words: "shorter, please"


class Triage(BaseModel):
    """Where a request goes, and who said so."""

    model_config = ConfigDict(frozen=True)

    route: Route
    severity: CaseSeverity | None = None  # with escalation only
    flags: tuple[Flag, ...] = ()
    brief: Brief
    decided_by: DecidedBy
    why: str  # the rule, or the nearest examples, in words
    reply: Reply | None = None  # with research only: small talk, or nothing that anybody could read
    all_clear: str | None = None  # the decision by which this is no incident, although an alarm was heard
