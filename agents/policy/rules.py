"""The policy file: rules in order, what follows from each, and what they share. `knowledge/brands/orrelune/policy.yaml`
is a commented example."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator, model_validator

from agents.policy.cases import CaseRules
from agents.policy.conditions import Condition, Context
from agents.policy.fields import Length, Reminders, Roles, listed, zone
from agents.policy.hours import Hours
from agents.policy.when import When
from agents.signing.people import Role
from knowledge.yaml_file import Fault, YamlFile

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Share = Annotated[Decimal, Field(ge=0, le=1, allow_inf_nan=False)]


class Signers(Condition):
    """`[brand, legal]`, or `{roles: [brand, legal], quorum: any 1, order: true}`."""

    roles: Roles
    quorum: str = "all"
    order: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:  # noqa: ANN401
        return {"roles": given} if isinstance(given, list | str) else given

    @field_validator("roles", mode="before")
    @classmethod
    def _one_role(cls, given: Any) -> Any:  # noqa: ANN401
        return listed(given)

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        found = re.fullmatch(r"any (\d{1,2})", self.quorum)
        if self.quorum != "all" and found is None:
            raise ValueError(f"a quorum of '{self.quorum}' is unknown: write all, or any 1")
        if not 1 <= self.needed <= len(self.roles):
            raise ValueError(f"a quorum of '{self.quorum}' cannot be met by {len(self.roles)} roles")
        if self.order and self.needed != len(self.roles):
            raise ValueError("an order needs 'quorum: all'")
        return self

    @property
    def needed(self) -> int:
        return len(self.roles) if self.quorum == "all" else int(self.quorum.removeprefix("any "))


class Tier(Condition):
    """Where policy may sign by itself, once people have opened it."""

    id: str = Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")  # channel/kind of product
    sample_share: Share  # goes to people all the same, so that the evidence stays alive
    limit: Share = Decimal("0.10")  # of the share edited or rejected: its 95 % upper bound must be below
    opened_by: Roles = ("brand",)


class Then(Condition):
    """What follows. Exactly one of sign, tier, block, hold and also."""

    sign: Signers | None = None
    tier: Tier | None = None
    otherwise: Signers | None = None  # who signs while the tier is closed; without it, the next rules decide
    block: Signers | None = None  # stays in, unless all of these override
    hold: Signers | None = None  # waits until these let it go, beside whoever else signs; goes on to the next rules
    also: Roles | None = None  # sign beside whoever else does; goes on to the next rules
    deadline: Length | None = None
    remind: Reminders | None = None
    chain: tuple[Role, ...] | None = None
    batch: bool = False  # several of them may be signed at once, each with a record of its own

    @model_validator(mode="after")
    def _one_outcome(self) -> Self:
        given = [name for name in ("sign", "tier", "block", "hold", "also") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of sign, tier, block, hold and also, not {', '.join(given) or 'none'}")
        if self.otherwise is not None and self.tier is None:
            raise ValueError("'otherwise' belongs to a tier")
        if self.goes_on and any(given is not None for given in (self.deadline, self.remind, self.chain)):
            raise ValueError(f"'{given[0]}' goes on to the next rules: the rule that decides says by when")
        if self.batch and self.sign is None:
            raise ValueError("'batch' belongs to a rule that signs")
        for name in ("block", "hold"):
            signers = getattr(self, name)
            if signers is not None and (signers.quorum != "all" or signers.order):
                raise ValueError(f"'{name}' asks all of its roles, in any order")
        return self

    @property
    def goes_on(self) -> bool:
        return self.also is not None or self.hold is not None


class Rule(Condition):
    id: Id
    because: str = Field(min_length=1, max_length=500)
    when: When
    then: Then

    @property
    def decides_calls(self) -> bool:
        """A rule that signs or blocks speaks of drafts, unless it names tools; `also` and `hold` hold for both."""
        return self.when.names_tools

    @field_validator("because")
    @classmethod
    def _a_sentence(cls, given: str) -> str:
        text = " ".join(given.split())
        return text if text.endswith((".", "!", "?")) else f"{text}."


class Rate(Condition):
    """What one unit is worth in the policy's currency, fixed in the file so that a decision can be repeated."""

    rate: Decimal = Field(gt=0, allow_inf_nan=False)
    date: date
    source: str | None  # None where nobody can say


class Defaults(Condition):
    deadline: Length = 24 * 60
    remind: Reminders = (4 * 60,)
    chain: tuple[Role, ...] = ()


class DeskOfOne(Condition):
    """Switches for a team too small for two pairs of eyes; both are shown on every card."""

    requester_may_sign: bool = False
    one_person_may_fill_all: bool = False


class Edits(Condition):
    editor_signs: bool = True  # an approver's signature counts for their own edit, unless it makes things worse


class PolicyFile(YamlFile):
    """`policy.yaml`. The first rule that decides wins; where none does, a person of the role `brand` decides."""

    version: Literal[1]
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    rates: dict[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], Rate] = Field(default_factory=dict)
    timezone: Annotated[str, AfterValidator(zone)] = "UTC"
    hours: dict[Role | Literal["everybody"], Hours] = Field(default_factory=dict)  # when a role works
    product_kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # kind → names of products
    defaults: Defaults = Defaults()
    desk_of_one: DeskOfOne = DeskOfOne()
    edits: Edits = Edits()
    rules: tuple[Rule, ...]
    cases: CaseRules = Field(default_factory=CaseRules)

    @property
    def context(self) -> Context:
        return Context(
            currency=self.currency,
            rates={currency: rate.rate for currency, rate in self.rates.items()},
            product_kinds=self.product_kinds,
            timezone=ZoneInfo(self.timezone),
        )

    def hours_of(self, role: str) -> Hours | None:
        """None where they are not known: that role is always at work."""
        everybody = self.hours.get("everybody")
        return next((hours for name, hours in self.hours.items() if name == role), everybody)

    def zone_of(self, role: str) -> str:
        hours = self.hours_of(role)
        return hours.zone if hours is not None else self.timezone

    def faults(self) -> Iterator[Fault]:
        """What one key alone cannot tell."""
        first: dict[str, int] = {}
        tiers: set[str] = set()
        for index, rule in enumerate(self.rules):
            at = ("rules", index)
            if rule.id in first:
                yield Fault((*at, "id"), f"the id '{rule.id}' is rule {first[rule.id] + 1}'s already: give it another")
            first.setdefault(rule.id, index)
            yield from self._faults_of(rule, at)
            tier = rule.then.tier
            if tier is not None and tier.id in tiers:
                yield Fault((*at, "then", "tier"), f"the tier '{tier.id}' is there twice: keep one of them")
            tiers |= {tier.id} if tier is not None else set()

    def _faults_of(self, rule: Rule, at: tuple[str | int, ...]) -> Iterator[Fault]:
        when = rule.when
        if when.value is not None and when.value.currency not in (None, self.currency, *self.rates):
            words = f"there is no rate for {when.value.currency}: add it under 'rates', or write it in {self.currency}"
            yield Fault((*at, "when", "value"), words)
        for kind in (*when.product_kind.any, *when.product_kind.none) if when.product_kind else ():
            if kind not in self.product_kinds:
                yield Fault((*at, "when", "product_kind"), f"'{kind}' is not among the product_kinds: add it there")
        if rule.then.tier is not None and (when.rating is None or when.rating.any != ("green",)):
            yield Fault((*at, "when"), "a tier signs green drafts only: write 'rating: green'")
