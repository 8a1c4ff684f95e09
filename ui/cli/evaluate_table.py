"""The table of `copydesk eval`: a row a figure, and below it each suite's worst cases."""

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import click

from evals.figures import Figure
from evals.last import Last
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from knowledge.names import written_out
from ui import words
from ui.cli import show

WORST = 5  # cases of a suite that are told, of those that went wrong
COLUMNS = 100  # where no terminal says how many there are
NARROWEST = 7  # of a column that is wrapped
GAP = "  "
NONE = "–"
HEAD = ("suite", "figure", "result", "n", "threshold", "last", "state")
_COLOUR = {"well": "green", "below": "red", "broken": "red", "skipped": "yellow"}

Row = tuple[str, ...]


def tell(run: Run, last: Mapping[str, Last], *, whole: bool) -> None:
    """`last`: what each suite came to before; `whole`: every case that went wrong, and each part of the datasets."""
    columns = shutil.get_terminal_size((COLUMNS, 24)).columns
    rows = [row for one in run.suites for row in _rows(one, last.get(one.suite))]
    for line in table(rows, columns):
        click.echo(line)
    for one in run.suites:
        click.echo()
        click.echo(f"{show.bold(one.suite)}  {_head(one, last.get(one.suite))}")
        for line in _cases(one, whole):
            click.echo(textwrap.fill(written_out(line), columns, initial_indent="  ", subsequent_indent="    "))


def table(rows: Sequence[Row], columns: int) -> Iterator[str]:
    """Lines of at most `columns` characters where the longest words allow it: what is wider goes on below."""
    widths = [max(len(row[at]) for row in (HEAD, *rows)) for at in range(len(HEAD))]
    while sum(widths) + len(GAP) * (len(widths) - 1) > columns and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate((HEAD, *rows)):
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            parts = [cell[line] if line < len(cell) else "" for cell in cells]
            padded = [f"{part:{width}}" for part, width in zip(parts, widths, strict=True)]
            padded[-1] = _coloured(parts[-1])
            told = GAP.join(padded).rstrip()
            yield show.dim(told) if number == 0 else told


def _rows(one: SuiteOutcome, last: Last | None) -> list[Row]:
    """A suite that has no figures has one row all the same."""
    if not one.gates:
        return [(one.suite, NONE, NONE, NONE, NONE, NONE, one.state)]
    return [(one.suite if at == 0 else "", *_figure(gate, last)) for at, gate in enumerate(one.gates)]


def _figure(gate: Gate, last: Last | None) -> Row:
    figure, wanted = gate.figure, gate.threshold
    before = last.figures.get(gate.name) if last else None
    aim = f", aim {wanted.aim:.2f}" if wanted and wanted.aim is not None else ""
    state = NONE if wanted is None else "well" if gate.ok else "below"
    held = f"{wanted}{aim}" if wanted else NONE
    return gate.name, _interval(figure), figure.cases, held, f"{before.value:.2f}" if before else NONE, state


def _interval(figure: Figure) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]" if figure.n else NONE


def _coloured(state: str) -> str:
    return click.style(state, fg=_COLOUR[state]) if state in _COLOUR else state


def _cases(one: SuiteOutcome, whole: bool) -> Iterator[str]:
    """What the table does not show, the worst cases last."""
    yield from one.details if whole else ()
    yield from (line for line in one.below if line not in {gate.line for gate in one.gates})
    yield from (f"wrong, of this desk's own cases: {line}" for line in one.own)
    shown = one.misses if whole else one.misses[:WORST]
    yield from (f"wrong: {line}" for line in shown)
    if len(shown) < len(one.misses):
        yield f"{len(one.misses) - len(shown)} more; --all tells them"
    if one.hidden:
        yield f"{words.count(one.hidden, 'case')} of a blind part went wrong; --all tells them"


def _head(one: SuiteOutcome, last: Last | None) -> str:
    why = one.error or (one.summary if one.state == "skipped" else "")
    told = f"{_coloured(one.state)}{f': {why}' if why else ''}"
    if not one.stopped:
        told += f", {one.seconds:.1f} s"
    return f"{told}; last: {last.line}" if last else told
