"""What the menu lists beside chat and approvals, and who may open it. What builds each page stands in `office.py`."""

from dataclasses import dataclass

from ui import words
from ui.readers import BUT_MARKETERS, TRAIL
from ui.texts import say
from ui.web.render.shell import Place
from ui.web.rights import roles_of
from ui.web.sessions import Visitor


@dataclass(frozen=True)
class Entry:
    """A page: its name in the address and in the texts, and which roles may open it; none named: everybody."""

    name: str
    readers: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"/{self.name}/"

    def open_to(self, visitor: Visitor) -> bool:
        return not self.readers or visitor.has(*self.readers)

    def refusal(self, visitor: Visitor) -> str:
        return say("menu.only", roles=words.names(map(words.role, self.readers)), mine=roles_of(visitor))


ENTRIES: tuple[Entry, ...] = (
    Entry("knowledge"),
    Entry("rules"),
    Entry("policy"),
    Entry("insights", readers=BUT_MARKETERS),
    Entry("audit", readers=TRAIL),
    Entry("people"),
)


def menu(visitor: Visitor) -> tuple[Place, ...]:
    """What this visitor may open."""
    return tuple(Place(one.name, one.path, say(f"menu.{one.name}")) for one in ENTRIES if one.open_to(visitor))
