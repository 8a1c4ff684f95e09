"""When a rule applies: conditions over the facts of one draft or tool call, and how they read to a person."""

from typing import Annotated, get_args

from agents.graph.brief import Route
from agents.policy.conditions import (
    Condition,
    Context,
    FindingsAre,
    FlagsAre,
    LocaleIs,
    OneOf,
    TimeIs,
    ToolIs,
    ValueIs,
    in_zone,
    plain,
    within,
)
from agents.policy.outcome import PolicyFacts
from agents.signing.people import ROLES
from tools.findings import Rating

ROUTES = (*get_args(Route), "tool")


class When(Condition):
    """All of them must hold; none at all holds always."""

    rating: Annotated[OneOf, within(get_args(Rating))] | None = None
    route: Annotated[OneOf, within(ROUTES)] | None = None
    tool: ToolIs | None = None  # a call of another agent's tool, by its name
    channel: OneOf | None = None
    product: OneOf | None = None
    product_kind: OneOf | None = None
    segment: OneOf | None = None
    locale: LocaleIs | None = None
    requester: OneOf | None = None
    requester_role: Annotated[OneOf, within(ROLES)] | None = None
    findings: FindingsAre | None = None
    value: ValueIs | None = None
    flags: FlagsAre | None = None
    released: FlagsAre | None = None
    time: TimeIs | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the conditions that are set, in this class's order."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def names_tools(self) -> bool:
        """Whether it speaks of tool calls by itself. Only such a rule decides about one."""
        return self.tool is not None or (self.route is not None and "tool" in self.route.any)

    def holds(self, facts: PolicyFacts, context: Context) -> bool:
        return all(self.one_holds(name, facts, context) for name in self.asked)

    def one_holds(self, name: str, facts: PolicyFacts, context: Context) -> bool:
        condition = getattr(self, name)
        match condition:
            case OneOf():
                return condition.holds(values(name, facts, context))
            case FlagsAre():
                return condition.holds(facts.live_flags if name == "flags" else facts.lifted_flags)
            case FindingsAre():
                return condition.holds(facts.findings)
            case ValueIs():
                return condition.holds(facts.value, context)
            case TimeIs():
                return condition.holds(facts.when, context.timezone)
            case _:
                return False

    def words(self, name: str, context: Context) -> str:
        condition = getattr(self, name)
        text = condition.words(context.currency) if isinstance(condition, ValueIs) else condition.words()
        return f"{LABELS[name]} {text}"


LABELS = {
    "rating": "the rating is",
    "route": "the route is",
    "tool": "the tool is",
    "channel": "the channel is",
    "product": "the product is",
    "product_kind": "the kind of product is",
    "segment": "the audience is",
    "locale": "the language is",
    "requester": "the requester is",
    "requester_role": "the requester's role is",
    "findings": "the findings are",
    "value": "the value at stake is",
    "flags": "the request is flagged",
    "released": "released for this request:",
    "time": "publication is",
}


def values(name: str, facts: PolicyFacts, context: Context) -> tuple[str, ...]:
    """What the facts say of one attribute; empty where it is not known."""
    match name:
        case "product_kind":
            return context.kinds(facts.product)
        case "segment":
            return facts.segments
        case "requester_role":
            return facts.requester_roles
        case _:
            found = getattr(facts, name)
            return () if found is None else (found,)


def found_words(name: str, facts: PolicyFacts, context: Context) -> str:
    """The same for people: "email", "140,000 EUR", "not known"."""
    match name:
        case "findings":
            found = [f"{family} ({severity})" for family, severity in facts.findings.items()]
        case "value":
            found = [str(facts.value)] if facts.value is not None else []
            if facts.value is not None and context.worth(facts.value) is None:
                found = [f"{facts.value}, a currency without a rate, which counts as above every limit"]
        case "flags" | "released":
            flags = facts.live_flags if name == "flags" else facts.lifted_flags
            return ", ".join(map(plain, sorted(flags))) or "none"
        case "time":
            found = [f"{in_zone(facts.when, context.timezone):%a %H:%M}"] if facts.when is not None else []
        case _:
            found = list(values(name, facts, context))
    return ", ".join(found) or ("none" if name == "findings" else "not known")
