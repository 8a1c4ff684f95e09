"""A draft as its requester sees it: how it will look, what was found, what it rests on, and what can be done."""

from agents.views import DraftView
from ui import words
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.channels import preview
from ui.web.render.evidence import built_on, evidence
from ui.web.render.findings import listed, sections


def draft(view: DraftView, brand: str, *, choosing: bool, checked: bool, approval_link: str | None) -> Safe:
    """`choosing`: the visitor may pick and change it. `checked`: copy that somebody brought; it goes nowhere."""
    return el(
        "article.draft",
        _head(view, choosing, checked, approval_link),
        None
        if view.status == "withdrawn"
        else el(
            "div.draft-body", preview(view.channel, view.fields, view.report.findings, brand), _reasons(view, choosing)
        ),
        _edit(view) if choosing else None,
        data_key=view.id,
        class_=view.status,
        aria_label=f"{words.channel(view.channel)} {view.variant}",
    )


def _head(view: DraftView, choosing: bool, checked: bool, approval_link: str | None) -> Safe:
    letter = view.alternative if view.alternative not in ("", "A") else ""
    title = "Your text" if checked else f"{words.channel(view.channel)} {view.variant}{letter}"
    pick: Child = el("h3", title)
    if choosing:
        box = el("input", type="checkbox", name="drafts", value=view.id, checked=True, data_keep="value")
        pick = el("label.pick", box, el("h3", title))
    state = words.DRAFT_STATUS[view.status]
    shown = parts.link(state, approval_link) if approval_link else state
    return el(
        "header",
        pick,
        el("span.lang", parts.language(view.locale)),
        parts.rating(view.rating, view.report.score),
        None if choosing or checked else parts.chip(shown, kind=view.status),
    )


def _reasons(view: DraftView, choosing: bool) -> Safe:
    return el(
        "div.reasons",
        el(
            "section",
            el("h4", "Brand check"),
            sections(view.report),
            listed(view.report.findings, view.id if choosing else None),
        ),
        el("section", el("h4", "Built on"), built_on(view)) if built_on(view) else None,
        el("section", el("h4", "Evidence"), evidence(view.evidence)),
    )


def _edit(view: DraftView) -> Safe:
    return el(
        "details.edit",
        el("summary", "Edit the text"),
        el(
            "div.form",
            *fields(view),
            el("p.actions", parts.button("Save and check again", "tweak", draft=view.id)),
            data_form=True,
        ),
        data_key=f"edit-{view.version}",
        data_keep="open",
    )


def fields(view: DraftView) -> list[Safe]:
    """One box a field, named `field:NAME`."""
    return [
        el(
            "label.field",
            el("span", words.field(name)),
            el("textarea", text, name=f"field:{name}", rows=_rows(text), data_key=f"{view.id}-{view.version}-{name}"),
        )
        for name, text in view.fields.items()
    ]


def _rows(text: str) -> int:
    return min(12, max(2, len(text) // 60 + text.count("\n") + 1))
