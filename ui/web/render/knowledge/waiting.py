"""What waits for a person: passages that want a label, and words in quarantine."""

from collections.abc import Sequence

from knowledge.labels import Example, Unsure, choices
from knowledge.record import Quarantined
from ui import words
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.knowledge.frame import Slice, Where, choice, kind, pager, place

LABELS, SHUT = 10, 20  # of a page


def labels(found: Sequence[Unsure], where: Where, page: str, *, may: bool) -> Safe:
    if not found:
        return parts.empty(say("knowledge.all_labelled"), say("knowledge.all_labelled_how"))
    piece = Slice.of(len(found), page, LABELS)
    return el(
        "div.labels",
        el("p.quiet", f"{say('knowledge.waiting', n=len(found))}. {say('knowledge.labels_about')}"),
        el("ol.to-label", *(_unsure(one, may=may) for one in found[piece.start : piece.end])),
        pager(piece, where, "labels"),
    )


def _unsure(one: Unsure, *, may: bool) -> Safe:
    options = {value: value_words(one.field, value) for value in choices(one.field)}
    guess = (
        say("knowledge.perhaps", value=value_words(one.field, one.guess), share=words.share(one.confidence))
        if one.guess
        else say("knowledge.no_guess")
    )
    form = el(
        "div.label-form",
        choice("value", say(f"knowledge.field_{one.field}"), options, one.guess or "", keep=True),
        parts.button(say("knowledge.label"), "label", "primary", passage=one.passage, field=one.field),
        data_form=True,
    )
    nearest = (
        el(
            "div.nearest",
            el("p.eyebrow", say("knowledge.nearest")),
            el("ul", *(_example(one.field, each) for each in one.nearest)),
        )
        if one.nearest
        else None
    )
    return el(
        "li",
        el(
            "div.asked-label",
            place(one.citation),
            el("blockquote", one.text),
            el("p.quiet", guess),
            form if may else None,
        ),
        nearest,
        data_key=f"{one.field}-{one.passage}",
    )


def _example(field: str, one: Example) -> Safe:
    return el(
        "li",
        el(
            "p.line",
            parts.chip(value_words(field, one.value)),
            el("small", say("knowledge.similarity", n=words.share(one.similarity))),
        ),
        el("p", one.text),
        el("small", one.citation),
        data_key=one.passage,
    )


def value_words(field: str, value: str) -> str:
    return kind(value) if field == "kind" else say(f"knowledge.voice_{value}")


def quarantine(found: Sequence[Quarantined], where: Where, page: str, *, may: bool) -> Safe:
    if not found:
        return parts.empty(say("knowledge.no_quarantine"), say("knowledge.no_quarantine_how"))
    piece = Slice.of(len(found), page, SHUT)
    return el(
        "div.shut",
        el("p.quiet", say("knowledge.quarantine_about")),
        el("ol.to-release", *(_shut(one, where, may=may) for one in found[piece.start : piece.end])),
        pager(piece, where, "quarantine"),
    )


def is_waiting(one: Quarantined) -> bool:
    return one.passage is not None and not one.released


def _shut(one: Quarantined, where: Where, *, may: bool) -> Safe:
    state = "released_state" if one.released else "withheld" if one.passage else "never_read"
    button = parts.button(
        say("knowledge.release"), "release", "small", item=one.id, confirm=say("knowledge.release_sure")
    )
    return el(
        "li",
        el(
            "p.line",
            parts.link(place(one.where), where.to("documents", doc=one.document)),
            parts.chip(say(f"knowledge.{state}"), kind=f"life {state}"),
            el("small", one.how),
        ),
        el("p", el("b", f"{say('knowledge.speaks')}: "), el("q", one.words)) if one.words else None,
        el("blockquote", one.text),
        el("p.quiet", say("knowledge.never_read_how")) if one.passage is None else None,
        button if may and is_waiting(one) else None,
        data_key=one.id,
    )
