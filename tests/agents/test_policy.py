"""Who must sign: tables of cases, and what holds for any policy and any facts."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.policy.edits import EditFacts
from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from knowledge.errors import InputError
from tests.agents.policies import any_facts, euros, facts, policies, policy

BRAND = {"sign": ["brand"]}
LEGAL = {"sign": ["legal"]}


def applies(when: dict[str, Any], given_: PolicyFacts, **more: Any) -> bool:
    return policy({"when": when, "then": LEGAL}, **more).decide(given_).rule == "rule-1"


def test_first_match_wins() -> None:
    two = policy({"when": {}, "then": LEGAL}, {"when": {}, "then": BRAND})
    assert two.decide(facts()).roles == ("legal",)


def test_no_match_means_that_brand_decides() -> None:
    found = policy().decide(facts())
    assert (found.kind, found.roles, found.quorum, found.rule) == ("sign", ("brand",), 1, "no-rule-matched")


@pytest.mark.parametrize(
    ("when", "given_", "expected"),
    [
        ({"rating": "red"}, {"rating": "red"}, True),
        ({"rating": ["amber", "red"]}, {"rating": "green"}, False),
        ({"rating": {"not": ["red"]}}, {"rating": "amber"}, True),
        ({"route": "brand_check"}, {"route": "brand_check"}, True),
        ({"channel": "Instagram"}, {"channel": "instagram"}, True),
        ({"channel": {"not": "email"}}, {"channel": "x"}, True),
        ({"product": "calm balm"}, {"product": "Calm Balm"}, True),
        ({"product": {"not": ["Calm Balm"]}}, {"product": "Linden Hour"}, True),
        ({"product": {"not": ["Calm Balm"]}}, {"product": None}, False),
        ({"product_kind": "fragrance"}, {"product": "LINDEN HOUR"}, True),
        ({"product_kind": "fragrance"}, {"product": "Calm Balm"}, False),
        ({"product_kind": {"not": ["fragrance"]}}, {"product": "Calm Balm"}, False),  # of no kind: not known
        ({"segment": "commuters"}, {"segments": ["regulars", "commuters"]}, True),
        ({"segment": {"not": ["commuters"]}}, {"segments": ["regulars", "commuters"]}, False),
        ({"segment": {"not": ["commuters"]}}, {"segments": []}, False),
        ({"locale": "en"}, {"locale": "en-GB"}, True),
        ({"locale": "en"}, {"locale": "enx"}, False),
        ({"locale": "en-GB"}, {"locale": "en"}, False),
        ({"locale": {"not": ["en"]}}, {"locale": "fr-BE"}, True),
        ({"requester": "mara"}, {"requester": "mara"}, True),
        ({"requester_role": "marketer"}, {"requester_roles": ["brand", "marketer"]}, True),
        ({"findings": {"any": {"claims": "amber"}}}, {"findings": {"claims": "red"}}, True),
        ({"findings": {"any": {"claims": "amber"}}}, {"findings": {"claims": "advice"}}, False),
        ({"findings": {"all": {"claims": "advice", "voice": "amber"}}}, {"findings": {"claims": "red"}}, False),
        ({"findings": {"none": {"claims": "amber"}}}, {"findings": {"voice": "red"}}, True),
        ({"flags": {"any": ["health", "finance"]}}, {"flags": ["finance"]}, True),
        ({"flags": {"all": ["health", "finance"]}}, {"flags": ["finance"]}, False),
        ({"flags": {"none": ["health"]}}, {"flags": []}, True),
        ({"flags": {"any": ["biometrics"]}}, {"flags": ["biometrics"], "released": ["biometrics"]}, False),
        ({"flags": {"any": ["harm"]}}, {"flags": ["harm"], "released": ["harm"]}, True),  # never released
        ({"released": {"any": ["biometrics"]}}, {"flags": ["biometrics"], "released": ["biometrics"]}, True),
        ({"released": {"any": ["harm"]}}, {"flags": ["harm"], "released": ["harm"]}, False),
    ],
)
def test_conditions(when: dict[str, Any], given_: dict[str, Any], expected: bool) -> None:
    assert applies(when, facts(**given_)) == expected


@pytest.mark.parametrize(
    ("when", "amount", "expected"),
    [
        ({"above": 100000}, euros(140_000), True),
        ({"above": 100000}, euros(80_000), False),
        ({"above": 100000}, euros(100_000), False),
        ({"above": 100000}, euros("100000.01"), True),
        ({"below": 1000}, euros("999.99"), True),
        ({"below": 1000}, None, False),
        ({"above": 10}, None, False),
        ({"above": 100000}, euros(111_111, "USD"), False),  # 99,999.90 EUR
        ({"above": 100000}, euros(111_112, "USD"), True),
        ({"above": 100, "currency": "USD"}, euros(91), True),
        ({"above": 100, "currency": "USD"}, euros(89), False),
        ({"above": 100000}, euros(1, "JPY"), True),  # no rate: above every limit
        ({"below": 100000}, euros(1, "JPY"), False),
    ],
)
def test_value_at_stake(when: dict[str, Any], amount: Any, expected: bool) -> None:
    rates = {"USD": {"rate": "0.9", "date": "2026-01-02", "source": None}}
    assert applies({"value": when}, facts(value=amount), rates=rates) == expected


@pytest.mark.parametrize(
    ("when", "at", "expected"),
    [
        ({"days": ["sun"]}, datetime(2026, 11, 1, 12, tzinfo=UTC), True),
        ({"days": ["mon"]}, datetime(2026, 11, 1, 23, 30, tzinfo=UTC), True),  # in Berlin it is Monday
        ({"between": ["18:00", "08:00"]}, datetime(2026, 11, 2, 17, 0, tzinfo=UTC), True),
        ({"between": ["18:00", "08:00"]}, datetime(2026, 11, 2, 7, 0, tzinfo=UTC), False),
        ({"between": [1080, "24:00"]}, datetime(2026, 11, 2, 17, 0, tzinfo=UTC), True),  # 18:00 unquoted is 1080
        ({"days": ["mon"]}, None, False),
    ],
)
def test_time_of_publication(when: dict[str, Any], at: datetime | None, expected: bool) -> None:
    assert applies({"time": when}, facts(when=at), timezone="Europe/Berlin") == expected


def test_also_adds_signers_to_whatever_decides() -> None:
    found = policy(
        {"id": "big", "because": "Big ones too", "when": {"value": {"above": 100}}, "then": {"also": ["legal"]}},
        {"id": "small", "when": {"value": {"above": 1}}, "then": {"also": ["brand"]}},
        {"id": "all", "because": "Brand signs", "when": {}, "then": BRAND},
    ).decide(facts(value=euros(200)))
    assert (found.roles, found.quorum, found.kind) == (("brand", "legal"), 2, "sign")
    assert found.rule == "all+big"  # "small" added nobody
    assert found.rules == ("all", "big")
    assert found.reason == "Brand signs. Big ones too."


def test_who_is_added_signs_whatever_the_quorum_is() -> None:
    found = policy(
        {"when": {}, "then": {"also": ["privacy"]}},
        {"when": {}, "then": {"sign": {"roles": ["brand", "legal"], "quorum": "any 1"}}},
    ).decide(facts())
    assert (found.roles, found.quorum, found.required) == (("brand", "legal", "privacy"), 2, ("privacy",))


def test_an_added_role_among_the_choices_is_enough() -> None:
    found = policy(
        {"when": {}, "then": {"also": ["legal"]}},
        {"when": {}, "then": {"sign": {"roles": ["brand", "legal"], "quorum": "any 1"}}},
    ).decide(facts())
    assert (found.roles, found.quorum, found.required) == (("brand", "legal"), 1, ("legal",))


def test_a_hold_waits_for_who_lifts_it_beside_the_rest() -> None:
    found = policy(
        {"id": "freeze", "when": {}, "then": {"hold": ["admin"]}}, {"id": "all", "when": {}, "then": BRAND}
    ).decide(facts())
    assert (found.kind, found.roles, found.rule) == ("hold", ("brand", "admin"), "all+freeze")


def test_a_block_names_who_may_override() -> None:
    found = policy({"when": {"rating": "red"}, "then": {"block": ["brand", "legal"], "deadline": "48h"}}).decide(
        facts(rating="red")
    )
    assert (found.kind, found.roles, found.quorum, found.deadline_minutes) == ("block", ("brand", "legal"), 2, 2880)


def test_an_order_and_the_clock_come_from_the_rule_or_the_defaults() -> None:
    rule = {"sign": {"roles": ["legal", "brand"], "order": True}, "remind": ["30m", "2h"], "chain": []}
    found = policy({"when": {}, "then": rule}, defaults={"deadline": "2d", "chain": ["admin"]}).decide(facts())
    assert (found.ordered, found.deadline_minutes, found.remind_minutes, found.chain) == (True, 2880, (30, 120), ())


def test_the_switches_of_a_desk_of_one_are_on_every_card() -> None:
    desk = {"requester_may_sign": True, "one_person_may_fill_all": True}
    found = policy(desk_of_one=desk).decide(facts())
    assert found.requester_may_sign
    assert found.one_person_may_fill_all


TIER = {"tier": {"id": "instagram/fragrance", "sample_share": 0.2}, "otherwise": ["brand"]}
OPEN = frozenset({"instagram/fragrance"})


@pytest.mark.parametrize(
    ("open_tiers", "draw", "given_", "kind", "tier", "sampled"),
    [
        (OPEN, 0.2, {}, "tier", "instagram/fragrance", False),
        (OPEN, 0.999, {}, "tier", "instagram/fragrance", False),
        (OPEN, 0.199, {}, "sign", "instagram/fragrance", True),
        (OPEN, None, {}, "sign", "instagram/fragrance", True),
        (OPEN, 1.0, {}, "sign", "instagram/fragrance", True),  # not a lot
        (OPEN, float("nan"), {}, "sign", "instagram/fragrance", True),
        (frozenset(), 0.9, {}, "sign", "instagram/fragrance", False),
        (frozenset({"x/fragrance"}), 0.9, {}, "sign", "instagram/fragrance", False),
        (OPEN, 0.9, {"flags": ["health"]}, "sign", None, False),
        (OPEN, 0.9, {"flags": ["biometrics"], "released": ["biometrics"]}, "sign", None, False),
        (OPEN, 0.9, {"locale": "fr"}, "sign", None, False),  # a rule above wants somebody
    ],
)
def test_a_tier(
    open_tiers: frozenset[str], draw: float | None, given_: dict[str, Any], kind: str, tier: str | None, sampled: bool
) -> None:
    rules = policy(
        {"when": {"locale": {"not": ["en"]}}, "then": {"also": ["locale-reviewer"]}},
        {"when": {"rating": "green"}, "then": TIER},
    )
    found = rules.decide(facts(**given_), open_tiers=open_tiers, draw=draw)
    assert (found.kind, found.tier, found.sampled) == (kind, tier, sampled)
    assert ("kept for people" in found.reason) == sampled


def test_a_closed_tier_without_otherwise_leaves_it_to_the_next_rule() -> None:
    tier = {"tier": {"id": "t", "sample_share": 0}}
    found = policy({"when": {"rating": "green"}, "then": tier}, {"when": {}, "then": LEGAL}).decide(facts())
    assert (found.rule, found.tier) == ("rule-2", "t")


@given(policies(), any_facts(), st.booleans(), st.none() | st.floats(0, 1, exclude_max=True))
@settings(max_examples=100, deadline=None)
def test_any_policy_answers_any_facts(rules: Policy, given_: PolicyFacts, is_open: bool, draw: float | None) -> None:
    tiers = frozenset({"t"} if is_open else ())
    found = rules.decide(given_, open_tiers=tiers, draw=draw)
    assert found == rules.decide(given_, open_tiers=tiers, draw=draw)
    assert found.policy_digest == rules.digest
    if found.kind == "tier":
        assert is_open
        assert given_.rating == "green"
        assert not given_.flags
    else:
        assert 1 <= found.quorum <= len(found.roles)
    check_explanation(rules, given_, tiers, draw, found)


def check_explanation(
    rules: Policy, given_: PolicyFacts, tiers: frozenset[str], draw: float | None, found: Requirement
) -> None:
    """It tells the same decision, and every rule's note agrees with the rule's own conditions."""
    explained = rules.explain(given_, open_tiers=tiers, draw=draw)
    assert explained.requirement == found
    assert [step.rule for step in explained.steps] == [rule.id for rule in rules.rules]
    for rule, step in zip(rules.rules, explained.steps, strict=True):
        if step.note != "not_reached":
            assert (step.note == "no") == (not rule.when.holds(given_, rules.file.context))
    assert str(explained).count("\n") == len(rules.rules)


def test_explain_says_which_condition_failed() -> None:
    rules = policy(
        {"id": "big", "when": {"channel": "x", "value": {"above": 100000}}, "then": LEGAL},
        {"id": "post", "when": {"channel": ["instagram", "x"], "rating": "green"}, "then": BRAND},
        {"id": "rest", "when": {}, "then": BRAND},
    )
    steps = rules.explain(facts(channel="x", value=euros(80_000))).steps
    assert [step.words for step in steps] == [
        "does not apply: the value at stake is above 100,000 EUR; here it is 80,000 EUR.",
        "decides: the rating is green, the channel is instagram or x (here x).",
        "not reached: a rule above decided.",
    ]


def test_explain_names_the_facts_that_met_it() -> None:
    """Each condition that a rule can ask, met once."""
    when = {
        "rating": {"not": ["red"]},
        "route": "copywriting",
        "channel": ["instagram", "x"],
        "product_kind": "fragrance",
        "segment": "commuters",
        "locale": "en",
        "requester": "mara",
        "requester_role": "marketer",
        "findings": {"any": {"claims": "advice"}},
        "value": {"above": 100, "currency": "USD"},
        "flags": {"any": ["health", "finance"]},
        "time": {"days": ["sat", "sun"], "between": ["18:00", "08:00"]},
    }
    rule = {"when": when, "then": {"sign": {"roles": ["legal", "brand"], "order": True}, "deadline": "4 working hours"}}
    rates = {"USD": {"rate": 0.9, "date": "2026-01-02", "source": None}}
    given_ = facts(
        product="Linden Hour",
        segments=("commuters", "regulars"),
        locale="en-GB",
        requester="mara",
        requester_roles=("marketer",),
        findings={"claims": "amber"},
        value=euros(120),
        flags=("health",),
        when=datetime(2026, 11, 21, 20, tzinfo=UTC),
    )
    explained = policy(rule, rates=rates, timezone="Europe/Berlin").explain(given_)
    assert explained.steps[0].words == (
        "decides: the rating is not red (here green), the route is copywriting, the channel is instagram or x (here "
        "instagram), the kind of product is fragrance, the audience is commuters (here commuters, regulars), the "
        "language is en (here en-GB), the requester is mara, the requester's role is marketer, the findings are claims "
        "(advice or worse) (here claims (amber)), the value at stake is above 100 USD (here 120 EUR), the request is "
        "flagged health or finance (here health), publication is on sat or sun between 18:00 and 08:00 (here Sat "
        "21:00)."
    )
    assert str(explained).endswith("→ sign: legal, brand, within 4 working hours (rule-1)")


def test_the_digest_is_of_what_the_file_says() -> None:
    text = "version: 1\ncurrency: EUR\nrules:\n- {id: a, because: B., when: {}, then: {sign: [brand]}}\n"
    again = "# a comment\ncurrency: 'EUR'\nversion: 1\nrules:\n" + (
        "- {then: {sign: {roles: [brand], quorum: all}}, when: {}, id: a, because: B.}\n"
    )
    assert Policy.parse(text).digest == Policy.parse(again).digest
    assert Policy.parse(text).digest != Policy.parse(text.replace("brand", "legal")).digest
    one, other = ({"id": name, "when": {}, "then": BRAND} for name in ("a", "b"))
    assert policy(one, other).digest != policy(other, one).digest


def test_worth_needs_a_rate() -> None:
    assert policy().worth(euros(5)) == 5
    with pytest.raises(InputError, match=r"no rate for JPY\. Give the value in one of: EUR\."):
        policy().worth(euros(5, "JPY"))


NEEDS = policy({"when": {}, "then": {"sign": ["brand", "legal"]}}).decide(facts())


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({}, "editor-signs"),
        ({"rating_before": "red", "rating_after": "amber"}, "editor-signs"),
        ({"rating_after": "amber"}, "edit-rates-worse"),
        ({"new_numbers": ["50 %"]}, "edit-adds-number"),
        ({"new_claims": ["the best"]}, "edit-adds-claim"),
        ({"editor_roles": ["compliance"]}, "edit-needs-other-role"),
    ],
)
def test_an_editors_signature_counts_unless_it_makes_things_worse(change: dict[str, Any], rule: str) -> None:
    base = {"rating_before": "green", "rating_after": "green", "editor_roles": ["brand"]}
    ruling = policy().edit_rule(EditFacts.model_validate({**base, **change}), NEEDS)
    assert (ruling.rule, ruling.counts) == (rule, rule == "editor-signs")


def test_a_policy_may_want_another_signer_for_every_edit() -> None:
    edit = EditFacts(rating_before="green", rating_after="green", editor_roles=("brand",))
    ruling = policy(edits={"editor_signs": False}).edit_rule(edit, NEEDS)
    assert (ruling.rule, ruling.counts) == ("edits-another-signer", False)
