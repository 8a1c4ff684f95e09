"""The list of documents: what each is, whose, whether it is in use, and what to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from knowledge.documents import Document, DocumentKind, DocumentMeta
from knowledge.loading import Refusal
from ui import locales
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.knowledge.frame import Slice, Where, box, choice, kind, pager
from ui.web.render.shell import Setting

STATES = ("published", "draft", "retired", "refused")
SIZE = 25


@dataclass(frozen=True)
class Filter:
    """What is looked for. Empty means any."""

    status: str = ""
    kind: str = ""
    words: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.status or self.kind or self.words)

    def takes(self, one: Document) -> bool:
        words = self.words.casefold().split()
        named = f"{one.title} {one.id}".casefold()
        return (
            self.status in ("", one.meta.status)
            and self.kind in ("", one.meta.kind)
            and all(word in named for word in words)
        )

    def takes_refused(self, one: Refusal) -> bool:
        return (
            self.status in ("", "refused")
            and not self.kind
            and all(word in one.path.casefold() for word in self.words.casefold().split())
        )


@dataclass(frozen=True)
class Listing:
    documents: Sequence[Document]
    refused: Sequence[Refusal]
    passages: Mapping[str, int]
    hints: Mapping[str, Sequence[str]]
    today: date


def kinds() -> dict[str, str]:
    return {name: kind(name) for name in get_args(DocumentKind)}


def controls(where: Where, wanted: Filter, counts: Mapping[str, int]) -> Safe:
    states = (
        parts.link(
            (say(f"knowledge.status_{one or 'all'}"), el("span.count", locales.number(counts.get(one, 0)))),
            where.to("documents", status=one, kind=wanted.kind, q=wanted.words),
            kind="known-pick",
            current=one == wanted.status,
        )
        for one in ("", *STATES)
    )
    form = el(
        "div.known-find",
        box("q", say("knowledge.find"), wanted.words, type="search", maxlength="200", data_submit="find"),
        choice("kind", say("knowledge.find_kind"), {"": say("knowledge.any_kind"), **kinds()}, wanted.kind),
        parts.button(say("knowledge.find_now"), "find", status=wanted.status),
        role="search",
        data_form=True,
        data_key=f"find-{wanted.words}-{wanted.kind}-{wanted.status}",
    )
    return el(
        "div.known-controls",
        form,
        el("nav.known-picks", *states, aria_label=say("knowledge.states")),
        data_key="controls",
    )


def table(where: Where, wanted: Filter, listing: Listing, page: str, place: Setting) -> Safe:
    total = len(listing.documents) + len(listing.refused)
    piece = Slice.of(total, page, SIZE)
    every: list[Document | Refusal] = [*listing.documents, *listing.refused]
    shown = every[piece.start : piece.end]
    rows = (_refused(one) if isinstance(one, Refusal) else _row(one, where, listing, place) for one in shown)
    names = ("document", "state", "kind", "owner", "valid", "passages", "hints")
    head = el("tr", *(el("th", say(f"knowledge.{name}"), scope="col", class_=name) for name in names))
    return el(
        "div.listing",
        el("p.quiet", say("knowledge.found", n=total), role="status"),
        el(
            "table.known",
            el("caption.unseen", say("knowledge.list")),
            el("thead", head),
            el("tbody", *rows),
        ),
        pager(piece, where, "documents", status=wanted.status, kind=wanted.kind, q=wanted.words),
        data_key="listing",
    )


def _row(one: Document, where: Where, listing: Listing, place: Setting) -> Safe:
    title = parts.link(one.title, where.to("documents", doc=one.id))
    version = el("small", f"{one.id} · {say('knowledge.version')} {one.version} · {language(one)}")
    hints = listing.hints.get(one.id, ())
    return el(
        "tr",
        el("th.document", title, version, scope="row"),
        _cell("state", state(one.meta.status)),
        _cell("kind", kind(one.meta.kind)),
        _cell("owner", place.person(one.meta.owner) if one.meta.owner else el("span.quiet", say("knowledge.nobody"))),
        _cell("valid", days(one.meta, listing.today)),
        _cell("passages", locales.number(listing.passages.get(one.id, 0))),
        _cell("hints", el("ul", *(el("li", hint) for hint in hints)) if hints else None),
        data_key=one.id,
    )


def _refused(one: Refusal) -> Safe:
    why = el("span", el("b", say("knowledge.refused_why")), f": {one.reason}. ", say("knowledge.refused_how"))
    return el(
        "tr.refused",
        el("th.document", el("span", one.path), scope="row"),
        _cell("state", state("refused")),
        el("td.why-refused", why, colspan=5),
        data_key=f"refused-{one.path}",
    )


def _cell(name: str, content: Safe | str | None) -> Safe:
    return el("td", content, class_=name, data_name=say(f"knowledge.{name}") if content else None)


def state(name: str) -> Safe:
    return parts.chip(say(f"knowledge.status_{name}"), kind=f"life {name}")


def language(one: Document) -> str:
    named = parts.language(one.meta.locale)
    return say("knowledge.reads_like", language=named) if "locale" in one.guessed else named


def days(meta: DocumentMeta, today: date) -> str:
    """The days on which it holds, in words."""
    start, end = meta.valid_from, meta.valid_until
    if end is not None and end < today:
        return say("knowledge.ended", day=day(end))
    if start is not None and today < start:
        return say("knowledge.begins", day=day(start))
    if start is not None and end is not None:
        return say("knowledge.between", start=day(start), end=day(end))
    if end is not None:
        return say("knowledge.until", day=day(end))
    return say("knowledge.from", day=day(start)) if start is not None else say("knowledge.always")


def day(one: date) -> str:
    return locales.day(one)
