"""`DeskApi`: what every page, command and REST operation may ask of a desk, whether it is here or behind loopback."""

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ui.desk_api.cases import CasesApi
from ui.desk_api.insights import InsightsApi
from ui.desk_api.knowledge import KnowledgeApi
from ui.desk_api.people import PeopleApi
from ui.desk_api.policy import PolicyApi
from ui.desk_api.records import RecordsApi
from ui.desk_api.runs import RunsApi
from ui.desk_api.signing import SigningApi

if TYPE_CHECKING:
    from knowledge.brand import Brand


class DeskApi(RunsApi, SigningApi, CasesApi, KnowledgeApi, PeopleApi, RecordsApi, PolicyApi, InsightsApi, Protocol):
    """The desk as every page, command and REST operation sees it. Each method raises CopydeskError with one line."""

    @property
    def default_brand(self) -> "Brand":
        """The brand that is meant wherever none is named."""
        ...

    def start(self) -> list[str]:
        """Goes on with every unfinished run and watches the time; returns the runs that wait for somebody."""
        ...

    def warm(self) -> None:
        """Makes the language model ready; takes up to half a minute, and fails silently."""
        ...

    def init(self, name: str) -> Path:
        """Begins a brand of one's own and makes it the default; returns its folder.

        Raises InputError for a name that is taken or is none.
        """
        ...

    def brands(self) -> "tuple[Brand, ...]":
        """Every brand of the desk, with its settings."""
        ...

    def close(self) -> None:
        """Ends what runs in the background and lets go of the home."""
        ...


def members() -> dict[str, Any]:
    """Every method and property of `DeskApi` by name, its own first, then part by part."""
    parts = takewhile(lambda part: part is not Protocol, DeskApi.__mro__)
    return {name: member for part in parts for name, member in vars(part).items() if not name.startswith("_")}
