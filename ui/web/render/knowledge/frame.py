"""What every part of the knowledge page shows: where one is, for which brand, which page of how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from knowledge.brand import Brand
from ui import locales
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.working import Answer

PATH = "/knowledge/"
TABS = ("documents", "search", "quality", "labels", "quarantine")


@dataclass(frozen=True)
class Where:
    """Makes addresses within this page. `brand` is None for the desk's own."""

    brand: str | None = None

    def query(self, tab: str, **values: object) -> str:
        """What is empty is left out."""
        named = {"tab": tab, "brand": self.brand, **values}
        return "?" + urlencode({key: value for key, value in named.items() if value not in (None, "")})

    def to(self, tab: str, **values: object) -> str:
        return PATH + self.query(tab, **values)


@dataclass(frozen=True)
class Slice:
    """One page of a list. Counts from 1; a page that is not there is the last."""

    number: int
    pages: int
    start: int
    end: int

    @classmethod
    def of(cls, total: int, wanted: str, size: int) -> "Slice":
        pages = max(1, -(-total // size))
        number = min(pages, max(1, int(wanted))) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
        return cls(number, pages, (number - 1) * size, number * size)


def head(
    where: Where, tab: str, tabs: Sequence[str], brands: Sequence[Brand], brand: str, counts: Mapping[str, int]
) -> Safe:
    named = (
        parts.link(
            (say(f"knowledge.tab_{one}"), el("span.count", locales.number(counts[one])) if counts.get(one) else None),
            where.to(one),
            current=one == tab,
        )
        for one in tabs
    )
    return el(
        "header.known-head",
        el("div", el("h1", say("knowledge.title")), el("p.quiet", say("knowledge.about"))),
        _brands(tab, brands, brand) if len(brands) > 1 else None,
        el("nav.tabs.flat", *named, aria_label=say("knowledge.tabs")),
    )


def _brands(tab: str, brands: Sequence[Brand], current: str) -> Safe:
    links = (
        parts.link(one.name, Where(one.id).to(tab), kind="known-pick", current=one.id == current) for one in brands
    )
    return el("nav.known-picks", *links, aria_label=say("knowledge.brands"))


def pager(piece: Slice, where: Where, tab: str, **values: object) -> Safe | None:
    if piece.pages < 2:
        return None

    def step(text: str, number: int) -> Safe:
        if not 1 <= number <= piece.pages:
            return el("span.button.quiet.small", text, aria_disabled="true")
        return parts.link(text, where.to(tab, **values, page=number), kind="button quiet small")

    return el(
        "nav.pager",
        step(say("knowledge.earlier"), piece.number - 1),
        el("span", say("knowledge.page", n=piece.number, of=piece.pages)),
        step(say("knowledge.later"), piece.number + 1),
        aria_label=say("knowledge.pages"),
    )


def working(answer: Answer[object]) -> Safe:
    """How far an answer is. `data-live` has the page look again soon."""
    said = say("knowledge.beginning")
    if answer.step and answer.total:
        said = say("knowledge.working", step=answer.step, done=answer.done, total=answer.total)
    return el(
        "div.working",
        el("p", el("span.turning", aria_hidden="true"), el("b", said)),
        bar(answer.done, answer.total, said),
        el("p.quiet", say("knowledge.long")),
        role="status",
        data_live=True,
    )


def bar(done: int, total: int, said: str) -> Safe:
    """Without a value where nobody knows yet how long it is."""
    if not total:
        return el("progress", aria_label=said)
    return el("progress", value=done, max=total, aria_label=said)


def kind(name: str) -> str:
    return say(f"knowledge.kind_{name}")


def choice(name: str, label: str, options: Mapping[str, str], current: str = "", *, keep: bool = False) -> Safe:
    """A labelled list to choose from: value → words."""
    items = (el("option", words, value=value, selected=value == current) for value, words in options.items())
    select = el("select", *items, name=name, data_keep="value" if keep else None)
    return el("label.field", el("span", label), select)


def box(name: str, label: str, value: str = "", *, hint: str = "", **attributes: str | bool | None) -> Safe:
    given = el("input", name=name, value=value, placeholder=hint or None, autocomplete="off", **attributes)
    return el("label.field", el("span", label), given)


def place(citation: str) -> Child:
    """The headings large, where in which file small."""
    spot, *headings = citation.split(" › ")
    named = " › ".join(dict.fromkeys(headings))
    return el("span.citation", el("b", named or spot), el("small", spot) if named else None)
