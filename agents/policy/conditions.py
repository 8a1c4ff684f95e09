"""What a rule can ask. Every condition holds or does not, whatever the facts are, and says so in a marketer's words.

What is not known matches nothing, `not` included: a rule that asks about a product says nothing where none is named.
The one exception is an amount in a currency without a rate, which counts as above every limit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agents.graph.brief import Flag, Money
from tools.findings import Family, Severity

WEIGHT: dict[Severity, int] = {"advice": 1, "amber": 2, "red": 3}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def either(names: Iterable[str]) -> str:
    return " or ".join(map(plain, names))


def plain(name: str) -> str:
    return name.replace("_", " ")


@dataclass(frozen=True)
class Context:
    """What conditions need beside the facts: all of it stands in the policy file."""

    currency: str
    rates: Mapping[str, Decimal]  # one unit in the policy's currency
    product_kinds: Mapping[str, tuple[str, ...]]  # kind → names of products
    timezone: tzinfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def worth(self, money: Money) -> Decimal | None:
        """In the policy's currency; None where there is no rate."""
        if money.currency == self.currency:
            return money.amount
        rate = self.rates.get(money.currency)
        return None if rate is None else money.amount * rate

    def kinds(self, product: str | None) -> tuple[str, ...]:
        name = (product or "").casefold()
        return tuple(kind for kind, names in self.product_kinds.items() if name in {n.casefold() for n in names})


class Condition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class OneOf(Condition):
    """`instagram`, `[instagram, x]` or `{not: [email]}`. Where something has several values, one of them is enough."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = Field(default=(), alias="not")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:  # noqa: ANN401
        if isinstance(given, str):
            return {"any": [given]}
        if isinstance(given, list):
            return {"any": given}
        if isinstance(given, dict) and isinstance(given.get("not"), str):
            return {"not": [given["not"]]}
        return given

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.any) == bool(self.none):
            raise ValueError("give a value, a list of values, or {not: [values]}")
        return self

    def same(self, wanted: str, found: str) -> bool:
        return wanted.casefold() == found.casefold()

    def holds(self, found: tuple[str, ...]) -> bool:
        meets = any(self.same(wanted, value) for wanted in self.any or self.none for value in found)
        return bool(found) and meets == bool(self.any)

    def words(self) -> str:
        return either(self.any) if self.any else f"not {either(self.none)}"


class LocaleIs(OneOf):
    """`en` holds for `en-GB` too (RFC 4647, basic filtering)."""

    def same(self, wanted: str, found: str) -> bool:
        return f"{found.casefold()}-".startswith(f"{wanted.casefold()}-")


class ToolIs(OneOf):
    """A tool's name is a program's, and stays as it is written."""

    def words(self) -> str:
        return " or ".join(self.any) if self.any else f"not {' or '.join(self.none)}"


def within(known: tuple[str, ...]) -> AfterValidator:
    def check(given: OneOf) -> OneOf:
        for value in (*given.any, *given.none):
            if value not in known:
                raise ValueError(f"'{value}' is none of {', '.join(known)}")
        return given

    return AfterValidator(check)


class FlagsAre(Condition):
    """Of what intake and triage raised: `any` of these, `all` of these, `none` of these."""

    any: tuple[Flag, ...] = ()
    all: tuple[Flag, ...] = ()
    none: tuple[Flag, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.any or self.all or self.none):
            raise ValueError("name flags under any, all or none")
        return self

    def holds(self, found: frozenset[Flag]) -> bool:
        return (not self.any or bool(found & set(self.any))) and found >= set(self.all) and not found & set(self.none)

    def words(self) -> str:
        parts = [either(self.any)] if self.any else []
        parts += [" and ".join(map(plain, self.all))] if self.all else []
        parts += [f"not {either(self.none)}"] if self.none else []
        return ", ".join(parts)


class FindingsAre(Condition):
    """Family → severity at least: `any: {claims: amber}` holds for a claim that is amber or red."""

    any: dict[Family, Severity] = Field(default_factory=dict)
    all: dict[Family, Severity] = Field(default_factory=dict)
    none: dict[Family, Severity] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.any or self.all or self.none):
            raise ValueError("name families with a severity under any, all or none")
        return self

    def holds(self, found: Mapping[Family, Severity]) -> bool:
        def reached(wanted: Mapping[Family, Severity]) -> list[bool]:
            return [
                WEIGHT[found[family]] >= WEIGHT[least] if family in found else False for family, least in wanted.items()
            ]

        return (not self.any or any(reached(self.any))) and all(reached(self.all)) and not any(reached(self.none))

    def words(self) -> str:
        def spell(wanted: Mapping[Family, Severity], joint: str) -> str:
            return joint.join(f"{family} ({least} or worse)" for family, least in wanted.items())

        parts = [spell(self.any, " or ")] if self.any else []
        parts += [spell(self.all, " and ")] if self.all else []
        parts += [f"not {spell(self.none, ' or ')}"] if self.none else []
        return ", ".join(parts)


class ValueIs(Condition):
    """The value at stake, in the policy's currency or in the one named. The limit itself is neither above nor below."""

    above: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)
    below: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.above is None and self.below is None:
            raise ValueError("give an amount under above or below")
        return self

    def limits(self, context: Context) -> tuple[Decimal | None, Decimal | None]:
        rate = Decimal(1) if self.currency in (None, context.currency) else context.rates[self.currency or ""]
        return (
            None if self.above is None else self.above * rate,
            None if self.below is None else self.below * rate,
        )

    def holds(self, found: Money | None, context: Context) -> bool:
        if found is None:
            return False
        worth = context.worth(found)
        above, below = self.limits(context)
        if worth is None:
            return below is None
        return (above is None or worth > above) and (below is None or worth < below)

    def words(self, currency: str) -> str:
        name = self.currency or currency
        parts = [f"above {Money(amount=self.above, currency=name)}"] if self.above is not None else []
        parts += [f"below {Money(amount=self.below, currency=name)}"] if self.below is not None else []
        return " and ".join(parts)


def _minute(given: Any) -> Any:  # noqa: ANN401
    """`18:00` without quotes is 1080 in YAML 1.1: minutes since midnight, which is what is meant."""
    if isinstance(given, str) and given.count(":") == 1:
        hours, minutes = given.split(":")
        if hours.isdigit() and minutes.isdigit() and int(minutes) < 60:
            return int(hours) * 60 + int(minutes)
    return given


Minute = Annotated[int, BeforeValidator(_minute), Field(ge=0, le=24 * 60)]


def in_zone(moment: datetime, timezone: tzinfo) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone)
    try:
        return moment.astimezone(timezone)
    except OverflowError:  # the first and the last day that a datetime can hold
        return moment


class TimeIs(Condition):
    """When it is to be published, in the policy's time zone: `days: [sat, sun]`, `between: [18:00, 08:00]`."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    between: tuple[Minute, Minute] | None = None  # from, until; over midnight where the first is later

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.days and self.between is None:
            raise ValueError("name days or hours")
        return self

    def holds(self, found: datetime | None, timezone: tzinfo) -> bool:
        if found is None:
            return False
        local = in_zone(found, timezone)
        if self.days and DAYS[local.weekday()] not in self.days:
            return False
        if self.between is None:
            return True
        start, end = self.between
        now = local.hour * 60 + local.minute
        return start <= now < end if start <= end else now >= start or now < end

    def words(self) -> str:
        parts = [f"on {either(self.days)}"] if self.days else []
        if self.between is not None:
            start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in self.between)
            parts.append(f"between {start} and {end}")
        return " ".join(parts)
