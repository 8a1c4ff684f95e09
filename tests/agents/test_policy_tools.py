"""Policy about tool calls: only a rule that names them decides, and lint knows what can reach them."""

from typing import Any

import pytest

from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.signing.people import ROLES
from knowledge.errors import InputError
from tests.agents.policies import euros, facts, policy

EVERYBODY = {role: (f"{role}-1", f"{role}-2") for role in ROLES}
LEGAL = {"sign": ["legal"]}
MAIL = {"when": {"tool": "send_email"}, "then": LEGAL}


def call(**more: Any) -> PolicyFacts:
    return PolicyFacts.model_validate({"brand": "orrelune", "route": "tool", "tool": "send_email", **more})


def lint(*rules: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(problem.rule, problem.words) for problem in policy(*rules).lint(EVERYBODY)]


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        ({"tool": "send_email"}, True),
        ({"tool": ["refund", "Send_Email"]}, True),
        ({"route": "tool"}, True),
        ({"tool": {"not": ["refund"]}}, True),
        ({"tool": "refund"}, False),
        ({"tool": {"not": ["send_email"]}}, False),
        ({"tool": "send_email", "value": {"above": 500}}, True),
        ({"tool": "send_email", "value": {"above": 500, "currency": "CHF"}}, True),
        ({"tool": "send_email", "value": {"above": 5000}}, False),
        ({"tool": "send_email", "rating": "green"}, False),
        ({"tool": "send_email", "channel": {"not": ["x"]}}, False),
        ({}, False),
        ({"value": {"above": 500}}, False),
        ({"route": {"not": ["research"]}}, False),
    ],
)
def test_a_rule_that_names_it_decides_and_else_brand_does(when: dict[str, Any], applies: bool) -> None:
    rates = {"CHF": {"rate": "1", "date": "2026-11-01", "source": None}}
    needed = policy({"when": when, "then": LEGAL}, rates=rates).decide(call(value=euros(1000)))
    assert (needed.rule, needed.roles) == (("rule-1", ("legal",)) if applies else ("no-rule-matched", ("brand",)))


def test_what_adds_signers_does_so_for_tools_too() -> None:
    also = {"when": {"value": {"above": 500}}, "then": {"also": ["relationship-manager"]}}
    assert policy(also).decide(call(value=euros(1000))).roles == ("brand", "relationship-manager")
    assert policy(also, MAIL).decide(call(value=euros(1, "JPY"))).roles == ("legal", "relationship-manager")
    assert policy(also, MAIL).decide(call()).roles == ("legal",)


def test_a_rule_about_tools_leaves_drafts_alone() -> None:
    for when in ({"tool": {"not": ["refund"]}}, {"route": "tool"}, {"tool": "send_email"}):
        assert policy({"when": when, "then": LEGAL}).decide(facts()).rule == "no-rule-matched"


def test_a_tier_never_signs_a_call() -> None:
    then = {"tier": {"id": "t", "sample_share": 0}}
    one = policy({"when": {"rating": "green"}, "then": then})
    assert one.decide(call(), open_tiers={"t"}, draw=0.9).kind == "sign"


def test_explain_says_that_a_rule_speaks_of_drafts() -> None:
    told = policy({"when": {}, "then": LEGAL}, MAIL).explain(call())
    assert [step.note for step in told.steps] == ["drafts_only", "decides"]
    assert "the tool is send_email" in told.steps[1].words
    (step,) = policy(MAIL).explain(facts()).steps
    assert step.words.endswith("here it is not known.")


def test_lint_tells_drafts_and_calls_apart() -> None:
    catch_all = {"when": {}, "then": LEGAL}
    assert lint(catch_all, MAIL) == []
    assert lint({"when": {"route": "tool"}, "then": LEGAL}, MAIL)[0][0] == "rule-2"
    assert lint({"when": {"tool": ["send_email", "refund"]}, "then": LEGAL}, MAIL)[0][0] == "rule-2"
    assert lint(MAIL, {"when": {"route": "tool"}, "then": LEGAL}, catch_all) == []
    for impossible in ({"rating": "green"}, {"channel": "x"}, {"locale": {"not": ["en"]}}, {"segment": "a"}):
        ((rule, words),) = lint({"when": {"tool": "send_email", **impossible}, "then": LEGAL})
        assert (rule, "contradict each other" in words) == ("rule-1", True)


def test_a_route_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="'tools' is none of"):
        policy({"when": {"route": "tools"}, "then": LEGAL})


def test_a_policy_without_tools_keeps_its_digest() -> None:
    """It stands in records: a new condition that nobody uses must not change it."""
    assert isinstance(policy(), Policy)
    assert "tool" not in str(
        policy({"when": {"rating": "green"}, "then": LEGAL}).file.model_dump(exclude_defaults=True)
    )
