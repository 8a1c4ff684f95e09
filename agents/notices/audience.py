"""Who is told. Pure: people by name, and the roles that webhooks listen for."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from agents.notices.settings import Notify
from agents.signing import rounds
from agents.signing.people import User
from agents.signing.quorum import open_slots
from agents.signing.rounds import ApprovalState

ON_WATCH = ("admin", "brand", "on-call")  # told when a brand is held, lifted, or something is recalled
TIMES_ROUND = 3  # so often an alarm goes through the on-call order at its first pace; then it calls more slowly


class Audience(NamedTuple):
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


NOBODY = Audience()


def of_waiting(state: ApprovalState, users: Collection[User], only: Collection[str] | None = None) -> Audience:
    """Who could sign now. `only`: of these roles, which the chain has just brought in."""
    if state.status != "pending" or state.under_revision:
        return NOBODY
    missing = open_slots(state.requirement, state.signers, asked=state.asked)
    first = missing[:1] if state.requirement.ordered else missing
    roles = tuple(only) if only is not None else tuple(dict.fromkeys((*first, *state.asked)))
    could = (user for user in users if set(user.roles) & set(roles) and rounds.could_sign(state, user))
    return Audience(tuple(user.name for user in could), roles)


def of_decision(requester: str, actor: str) -> Audience:
    """Who asked for it; nobody is told what they did themselves."""
    return Audience((requester,) if requester != actor else (), ("marketer",))


def of_expiry(state: ApprovalState, requester: str, users: Collection[User]) -> Audience:
    roles = rounds.deciding_roles(state)
    signers = (user.name for user in users if user.active and set(roles) & set(user.roles))
    return Audience(tuple(dict.fromkeys((requester, *signers))), ("marketer", *roles))


def of_roles(roles: Sequence[str], users: Collection[User]) -> Audience:
    return Audience(_holders(roles, users), tuple(roles))


def of_watch(users: Collection[User], actor: str) -> Audience:
    return Audience(tuple(name for name in _holders(ON_WATCH, users) if name != actor), ON_WATCH)


def of_failure(requester: str, users: Collection[User]) -> Audience:
    return Audience(tuple(dict.fromkeys((requester, *_holders(("admin",), users)))), ("admin",))


def on_call(order: Sequence[str], users: Collection[User], reachable: Collection[str]) -> tuple[str, ...]:
    """Who is called, one after the other: active people of policy's order, else who holds the role.

    Where some of them can be reached outside the desk, only those: an alarm must not lie where nobody looks.
    """
    active = {user.name for user in users if user.active}
    named = [name for name in dict.fromkeys(order) if name in active] or list(_holders(("on-call",), users))
    return tuple([name for name in named if name in reachable] or named)


def from_whom(assigned: str | None, called: Sequence[str]) -> tuple[str, ...]:
    """The order in which a case is called out: whoever it was handed to comes first."""
    return tuple(called) if assigned is None else (assigned, *(name for name in called if name != assigned))


def of_alarm(called: Sequence[str], step: int) -> Audience:
    """The one whose turn it is; the others are not woken."""
    return Audience((called[step % len(called)],) if called else (), ("on-call",))


def _holders(roles: Sequence[str], users: Collection[User]) -> tuple[str, ...]:
    return tuple(user.name for user in users if user.active and set(roles) & set(user.roles))


def targets(heard: Audience, settings: Notify) -> list[str]:
    """ "person:ana" and "webhook:desk", whether they can be reached or not."""
    hooks = [f"webhook:{name}" for name, hook in settings.webhooks.items() if set(hook.roles) & set(heard.roles)]
    return [*(f"person:{name}" for name in heard.people if name), *hooks]
