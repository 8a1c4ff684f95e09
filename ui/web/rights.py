"""What a visitor's roles let them do, said in one line where they do not."""

from collections.abc import Sequence

from knowledge.errors import InputError
from ui import words
from ui.texts import say
from ui.web.sessions import Visitor


def may(visitor: Visitor, roles: Sequence[str], what: str) -> None:
    """Raises InputError, naming the roles that could."""
    if not visitor.has(*roles):
        needed = words.names(words.role(role) for role in roles)
        raise InputError(say("shell.only_can", roles=needed, what=what, mine=roles_of(visitor)))


def roles_of(visitor: Visitor) -> str:
    return words.names(words.role(role) for role in visitor.roles)


def may_choose_password(visitor: Visitor) -> bool:
    """Their own. The first of a desk ends the way in by the link, for everybody: that one is an admin's."""
    return visitor.user.has_password or visitor.has("admin")
