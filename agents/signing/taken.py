"""Who has taken a card: "I'm on it". Pure.

It signs nothing and stops nobody. A card is taken for a role: Brand's having it does not hide it from Legal.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from agents.signing.errors import NotAllowedError
from agents.signing.people import Role, in_words


class Taken(BaseModel):
    """Of one role; nobody else has the card for it."""

    model_config = ConfigDict(frozen=True)

    role: Role
    user: str
    since: datetime


def take(
    taken: Sequence[Taken], user: str, roles: Sequence[Role], at: datetime, *, over: bool = False
) -> tuple[Taken, ...]:
    """`roles`: those in which the person's signature would count. Without `over` only what nobody has is taken.

    Raises NotAllowedError where nothing is left to take: of two who take it at once, the later is told who has it.
    """
    mine = {each.role for each in taken if each.user == user}
    others = [each for each in taken if each.user != user and each.role in roles]
    left_alone = () if over else tuple(each.role for each in others)
    wanted = [role for role in roles if role not in mine and role not in left_alone]
    if not wanted and others:
        raise NotAllowedError("taken-already", f"{_told(others)}. Take it over, or leave it to them.")
    if not wanted:
        raise NotAllowedError("taken-by-you", f"{user} has taken this already. Nothing was changed.")
    kept = (each for each in taken if each.role not in wanted)
    return (*kept, *(Taken(role=role, user=user, since=at) for role in wanted))


def hand_back(taken: Sequence[Taken], user: str) -> tuple[Taken, ...]:
    """Raises NotAllowedError where the person has not taken it."""
    kept = tuple(each for each in taken if each.user != user)
    if len(kept) < len(taken):
        return kept
    if taken:
        raise NotAllowedError("not-yours", f"{_told(taken)}. Only who has taken a card can hand it back.")
    raise NotAllowedError("not-taken", "Nobody has taken this, so there is nothing to hand back.")


def _told(taken: Sequence[Taken]) -> str:
    """ "ana has taken this for Brand, tomas for Legal"."""
    of: dict[str, list[str]] = {}
    for each in taken:
        of.setdefault(each.user, []).append(each.role)
    (first, roles), *more = of.items()
    rest = "".join(f", {user} for {in_words(theirs, 'and')}" for user, theirs in more)
    return f"{first} has taken this for {in_words(roles, 'and')}{rest}"
