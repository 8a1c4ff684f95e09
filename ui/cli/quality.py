"""How reports on documents look in a terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from knowledge.names import written_out
from ui import words
from ui.cli import show

if TYPE_CHECKING:
    from knowledge.base import IngestReport
    from knowledge.changes import Change
    from knowledge.labels import Unsure
    from knowledge.report import QualityReport

MANY = 5  # names in a line
GOOD, FAIR = 0.9, 0.6  # scores from which a bar is green, and yellow


def show_ingest(report: "IngestReport", brand: str) -> None:
    """What an ingest did for a brand, with a line for each refusal and each thing to look after."""
    done = [
        (len(report.added), "added"),
        (len(report.changed), "changed"),
        (len(report.unchanged), "unchanged"),
        (len(report.refused), "refused"),
    ]
    said = ", ".join(f"{number} {what}" for number, what in done if number) or "nothing found"
    size = f"{words.count(report.passages, 'passage')}, {words.count(report.facts, 'fact')}"
    click.echo(f"{show.bold(f'Documents of {brand}')}: {said} ({size})")
    for refusal in report.refused:
        click.echo(f"  {click.style('✗', fg='red')} {written_out(f'{refusal.path}: {refusal.reason}')}")
    for document, notes in report.notes.items():
        for note in notes:
            click.echo(f"  {click.style('!', fg='yellow')} {written_out(f'{document}: {note}')}")
    for change in report.changes[:MANY]:
        show_change(change)


def show_change(change: "Change") -> None:
    """What is different from the version before: facts first, then passages."""
    click.echo(f"{show.bold(written_out(change.document))}, version {change.version}")
    for fact in change.facts:
        click.echo(f"  {fact.subject}, {fact.attribute}: {fact.before or 'nothing'} → {fact.after or 'nothing'}")
    for key, (before, after) in change.meta.items():
        click.echo(f"  {key}: {before or 'nothing'} → {after or 'nothing'}")
    for sign, colour, texts in (("−", "red", change.removed), ("+", "green", change.added)):
        for text in texts[:MANY]:
            click.echo(f"  {click.style(sign, fg=colour)} {show.one_line(text, 100)}")
        if len(texts) > MANY:
            click.echo(f"  {click.style(sign, fg=colour)} {words.count(len(texts) - MANY, 'more passage')}")


def show_unsure(one: "Unsure") -> None:
    """A passage that waits for a label, with its nearest labelled examples."""
    guess = f"perhaps {one.guess}, {one.confidence:.0%} of the votes" if one.guess else "nothing to compare with"
    click.echo(f"{show.bold(one.passage)}  {one.citation}")
    click.echo(f"  {show.one_line(one.text, 100)}")
    click.echo(f"  {one.field}: {guess}")
    for example in one.nearest:
        click.echo(show.dim(f"    {example.value:<16} {example.similarity:.2f}  {show.one_line(example.text, 80)}"))


def show_quality(report: "QualityReport") -> None:
    """A bar for each side, and the first of what lies behind it."""
    parts = (
        words.count(report.documents, "document"),
        words.count(report.passages, "passage"),
        words.count(report.facts, "fact"),
        words.count(report.claims, "claim"),
    )
    click.echo(f"{show.bold('In use')}: {words.names(parts)}")
    click.echo(f"  Passages by kind: {_counts(report.by_kind)}")
    click.echo(f"  Documents by language: {_counts(report.by_locale)}")
    for reason, ids in report.not_in_use.items():
        _several(f"Not in use ({reason})", ids)
    waiting = "not counted" if report.unsure_labels is None else words.count(report.unsure_labels, "passage")
    how = "" if report.unsure_labels == 0 else " (`copydesk knowledge labels` shows them)"
    click.echo(f"  Waiting for a label: {waiting}{how}")
    click.echo(show.bold("Quality"))
    for one in report.dimensions:
        click.echo(f"  {one.name:<12} {_bar(one.score)}  {one.good} of {one.of} {one.what}")
    for one in report.dimensions:
        _several(one.name.capitalize(), one.items)


def _bar(score: float | None) -> str:
    if score is None:
        return show.dim("–".center(15))
    colour = "green" if score >= GOOD else "yellow" if score >= FAIR else "red"
    return (
        f"{click.style('█' * round(score * 10), fg=colour):<1}{show.dim('░' * (10 - round(score * 10)))} {score:4.0%}"
    )


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{key} {number}" for key, number in numbers.items()) or "none"


def _several(title: str, items: Sequence[str]) -> None:
    if items:
        more = f" and {len(items) - MANY} more (--markdown shows them)" if len(items) > MANY else ""
        click.echo(f"  {title}: {'; '.join(map(written_out, items[:MANY]))}{more}")
