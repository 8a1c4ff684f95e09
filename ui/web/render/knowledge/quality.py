"""How good the knowledge is: a score for each side, and the list behind it."""

from collections.abc import Collection, Mapping
from math import floor

from knowledge.quality import Dimension
from knowledge.report import QualityReport
from ui import locales, words
from ui.texts import say
from ui.web.here import here
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.knowledge.frame import Slice, Where, kind, pager
from ui.web.render.knowledge.hints import document_of

SIZE = 40  # lines of a list
GOOD, FAIR = 0.9, 0.6  # scores from which a bar is green, and amber


def overview(report: QualityReport, where: Where) -> Safe:
    names = ("side", "score", "counted", "to_do")
    head = el("tr", *(el("th", say(f"knowledge.{name}"), scope="col", class_=name) for name in names))
    return el(
        "div.quality",
        _in_use(report),
        el(
            "table.known.sides",
            el("caption.unseen", say("knowledge.sides")),
            el("thead", head),
            el("tbody", *(_row(one, where) for one in report.dimensions)),
        ),
    )


def _in_use(report: QualityReport) -> Safe:
    counts = (
        say("knowledge.count_documents", n=report.documents),
        say("knowledge.count_passages", n=report.passages),
        say("knowledge.count_facts", n=report.facts),
        say("knowledge.count_claims", n=report.claims),
    )
    rows: list[tuple[str, Child]] = [(say("knowledge.in_use"), words.names(counts))]
    kinds = {kind(name): count for name, count in report.by_kind.items()}
    languages = {parts.language(tag): count for tag, count in report.by_locale.items()}
    idle = {words.field(reason): len(ids) for reason, ids in report.not_in_use.items()}
    for title, numbers in (
        (say("knowledge.by_kind"), kinds),
        (say("knowledge.by_locale"), languages),
        (say("knowledge.not_in_use"), idle),
    ):
        if numbers:
            rows.append((title, _numbers(numbers)))
    return el("dl.facts.known-wide", *(el("div", el("dt", name), el("dd", value)) for name, value in rows))


def _numbers(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {locales.number(count)}" for name, count in numbers.items())


def _row(one: Dimension, where: Where) -> Safe:
    behind = (
        parts.link(say("knowledge.list_of", n=len(one.items)), where.to("quality", side=one.name))
        if one.items
        else el("span.quiet", say("knowledge.no_list"))
    )
    what: Child = el("span", f"{say('knowledge.good_of', good=one.good, of=one.of)} {here(one.what)}")
    if one.name == "labels":
        behind = parts.link(say("knowledge.labels_look"), where.to("labels"))
        what = el("span", say("knowledge.labels_uncounted")) if one.score is None else what
    advice = el("small", parts.coded(here(one.advice))) if one.items and one.name != "labels" else None
    return el(
        "tr",
        el("th.side", say(f"knowledge.side_{one.name}"), scope="row"),
        el("td.score", score(one)),
        el("td.counted", what, data_name=say("knowledge.counted")),
        el("td.to_do", behind, advice),
        data_key=one.name,
    )


def score(one: Dimension) -> Safe:
    """A bar and the number; never by colour alone."""
    if one.score is None:
        return el("span.quiet", say("knowledge.no_score"))
    level = "green" if one.score >= GOOD else "amber" if one.score >= FAIR else "red"
    shown = words.share(floor(one.score * 100) / 100)  # 100 % only where nothing is left
    line = el("span.meter", el("i", style=f"width:{shown}"), class_=level, aria_hidden="true")
    return el("span.scored", line, el("b", shown))


def side(one: Dimension, where: Where, page: str, known: Collection[str]) -> Safe:
    """The list behind one score; a line that names a document leads to it."""
    ids = set(known)
    piece = Slice.of(len(one.items), page, SIZE)
    items = (
        el("li", _line(here(item), document_of(item, ids), where), data_key=f"{one.name}-{piece.start + number}")
        for number, item in enumerate(one.items[piece.start : piece.end])
    )
    return el(
        "div.quality",
        parts.link(f"← {say('knowledge.back_quality')}", where.to("quality"), kind="back"),
        el("h2", say(f"knowledge.side_{one.name}")),
        el("p.line", score(one), el("span", f"{say('knowledge.good_of', good=one.good, of=one.of)} {here(one.what)}")),
        el("p.quiet", parts.coded(here(one.advice))) if one.name != "labels" else None,
        el("ol.behind", *items, start=piece.start + 1) if one.items else el("p.quiet", say("knowledge.all_good")),
        pager(piece, where, "quality", side=one.name),
    )


def _line(item: str, document: str | None, where: Where) -> Child:
    if document is None:
        return item
    return parts.link(document, where.to("documents", doc=document)), item[len(document) :]
