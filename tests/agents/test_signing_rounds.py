"""The life of an approval: every event in every state gives a next state or a named error, and the promises hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from agents.policy.outcome import Requirement
from agents.signing import events, rounds
from agents.signing.errors import (
    AlreadyDecidedError,
    DigestMismatchError,
    NotAllowedError,
    SigningError,
    UnderRevisionError,
)
from agents.signing.people import User
from agents.signing.quorum import is_complete
from agents.signing.rounds import ApprovalState, advance

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PEOPLE = {
    name: User.model_validate({"name": name, "roles": roles, "active": name != "gone"})
    for name, roles in {
        "mara": ["marketer", "brand"],  # the requester
        "ana": ["brand"],
        "bo": ["brand", "legal"],
        "tomas": ["legal"],
        "joost": ["admin"],
        "jo": ["marketer"],
        "gone": ["brand", "legal"],
    }.items()
}


def needs(*roles: str, quorum: int | None = None, kind: str = "sign") -> Requirement:
    slots = {"roles": roles, "quorum": len(roles) if quorum is None else quorum, "kind": kind}
    more = {"chain": ("admin",), "tier": "t" if kind == "tier" else None}
    return Requirement.model_validate({"rule": "r", "reason": "B.", "policy_digest": "0" * 64, **slots, **more})


BRAND = needs("brand")
BOTH = needs("brand", "legal")
TIER = needs(kind="tier")
REQUIREMENTS = [BRAND, BOTH, needs("brand", "legal", quorum=1), needs("brand", "legal", kind="block"), TIER]


def filed(requirement: Requirement = BOTH) -> ApprovalState:
    due = NOON + timedelta(hours=24)
    return ApprovalState.file(digest="v1", requirement=requirement, requester="mara", due=due, at=NOON)


def sign(
    name: str, digest: str | None = None, after: timedelta = timedelta(hours=1), reason: str | None = None
) -> events.Sign:
    return events.Sign(user=PEOPLE[name], at=NOON + after, digest=digest, reason=reason)


def edit(name: str, new: str = "v2", *, counts: bool = True, requirement: Requirement = BOTH, **more) -> events.Edit:
    due = NOON + timedelta(hours=30)
    who = PEOPLE[name]
    return events.Edit(user=who, at=NOON, new_digest=new, requirement=requirement, due=due, counts=counts, **more)


def test_the_last_signature_decides_and_the_next_is_told_who_and_when() -> None:
    state = advance(advance(filed(), sign("ana")), sign("tomas"))
    assert (state.status, state.decided_by) == ("approved", "tomas")
    with pytest.raises(AlreadyDecidedError, match="approved by tomas at 2026-11-02 13:00:00 UTC") as caught:
        advance(state, sign("bo"))
    assert (caught.value.by, caught.value.at) == ("tomas", NOON + timedelta(hours=1))


def test_a_tier_signs_at_once_and_never_after_a_person() -> None:
    assert filed(TIER).status == "approved"
    assert filed(TIER).decided_by == "policy"
    with pytest.raises(NotAllowedError, match="people-look-again"):
        advance(filed(BRAND), edit("ana", requirement=TIER))


def test_an_edit_starts_a_round_with_the_editors_signature_alone() -> None:
    state = advance(advance(filed(), sign("tomas")), edit("ana"))
    assert (state.round, state.digest, state.edited, [s.user for s in state.signatures]) == (2, "v2", True, ["ana"])
    assert advance(filed(), edit("ana", counts=False)).signatures == ()
    assert advance(filed(), edit("mara")).signatures == ()  # asked for it herself


def test_an_edit_may_complete_what_only_the_editor_signs() -> None:
    state = advance(filed(BRAND), edit("ana", requirement=BRAND))
    assert (state.status, state.decided_by, state.digest) == ("approved", "ana", "v2")


def test_an_edited_version_is_signed_by_its_digest_only() -> None:
    state = advance(filed(), edit("ana"))
    for named in (None, "v1"):
        with pytest.raises(DigestMismatchError):
            advance(state, sign("tomas", named))
    assert advance(state, sign("tomas", "v2")).status == "approved"


@pytest.mark.parametrize("reason", [None, "", " \n"])
def test_what_policy_blocks_is_signed_with_a_reason_alone(reason: str | None) -> None:
    blocked = filed(needs("brand", "legal", kind="block"))
    with pytest.raises(NotAllowedError, match="override-reason"):
        advance(blocked, sign("ana", reason=reason))
    state = advance(blocked, sign("ana", reason="The press has it."))
    assert [each.reason for each in state.signatures] == ["The press has it."]
    assert advance(filed(), sign("ana", reason="Fine.")).signatures[0].reason is None


def test_an_edit_of_what_stays_blocked_counts_as_a_signature_with_a_reason_alone() -> None:
    blocked = needs("brand", "legal", kind="block")
    state = advance(filed(blocked), edit("ana", requirement=blocked))
    assert (state.signatures, state.barred, state.why_not_signed) == ((), (), rounds.NEEDS_REASON)
    assert advance(state, sign("ana", "v2", reason="Needed today.")).signers == {"ana": ("brand",)}
    signed = advance(filed(blocked), edit("ana", requirement=blocked, reason="Needed today."))
    assert [each.reason for each in signed.signatures] == ["Needed today."]


def test_an_edit_says_why_it_is_no_signature() -> None:
    why = "The edit rates amber."
    assert advance(filed(), edit("ana", counts=False, why=why)).why_not_signed == why
    assert "nobody signs their own request" in (advance(filed(), edit("mara")).why_not_signed or "")
    assert advance(filed(), edit("ana")).why_not_signed is None


def test_what_changed_nothing_is_no_edit() -> None:
    with pytest.raises(NotAllowedError, match="no-change"):
        advance(filed(), edit("ana", new="v1"))


def test_sent_back_takes_no_decision_until_the_new_version_is_here() -> None:
    state = advance(advance(filed(), sign("ana")), events.Revise(user=PEOPLE["tomas"], at=NOON))
    assert state.signatures == ()
    for event in (sign("bo"), edit("ana"), events.Reject(user=PEOPLE["ana"], at=NOON)):
        with pytest.raises(UnderRevisionError):
            advance(state, event)
    new = events.Rewritten(at=NOON, new_digest="v2", requirement=BRAND, due=state.due)
    assert (advance(state, new).round, advance(state, new).under_revision) == (2, False)


@pytest.mark.parametrize(
    ("event", "rule_id"),
    [
        (sign("jo"), "wrong-role"),
        (sign("gone"), "disabled-user"),
        (sign("mara"), "own-request"),
        (sign("ana", after=timedelta(hours=24)), "past-due"),
        (events.Reject(user=PEOPLE["jo"], at=NOON), "wrong-role"),
        (events.Revise(user=PEOPLE["gone"], at=NOON), "disabled-user"),
        (events.Expire(at=NOON), "not-due"),
        (events.Withdraw(user=PEOPLE["ana"], at=NOON), "requester-withdraws"),
        (events.Ask(role="legal", at=NOON), "not-in-chain"),
        (events.Rewritten(at=NOON, new_digest="v2", requirement=BRAND, due=NOON), "not-sent-back"),
        (events.RecheckFailed(at=NOON, requirement=BRAND, due=NOON), "not-approved"),
    ],
)
def test_each_refusal_names_its_rule(event: events.Event, rule_id: str) -> None:
    with pytest.raises(NotAllowedError) as caught:
        advance(filed(), event)
    assert caught.value.rule == rule_id
    assert caught.value.exit_code == 2


def test_the_chain_signs_once_asked() -> None:
    state = advance(filed(), events.Ask(role="admin", at=NOON))
    assert advance(advance(state, sign("joost")), sign("ana")).status == "approved"
    with pytest.raises(NotAllowedError, match="wrong-role"):
        advance(filed(), sign("joost"))


def test_an_approval_is_taken_back_by_the_desk_alone() -> None:
    approved = advance(filed(BRAND), sign("ana"))
    again = advance(approved, events.RecheckFailed(at=NOON, requirement=BOTH, due=approved.due))
    assert (again.status, again.round, again.signatures, again.decided_by) == ("pending", 2, (), None)
    assert advance(approved, events.Withdraw(user=PEOPLE["mara"], at=NOON)).status == "withdrawn"


def test_everybody_who_wrote_what_others_must_sign_stays_out() -> None:
    """Two people who edit in turn cannot sign each other's words into the text, nor a rewrite of them."""
    state = filed(BRAND)
    for number, name in enumerate(("ana", "bo"), start=2):
        wrote = edit(name, f"v{number}", counts=False, requirement=BRAND, digest=state.digest)
        state = advance(state, wrote)
    assert state.barred == ("ana", "bo")
    sent_back = advance(state, events.Revise(user=PEOPLE["bo"], at=NOON))
    due = NOON + timedelta(hours=24)
    rewritten = advance(sent_back, events.Rewritten(at=NOON, new_digest="v4", requirement=BRAND, due=due))
    for stage in (state, rewritten):
        for name in ("ana", "bo"):
            with pytest.raises(NotAllowedError, match="another-signer"):
                advance(stage, sign(name, stage.digest))


def take(name: str, *, over: bool = False) -> events.Take:
    return events.Take(user=PEOPLE[name], at=NOON, over=over)


def who(state: ApprovalState) -> dict[str, str]:
    return {each.role: each.user for each in state.taken}


def test_a_card_is_taken_for_the_roles_that_the_taker_signs_for() -> None:
    brands = advance(filed(), take("ana"))
    assert who(brands) == {"brand": "ana"}
    assert who(advance(brands, take("bo"))) == {"brand": "ana", "legal": "bo"}  # what nobody has
    assert who(advance(brands, take("bo", over=True))) == {"brand": "bo", "legal": "bo"}


@pytest.mark.parametrize(
    ("first", "event", "rule_id", "words"),
    [
        (None, take("jo"), "wrong-role", "Only Brand or Legal can sign this"),
        (None, take("mara"), "own-request", "nobody signs their own request"),
        (None, take("gone"), "disabled-user", "gone is disabled"),
        (None, events.HandBack(user=PEOPLE["ana"], at=NOON), "not-taken", "Nobody has taken this"),
        ("ana", take("ana"), "taken-by-you", "ana has taken this already"),
        ("bo", take("ana"), "taken-already", "^bo has taken this for Brand. Take it over, or leave it to them"),
        (
            "bo",
            events.HandBack(user=PEOPLE["ana"], at=NOON),
            "not-yours",
            "^bo has taken this for Brand and Legal. Only who has taken a card can hand it back",
        ),
    ],
)
def test_what_cannot_be_taken_or_handed_back_says_why(
    first: str | None, event: events.Event, rule_id: str, words: str
) -> None:
    state = filed() if first is None else advance(filed(), take(first))
    with pytest.raises(NotAllowedError, match=words) as caught:
        advance(state, event)
    assert caught.value.rule == rule_id


def test_a_card_that_is_over_or_written_again_is_taken_by_nobody() -> None:
    over = advance(filed(BRAND), sign("ana"))
    back = advance(filed(), events.Revise(user=PEOPLE["ana"], at=NOON))
    for event in (take("bo"), events.HandBack(user=PEOPLE["bo"], at=NOON)):
        with pytest.raises(AlreadyDecidedError, match="approved by ana"):
            advance(over, event)
        with pytest.raises(UnderRevisionError):
            advance(back, event)
    with pytest.raises(NotAllowedError, match="past-due"):
        advance(filed(), events.Take(user=PEOPLE["ana"], at=NOON + timedelta(hours=24)))


@pytest.mark.parametrize(
    ("event", "left"),
    [
        (sign("ana"), {"legal": "tomas"}),  # their part is signed
        (sign("bo"), {"brand": "ana", "legal": "tomas"}),  # by one who could have sat on either
        (events.Reject(user=PEOPLE["bo"], at=NOON), {}),
        (events.Revise(user=PEOPLE["ana"], at=NOON), {}),
        (events.Withdraw(user=PEOPLE["mara"], at=NOON), {}),
        (events.Expire(at=NOON + timedelta(hours=24)), {}),
        (edit("bo"), {}),  # another text than the one they took
        (edit("ana"), {}),  # which signs it
        (edit("ana", counts=False, why="Amber."), {}),  # which somebody else must sign
        (edit("ana", requirement=needs("brand", "legal", kind="block")), {"brand": "ana"}),  # still to be signed
        (edit("ana", requirement=needs("legal", kind="block")), {}),
        (events.Ask(role="admin", at=NOON), {"brand": "ana", "legal": "tomas"}),
        (events.HandBack(user=PEOPLE["tomas"], at=NOON), {"brand": "ana"}),
    ],
)
def test_a_card_is_had_until_its_taker_has_nothing_to_sign_on_it(event: events.Event, left: dict[str, str]) -> None:
    state = advance(advance(filed(), take("ana")), take("tomas"))
    assert who(advance(state, event)) == left


def test_who_has_a_card_is_not_in_anybodys_way() -> None:
    state = advance(filed(BRAND), take("ana"))
    assert advance(state, sign("bo")).status == "approved"


people = st.sampled_from(sorted(PEOPLE)).map(PEOPLE.__getitem__)
requirements = st.sampled_from(REQUIREMENTS)
reasons = st.sampled_from([None, "", "Needed today."])
hours = st.integers(0, 60)


class Life(RuleBasedStateMachine):
    """Anything happens in any order. Named errors are fine, anything else is not."""

    @initialize(requirement=requirements)
    def file(self, requirement: Requirement) -> None:
        self.now = NOON
        self.versions = 1
        self.others_must_sign: set[str] = set()  # whose edits somebody else must sign
        self.state = filed(requirement)
        self.before = self.state

    def happen(self, event: events.Event) -> None:
        self.before = self.state
        try:
            self.state = advance(self.state, event)
        except SigningError:
            return
        self.check_step(event)

    def check_step(self, event: events.Event) -> None:
        before, after = self.before, self.state
        if before.status in ("rejected", "expired", "withdrawn"):
            raise AssertionError("a decision is final")
        if before.status == "approved":
            assert isinstance(event, events.RecheckFailed | events.Withdraw)
        if isinstance(event, events.Take | events.HandBack):
            assert after.model_copy(update={"taken": ()}) == before.model_copy(update={"taken": ()})
            assert {each.user for each in after.taken} <= {event.user.name, *(each.user for each in before.taken)}
            assert any(each.user == event.user.name for each in after.taken) == isinstance(event, events.Take)
        else:
            keeps = {event.user.name} if isinstance(event, events.Edit) else set()
            assert set(after.taken) <= {
                each for each in before.taken if after.round == before.round or each.user in keeps
            }
        if isinstance(event, events.Sign | events.Edit) and before.edited:
            assert event.digest == before.digest
        if isinstance(event, events.Sign):
            assert not before.under_revision
            assert event.user.name not in self.others_must_sign
            assert event.digest in (None, before.digest)
            assert event.at < before.due
        if isinstance(event, events.Edit) and not event.counts:
            self.others_must_sign.add(event.user.name)
        if after.round > before.round:
            assert after.round == before.round + 1
            editor = {event.user.name} if isinstance(event, events.Edit) and event.counts else set()
            assert {signed.user for signed in after.signatures} <= editor
        else:
            assert after.digest == before.digest
        if after.status == "approved" and before.status != "approved":
            assert isinstance(event, events.Sign | events.Edit)
            assert after.decided_by == after.signatures[-1].user

    def digest(self, which: int) -> str | None:
        return [None, self.state.digest, "v1", "unknown"][which]

    def new_digest(self) -> str:
        self.versions += 1
        return f"v{self.versions}"

    @rule(hours=st.integers(0, 20))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(user=people, which=st.integers(0, 3), reason=reasons)
    def sign(self, user: User, which: int, reason: str | None) -> None:
        self.happen(events.Sign(user=user, at=self.now, digest=self.digest(which), reason=reason))

    @rule(user=people, which=st.integers(0, 3), requirement=requirements, counts=st.booleans(), same=st.booleans())
    def edit(self, user: User, which: int, requirement: Requirement, counts: bool, same: bool) -> None:
        new = self.state.digest if same else self.new_digest()
        due = self.now + timedelta(hours=24)
        named = self.digest(which)
        self.happen(
            events.Edit(
                user=user, at=self.now, new_digest=new, requirement=requirement, due=due, counts=counts, digest=named
            )
        )

    @rule(user=people, which=st.integers(0, 3))
    def reject(self, user: User, which: int) -> None:
        self.happen(events.Reject(user=user, at=self.now, digest=self.digest(which)))

    @rule(user=people, which=st.integers(0, 3))
    def revise(self, user: User, which: int) -> None:
        self.happen(events.Revise(user=user, at=self.now, digest=self.digest(which)))

    @rule(requirement=requirements)
    def rewrite(self, requirement: Requirement) -> None:
        due = self.now + timedelta(hours=24)
        self.happen(events.Rewritten(at=self.now, new_digest=self.new_digest(), requirement=requirement, due=due))

    @rule(requirement=requirements)
    def recheck_fails(self, requirement: Requirement) -> None:
        due = self.now + timedelta(hours=24)
        self.happen(events.RecheckFailed(at=self.now, requirement=requirement, due=due))

    @rule(role=st.sampled_from(["admin", "legal"]))
    def ask(self, role: str) -> None:
        self.happen(events.Ask(role=role, at=self.now))

    @rule()
    def expire(self) -> None:
        self.happen(events.Expire(at=self.now))

    @rule(user=people)
    def withdraw(self, user: User) -> None:
        self.happen(events.Withdraw(user=user, at=self.now))

    @rule(user=people, over=st.booleans())
    def take(self, user: User, over: bool) -> None:
        self.happen(events.Take(user=user, at=self.now, over=over))

    @rule(user=people)
    def hand_back(self, user: User) -> None:
        self.happen(events.HandBack(user=user, at=self.now))

    @invariant()
    def a_card_is_taken_once_for_each_role_by_who_can_sign(self) -> None:
        taken = self.state.taken
        assert len({each.role for each in taken}) == len(taken)
        assert all(rounds.could_sign(self.state, PEOPLE[each.user]) for each in taken)
        assert all(each.role in PEOPLE[each.user].roles for each in taken)

    @invariant()
    def no_override_without_a_reason(self) -> None:
        blocked = self.state.requirement.kind == "block"
        assert all((mark.reason is not None) == blocked for mark in self.state.signatures)

    @invariant()
    def no_signatures_under_revision(self) -> None:
        assert not (self.state.under_revision and self.state.signatures)

    @invariant()
    def nobody_signs_what_somebody_else_must_sign(self) -> None:
        assert not self.others_must_sign & set(self.state.signers)

    @invariant()
    def every_signature_is_on_the_current_digest(self) -> None:
        assert all(signed.digest == self.state.digest for signed in self.state.signatures)

    @invariant()
    def approved_exactly_when_complete(self) -> None:
        complete = is_complete(self.state.requirement, self.state.signers, asked=self.state.asked)
        if self.state.status == "approved":
            assert complete
        if self.state.status == "pending":
            assert not complete

    @invariant()
    def signers_are_different_active_people_other_than_the_requester(self) -> None:
        names = [signed.user for signed in self.state.signatures]
        assert len(set(names)) == len(names)
        assert not {"mara", "gone"} & set(names)

    @invariant()
    def decided_says_who_and_when(self) -> None:
        assert (self.state.status == "pending") == (self.state.decided_by is None)
        assert (self.state.status == "pending") == (self.state.decided_at is None)


Life.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestLife = Life.TestCase
