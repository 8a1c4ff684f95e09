"""What a draft or an answer rests on: citations that can be followed."""

import re
from collections.abc import Sequence

from agents.views import DraftView, EvidenceView, PassageView
from ui.texts import say
from ui.web.html import Safe, el, join
from ui.web.render.shell import Setting

_ID = re.compile(r" \(d-\w+\)$")  # of a draft, for programs; here it leads nowhere
MACHINE = "copydesk"  # a version's author where the model wrote it
MOST = 10  # shown; what carries whole sentences comes first


def evidence(items: Sequence[EvidenceView], opened: bool = False) -> Safe:
    if not items:
        return el("p.quiet", say("chat.no_evidence"))
    ordered = sorted(items, key=lambda item: not item.sentences)
    left = len(items) - MOST
    more = el("li", el("p.quiet", say("chat.evidence_more", n=left))) if left > 0 else None
    return el("ul.evidence", *(_item(item, opened) for item in ordered[:MOST]), more)


def _item(item: EvidenceView, opened: bool) -> Safe:
    carried = [el("p.carries", el("span", say("chat.carries")), el("q", sentence)) for sentence in item.sentences]
    return el(
        "li",
        el(
            "details",
            el("summary", _citation(item.citation)),
            el("blockquote", item.text),
            *carried,
            open=opened,
            data_keep="open",
            data_key=f"{item.passage}-{opened}",
        ),
    )


def passages(items: Sequence[PassageView]) -> Safe:
    return el(
        "ul.evidence",
        *(
            el("li", el("details", el("summary", _citation(p.citation)), el("blockquote", p.text), data_keep="open"))
            for p in items
        ),
    )


def _citation(text: str) -> Safe:
    """The document small, where in it large."""
    document, *headings = text.split(" › ")
    return el("span.citation", el("b", place(text)), el("small", document) if headings else None)


def place(citation: str) -> str:
    """The headings without the file, where there are any."""
    document, *headings = citation.split(" › ")
    return " › ".join(dict.fromkeys(headings)) or document


def built_on(draft: DraftView, setting: Setting) -> Safe | None:
    """The fact and the angle that were chosen for it, why, and what wrote it. What a person has changed since may rest
    on something else.
    """
    rows = [
        (say("chat.fact"), _fact(draft)),
        (say("chat.angle"), draft.angle),
        (say("chat.why"), draft.why),
        (say("chat.learnt"), [el("p", _ID.sub("", one)) for one in draft.learnt]),
        (say("chat.writer"), _writer(draft)),
    ]
    told = [(el("dt", name), el("dd", text)) for name, text in rows if text]
    if not told:
        return None
    listed, before = el("dl.built", *told), _before(draft, setting)
    return join((el("p.quiet", before), listed)) if before and draft.fact else listed


def _fact(draft: DraftView) -> list[Safe]:
    """With the passage that it stands in."""
    if not draft.fact:
        return []
    return [el("p", draft.fact), el("p.source", _citation(draft.fact_source)) if draft.fact_source else Safe()]


def _before(draft: DraftView, setting: Setting) -> str | None:
    """Whose change came after it, where one did; without versions only that there was one."""
    if not draft.versions:
        return say("chat.built_at_first") if draft.model is None and draft.version > 1 else None
    author = draft.versions[-1].author
    if author == MACHINE:
        return None
    if author == setting.visitor.user.name:
        return say("chat.built_before_you")
    return say("chat.built_before", who=setting.person(author))


def _writer(draft: DraftView) -> list[Safe]:
    """The model, and the beginning of its prompt's digest, by which two drafts can be told to share one."""
    if not draft.model:
        return []
    prompt = el("small", say("chat.prompt", digest=draft.prompt[:12]), title=draft.prompt) if draft.prompt else None
    return [el("p.writer", draft.model, " " if prompt else None, prompt)]
