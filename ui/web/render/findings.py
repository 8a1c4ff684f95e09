"""Findings on the text itself, and as a list with reasons and fixes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tools.findings import BrandReport, Finding, Section
from tools.fixes import is_safe
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.ways import Hand, short, ways

FOREMOST = 2  # findings that a card shows unfolded, where fewer are red
_WEIGHT = {"red": 3, "amber": 2, "advice": 1}


def highlighted(text: str, findings: Sequence[Finding], name: str) -> list[Child]:
    """The text of field `name` with each finding's span marked; where spans overlap, the weightiest one shows."""
    return list(_pieces(text, [finding for finding in findings if finding.field == name and finding.span]))


def _pieces(text: str, findings: Sequence[Finding]) -> Iterator[Child]:
    spans = [(*_edges(finding, text), finding) for finding in findings]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        here = [finding for first, last, finding in spans if first <= start and end <= last]
        piece = text[start:end]
        if not here:
            yield piece
            continue
        worst = max(here, key=lambda finding: _WEIGHT[finding.severity])
        said = " ".join(finding.message for finding in here)
        yield el(f"mark.{worst.severity}", piece, title=said, tabindex="0", aria_label=f"{piece}: {said}")


def _edges(finding: Finding, text: str) -> tuple[int, int]:
    return min(finding.start, len(text)), min(finding.start + len(finding.span), len(text))


def listed(findings: Sequence[Finding], given: Hand | None = None) -> Safe:
    """`given`: what can be done about them here."""
    if not findings:
        return el("p.quiet.clean", say("chat.nothing_found"))
    ordered = sorted(findings, key=lambda finding: -_WEIGHT[finding.severity])
    items = el("ul.findings", *(_item(finding, findings.index(finding), given) for finding in ordered))
    all_safe = _all_safe(findings, given)
    return el("div.fixable", _why_not(given), items, all_safe) if given else items


def _why_not(given: Hand | None) -> Safe | None:
    return el("p.quiet.no-way", given.why_not) if given and given.why_not else None


def _all_safe(findings: Sequence[Finding], given: Hand | None) -> Safe | None:
    if given is None or given.draft is None:
        return None
    safe = sum(is_safe(finding, given.copy) for finding in findings)
    if safe < 2:
        return None
    button = parts.button(say("chat.apply_all", n=safe), "fix-all", "small", draft=given.draft)
    return el("p.actions", button)


def _item(finding: Finding, number: int, given: Hand | None) -> Safe:
    head = [el(f"b.severity.{finding.severity}", words.SEVERITY[finding.severity])]
    if finding.span:
        head.append(el("q", short(finding.span)))
    source = say("chat.rule_after", rule=finding.rule, source=finding.source) if finding.source else finding.rule
    return el(
        "li",
        el("div.head", *head),
        el("p", finding.message),
        _earlier(finding),
        el("small", source),
        ways(finding, number, given),
        class_=finding.severity,
    )


def _earlier(finding: Finding) -> Safe | None:
    """Each leads to the request that it was published by."""
    if not finding.earlier:
        return None
    links = (el("li", parts.link(words.earlier(each), places.run(each.run))) for each in finding.earlier)
    return el("ul.earlier", *links, aria_label=say("chat.earlier_drafts"))


def sections(report: BrandReport) -> Safe:
    """Section by section: what was tried, and what it found."""
    return el("ul.sections", *(_section(section) for section in report.sections))


def summed(report: BrandReport) -> Safe:
    """The sections where something was found; those that passed are a line that opens."""
    found = [section for section in report.sections if section.findings]
    passed = [section for section in report.sections if not section.findings]
    return el(
        "div.summed",
        el("ul.sections", *(_section(section) for section in found)) if found else None,
        _folded(
            say("chat.sections_passed", n=len(passed)),
            None,
            el("ul.sections", *(_section(section) for section in passed)),
            "sections",
        )
        if passed
        else None,
    )


def foremost(findings: Sequence[Finding], given: Hand) -> Safe:
    """The gravest, and all that is red; the rest is a line that opens."""
    if not findings:
        return el("p.quiet.clean", say("chat.nothing_found"))
    ordered = sorted(findings, key=lambda finding: -_WEIGHT[finding.severity])
    must = sum(finding.severity == "red" for finding in ordered)
    first, rest = ordered[: max(must, FOREMOST)], ordered[max(must, FOREMOST) :]
    items = el("ul.findings", *(_item(finding, findings.index(finding), given) for finding in first))
    if not rest:
        return el("div.fixable", _why_not(given), items)
    more = el("ul.findings", *(_item(finding, findings.index(finding), given) for finding in rest))
    folded = _folded(say("chat.more_findings"), len(rest), more, "findings")
    return el("div.fixable", _why_not(given), items, folded)


def _folded(title: str, count: int | None, content: Safe, key: str) -> Safe:
    counted = el("span.count", count) if count is not None else None
    return el("details.rests-on", el("summary", title, counted), content, data_keep="open", data_key=key)


def _section(section: Section) -> Safe:
    mark = parts.RATING_MARK[section.rating]
    if section.findings:
        found = say("chat.findings", n=section.findings)
        known = section.score is not None
        said = say("chat.found_of", n=section.rules, found=found, passed=section.passed) if known else found
    else:
        said = say("chat.rules_passed", n=section.rules)
    return el(
        f"li.{section.rating}", el("i", mark, aria_hidden="true"), words.family(section.family), el("small", said)
    )
