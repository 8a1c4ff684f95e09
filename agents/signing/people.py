"""The people of a desk and their roles."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from agents.signing.names import check_own, full_name
from knowledge.errors import InputError
from knowledge.yaml_file import Fault, YamlFile, read_yaml

Role = Literal[
    "marketer",
    "brand",
    "legal",
    "compliance",
    "data-science",
    "privacy",
    "locale-reviewer",
    "relationship-manager",
    "on-call",
    "admin",
    "auditor",
]
ROLES: tuple[Role, ...] = get_args(Role)
NAME = "[a-z0-9][a-z0-9._-]{0,40}"
TITLES: dict[str, str] = {
    "marketer": "Marketing",
    "brand": "Brand",
    "legal": "Legal",
    "compliance": "Compliance",
    "data-science": "Data Science",
    "privacy": "Privacy",
    "locale-reviewer": "the locale's reviewer",
    "relationship-manager": "the relationship manager",
    "on-call": "the on-call person",
    "admin": "an admin",
    "auditor": "an auditor",
}


def _auditor_only_reads(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    if "auditor" in roles and len(set(roles)) > 1:
        raise ValueError("an auditor only reads, so 'auditor' stands alone: take it out, or the other roles")
    if len(set(roles)) != len(roles):
        raise ValueError("a role is there twice: keep one")
    return roles


class User(BaseModel):
    """A person of the desk. An auditor only reads: that role stands alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=f"^{NAME}$")  # what they sign in with
    full_name: str = ""
    roles: Annotated[tuple[Role, ...], Field(min_length=1), AfterValidator(_auditor_only_reads)]
    active: bool = True


class People(YamlFile):
    """`people.yaml`. No passwords: those are given at the desk."""

    people: tuple[User, ...]

    def faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        called: dict[str, str] = {}
        for index, user in enumerate(self.people):
            if user.name in seen:
                yield Fault(("people", index, "name"), f"the name '{user.name}' is there twice: change one of them")
            seen.add(user.name)
            try:
                full_name(user.full_name)
                check_own(user.name, user.full_name, called)
            except InputError as error:
                yield Fault(("people", index, "full_name"), str(error))
            called[user.name] = user.full_name

    @classmethod
    def load(cls, path: Path) -> "People":
        """Raises InputError, in one line with file and line."""
        return read_yaml(path, cls)

    @property
    def by_role(self) -> dict[str, tuple[str, ...]]:
        """Role → the active people who hold it, in the order of the file."""
        return holders(self.people)


def holders(people: Collection[User]) -> dict[str, tuple[str, ...]]:
    """Role → the active people who hold it; every role is there."""
    return {role: tuple(user.name for user in people if user.active and role in user.roles) for role in ROLES}


def in_words(roles: Sequence[str], joint: Literal["and", "or"]) -> str:
    """ "Brand, Legal and the relationship manager": roles as a person names them, each once."""
    titles = [TITLES.get(role, role) for role in dict.fromkeys(roles)]
    if len(titles) < 2:
        return titles[0] if titles else "nobody"
    return f"{', '.join(titles[:-1])} {joint} {titles[-1]}"
