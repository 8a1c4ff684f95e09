"""What policy looks at and what it answers. Both are plain data."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.graph.brief import Flag, Money, Route
from tools.findings import Family, Rating, Severity


class PolicyFacts(BaseModel):
    """Everything a policy rule can ask about one draft."""

    model_config = ConfigDict(frozen=True)

    brand: str
    route: Route = "copywriting"
    channel: str
    locale: str
    product: str | None = None
    segments: tuple[str, ...] = ()
    rating: Rating
    findings: dict[Family, Severity] = Field(default_factory=dict)  # the worst of each family
    value: Money | None = None
    flags: tuple[Flag, ...] = ()
    released: tuple[Flag, ...] = ()  # flags that a person released, with conditions on the record
    requester: str | None = None
    requester_roles: tuple[str, ...] = ()
    when: datetime | None = None


class Requirement(BaseModel):
    """Who must sign, by when, and why: the policy rule's id and its own words."""

    model_config = ConfigDict(frozen=True)

    rule: str
    reason: str
    policy_digest: str
    kind: Literal["sign", "tier", "block"]
    roles: tuple[str, ...]  # one slot each; for "block" the roles that may override
    quorum: int = Field(ge=0, description="how many slots must be filled by different people; all of them by default")
    one_person_may_fill_all: bool = False  # a desk of one: a policy switch, shown on every card
    requester_may_sign: bool = False
    deadline_minutes: int = Field(default=24 * 60, ge=1)
    remind_minutes: tuple[int, ...] = ()  # after filing
    chain: tuple[str, ...] = ()  # roles asked next when the deadline nears, in order
