"""Each sentence of a draft with the passages that carry it, and what nothing carries."""

from collections.abc import Mapping, Sequence

from agents.views import DraftView, EvidenceView
from tools.findings import SentenceSupport
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render.evidence import evidence, place

CARRIED = 4  # sentences that a card shows with their passages; more are a line that opens


def claims(view: DraftView) -> Safe:
    """In the order of the text, what nothing carries always in sight. What was rated before sentences were kept shows
    its passages alone.
    """
    support = view.report.support
    if not support:
        return evidence(view.evidence, opened=True)
    passages = {one.passage: one for one in view.evidence}
    carried = [one for one in support if _carried(one, passages)]
    moods = [one for one in support if not one.factual and not one.uncovered and one not in carried]
    more = [one for one in carried if not one.uncovered][CARRIED:]
    shown = [one for one in support if one not in moods and one not in more]
    named = {passage for one in support for passage in (*one.passages, *one.said_in)}
    rest = [one for one in view.evidence if one.passage not in named]
    return el(
        "div.claims",
        _rows(shown, passages) if shown else None,
        _folded("carried_too", more, passages),
        _folded("claims_nothing", moods, passages),
        _besides(rest) if rest else None,
    )


def _carried(one: SentenceSupport, passages: Mapping[str, EvidenceView]) -> list[EvidenceView]:
    return [passages[passage] for passage in (*one.passages, *one.said_in) if passage in passages]


def _rows(given: Sequence[SentenceSupport], passages: Mapping[str, EvidenceView]) -> Safe:
    return el("ol", *(_sentence(one, passages) for one in given))


def _folded(name: str, given: Sequence[SentenceSupport], passages: Mapping[str, EvidenceView]) -> Safe | None:
    if not given:
        return None
    head = el("summary", say(f"approvals.{name}"), el("span.count", len(given)))
    return el("details.rests-on", head, _rows(given, passages), data_keep="open", data_key=name)


def _besides(rest: Sequence[EvidenceView]) -> Safe:
    """Folded, so that the card is one screen: no sentence rests on these."""
    head = el("summary", say("approvals.also_cited"), el("span.count", len(rest)))
    why = el("p.quiet", say("approvals.also_cited_why"))
    return el("details.rests-on", head, why, evidence(rest), data_keep="open", data_key="also-cited")


def _sentence(one: SentenceSupport, passages: Mapping[str, EvidenceView]) -> Safe:
    carried = _carried(one, passages)
    uncovered = [el("li", el("q", part.text), f" {part.reason}" if part.reason else None) for part in one.uncovered]
    if carried:
        kind, said = "carried", None
    elif one.factual:
        kind, said = "alone", say("approvals.claim_alone")
    else:
        kind, said = "mood", None
    return el(
        "li",
        el("p", one.sentence),
        *(_passage(each) for each in carried),
        el("p.verdict", said) if said else None,
        el("div.uncovered", el("p.verdict", say("approvals.uncovered")), el("ul", *uncovered)) if uncovered else None,
        class_=kind,
    )


def _passage(one: EvidenceView) -> Safe:
    """Its place in the document as a line; opened, the file and the words."""
    return el(
        "details",
        el("summary", place(one.citation)),
        el("small", one.citation),
        el("blockquote", one.text),
        data_keep="open",
        data_key=one.passage,
    )
