"""Small policies and facts for the policy tests, and hypothesis strategies for any."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, get_args

import yaml
from hypothesis import strategies as st

from agents.graph.brief import Flag, Money
from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.signing.people import ROLES
from tools.findings import Family

SIGNING = [role for role in ROLES if role != "auditor"]
CHANNELS = ["instagram", "x", "email"]
PRODUCTS = ["Linden Hour", "Calm Balm"]


def policy(*rules: dict[str, Any], **more: Any) -> Policy:
    """Rules get an id by their position and words where they have none."""
    named = [{"id": f"rule-{n}", "because": f"Words of {n}.", **rule} for n, rule in enumerate(rules, 1)]
    base = {"version": 1, "currency": "EUR", "product_kinds": {"fragrance": ["Linden Hour", "Salt Meadow"]}}
    return Policy.parse(yaml.safe_dump({**base, "rules": named, **more}))


def facts(**more: Any) -> PolicyFacts:
    base = {"brand": "orrelune", "channel": "instagram", "locale": "en", "rating": "green"}
    return PolicyFacts.model_validate({**base, **more})


def euros(amount: int | str, currency: str = "EUR") -> Money:
    return Money(amount=Decimal(amount), currency=currency)


def some(values: list[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def one_of(values: list[str]) -> st.SearchStrategy[Any]:
    return some(values) | some(values).map(lambda chosen: {"not": chosen})


flags = ["health", "biometrics", "harm", "personal_data"]
families = ["claims", "voice"]
severities = ["advice", "amber", "red"]
sets_of_flags = st.fixed_dictionaries({}, optional={"any": some(flags), "all": some(flags), "none": some(flags)})
sets_of_findings = st.dictionaries(
    st.sampled_from(["any", "all", "none"]),
    st.dictionaries(st.sampled_from(families), st.sampled_from(severities), min_size=1),
)
whens = st.fixed_dictionaries(
    {},
    optional={
        "rating": one_of(["green", "amber", "red"]),
        "channel": one_of(CHANNELS),
        "product": one_of(PRODUCTS),
        "product_kind": one_of(["fragrance"]),
        "segment": one_of(["commuters", "regulars"]),
        "locale": one_of(["en", "en-GB", "fr"]),
        "requester_role": one_of(["marketer", "brand"]),
        "findings": sets_of_findings.filter(bool),
        "value": st.fixed_dictionaries({"above": st.sampled_from([10, 100])}, optional={"below": st.just(1000)}),
        "flags": sets_of_flags.filter(bool),
        "released": sets_of_flags.filter(bool),
        "time": st.fixed_dictionaries({"days": some(["sat", "sun"])}, optional={"between": st.just([1080, 480])}),
    },
)
thens = st.one_of(
    some(SIGNING, 3).map(lambda roles: {"sign": roles}),
    some(SIGNING, 3).map(lambda roles: {"sign": {"roles": roles, "quorum": "any 1"}}),
    some(SIGNING, 3).map(lambda roles: {"sign": {"roles": roles, "order": True}}),
    some(SIGNING, 2).map(lambda roles: {"block": roles}),
    some(SIGNING, 2).map(lambda roles: {"hold": roles}),
    some(SIGNING, 2).map(lambda roles: {"also": roles}),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    rules = [{"when": draw(whens), "then": draw(thens)} for _ in range(draw(st.integers(0, 5)))]
    if draw(st.booleans()):
        then: dict[str, Any] = {"tier": {"id": "t", "sample_share": draw(st.sampled_from([0, 0.5, 1]))}}
        then |= {"otherwise": ["brand"]} if draw(st.booleans()) else {}
        when = {**draw(whens), "rating": ["green"]}
        rules.insert(draw(st.integers(0, len(rules))), {"when": when, "then": then})
    return policy(*rules)


@st.composite
def any_facts(draw: st.DrawFn) -> PolicyFacts:
    """Values that the policies above name, and others."""
    amount = st.integers(0, 2_000).map(lambda n: euros(n)) | st.just(euros(5, "JPY"))
    return facts(
        channel=draw(st.sampled_from([*CHANNELS, "sms"])),
        locale=draw(st.sampled_from(["en", "en-GB", "fr", "de"])),
        rating=draw(st.sampled_from(["green", "amber", "red"])),
        product=draw(st.sampled_from([None, "linden hour", *PRODUCTS, "Refill Pouch"])),
        segments=draw(st.lists(st.sampled_from(["commuters", "regulars", "others"]), max_size=2)),
        findings=draw(st.dictionaries(st.sampled_from(get_args(Family)), st.sampled_from(severities), max_size=3)),
        value=draw(st.none() | amount),
        flags=draw(st.lists(st.sampled_from(get_args(Flag)), max_size=3)),
        released=draw(st.lists(st.sampled_from(get_args(Flag)), max_size=2)),
        requester_roles=draw(st.lists(st.sampled_from(ROLES), max_size=2)),
        when=draw(st.none() | st.datetimes(timezones=st.just(UTC)) | st.sampled_from([datetime.max, datetime.min])),  # noqa: DTZ901
    )
