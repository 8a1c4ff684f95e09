"""Findings on the text itself, and as a list with reasons and fixes."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

from tools.copy import Copy
from tools.findings import BrandReport, Finding, Section
from tools.fixes import is_safe
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts

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


def listed(findings: Sequence[Finding], fixable: str | None = None, copy: Copy | None = None) -> Safe:
    """`fixable` is the draft that a click on a fix changes, `copy` what it says; None where nothing can be changed."""
    if not findings:
        return el("p.quiet.clean", say("chat.nothing_found"))
    ordered = sorted(findings, key=lambda finding: -_WEIGHT[finding.severity])
    items = el("ul.findings", *(_item(finding, findings.index(finding), fixable) for finding in ordered))
    safe = sum(is_safe(finding, copy) for finding in findings)
    if fixable is None or safe < 2:
        return items
    told = say("chat.apply_all", n=safe)
    return el("div.fixable", items, el("p.actions", parts.button(told, "fix-all", "small", draft=fixable)))


def _item(finding: Finding, number: int, fixable: str | None) -> Safe:
    head = [el(f"b.severity.{finding.severity}", words.SEVERITY[finding.severity])]
    if finding.span:
        head.append(el("q", _short(finding.span)))
    source = say("chat.rule_after", rule=finding.rule, source=finding.source) if finding.source else finding.rule
    return el(
        "li",
        el("div.head", *head),
        el("p", finding.message),
        _earlier(finding),
        _fix(finding, number, fixable),
        el("small", source),
        class_=finding.severity,
    )


def _earlier(finding: Finding) -> Safe | None:
    """Each leads to the request that it was published by."""
    if not finding.earlier:
        return None
    links = (el("li", parts.link(words.earlier(each), places.run(each.run))) for each in finding.earlier)
    return el("ul.earlier", *links, aria_label=say("chat.earlier_drafts"))


def _fix(finding: Finding, number: int, fixable: str | None) -> Safe | None:
    if finding.fix is None:
        return None
    said = fix_words(finding.fix)
    if fixable is None:
        return el("p.fix", said)
    return parts.button(said, "fix", "small", draft=fixable, finding=number, mends=mends(finding))


def mends(finding: Finding) -> str:
    """What a fix changes into what, by which rule: its place in the list is another one when a fix above it is done."""
    return sha256("\0".join((finding.rule, finding.field, finding.span, finding.fix or "")).encode()).hexdigest()[:12]


def fix_words(fix: str) -> str:
    return say("chat.leave_out") if fix == "" else say("chat.use", words=_short(fix))


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


def foremost(findings: Sequence[Finding]) -> Safe:
    """The gravest, and all that is red; the rest is a line that opens."""
    if not findings:
        return el("p.quiet.clean", say("chat.nothing_found"))
    ordered = sorted(findings, key=lambda finding: -_WEIGHT[finding.severity])
    must = sum(finding.severity == "red" for finding in ordered)
    first, rest = ordered[: max(must, FOREMOST)], ordered[max(must, FOREMOST) :]
    items = el("ul.findings", *(_item(finding, findings.index(finding), None) for finding in first))
    if not rest:
        return items
    more = el("ul.findings", *(_item(finding, findings.index(finding), None) for finding in rest))
    return el("div.fixable", items, _folded(say("chat.more_findings"), len(rest), more, "findings"))


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


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
