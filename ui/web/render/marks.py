"""A draft's text with what was found in it and what carries it, each told where it stands: on hover and on focus."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from agents.views import DraftView, EvidenceView
from tools.findings import Finding
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.ways import fix_words, mends

_WEIGHT = {"red": 3, "amber": 2, "advice": 1}
_Span = tuple[int, int]


def marked(view: DraftView, name: str, *, fixable: bool) -> list[Child]:
    """Field `name` with its findings, and each sentence that rests on a passage. `fixable`: fixes are buttons."""
    text = view.fields.get(name, "")
    findings = [
        (*_edges(finding, text), number, finding)
        for number, finding in enumerate(view.report.findings)
        if finding.field == name and finding.span
    ]
    carried = [(*span, item) for item in view.evidence for span in _places(item, text)]
    spans = [(first, last) for first, last, _, _ in findings] + [(first, last) for first, last, _ in carried]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    pieces = [(start, end, _item(carried, start, end)) for start, end in pairwise(edges)]
    shown: list[Child] = []
    for count, (_, group) in enumerate(groupby(pieces, key=lambda piece: id(piece[2]) if piece[2] else 0)):
        here = list(group)
        inside = [_piece(view, text[start:end], findings, start, end, fixable) for start, end, _ in here]
        item = here[0][2]
        shown += [_carried(inside, item, f"{view.id}-{name}-{count}")] if item else inside
    return shown


def _item(carried: Sequence[tuple[int, int, EvidenceView]], start: int, end: int) -> EvidenceView | None:
    return next((item for first, last, item in carried if first <= start and end <= last), None)


def _places(item: EvidenceView, text: str) -> Iterator[_Span]:
    for sentence in item.sentences:
        start = text.find(sentence) if sentence else -1
        if start >= 0:
            yield start, start + len(sentence)


def _carried(inside: Sequence[Child], item: EvidenceView, name: str) -> Safe:
    tip = el(
        "span.tip",
        el("b", say("chat.rests_on", citation=_place(item.citation))),
        el("span", item.text),
        id=f"e-{name}",
        role="note",
    )
    return el("span.rests", *inside, tip, tabindex="0", aria_describedby=f"e-{name}", data_key=f"e-{name}")


def _place(citation: str) -> str:
    """The headings without the file, where there are any."""
    document, *headings = citation.split(" › ")
    return ", ".join(dict.fromkeys(headings)) or document


def _piece(
    view: DraftView,
    piece: str,
    findings: Sequence[tuple[int, int, int, Finding]],
    start: int,
    end: int,
    fixable: bool,
) -> Child:
    here = [(number, finding) for first, last, number, finding in findings if first <= start and end <= last]
    if not here:
        return piece
    worst = max((finding for _, finding in here), key=lambda finding: _WEIGHT[finding.severity])
    name = f"f-{view.id}-{worst.field}-{start}"
    told = (_told(view, number, finding, fixable) for number, finding in here)
    tip = el("span.tip", *told, id=name, role="note")
    return el(f"mark.{worst.severity}", piece, tip, tabindex="0", aria_describedby=name, data_key=name)


def _told(view: DraftView, number: int, finding: Finding, fixable: bool) -> Safe:
    if not fixable:
        return el("span", finding.message)
    told: dict[str, str | int] = {"draft": view.id, "finding": number, "mends": mends(finding)}
    fix = parts.button(fix_words(finding.fix), "fix", "small", **told) if finding.fix is not None else None
    options = (parts.button(fix_words(word), "fix", "small", option=word, **told) for word in finding.options)
    return el("span", finding.message, fix, *options)


def _edges(finding: Finding, text: str) -> _Span:
    return min(finding.start, len(text)), min(finding.start + len(finding.span), len(text))
