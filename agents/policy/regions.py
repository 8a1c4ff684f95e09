"""The facts that a rule applies to, as boxes over finite domains, so that `lint` can tell what can never be reached.

Each attribute is cut into the values that the policy tells apart ("instagram", "email", any other channel). A box says
which of them are left for each attribute; an attribute it does not name is free. A rule is a union of boxes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any, get_args

from agents.graph.brief import RISKY_DESIGN, Flag, Money
from agents.policy.conditions import Context, FindingsAre, FlagsAre, OneOf
from agents.policy.rules import PolicyFile, Rule
from agents.policy.when import ROUTES, When
from tools.findings import Family, Rating

Box = dict[str, frozenset[Any]]  # attribute → values left
MAX_BOXES = 2_000  # beyond this, `reachable` says yes rather than go on

_OTHER = "zz-other"
_RATED = (None, "advice", "amber", "red")
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


class Domains:
    """The values that one policy tells apart."""

    def __init__(self, file: PolicyFile) -> None:
        self.context: Context = replace(file.context, timezone=UTC)
        whens = [rule.when for rule in file.rules]
        self.values: dict[str, frozenset[Any]] = {
            "rating": frozenset([(), *((value,) for value in get_args(Rating))]),
            "route": frozenset((value,) for value in ROUTES),
            "tool": frozenset([(), *((value,) for value in [*_named(whens, "tool"), _OTHER])]),
            "channel": frozenset([(), *((value,) for value in [*_named(whens, "channel"), _OTHER])]),
            "requester": frozenset([(), *((value,) for value in [*_named(whens, "requester"), _OTHER])]),
            "product": frozenset([(), *((value,) for value in self._products(whens))]),
            "locale": frozenset([(), *((value,) for value in _locales(whens))]),
            "value": frozenset(_amounts(whens, self.context)),
            "time": frozenset(_moments(whens)),
        }
        self._lists = {name: [*_named(whens, name), _OTHER] for name in ("segment", "requester_role")}

    def boxes(self, rule: Rule) -> list[Box]:
        """Where the rule applies: to drafts, to tool calls, or, where it adds signers, to both."""
        found = [self._calls()] if rule.when.names_tools else [self._drafts()]
        if rule.then.goes_on and not rule.when.names_tools:
            found.append(self._calls())
        for name in rule.when.asked:
            choices = self._of(name, rule.when)
            found = [both for box in found for choice in choices if (both := self.meet(box, choice)) is not None]
        return found

    def _drafts(self) -> Box:
        known: Box = {name: self.values[name] - {()} for name in ("rating", "channel", "locale")}
        return {**known, "tool": frozenset([()]), "route": self.values["route"] - {("tool",)}}

    def _calls(self) -> Box:
        """What is only known of drafts is not known of them."""
        unknown: Box = {name: frozenset([()]) for name in ("rating", "channel", "locale", "product")}
        unknown |= {f"finding:{family}": frozenset([None]) for family in get_args(Family)}
        unknown |= {f"segment:{value.casefold()}": frozenset([False]) for value in self._lists["segment"]}
        tools: Box = {"tool": self.values["tool"] - {()}, "route": frozenset([("tool",)]), "time": frozenset([None])}
        return {**unknown, **self.without_flags(), **tools}

    def without_flags(self) -> Box:
        return {f"flag:{flag}": frozenset(["absent"]) for flag in get_args(Flag)}

    def meet(self, one: Box, other: Box) -> Box | None:
        both = {**one, **{name: one.get(name, left) & left for name, left in other.items()}}
        return both if all(both.values()) else None

    def minus(self, box: Box, other: Box) -> list[Box]:
        """What is left of a box outside another."""
        if self.meet(box, other) is None:
            return [box]
        left, rest = [], box
        for name, taken in other.items():
            here = rest.get(name, self.all(name))
            if here - taken:
                left.append({**rest, name: here - taken})
            rest = {**rest, name: here & taken}
        return left

    def all(self, name: str) -> frozenset[Any]:
        if name.startswith("finding:"):
            return frozenset(_RATED)
        if name.startswith("flag:"):
            risky = name.removeprefix("flag:") in RISKY_DESIGN
            return frozenset(["absent", "live", "released"] if risky else ["absent", "live"])
        return self.values.get(name, frozenset([True, False]))

    def _of(self, name: str, when: When) -> list[Box]:
        """One condition, as a union of boxes."""
        condition = getattr(when, name)
        if name in self._lists:
            return self._of_list(name, condition)
        if name == "product_kind":
            return [self._where("product", lambda held: condition.holds(self.context.kinds((*held, "")[0])))]
        if isinstance(condition, OneOf):
            return [self._where(name, condition.holds)]
        if isinstance(condition, FlagsAre):
            return _of_flags(condition, "live" if name == "flags" else "released", self)
        if isinstance(condition, FindingsAre):
            return _of_findings(condition)
        if name == "value":
            return [self._where("value", lambda held: condition.holds(held, self.context))]
        return [self._where("time", lambda held: condition.holds(held, UTC))]

    def _where(self, name: str, holds: Callable[[Any], bool]) -> Box:
        return {name: frozenset(value for value in self.values[name] if holds(value))}

    def _of_list(self, name: str, condition: OneOf) -> list[Box]:
        """An attribute with several values at once: one yes or no for each."""
        if condition.any:
            return [{f"{name}:{value.casefold()}": frozenset([True])} for value in condition.any]
        no: Box = {f"{name}:{value.casefold()}": frozenset([False]) for value in condition.none}
        yes: list[Box] = [{f"{name}:{value.casefold()}": frozenset([True])} for value in self._lists[name]]
        return [both for box in yes if (both := self.meet(no, box)) is not None]

    def _products(self, whens: Sequence[When]) -> list[str]:
        kinds = [name for names in self.context.product_kinds.values() for name in names]
        return [*_named(whens, "product"), *kinds, _OTHER]


def covered(boxes: Sequence[Box], by: Iterable[Sequence[Box]], domains: Domains) -> bool:
    """Nothing of the boxes is left outside the others. False too where it would take too long to tell."""

    def take(left: list[Box], other: Box) -> list[Box]:
        if len(left) > MAX_BOXES:
            return left
        return [rest for box in left for rest in domains.minus(box, other)]

    return not reduce(take, (box for other in by for box in other), list(boxes))


def _of_flags(condition: FlagsAre, state: str, domains: Domains) -> list[Box]:
    def is_(flag: Flag, there: bool) -> Box:
        name = f"flag:{flag}"
        held = frozenset([state]) & domains.all(name)
        return {name: held if there else domains.all(name) - held}

    base: Box | None = {}
    for box in [*(is_(flag, True) for flag in condition.all), *(is_(flag, False) for flag in condition.none)]:
        base = domains.meet(base, box) if base is not None else None
    if base is None:
        return []
    choices = [is_(flag, True) for flag in condition.any] or [{}]
    return [both for box in choices if (both := domains.meet(base, box)) is not None]


def _of_findings(condition: FindingsAre) -> list[Box]:
    def at_least(family: str, least: str, there: bool) -> Box:
        from_here = frozenset(_RATED[_RATED.index(least) :])
        return {f"finding:{family}": from_here if there else frozenset(_RATED) - from_here}

    base: Box = {}
    for family, least in condition.all.items():
        base |= at_least(family, least, True)
    for family, least in condition.none.items():
        box = at_least(family, least, False)
        base |= {name: base.get(name, left) & left for name, left in box.items()}
    if not all(base.values()):
        return []
    found = []
    for box in [at_least(family, least, True) for family, least in condition.any.items()] or [{}]:
        both = {**base, **{name: base.get(name, left) & left for name, left in box.items()}}
        found += [both] if all(both.values()) else []
    return found


def _named(whens: Sequence[When], name: str) -> list[str]:
    found = [getattr(when, name) for when in whens]
    return [value for condition in found if condition is not None for value in (*condition.any, *condition.none)]


def _locales(whens: Sequence[When]) -> list[str]:
    named = _named(whens, "locale")
    return [*named, *(f"{locale}-ZZ" for locale in named), "zz"]


def _amounts(whens: Sequence[When], context: Context) -> list[Money | None]:
    """None, each limit, something between any two and beyond the last, and a currency without a rate."""
    asked = [when.value for when in whens if when.value is not None]
    limits = sorted({limit for value in asked for limit in value.limits(context) if limit is not None})
    points = [*limits, *((one + other) / 2 for one, other in pairwise([Decimal(0), *limits]))]
    points.append(limits[-1] + 1 if limits else Decimal(1))
    known = [Money(amount=point, currency=context.currency) for point in points]
    return [None, *known, Money(amount=Decimal(1), currency="XXX")]


def _moments(whens: Sequence[When]) -> list[datetime | None]:
    edges = {0, *(edge % 1440 for when in whens if when.time and when.time.between for edge in when.time.between)}
    return [None, *(_MONDAY + timedelta(days=day, minutes=minute) for day in range(7) for minute in sorted(edges))]
