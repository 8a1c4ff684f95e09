"""What an address of the approvals page asks for: which list, filtered how, which page of it, which card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args
from urllib.parse import parse_qs, urlencode

from agents.views import QUEUE_FIELDS, QueueField, Whose
from ui.web import places

Tab = Literal["mine", "all", "done", "cases"]
TABS: tuple[Tab, ...] = ("mine", "all", "done", "cases")
PAGE = 50  # rows of a list
NONE = "none"  # how an address says that a field is empty, as the channel of a tool call
TOGETHER = 20  # that are read and signed in one go


@dataclass(frozen=True)
class Wanted:
    tab: Tab | None = None  # None: whatever waits for the visitor
    id: str | None = None
    page: int = 1
    where: Mapping[QueueField, str] = field(default_factory=dict)
    several: tuple[str, ...] = ()  # approvals that are read before they are signed together
    closed: bool = False  # of the cases: those that are over

    @classmethod
    def read(cls, at: str) -> "Wanted":
        """Whatever is not understood counts as not asked for."""
        query = {name: values[0] for name, values in parse_qs(at.removeprefix("?")).items()}
        page = query.get("page", "1")
        where: dict[QueueField, str] = {}
        for name in QUEUE_FIELDS:
            if given := query.get(name):
                where[name] = "" if given == NONE else given
        if where.get("taken") not in (*get_args(Whose), None):
            del where["taken"]
        return cls(
            tab=next((tab for tab in TABS if tab == query.get("tab")), None),
            id=query.get("id") or None,
            page=min(int(page), 10**6) if page.isascii() and page.isdigit() and int(page[:7]) else 1,
            where=where,
            several=tuple(dict.fromkeys(filter(None, query.get("several", "").split(","))))[:TOGETHER],
            closed=query.get("closed") == "1",
        )

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE

    @property
    def query(self) -> str:
        """The query string; of lists whose first page is meant, no page."""
        where: dict[str, str] = {name: value or NONE for name, value in self.where.items()}
        known = {
            "tab": self.tab or "",
            **where,
            "page": str(self.page) if self.page > 1 else "",
            "closed": "1" if self.closed else "",
            "several": ",".join(self.several),
            "id": self.id or "",
        }
        return f"?{urlencode({name: value for name, value in known.items() if value})}"

    @property
    def address(self) -> str:
        return f"{places.APPROVALS}{self.query}"

    def addresses(self, ids: Iterable[str]) -> list[str]:
        """Of each of these cards, beside this list."""
        here = self.card(None).address
        joint = "" if here.endswith("?") else "&"
        return [f"{here}{joint}{urlencode({'id': id})}" for id in ids]

    def card(self, id: str | None) -> "Wanted":
        return replace(self, id=id, several=())

    def filtered(self, name: QueueField, value: str | None) -> "Wanted":
        """From its first page; None takes the filter away."""
        others = {key: given for key, given in self.where.items() if key != name}
        return replace(self, where=others if value is None else {**others, name: value}, page=1, id=None, several=())
