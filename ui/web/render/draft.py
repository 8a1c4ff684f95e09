"""A draft as its requester sees it: how it will look, what was found, what it rests on, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.views import DraftView, WaitView
from tools.channels import Channel
from tools.copy import Copy
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.here import here
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.back import others
from ui.web.render.channels import preview
from ui.web.render.evidence import built_on, evidence
from ui.web.render.findings import listed, sections
from ui.web.render.marks import marked
from ui.web.render.meters import counted, meters
from ui.web.render.shell import Setting
from ui.web.render.ways import Hand, hand

WAITS = ("submitted", "revising")  # whose draft can still change


@dataclass(frozen=True)
class Card:
    """What is around one draft. `choosing`: the visitor may pick and change it. `checked`: somebody brought it."""

    brand: str
    choosing: bool
    checked: bool
    channel: Channel | None
    wait: WaitView | None
    languages: Sequence[str]  # that it can be written in beside its own
    requester: str
    name: str
    withdrawn: bool = False  # the whole request is


def draft(view: DraftView, card: Card, setting: Setting) -> Safe:
    gone = view.status == "withdrawn"
    return el(
        "article.draft",
        _head(view, card, setting),
        el("p.quiet", say("chat.not_ticked")) if card.choosing and view.rating == "red" else None,
        None if gone else _others(view, card, setting),
        _left_out(view) if gone else _body(view, card, setting),
        None if gone else _rejected(view, setting),
        el("p.missed", say("chat.missed", why=here(view.missed)), role="status")
        if view.missed and card.choosing
        else None,
        None if gone else _ways(view, card),
        data_key=view.id,
        class_=view.status,
        aria_label=card.name,
    )


def _head(view: DraftView, card: Card, setting: Setting) -> Safe:
    title = say("chat.your_text") if card.checked else card.name
    pick: Child = el("h3", title)
    if card.choosing:
        box = el(
            "input", type="checkbox", name="drafts", value=view.id, checked=view.rating != "red", data_keep="value"
        )
        pick = el("label.pick", box, el("h3", title))
    unrated = not view.report.rules_digest
    rated = parts.chip(say("chat.being_checked")) if unrated else parts.rating(view.rating, view.report.score)
    return el(
        "header",
        pick,
        el("span.lang", parts.language(view.locale)),
        rated,
        None if card.choosing or card.checked or unrated else _state(view, card, setting),
    )


def _state(view: DraftView, card: Card, setting: Setting) -> Safe:
    state: Child = words.draft_state(view, withdrawn=card.withdrawn)
    if card.wait is not None:
        state = [f"{card.wait.signers}, ", parts.due(card.wait.due, setting.now)]
    shown = parts.link(state, places.approval(view.approval, "all")) if view.approval else state
    return parts.chip(shown, kind=view.status)


def _others(view: DraftView, card: Card, setting: Setting) -> Safe | None:
    told = others(view, card.requester, setting, choosing=card.choosing)
    return el("div.others-did", *told, data_key="others") if told else None


def _body(view: DraftView, card: Card, setting: Setting) -> Safe:
    def look(name: str) -> list[Child]:
        return marked(view, name, fixable=card.choosing)

    shown = preview(view.channel, view.fields, view.report.findings, card.brand, look)
    return el("div.draft-body", el("div.look", shown, meters(view.fields, card.channel)), _reasons(view, card, setting))


def _reasons(view: DraftView, card: Card, setting: Setting) -> Safe:
    built = built_on(view, setting)
    given = _hand(view, card, setting)
    rests = el("summary", el("h4", say("chat.evidence")), el("span.count", len(view.evidence)))
    return el(
        "div.reasons",
        _check(view, given) if view.report.rules_digest else None,
        el("section", el("h4", say("chat.built_on")), built) if built else None,
        el("details.rests-on", rests, evidence(view.evidence), data_keep="open", data_key="evidence"),
    )


def _hand(view: DraftView, card: Card, setting: Setting) -> Hand:
    copy = Copy(fields=view.fields, locale=view.locale)
    if card.choosing:
        return hand(setting, copy, draft=view.id, rewrites=view.fact is not None)
    if setting.visitor.reads_only:
        return Hand(why_not=say("chat.no_way_reads"))
    if card.checked:
        return hand(setting, copy)
    if view.status == "proposed":
        return Hand(why_not=say("chat.no_way_others", person=setting.person(card.requester)))
    return Hand(why_not=say(f"chat.no_way_{view.status if view.status in WAITS else 'decided'}"))


def _check(view: DraftView, given: Hand) -> Safe:
    """Folded where nothing was found: then it is one line."""
    found = view.report.findings
    if found:
        return el("section", el("h4", say("chat.check")), sections(view.report), listed(found, given))
    passed = say("chat.rules_passed", n=sum(section.rules for section in view.report.sections))
    title = el("summary", el("h4", say("chat.check")), el("span.passed", passed))
    return el("details.rests-on", title, sections(view.report), data_keep="open", data_key="check")


def _left_out(view: DraftView) -> Safe:
    """Folded: it goes nowhere, and its words may serve another time."""
    return el(
        "details.left-out",
        el("summary", say("chat.its_text")),
        el("p.copy", view.text),
        el("p.actions", *_copy(view)),
        data_keep="open",
        data_key="left-out",
    )


def _rejected(view: DraftView, setting: Setting) -> Safe | None:
    if view.rejected is None:
        return None
    why = words.rejection(view.rejected.cause, view.rejected.words)
    return el("p.missed", say("chat.rejected", person=setting.person(view.rejected.by), why=why))


def _ways(view: DraftView, card: Card) -> Safe:
    """What can be done with it."""
    if not card.choosing:
        return el("div.ways", *_copy(view))
    anew = (
        _wish(view, say("chat.shorter"), say("chat.shorter")),
        _wish(view, say("chat.warmer"), say("chat.warmer_wish")),
        _languages(view, card.languages),
    )
    return el(
        "div.ways",
        el("div.anew", *anew, role="group", aria_label=say("chat.anew")) if view.fact is not None else None,
        _in_words(view) if view.fact is not None else None,
        _edit(view, card),
        *_copy(view),
    )


def _copy(view: DraftView) -> tuple[Safe, Safe]:
    """The text to be copied stands beside the button, unseen."""
    text = el("pre", view.text, id=f"copy-{view.id}", hidden=True)
    return el("button.button.small", say("chat.copy"), type="button", data_copy=f"#copy-{view.id}"), text


def _wish(view: DraftView, said: str, notes: str, locale: str | None = None) -> Safe:
    return parts.button(said, "wish", "small", draft=view.id, wish=notes, locale=locale)


def _languages(view: DraftView, tags: Sequence[str]) -> list[Safe]:
    said = [(tag, say("chat.in_language", language=parts.language(tag))) for tag in tags]
    buttons = [_wish(view, text, text, tag) for tag, text in said]
    if len(buttons) <= 1:
        return buttons
    title = el("summary.button.small", say("chat.other_languages"))
    return [el("details.others", title, el("span.list", *buttons), data_keep="open", data_key=f"in-{view.id}")]


def _in_words(view: DraftView) -> Safe:
    said = say("chat.wish_empty")
    keyed = {"data_key": f"notes-{view.version}", **parts.needs(f"{view.id}-notes", said)}
    box = el("textarea", name="notes", rows=2, maxlength=600, data_keep="value", **keyed)
    return el(
        "details.in-words",
        el("summary", say("chat.in_words")),
        el(
            "div.form",
            parts.needed(el("label.field", el("span", say("chat.in_words_box")), box), f"{view.id}-notes", said),
            el("p.actions", parts.button(say("chat.write_anew"), "wish", draft=view.id)),
            data_form=True,
        ),
        data_key=f"words-{view.version}",
        data_keep="open",
    )


def _edit(view: DraftView, card: Card) -> Safe:
    return el(
        "details.edit",
        el("summary", say("chat.edit")),
        el(
            "div.form",
            *fields(view, card.channel, needed=say("chat.field_needed")),
            el("p.actions", parts.button(say("chat.save"), "tweak", draft=view.id), parts.cancel()),
            data_form=True,
        ),
        data_key=f"edit-{view.version}",
        data_keep="open",
    )


def fields(
    view: DraftView, channel: Channel | None = None, put: str | None = None, needed: str | None = None
) -> list[Safe]:
    """One box a field, named `field:NAME`; with its channel, the characters are counted while somebody types. `put`
    marks a text that the desk wrote, which goes over what stands in the boxes; `needed` stands at one left empty.
    """
    return [
        parts.needed(
            el(
                "label.field",
                el("span", words.field(name)),
                _box(view, name, text, put, needed),
                counted(name, text, channel),
            ),
            f"{view.id}-{name}",
            needed,
        )
        for name, text in view.fields.items()
    ]


def _box(view: DraftView, name: str, text: str, put: str | None, needed: str | None) -> Safe:
    key = f"{view.id}-{view.version}-{name}"
    told = parts.needs(f"{view.id}-{name}", needed)
    return el("textarea", text, name=f"field:{name}", rows=_rows(text), data_put=put, data_key=key, **told)


def _rows(text: str) -> int:
    return min(12, max(2, len(text) // 60 + text.count("\n") + 1))
