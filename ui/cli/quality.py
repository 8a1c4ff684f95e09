"""How reports on documents look in a terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from ui import words
from ui.cli import show

if TYPE_CHECKING:
    from knowledge.base import IngestReport
    from knowledge.report import QualityReport

MANY = 5  # names in a line


def show_ingest(report: "IngestReport") -> None:
    """What an ingest did, with a line for each refusal."""
    done = [
        (len(report.added), "added"),
        (len(report.changed), "changed"),
        (len(report.unchanged), "unchanged"),
        (len(report.refused), "refused"),
    ]
    said = ", ".join(f"{number} {what}" for number, what in done if number) or "nothing found"
    size = f"{words.count(report.passages, 'passage')}, {words.count(report.facts, 'fact')}"
    click.echo(f"{show.bold('Documents')}: {said} ({size})")
    for refusal in report.refused:
        click.echo(f"  {click.style('✗', fg='red')} {refusal.path}: {refusal.reason}")


def show_quality(report: "QualityReport") -> None:
    parts = (
        words.count(report.documents, "document"),
        words.count(report.passages, "passage"),
        words.count(report.facts, "fact"),
        words.count(report.claims, "claim"),
    )
    click.echo(f"{show.bold('In use')}: {words.names(parts)}")
    click.echo(f"  By kind: {_counts(report.by_kind)}")
    click.echo(f"  By language: {_counts(report.by_locale)}")
    for reason, ids in report.not_in_use.items():
        _several(f"Not in use ({reason})", ids)
    _several("Without an owner to ask", report.without_owner)
    _several("The same twice", [" = ".join(ids) for ids in report.duplicates])
    _several("Facts without a date", report.undated_facts)
    _several("Claims without evidence", report.claims_without_evidence)
    _several("Refused", [f"{refusal.path}: {refusal.reason}" for refusal in report.refused])


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{key} {number}" for key, number in numbers.items()) or "none"


def _several(title: str, items: Sequence[str]) -> None:
    if items:
        more = f" and {len(items) - MANY} more (--json shows all)" if len(items) > MANY else ""
        click.echo(f"  {title}: {'; '.join(items[:MANY])}{more}")
