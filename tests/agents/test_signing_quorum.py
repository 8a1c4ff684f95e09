"""Who has signed for what: the seats against brute force, and each refusal by its rule."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.policy.outcome import Requirement
from agents.signing.people import User
from agents.signing.quorum import counts_for, is_complete, match, open_slots, seats, wanted_roles, who_can_sign

ROLES = ("brand", "legal", "privacy", "admin")
NAMES = ("ana", "bo", "cy", "di", "el")

signers_of = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(ROLES), min_size=1), max_size=5)


def needs(*roles: str, quorum: int | None = None, **more: object) -> Requirement:
    given_ = {"kind": "sign", "roles": roles, "quorum": len(roles) if quorum is None else quorum, **more}
    return Requirement.model_validate({"rule": "r", "reason": "Because.", "policy_digest": "0" * 64, **given_})


def user(name: str, *roles: str, active: bool = True) -> User:
    return User.model_validate({"name": name, "roles": roles, "active": active})


@st.composite
def requirements(draw: st.DrawFn) -> Requirement:
    roles = tuple(draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=4)))
    required = tuple(sorted(draw(st.sets(st.sampled_from(roles), max_size=2))))
    least = max(1, sum(role in required for role in roles))
    return needs(*roles, quorum=draw(st.integers(least, len(roles))), required=required)


def complete_by_brute_force(requirement: Requirement, signers: dict[str, set[str]]) -> bool:
    """Tries every way to put different people, or nobody, on the slots."""
    slots = requirement.roles
    for people in permutations([*signers, *[None] * len(slots)], len(slots)):
        fits = all(who is None or role in signers[who] for role, who in zip(slots, people, strict=True))
        must = all(who is not None or role not in requirement.required for role, who in zip(slots, people, strict=True))
        if fits and must and sum(who is not None for who in people) >= requirement.quorum:
            return True
    return False


@given(requirements(), signers_of)
def test_complete_exactly_where_a_seating_exists(requirement: Requirement, signers: dict[str, set[str]]) -> None:
    assert is_complete(requirement, signers) == complete_by_brute_force(requirement, signers)


@given(st.lists(st.sampled_from(ROLES), max_size=4), signers_of)
def test_match_seats_different_people_who_hold_the_roles(slots: list[str], signers: dict[str, set[str]]) -> None:
    found = match(slots, signers)
    if found is not None:
        assert sorted(found) == list(range(len(slots)))
        assert len(set(found.values())) == len(slots)
        assert all(slots[slot] in signers[name] for slot, name in found.items())
    elif slots:
        assert not complete_by_brute_force(needs(*slots), signers)


@given(requirements(), signers_of, st.randoms(use_true_random=False))
def test_the_order_of_signing_never_matters(requirement: Requirement, signers: dict[str, set[str]], random) -> None:
    order = list(signers)
    random.shuffle(order)
    signed: dict[str, set[str]] = {}
    for name in order:
        person = user(name, *sorted(signers[name]))
        before = len(seats(requirement, signed))
        if not is_complete(requirement, signed) and who_can_sign(person, requirement, signed, requester="x") is None:
            signed[name] = signers[name]
            assert len(seats(requirement, signed)) == before + 1  # nobody signs for nothing, nobody is unseated
    assert is_complete(requirement, signed) == is_complete(requirement, signers)


@given(requirements(), signers_of)
def test_open_slots_are_empty_exactly_when_complete(requirement: Requirement, signers: dict[str, set[str]]) -> None:
    assert (open_slots(requirement, signers) == ()) == is_complete(requirement, signers)


def test_who_holds_two_roles_makes_room() -> None:
    requirement = needs("brand", "legal")
    signed = {"ana": ("brand", "legal")}
    assert who_can_sign(user("bo", "brand"), requirement, signed, requester="mara") is None
    both = {**signed, "bo": ("brand",)}
    assert is_complete(requirement, both)
    assert counts_for("ana", requirement, both) == ("legal",)
    assert counts_for("bo", requirement, both) == ("brand",)


def test_a_desk_of_one_fills_all_its_roles_at_once() -> None:
    requirement = needs("brand", "legal", one_person_may_fill_all=True)
    assert is_complete(requirement, {"ana": ("brand", "legal")})
    assert counts_for("ana", requirement, {"ana": ("brand", "legal")}) == ("brand", "legal")
    assert not is_complete(needs("brand", "legal"), {"ana": ("brand", "legal")})


def test_required_roles_sign_whatever_the_quorum_is() -> None:
    requirement = needs("brand", "legal", "privacy", quorum=2, required=("privacy",))
    assert not is_complete(requirement, {"ana": ("brand",), "tom": ("legal",)})
    assert open_slots(requirement, {"ana": ("brand",)}) == ("privacy",)
    assert is_complete(requirement, {"ana": ("brand",), "leila": ("privacy",)})


def test_an_order_is_kept() -> None:
    requirement = needs("brand", "legal", ordered=True)
    refusal = who_can_sign(user("tom", "legal"), requirement, {}, requester="mara")
    assert refusal is not None
    assert refusal.rule == "not-your-turn"
    assert refusal.words == "Brand signs first; then it is tom's turn."
    assert who_can_sign(user("tom", "legal"), requirement, {"ana": ("brand",)}, requester="mara") is None
    assert not is_complete(requirement, {"tom": ("legal",), "ana": ("brand",)})
    assert is_complete(requirement, {"ana": ("brand",), "tom": ("legal",)})


def test_the_chain_stands_in_once_asked_but_never_overrides() -> None:
    requirement = needs("brand", "legal", chain=("admin",))
    joost = user("joost", "admin")
    assert who_can_sign(joost, requirement, {}, requester="mara") is not None
    assert who_can_sign(joost, requirement, {}, requester="mara", asked=("admin",)) is None
    assert is_complete(requirement, {"joost": ("admin",), "ana": ("brand",)}, asked=("admin",))
    override = needs("brand", "legal", chain=("admin",), kind="block")
    assert who_can_sign(joost, override, {}, requester="mara", asked=("admin",)) is not None


@pytest.mark.parametrize(
    ("person", "requirement", "signed", "rule"),
    [
        (user("ana", "brand", active=False), needs("brand"), {}, "disabled-user"),
        (user("mara", "brand"), needs("brand"), {}, "own-request"),
        (user("ana", "brand"), needs("brand", "legal"), {"ana": ("brand",)}, "signed-already"),
        (user("jo", "marketer"), needs("brand"), {}, "wrong-role"),
        (user("bo", "brand"), needs("brand", "legal"), {"ana": ("brand",)}, "nothing-left"),
        (user("edda", "auditor"), needs("brand"), {}, "wrong-role"),
        (user("mara", "brand"), needs("brand", requester_may_sign=True), {}, None),
        (user("ana", "brand"), needs("brand"), {}, None),
        (user("ana", "brand"), needs(kind="tier", tier="instagram/fragrance"), {}, "tier-signed"),
    ],
)
def test_each_refusal_names_its_rule(person: User, requirement: Requirement, signed, rule: str | None) -> None:
    refusal = who_can_sign(person, requirement, signed, requester="mara")
    assert (refusal.rule if refusal else None) == rule


def test_refusals_read_like_a_person() -> None:
    refusal = who_can_sign(user("jo", "marketer"), needs("brand", "relationship-manager"), {}, requester="mara")
    assert refusal is not None
    assert refusal.words == "Only Brand or the relationship manager can sign this; jo has the role marketer."


@pytest.mark.parametrize(
    "given_",
    [
        {"roles": (), "quorum": 0},
        {"roles": ("brand",), "quorum": 0},
        {"roles": ("brand",), "quorum": 2},
        {"roles": ("brand",), "quorum": 1, "required": ("legal",)},
        {"roles": ("brand", "legal"), "quorum": 1, "required": ("brand", "legal")},
        {"roles": ("brand", "legal"), "quorum": 1, "ordered": True},
        {"roles": ("brand",), "quorum": 1, "kind": "tier", "tier": "x"},
        {"roles": (), "quorum": 0, "kind": "tier"},
    ],
)
def test_a_requirement_that_nobody_or_anybody_meets_cannot_be_made(given_: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"quorum|required|order|tier"):
        needs(*given_.pop("roles"), **given_)


@given(
    requirements(),
    signers_of,
    st.sets(st.sampled_from(ROLES), min_size=1),
    st.sets(st.sampled_from(ROLES), max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_a_role_is_wanted_exactly_where_somebody_new_who_holds_it_may_sign(
    requirement: Requirement,
    signers: dict[str, set[str]],
    roles: set[str],
    chain: set[str],
    alone: bool,
    ordered: bool,
) -> None:
    """Whatever else they hold: so a queue can be kept by roles."""
    more = {"one_person_may_fill_all": alone, "ordered": ordered and requirement.quorum == len(requirement.roles)}
    needed = requirement.model_copy(update={"chain": tuple(sorted(chain)), **more})
    asked = tuple(sorted(chain))[:1]
    wanted = set(wanted_roles(needed, signers, asked=asked))
    refusal = who_can_sign(user("zoe", *sorted(roles)), needed, signers, requester="mara", asked=asked)
    assert (refusal is None) == bool(wanted & roles)
