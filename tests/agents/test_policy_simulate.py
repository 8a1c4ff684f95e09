"""What another policy file would have asked for."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.policy.policy import Policy
from agents.policy.simulate import Past, asked_for, simulate
from agents.service import Desk
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError, NotFoundError
from tests.agents import policies, scenes
from tests.agents.desks import START

BRAND = policies.policy({"when": {"rating": "green"}, "then": {"sign": ["brand"]}})
BOTH = policies.policy({"when": {"rating": "green"}, "then": {"sign": ["brand", "legal"]}})
EITHER = policies.policy(
    {"when": {"rating": "green"}, "then": {"sign": {"roles": ["brand", "legal"], "quorum": "any 1"}}}
)
BLOCK = policies.policy({"when": {"rating": "green"}, "then": {"block": ["brand", "legal"]}})
LATER = policies.policy({"when": {"rating": "green"}, "then": {"sign": ["brand"], "deadline": "48h"}})
TIER = policies.policy(
    {
        "when": {"rating": "green"},
        "then": {"tier": {"id": "t", "sample_share": 0.2, "limit": 0.1, "opened_by": ["brand"]}},
    }
)


def past(policy: Policy = BRAND, *, status: str = "approved", signed: tuple[str, ...] = ("brand",), **more) -> Past:
    facts = policies.facts(**more)
    return Past(
        approval="a-1",
        run="r-1",
        status=status,
        filed=START,
        facts=facts,
        requirement=policy.decide(facts),
        signed={f"person-{role}": (role,) for role in signed},
        draw=0.5,
    )


def test_the_same_file_changes_nothing():
    told = simulate([past(), past(BOTH)], BRAND).model_copy(update={"changes": ()})
    assert told.replayed == 2
    assert simulate([past()], BRAND).changes == ()
    assert str(simulate([past()], BRAND)) == "1 drafts replayed: 1 as before, 0 stricter, 0 looser, 0 other."


def test_a_stricter_file_names_who_would_have_been_missing():
    told = simulate([past(), past(status="rejected", signed=())], BOTH)
    first, second = told.changes
    assert {first.effect, second.effect} == {"stricter"}
    assert (first.before, first.after) == ("Brand", "Brand and Legal")
    assert told.unsigned == 1
    assert {first.short_of, second.short_of} == {("legal",), ()}
    assert "It lacked Legal." in str(told)


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        (BOTH, BRAND, "looser"),
        (BRAND, BLOCK, "stricter"),
        (BLOCK, BRAND, "looser"),
        (BRAND, LATER, "other"),
        (BRAND, EITHER, "stricter"),
        (BOTH, EITHER, "looser"),
        (BRAND, TIER, "looser"),
    ],
)
def test_the_effect_is_on_who_must_sign(before, after, effect):
    (change,) = simulate([past(before)], after, open_tiers=frozenset({"t"})).changes
    assert change.effect == effect


def test_who_is_asked_in_words():
    assert asked_for(EITHER.decide(policies.facts())) == "any 1 of Brand or Legal"
    assert asked_for(BLOCK.decide(policies.facts())) == "blocked, unless Brand and Legal override"


def test_nothing_decided_is_said():
    assert str(simulate([], BRAND)) == "Nothing was decided in that time."


@given(
    st.lists(st.sampled_from([BRAND, BOTH, EITHER, BLOCK, LATER, TIER]), max_size=6),
    st.sampled_from([BRAND, BOTH, TIER]),
)
def test_each_draft_has_one_effect(files, other):
    told = simulate([past(file) for file in files], other)
    assert sum(told.effects.values()) == told.replayed == len(files)
    assert len(told.changes) == len(files) - told.effects["same"]


STRICTER = (
    (BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml")
    .read_text(encoding="utf-8")
    .replace("sign: [brand], batch: true}", "sign: [brand, legal]}")
)


def test_a_desk_replays_what_was_decided_and_changes_nothing(desk: Desk) -> None:
    first = scenes.asked(desk)
    scenes.sign(desk, first.run, "ana")
    records = len(list(desk.audit_export()))
    told = desk.simulate(STRICTER)
    assert (told.replayed, told.unsigned, told.left_out) == (1, 1, 0)
    (change,) = told.changes
    assert (change.run, change.status, change.short_of) == (first.run, "approved", ("legal",))
    assert desk.simulate().changes == ()
    assert len(list(desk.audit_export())) == records
    assert desk.simulate(STRICTER, since=START + timedelta(days=1)).replayed == 0


def test_a_file_that_is_none_is_one_line(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"draft.yaml, line 1: the key 'currency' is missing"):
        desk.simulate("version: 1\nrules: []\n", name="draft.yaml")


def test_each_version_that_decided_is_kept_with_its_words(desk: Desk) -> None:
    assert desk.policy_versions() == ()
    scenes.ask(desk, scenes.CAPTION)
    (version,) = desk.policy_versions()
    assert version.in_force
    assert version.first_used == START
    path: Path = desk.home.folder(None).policy
    assert desk.policy_text(version.digest[:10]) == path.read_text(encoding="utf-8")
    path.write_text(STRICTER, encoding="utf-8")
    scenes.ask(desk, scenes.SKIN)
    newer = next(each for each in desk.policy_versions() if each.in_force)
    assert newer.digest != version.digest
    assert desk.policy_text(newer.digest) == STRICTER
    with pytest.raises(NotFoundError, match="no policy with the digest 'ffff'"):
        desk.policy_text("ffff")
