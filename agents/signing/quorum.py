"""Who has signed for what, and who still may.

The slots of a requirement are filled by different people. A person who holds two roles sits wherever they help: the
seats are a maximum bipartite matching (Kuhn's augmenting paths), so who signs first never matters and nobody is blocked
by somebody with more roles than they need.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agents.policy.outcome import Requirement
from agents.signing.people import User, in_words

Signers = Mapping[str, Collection[str]]  # user → the roles they hold, in the order of signing


@dataclass(frozen=True)
class Refusal:
    """Why somebody cannot sign: the rule, and its words for a person."""

    rule: str
    words: str


def match(slots: Sequence[str], signers: Signers) -> dict[int, str] | None:
    """A seat of their own for each slot, or None where the slots cannot all be filled."""
    users = list(signers)
    seats = _seat([[i for i, role in enumerate(slots) if role in signers[user]] for user in users])
    return {slot: users[person] for slot, person in seats.items()} if len(seats) == len(slots) else None


def unfilled(slots: Sequence[str], signers: Signers) -> tuple[str, ...]:
    """The roles of the slots that stay empty where as many as can be are filled."""
    seated = _seat([[i for i, role in enumerate(slots) if role in roles] for roles in signers.values()])
    return tuple(role for slot, role in enumerate(slots) if slot not in seated)


def seats(requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()) -> dict[int, str]:
    """Slot → who fills it. `asked`: roles of the chain that were asked; they stand in anywhere but in an override."""
    return {slot: user for slot, user in _filled(requirement, signers, asked).items() if user is not None}


def is_complete(requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()) -> bool:
    """Nothing more is needed. Only a tier needs nobody."""
    return requirement.kind == "tier" or len(_filled(requirement, signers, asked)) == len(requirement.roles)


def open_slots(requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()) -> tuple[str, ...]:
    """The roles that can still fill something; where any one of several is enough, each of them."""
    if is_complete(requirement, signers, asked=asked):
        return ()
    seated = seats(requirement, signers, asked=asked)
    free_left = len(_free(requirement)) - _jokers(requirement) - sum(slot in _free(requirement) for slot in seated)
    return tuple(
        role
        for slot, role in enumerate(requirement.roles)
        if slot not in seated and (role in requirement.required or free_left > 0)
    )


@dataclass(frozen=True)
class Missing:
    """What is still to be signed: all of `must`, and as many of `free` as `count` says."""

    must: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    count: int = 0
    begun: bool = False  # somebody has signed already


def missing(requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()) -> Missing:
    """Where as many are needed as are named, all of them stand in `must`."""
    left = open_slots(requirement, signers, asked=asked)
    must = tuple(role for role in left if role in requirement.required)
    count = requirement.quorum - len(seats(requirement, signers, asked=asked)) - len(must)
    if len(left) - len(must) <= count:
        return Missing(must=left, begun=bool(signers))
    return Missing(must, tuple(role for role in left if role not in must), count, bool(signers))


def counts_for(
    user: str, requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()
) -> tuple[str, ...]:
    """The roles that this person's signature fills; several only for a desk of one."""
    filled = seats(requirement, signers, asked=asked)
    return tuple(role for slot, role in enumerate(requirement.roles) if filled.get(slot) == user)


def who_can_sign(
    user: User,
    requirement: Requirement,
    signers: Signers,
    *,
    requester: str | None,
    asked: Collection[str] = (),
    barred: Collection[str] = (),
) -> Refusal | None:
    """None where this person may sign now, else the rule that forbids it."""
    if not user.active:
        return Refusal("disabled-user", f"{user.name} is disabled. An admin can let them in again.")
    if requirement.kind == "tier":
        return Refusal("tier-signed", "Policy has signed this by itself: the tier is open, and nobody else needs to.")
    if user.name == requester and not requirement.requester_may_sign:
        return Refusal("own-request", f"{user.name} asked for this, and nobody signs their own request.")
    if user.name in barred and not requirement.one_person_may_fill_all:
        return Refusal("another-signer", f"{user.name} has edited this text, so somebody else must sign it.")
    if user.name in signers:
        return Refusal("signed-already", f"{user.name} has signed this round already; nobody signs it twice.")
    stand_ins = _stand_ins(requirement, asked)
    if not set(user.roles) & {*requirement.roles, *stand_ins}:
        needed = in_words(requirement.roles, "or")
        return Refusal("wrong-role", f"Only {needed} can sign this; {user.name} has the role {', '.join(user.roles)}.")
    now = len(_filled(requirement, signers, asked))
    if len(_filled(requirement, {**signers, user.name: user.roles}, asked)) > now:
        return None
    missing = open_slots(requirement, signers, asked=asked)
    if requirement.ordered and missing and set(user.roles) & set(missing):
        return Refusal("not-your-turn", f"{in_words(missing[:1], 'and')} signs first; then it is {user.name}'s turn.")
    waiting = f"It waits for {in_words(missing, 'and')}." if missing else "It has all its signatures."
    return Refusal("nothing-left", f"There is nothing left that {user.name} could sign for. {waiting}")


def wanted_roles(requirement: Requirement, signers: Signers, *, asked: Collection[str] = ()) -> tuple[str, ...]:
    """Each role in which one more signature would count now. Who holds several counts where any of them does: a further
    person fills a slot exactly where one of their roles alone would.
    """
    if requirement.kind == "tier":
        return ()
    roles = dict.fromkeys((*requirement.roles, *_stand_ins(requirement, asked)))
    now = len(_filled(requirement, signers, asked))
    return tuple(role for role in roles if len(_filled(requirement, {**signers, "": (role,)}, asked)) > now)


def _filled(requirement: Requirement, signers: Signers, asked: Collection[str]) -> dict[int, str | None]:
    """Slot → user, or None for a slot that the quorum lets stay empty."""
    stand_ins = set(_stand_ins(requirement, asked))
    slots = requirement.roles
    fits = {
        user: [i for i, role in enumerate(slots) if role in roles or stand_ins & set(roles)]
        for user, roles in signers.items()
    }
    if requirement.ordered:
        return _in_turn(fits, requirement)
    copies = len(slots) if requirement.one_person_may_fill_all else 1
    people: list[str | None] = [user for user in fits for _ in range(copies)]
    wishes = [fits[user] for user in fits for _ in range(copies)]
    jokers = _jokers(requirement)
    found = _seat([*wishes, *([_free(requirement)] * jokers)])
    people.extend([None] * jokers)
    return {slot: people[person] for slot, person in sorted(found.items())}


def _in_turn(fits: Mapping[str, Collection[int]], requirement: Requirement) -> dict[int, str | None]:
    filled: dict[int, str | None] = {}
    for user, slots in fits.items():
        while len(filled) in slots:
            filled[len(filled)] = user
            if not requirement.one_person_may_fill_all:
                break
    return filled


def _seat(wishes: Sequence[Iterable[int]]) -> dict[int, int]:
    """A maximum matching: slot → the person who sits there. Who sits once is moved, never unseated."""
    seated: dict[int, int] = {}

    def place(person: int, tried: set[int]) -> bool:
        for slot in wishes[person]:
            if slot in tried:
                continue
            tried.add(slot)
            if slot not in seated or place(seated[slot], tried):
                seated[slot] = person
                return True
        return False

    for person in range(len(wishes)):
        place(person, set())
    return seated


def _free(requirement: Requirement) -> list[int]:
    """Slots that the quorum may leave empty."""
    return [slot for slot, role in enumerate(requirement.roles) if role not in requirement.required]


def _jokers(requirement: Requirement) -> int:
    """How many free slots may stay empty: each is given to nobody, so that complete means every slot is filled."""
    return len(requirement.roles) - requirement.quorum


def _stand_ins(requirement: Requirement, asked: Collection[str]) -> tuple[str, ...]:
    return () if requirement.kind == "block" else tuple(role for role in requirement.chain if role in asked)
