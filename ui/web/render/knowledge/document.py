"""One document: what it is, what changed, what it says, and what those who may can do with it."""

from collections.abc import Collection, Sequence
from datetime import date

from knowledge.changes import Change
from knowledge.documents import Document
from knowledge.passages import Passage
from ui import locales, words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.knowledge.documents import days, kinds, language, state
from ui.web.render.knowledge.frame import Slice, Where, box, choice, kind, pager, place
from ui.web.render.shell import Setting

SIZE = 30  # passages of a page
CHANGES = 5  # versions
MANY = 8  # passages of one change


def card(
    one: Document,
    passages: Sequence[Passage],
    changes: Sequence[Change],
    held_back: Collection[str],
    hints: Sequence[str],
    where: Where,
    page: str,
    today: date,
    setting: Setting,
    curators: Sequence[str],
) -> Safe:
    """`held_back`: ids of passages in quarantine."""
    may = setting.visitor.has(*curators) and not setting.visitor.reads_only
    return el(
        "article.known-document",
        parts.link(f"← {say('knowledge.back')}", where.to("documents"), kind="back"),
        el(
            "header",
            el("h2", one.title),
            el("p.line", state(one.meta.status), *(parts.chip(hint, kind="flag") for hint in hints)),
        ),
        _actions(one) if may else el("p.quiet", say("knowledge.only_curators", roles=_roles(curators))),
        el(
            "div.known-columns",
            el(
                "section",
                el("h3", say("knowledge.said")),
                _passages(passages, held_back, where, page, one),
                data_key="said",
            ),
            el(
                "div",
                el("section", el("h3", say("knowledge.what")), _meta(one, len(passages), today, setting)),
                el("section", el("h3", say("knowledge.changes")), *_changes(changes)),
                data_key="beside",
            ),
        ),
        data_key=f"document-{one.id}",
    )


def _roles(curators: Sequence[str]) -> str:
    return words.names(words.role(role) for role in curators)


def _actions(one: Document) -> Safe:
    """Publishing comes first where it is not in use, retiring is asked twice."""
    status = one.meta.status
    publish = say("knowledge.publish_again") if status == "retired" else say("knowledge.publish")
    buttons = (
        parts.button(publish, "publish", "primary", document=one.id) if status != "published" else None,
        parts.button(say("knowledge.retire"), "retire", document=one.id, confirm=say("knowledge.retire_sure"))
        if status != "retired"
        else None,
    )
    meta = one.meta
    form = el(
        "div.form",
        el("p.quiet", say("knowledge.describe_how")),
        box("owner", say("knowledge.owner"), meta.owner or "", hint=say("knowledge.owner_how"), maxlength="200"),
        choice("kind", say("knowledge.kind"), kinds(), meta.kind, keep=True),
        box("valid_from", say("knowledge.valid_from"), _iso(meta.valid_from), type="date"),
        box("valid_until", say("knowledge.valid_until"), _iso(meta.valid_until), type="date"),
        el("p.actions", parts.button(say("knowledge.save"), "describe", "primary", document=one.id)),
        data_form=True,
        data_clear="describe",
    )
    way = el(
        "details.way",
        el("summary.button", say("knowledge.describe")),
        form,
        data_keep="open",
        data_key=f"describe-{one.version}-{meta.model_dump_json(include=_SHOWN)}",
    )
    return el("div.bar", *buttons, way)


_SHOWN = {"owner", "kind", "valid_from", "valid_until"}


def _iso(one: date | None) -> str:
    return one.isoformat() if one is not None else ""


def _meta(one: Document, passages: int, today: date, setting: Setting) -> Safe:
    meta = one.meta
    rows: list[tuple[str, Child]] = [
        (say("knowledge.title_of_file"), el("code", one.id)),
        (say("knowledge.kind"), kind(meta.kind)),
        (say("knowledge.locale"), language(one)),
        (say("knowledge.owner"), setting.person(meta.owner) if meta.owner else say("knowledge.nobody")),
        (say("knowledge.valid"), days(meta, today)),
        (say("knowledge.version"), str(one.version)),
        (say("knowledge.passages"), locales.number(passages)),
    ]
    more = (("product", meta.product), ("channel", meta.channel), ("tags", ", ".join(meta.tags)))
    rows += [(words.field(name), value) for name, value in more if value]
    return el("dl.facts", *(el("div", el("dt", name), el("dd", value)) for name, value in rows))


def _changes(changes: Sequence[Change]) -> list[Safe]:
    if not changes:
        return [el("p.quiet", say("knowledge.no_changes"))]
    return [
        el(
            "details.known-change",
            el("summary", say("knowledge.change", n=one.version)),
            _facts(one),
            _texts(say("knowledge.removed"), "del", one.removed),
            _texts(say("knowledge.added"), "ins", one.added),
            open=number == 0,
            data_keep="open",
            data_key=f"version-{one.version}",
        )
        for number, one in enumerate(changes[:CHANGES])
    ]


def _facts(one: Change) -> Safe | None:
    rows = [
        (say("knowledge.changed_fact", subject=fact.subject, attribute=fact.attribute), fact.before, fact.after)
        for fact in one.facts
    ] + [(words.field(key), before, after) for key, (before, after) in one.meta.items()]
    if not rows:
        return None
    nothing = say("knowledge.nothing")
    return el(
        "dl.facts.moved",
        *(
            el("div", el("dt", name), el("dd", el("del", before or nothing), " → ", el("ins", after or nothing)))
            for name, before, after in rows[:MANY]
        ),
        el("p.quiet", say("knowledge.more", n=len(rows) - MANY)) if len(rows) > MANY else None,
    )


def _texts(title: str, tag: str, texts: Sequence[str]) -> Safe | None:
    if not texts:
        return None
    more = el("p.quiet", say("knowledge.more", n=len(texts) - MANY)) if len(texts) > MANY else None
    return el("div.diff", el("h4", title), *(el("p", el(tag, text)) for text in texts[:MANY]), more)


def _passages(passages: Sequence[Passage], held_back: Collection[str], where: Where, page: str, one: Document) -> Safe:
    if not passages:
        return el("p.quiet", say("knowledge.no_passages"))
    piece = Slice.of(len(passages), page, SIZE)
    items = (
        el(
            "li",
            el(
                "p.line",
                place(passage.citation),
                parts.chip(say("knowledge.held_back"), kind="flag") if passage.id in held_back else None,
                parts.chip(kind(passage.kind)) if passage.kind != one.meta.kind else None,
            ),
            el("blockquote", passage.text),
            data_key=passage.id,
        )
        for passage in passages[piece.start : piece.end]
    )
    return el("div", el("ol.known-passages", *items), pager(piece, where, "documents", doc=one.id))
