"""The life of one approval as a pure function: a state and an event give the next state or a named error.

A round is on one digest. An edit, a rewrite or a failed check before publication starts the next one, without the old
signatures. A decision is final for people; only the desk itself takes an approval back (a check before publication
failed, or the request was withdrawn before anything went out), and never towards publishing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, assert_never

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import Requirement
from agents.signing import taken
from agents.signing.errors import AlreadyDecidedError, DigestMismatchError, NotAllowedError, UnderRevisionError
from agents.signing.events import (
    Ask,
    Change,
    Edit,
    Event,
    Expire,
    HandBack,
    MayHaveHappened,
    RecheckFailed,
    Reject,
    Respond,
    Revise,
    Rewritten,
    Sign,
    Take,
    Withdraw,
)
from agents.signing.people import User, in_words
from agents.signing.quorum import Refusal, is_complete, open_slots, wanted_roles, who_can_sign
from agents.signing.taken import Taken

POLICY = "policy"  # who "decides" where a tier signs
NEEDS_REASON = "Policy blocks this: whoever signs it overrides that, and says why. Give the reason."


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True)


class Signed(_Plain):
    """One signature of the current round."""

    user: str
    roles: tuple[str, ...]  # held then
    digest: str
    at: datetime
    door: str = ""  # how it came, where the ledger has it
    reason: str | None = None  # why what policy blocks goes out all the same


class ApprovalState(_Plain):
    status: Literal["pending", "approved", "rejected", "expired", "withdrawn", "answered"]
    round: int
    digest: str
    requirement: Requirement
    requester: str | None
    due: datetime
    signatures: tuple[Signed, ...] = ()
    edited: bool = False  # a person has edited it since it was filed: approving names the digest
    barred: tuple[str, ...] = ()  # who ever edited it in a way that somebody else must sign
    under_revision: bool = False
    asked: tuple[str, ...] = ()  # roles of the chain that were asked in this round
    taken: tuple[Taken, ...] = ()  # who says that they are on it, one a role
    decided_by: str | None = None
    decided_at: datetime | None = None
    why_not_signed: str | None = None  # why an edit just made does not count as its editor's signature; not kept

    @property
    def signers(self) -> Mapping[str, tuple[str, ...]]:
        return {signed.user: signed.roles for signed in self.signatures}

    @classmethod
    def file(
        cls, *, digest: str, requirement: Requirement, requester: str | None, due: datetime, at: datetime
    ) -> "ApprovalState":
        """The first round. A tier's own signature approves it at once."""
        state = cls(status="pending", round=1, digest=digest, requirement=requirement, requester=requester, due=due)
        return _decided(state, "approved", POLICY, at) if requirement.kind == "tier" else state


def advance(state: ApprovalState, event: Event) -> ApprovalState:
    """Raises AlreadyDecidedError, UnderRevisionError, DigestMismatchError or NotAllowedError: nothing has changed."""
    if isinstance(event, Take | HandBack):
        return _take(state, event) if isinstance(event, Take) else _hand_back(state, event)
    after = _advance(state, event)
    return after.model_copy(update={"taken": _still_taken(state, after, event)}) if state.taken else after


def _advance(state: ApprovalState, event: Change) -> ApprovalState:
    match event:
        case RecheckFailed() | MayHaveHappened():
            return _looked_at_again(state, event)
        case Withdraw():
            return _withdraw(state, event)
        case Rewritten():
            return _rewritten(state, event)
        case Expire():
            return _expire(state, event)
        case Ask():
            return _ask(state, event)
        case Sign():
            return _sign(state, event)
        case Edit():
            return _edit(state, event)
        case Reject() | Respond():
            answers = isinstance(event, Respond)
            _check_decision(state, event, digest_needed=answers and state.edited)
            return _decided(state, "answered" if answers else "rejected", event.user.name, event.at)
        case Revise():
            _check_decision(state, event, digest_needed=False)
            return state.model_copy(update={"under_revision": True, "signatures": ()})
        case _:
            assert_never(event)


def _sign(state: ApprovalState, event: Sign) -> ApprovalState:
    _check_open(state)
    _check_due(state, event.at)
    _check_digest(state, event.digest, needed=state.edited)
    refusal = _refusal(state, event.user)
    if refusal is not None:
        raise NotAllowedError(refusal.rule, refusal.words)
    if _lacks_reason(state, event.reason):
        raise NotAllowedError("override-reason", NEEDS_REASON)
    return _with_signature(state, event.user, event.at, event.reason)


def _lacks_reason(state: ApprovalState, reason: str | None) -> bool:
    return state.requirement.kind == "block" and not (reason or "").strip()


def could_sign(state: ApprovalState, user: User) -> bool:
    """Whether it waits for this person among others."""
    return state.status == "pending" and not state.under_revision and _refusal(state, user) is None


def waits_for(state: ApprovalState, role: str) -> bool:
    """Whether a signature in this role is missing, or was asked for because nobody answered."""
    if state.status != "pending" or state.under_revision:
        return False
    return role in (*open_slots(state.requirement, state.signers, asked=state.asked), *state.asked)


def openings(state: ApprovalState) -> tuple[str, ...]:
    """The roles in which a signature would count now; none once it is decided, or while it is rewritten."""
    if state.status != "pending" or state.under_revision:
        return ()
    return wanted_roles(state.requirement, state.signers, asked=state.asked)


def _take(state: ApprovalState, event: Take) -> ApprovalState:
    _check_open(state)
    _check_due(state, event.at)
    refusal = _refusal(state, event.user)
    if refusal is not None:
        raise NotAllowedError(refusal.rule, refusal.words)
    wanted = openings(state)
    roles = [role for role in event.user.roles if role in wanted]
    found = taken.take(state.taken, event.user.name, roles, event.at, over=event.over)
    return state.model_copy(update={"taken": found})


def _hand_back(state: ApprovalState, event: HandBack) -> ApprovalState:
    _check_open(state)
    return state.model_copy(update={"taken": taken.hand_back(state.taken, event.user.name)})


def _still_taken(before: ApprovalState, after: ApprovalState, event: Change) -> tuple[Taken, ...]:
    """What of it the event has not ended: whoever has a card has it for as long as their signature would count.

    A new version is another text than the one they took, so that nobody has it; but whoever edits a card that they
    have goes on with their own work, and keeps it where they can still sign.
    """
    kept = after.taken
    if after.round > before.round:
        editor = event.user.name if isinstance(event, Edit) else None
        kept = tuple(each for each in before.taken if each.user == editor)
    wanted = openings(after)
    return tuple(each for each in kept if each.role in wanted and _could_sign_as(after, each))


def _could_sign_as(state: ApprovalState, one: Taken) -> bool:
    return _refusal(state, User.model_construct(name=one.user, full_name="", roles=(one.role,), active=True)) is None


def deciding_roles(state: ApprovalState) -> tuple[str, ...]:
    """Who may reject it, send it back or edit it, whether they have signed or not."""
    return tuple(dict.fromkeys((*state.requirement.roles, *state.asked)))


def _refusal(state: ApprovalState, user: User) -> Refusal | None:
    return who_can_sign(
        user, state.requirement, state.signers, requester=state.requester, asked=state.asked, barred=state.barred
    )


def _with_signature(state: ApprovalState, user: User, at: datetime, reason: str | None) -> ApprovalState:
    why = reason if state.requirement.kind == "block" else None
    mine = Signed(user=user.name, roles=user.roles, digest=state.digest, at=at, reason=why)
    signed = state.model_copy(update={"signatures": (*state.signatures, mine)})
    if is_complete(signed.requirement, signed.signers, asked=signed.asked):
        return _decided(signed, "approved", user.name, at)
    return signed


def _edit(state: ApprovalState, event: Edit) -> ApprovalState:
    _check_decision(state, event, digest_needed=state.edited)
    if event.new_digest == state.digest:
        raise NotAllowedError("no-change", "Nothing was changed: approve it as it is, or edit something.")
    barred = state.barred if event.counts else tuple(dict.fromkeys((*state.barred, event.user.name)))
    fresh = _next_round(state, event.new_digest, event.requirement, event.due, edited=True, barred=barred)
    why = _why_not_signed(fresh, event)
    if why is not None:
        return fresh.model_copy(update={"why_not_signed": why})
    return _with_signature(fresh, event.user, event.at, event.reason)


def _why_not_signed(fresh: ApprovalState, event: Edit) -> str | None:
    """None where the editor's signature counts for their edit."""
    alone = fresh.requirement.one_person_may_fill_all
    if not event.counts and not alone:
        return event.why or "Somebody else must sign it."
    refusal = _refusal(fresh, event.user)
    if refusal is not None:
        return refusal.words
    if event.user.name in fresh.barred:
        return "Read it once more, then sign it."
    return NEEDS_REASON if _lacks_reason(fresh, event.reason) else None


def _rewritten(state: ApprovalState, event: Rewritten) -> ApprovalState:
    _check_pending(state)
    if not state.under_revision:
        raise NotAllowedError("not-sent-back", "Nobody sent this back, so there is no new version to take.")
    return _next_round(state, event.new_digest, event.requirement, event.due, edited=False, barred=state.barred)


def _looked_at_again(state: ApprovalState, event: RecheckFailed | MayHaveHappened) -> ApprovalState:
    if state.status != "approved":
        _check_pending(state)
        raise NotAllowedError("not-approved", "Only what was approved is looked at again before it goes out.")
    begun = isinstance(event, MayHaveHappened)
    digest = event.new_digest if isinstance(event, MayHaveHappened) else state.digest
    edited = begun or state.edited  # whoever signs it again names what they have read
    return _next_round(state, digest, event.requirement, event.due, edited=edited, barred=state.barred)


def _withdraw(state: ApprovalState, event: Withdraw) -> ApprovalState:
    if state.status != "approved":
        _check_pending(state)
    if not event.user.active or (event.user.name != state.requester and "admin" not in event.user.roles):
        raise NotAllowedError("requester-withdraws", "Only who asked for it, or an admin, can withdraw it.")
    return _decided(state, "withdrawn", event.user.name, event.at)


def _expire(state: ApprovalState, event: Expire) -> ApprovalState:
    _check_pending(state)
    if event.at < state.due:
        raise NotAllowedError("not-due", f"It is due at {state.due:%Y-%m-%d %H:%M %Z} and cannot expire before.")
    return _decided(state, "expired", "the deadline", event.at)


def _ask(state: ApprovalState, event: Ask) -> ApprovalState:
    _check_pending(state)
    if event.role not in state.requirement.chain:
        raise NotAllowedError("not-in-chain", f"Policy names no {event.role} to be asked next.")
    return state if event.role in state.asked else state.model_copy(update={"asked": (*state.asked, event.role)})


def _next_round(
    state: ApprovalState,
    digest: str,
    requirement: Requirement,
    due: datetime,
    *,
    edited: bool,
    barred: tuple[str, ...],
) -> ApprovalState:
    """Who was barred once stays so: their words may still stand in a later version, whoever changes it next."""
    if requirement.kind == "tier":
        raise NotAllowedError("people-look-again", "What a person changed or a check stopped is not signed by a tier.")
    return ApprovalState(
        status="pending",
        round=state.round + 1,
        digest=digest,
        requirement=requirement,
        requester=state.requester,
        due=due,
        edited=edited,
        barred=barred,
    )


def _decided(
    state: ApprovalState,
    status: Literal["approved", "rejected", "expired", "withdrawn", "answered"],
    by: str,
    at: datetime,
) -> ApprovalState:
    return state.model_copy(update={"status": status, "under_revision": False, "decided_by": by, "decided_at": at})


def _check_decision(state: ApprovalState, event: Edit | Reject | Revise | Respond, *, digest_needed: bool) -> None:
    """Whoever holds a role that is asked may stop or change it, their own request and after signing too."""
    _check_open(state)
    _check_due(state, event.at)
    _check_digest(state, event.digest, needed=digest_needed)
    if not event.user.active:
        raise NotAllowedError("disabled-user", f"{event.user.name} is disabled. An admin can let them in again.")
    if not set(deciding_roles(state)) & set(event.user.roles):
        needed = in_words(state.requirement.roles, "or")
        raise NotAllowedError("wrong-role", f"Only {needed} can decide on this.")


def _check_open(state: ApprovalState) -> None:
    _check_pending(state)
    if state.under_revision:
        raise UnderRevisionError


def _check_pending(state: ApprovalState) -> None:
    if state.status != "pending":
        raise AlreadyDecidedError(state.status, state.decided_by or "somebody", state.decided_at or state.due)


def _check_due(state: ApprovalState, at: datetime) -> None:
    if at >= state.due:
        raise NotAllowedError("past-due", f"It was due at {state.due:%Y-%m-%d %H:%M %Z}. Ask for it again.")


def _check_digest(state: ApprovalState, named: str | None, *, needed: bool) -> None:
    if (named is None and needed) or (named is not None and named != state.digest):
        raise DigestMismatchError(named, state.digest)
