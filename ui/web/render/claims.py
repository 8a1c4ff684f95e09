"""Each sentence of a draft with the passages that carry it, and what nothing carries."""

from collections.abc import Mapping, Sequence

from agents.views import DraftView, EvidenceView
from tools.findings import SentenceSupport
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render.evidence import evidence


def claims(view: DraftView) -> Safe:
    """In the order of the text. What was rated before sentences were kept shows its passages alone."""
    support = view.report.support
    if not support:
        return evidence(view.evidence, opened=True)
    passages = {one.passage: one for one in view.evidence}
    rows = [_sentence(one, passages) for one in support]
    named = {passage for one in support for passage in (*one.passages, *one.said_in)}
    rest = [one for one in view.evidence if one.passage not in named]
    return el(
        "div.claims",
        el("ol", *rows),
        _besides(rest) if rest else None,
    )


def _besides(rest: Sequence[EvidenceView]) -> Safe:
    """Folded, so that the card is one screen: no sentence rests on these."""
    head = el("summary", el("h4", say("approvals.also_cited")), el("span.count", len(rest)))
    return el("details.rests-on", head, evidence(rest), data_keep="open", data_key="also-cited")


def _sentence(one: SentenceSupport, passages: Mapping[str, EvidenceView]) -> Safe:
    carried = [passages[passage] for passage in (*one.passages, *one.said_in) if passage in passages]
    uncovered = [el("li", el("q", part.text), f" {part.reason}" if part.reason else None) for part in one.uncovered]
    if carried:
        kind, said = "carried", None
    elif one.factual:
        kind, said = "alone", say("approvals.claim_alone")
    else:
        kind, said = "mood", say("approvals.claim_none")
    return el(
        "li",
        el("p", one.sentence),
        *(_passage(each) for each in carried),
        el("p.verdict", said) if said else None,
        el("div.uncovered", el("p.verdict", say("approvals.uncovered")), el("ul", *uncovered)) if uncovered else None,
        class_=kind,
    )


def _passage(one: EvidenceView) -> Safe:
    return el(
        "details",
        el("summary", one.citation),
        el("blockquote", one.text),
        data_keep="open",
        data_key=one.passage,
    )
