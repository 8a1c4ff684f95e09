"""What a draft or an answer rests on: citations that can be followed."""

from collections.abc import Sequence

from agents.views import DraftView, EvidenceView, PassageView
from ui.web.html import Safe, el


def evidence(items: Sequence[EvidenceView], opened: bool = False) -> Safe:
    if not items:
        return el("p.quiet", "No passage carries this text.")
    return el("ul.evidence", *(_item(item, opened) for item in items))


def _item(item: EvidenceView, opened: bool) -> Safe:
    carried = [el("p.carries", el("span", "Carries "), el("q", sentence)) for sentence in item.sentences]
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
    place = " › ".join(dict.fromkeys(headings)) or document
    return el("span.citation", el("b", place), el("small", document) if headings else None)


def built_on(draft: DraftView) -> Safe | None:
    """The fact and the angle that were chosen for it, and why."""
    rows = [
        ("Fact", draft.fact),
        ("Angle", draft.angle),
        ("Why", draft.why),
        *(("Learnt", one) for one in draft.learnt),
    ]
    told = [(el("dt", name), el("dd", text)) for name, text in rows if text]
    return el("dl.built", *told) if told else None
