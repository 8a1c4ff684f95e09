"""Why a rule objects: the rule itself, where it comes from, its examples, and the evidence that is missing."""

from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from ui import words
from ui.cli import show

if TYPE_CHECKING:
    from tools.findings import BrandReport, Finding, SentenceSupport
    from tools.why import RuleNote


def chosen(wanted: str, report: "BrandReport | None") -> "tuple[str, tuple[Finding, ...]]":
    """The rule that is asked about, by the number of a finding or by its name, and what it found."""
    found = report.findings if report else ()
    if not wanted.isdigit():
        return wanted, tuple(one for one in found if one.rule.casefold() == wanted.casefold())
    if not 1 <= int(wanted) <= len(found):
        there = f"there are {len(found)}" if found else "there are none"
        raise InputError(f"No finding has the number {wanted}: {there}.")
    finding = found[int(wanted) - 1]
    return finding.rule, (finding,)


def document(rule: "RuleNote", found: "tuple[Finding, ...]", report: "BrandReport | None") -> dict[str, Any]:
    return {
        **rule.model_dump(mode="json"),
        "findings": [{**one.model_dump(mode="json"), "missing": missing(one, report)} for one in found],
    }


def tell(rule: "RuleNote", found: "tuple[Finding, ...]", report: "BrandReport | None") -> None:
    first = found[0] if found else None
    severity = first.severity if first else rule.severity
    family = rule.family or (first.family if first else None)
    head = [show.bold(rule.rule), words.family(family) if family else "", show.rating(severity) if severity else ""]
    click.echo("  ".join(part for part in head if part))
    if rule.asks:
        click.echo(show.block(f"Rule: {rule.asks}"))
    source = rule.source or next((one.source for one in found if one.source), None)
    click.echo(show.block(f"Source: {source or 'none is named'}"))
    if rule.link and rule.link != source:
        click.echo(show.block(f"Link: {rule.link}"))
    if rule.where:
        click.echo(show.block(f"File: {rule.where}"))
    if rule.words:
        click.echo(show.block(f"Looks for: {'; '.join(rule.words)}"))
    for label, texts in (("Objects to", rule.bad), ("Passes", rule.good)):
        for text in texts:
            click.echo(show.block(f"{label}: “{text}”"))
    for one in found:
        click.echo(show.block(f"Here: {f'“{show.one_line(one.span, 60)}” ' if one.span else ''}{one.message}"))
        for line in missing(one, report) or ([f"It would need {rule.needs}."] if rule.needs else []):
            click.echo(show.block(f"Missing: {line}"))


def missing(finding: "Finding", report: "BrandReport | None") -> list[str]:
    """The evidence that would let the words stand, one thing a line."""
    lines = []
    if finding.gap is not None:
        lines.append(f"{finding.gap.needs}.")
        if finding.gap.entry:
            lines.append(f"The nearest entry of the claim register is {finding.gap.entry}: {finding.gap.says}")
        if finding.gap.missing:
            lines.append(
                f"It also says {', '.join(f'“{word}”' for word in finding.gap.missing)}, which the copy does not."
            )
    if finding.family == "grounding" and report is not None:
        lines += _uncarried(finding, report)
    return lines


def _uncarried(finding: "Finding", report: "BrandReport") -> list[str]:
    return [line for one in report.support if one.field == finding.field for line in _of_sentence(finding, one)]


def _of_sentence(finding: "Finding", sentence: "SentenceSupport") -> list[str]:
    if not finding.span or finding.span not in sentence.sentence or not sentence.factual:
        return []
    if not sentence.passages:
        return [f"No passage carries “{show.one_line(sentence.sentence, 80)}”."]
    return [f"“{part.text}”: no passage says {part.reason or 'it'}." for part in sentence.uncovered]
