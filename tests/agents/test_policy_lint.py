"""Rules that nothing reaches, and signers whom nobody can be."""

from typing import Any

import pytest
from hypothesis import given, settings

from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.signing.people import ROLES
from tests.agents.policies import any_facts, policies, policy

EVERYBODY = {role: (f"{role}-1", f"{role}-2") for role in ROLES}
BRAND = {"sign": ["brand"]}


def problems(*rules: dict[str, Any], holders: dict[str, Any] | None = None, **more: Any) -> list[tuple[Any, ...]]:
    found = policy(*rules, **more).lint(EVERYBODY if holders is None else holders)
    return [(problem.level, problem.rule, problem.words) for problem in found]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ({}, {"channel": "x"}),
        ({"channel": ["x", "instagram"]}, {"channel": "x", "rating": "green"}),
        ({"channel": {"not": ["email"]}}, {"channel": "x"}),
        ({"locale": "en"}, {"locale": "en-GB"}),
        ({"product_kind": "fragrance"}, {"product": "linden hour"}),
        ({"value": {"above": 100}}, {"value": {"above": 200}}),
        ({"flags": {"any": ["health", "finance"]}}, {"flags": {"all": ["health", "harm"]}}),
        ({"flags": {"none": ["biometrics"]}}, {"released": {"any": ["biometrics"]}}),
        ({"findings": {"any": {"claims": "amber"}}}, {"findings": {"all": {"claims": "red", "voice": "red"}}}),
        ({"segment": ["a", "b"]}, {"segment": "b"}),
        ({"time": {"days": ["sat", "sun"]}}, {"time": {"days": ["sun"], "between": ["10:00", "11:00"]}}),
    ],
)
def test_a_rule_in_anothers_shadow(above: dict[str, Any], below: dict[str, Any]) -> None:
    found = problems({"when": above, "then": BRAND}, {"when": below, "then": BRAND})
    words = "It is never reached: 'rule-1' above decides all of its drafts. Move it up."
    assert found == [("warning", "rule-2", words)]
    assert problems({"when": below, "then": BRAND}, {"when": above, "then": BRAND}) == []


def test_rules_that_shadow_together() -> None:
    rules = [{"when": {"rating": rating}, "then": BRAND} for rating in ("green", "amber", "red")]
    found = problems(*rules, {"when": {"channel": "x"}, "then": BRAND})
    assert [(level, rule) for level, rule, _ in found] == [("warning", "rule-4")]
    assert "the rules above decide" in found[0][2]
    assert problems(*rules[:2], {"when": {"channel": "x"}, "then": BRAND}) == []


@pytest.mark.parametrize(
    "when",
    [
        {"flags": {"all": ["health"], "none": ["health"]}},
        {"released": {"any": ["harm"]}},
        {"findings": {"all": {"claims": "amber"}, "none": {"claims": "advice"}}},
        {"value": {"above": 200, "below": 100}},
        {"product": ["Calm Balm"], "product_kind": "fragrance"},
    ],
)
def test_conditions_that_contradict_each_other(when: dict[str, Any]) -> None:
    [(level, rule, words)] = problems({"when": when, "then": BRAND})
    assert (level, rule) == ("warning", "rule-1")
    assert "contradict each other" in words


def test_what_goes_on_shadows_nothing_but_closes_a_tier() -> None:
    tier = {"when": {"rating": "green"}, "then": {"tier": {"id": "t", "sample_share": 0.2}}}
    assert problems({"when": {}, "then": {"also": ["legal"]}}, {"when": {"channel": "x"}, "then": BRAND}) == []
    assert problems(tier, {"when": {"rating": "green"}, "then": BRAND}) == []
    [(_, rule, words)] = problems({"when": {}, "then": {"also": ["legal"]}}, tier)
    assert rule == "rule-2"
    assert "can never sign" in words


@given(policies(), any_facts())
@settings(max_examples=40, deadline=None)
def test_what_lint_calls_unreachable_never_decides(rules: Policy, given_: PolicyFacts) -> None:
    dead = {found.rule for found in rules.lint(EVERYBODY) if "never" in found.words and "tier" not in found.words}
    assert not dead & set(rules.decide(given_, open_tiers={"t"}, draw=0.9).rules)


def test_a_role_that_nobody_holds_locks_everybody_out() -> None:
    holders = {**EVERYBODY, "legal": ()}
    found = problems({"when": {}, "then": {"sign": ["brand", "legal"]}}, holders=holders)
    assert found[0] == (
        "error",
        "rule-1",
        "Nobody could satisfy it: there are not enough different people for Brand and Legal. Give somebody the role.",
    )
    assert found[1][:2] == ("warning", "rule-1")
    assert "nobody holds the role 'legal'" in found[1][2]


def test_one_person_is_not_two() -> None:
    alone = {"brand": ["ana"], "legal": ["ana"], "on-call": ["noor"]}
    rule = {"when": {}, "then": {"sign": ["brand", "legal"]}}
    assert [level for level, *_ in problems(rule, holders=alone)] == ["error"]
    assert problems(rule, holders=alone, desk_of_one={"one_person_may_fill_all": True}) == []


def test_added_signers_that_cannot_be_found() -> None:
    few = {"brand": ["ana"], "legal": ["ana"], "on-call": ["noor"]}
    also = {"when": {"channel": "x"}, "then": {"also": ["legal"]}}
    found = problems(also, {"when": {"rating": "green"}, "then": BRAND}, holders=few)
    assert [rule for _, rule, words in found if "adds its signers" in words] == ["no-rule-matched", "rule-2"]
    apart = problems(also, {"when": {"channel": "email"}, "then": BRAND}, holders=few)
    assert [rule for _, rule, words in apart if "adds its signers" in words] == ["no-rule-matched"]


def test_a_requester_whom_nobody_else_can_sign_for() -> None:
    holders = {"brand": ["ana"], "marketer": ["ana", "jo"], "on-call": ["noor"]}
    found = problems({"when": {}, "then": BRAND}, holders=holders)
    assert ("warning", "rule-1", "What ana asks for nobody else could sign: it needs Brand.") in found
    assert problems({"when": {}, "then": BRAND}, holders=holders, desk_of_one={"requester_may_sign": True}) == []


def test_requesters_whom_nobody_knows() -> None:
    found = problems({"when": {"requester": ["mara", "nobody"], "requester_role": "legal"}, "then": BRAND})
    assert [words for *_, words in found if "nobody" in words] == [
        "It asks whether 'nobody' wants it, who is no active user. Name somebody else."
    ]
    alone = {"brand": ["ana", "elif"], "on-call": ["noor"]}
    found = problems({"when": {"requester_role": {"not": ["legal"]}}, "then": BRAND}, holders=alone)
    assert [words.split(".")[0] for *_, words in found] == [
        "Its condition names Legal, and nobody holds the role 'legal'"
    ]


def test_working_time_of_roles_whose_hours_nobody_knows() -> None:
    hours = {"brand": {"days": "mon-fri", "from": "09:00", "to": "17:00", "zone": "Europe/Berlin"}}
    rule = {"when": {}, "then": {"sign": ["brand", "legal"], "deadline": "1 working day"}}
    words = "It counts working time, and no hours are known of Legal: the clock counts. Add them under 'hours'."
    assert problems(rule, hours=hours) == [("warning", "rule-1", words)]
    assert problems(rule, hours={"everybody": hours["brand"]}) == []
    by_default = {
        "defaults": {"deadline": "24h", "remind": ["1h", "1 working hour"]},
        "hours": {"legal": hours["brand"]},
    }
    (found,) = problems({"when": {}, "then": BRAND}, **by_default)
    assert "no hours are known of Brand" in found[2]


def test_people_and_roles_that_are_named_and_not_there() -> None:
    found = problems(
        {"when": {"rating": "green"}, "then": {**BRAND, "chain": ["admin"]}},
        holders={"brand": ["ana"], "on-call": ["noor"]},
        cases={"on_call": ["noor", "gone"], "owners": {"press": "legal"}, "release": {"biometrics": ["privacy"]}},
        defaults={"chain": ["compliance"]},
    )
    assert all(level == "warning" for level, *_ in found)
    named = [
        word
        for *_, words in found
        for word in ("'admin'", "'gone'", "'legal'", "'privacy'", "'compliance'")
        if word in words
    ]
    assert sorted(named) == ["'admin'", "'compliance'", "'gone'", "'legal'", "'privacy'"]
