"""How runs, drafts, answers and findings look in a terminal. Colours only where there is one."""

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING

import click

from knowledge.names import written_out
from ui import words

if TYPE_CHECKING:
    from agents.views import (
        AnswerView,
        ApprovalView,
        CaseView,
        DraftView,
        QuestionView,
        RejectionView,
        RunStatus,
        RunView,
        StepView,
    )
    from tools.findings import BrandReport, Finding, Severity

COLOUR = {"green": "green", "amber": "yellow", "red": "red", "advice": "cyan"}
WIDTH = 92
NARROWEST = 10  # of a column that is cut
MOST_FINDINGS = 30  # in one list: the heaviest ones
WEIGHT: "dict[Severity, int]" = {"red": 0, "amber": 1, "advice": 2}


def now() -> datetime:
    return datetime.now(UTC)


def rating(value: str) -> str:
    return click.style(f"● {value}", fg=COLOUR[value])


def dim(text: str) -> str:
    return click.style(text, dim=True)


def bold(text: str) -> str:
    return click.style(text, bold=True)


def block(text: str, indent: str = "  ") -> str:
    """Wrapped and indented, keeping the text's own lines."""
    return "\n".join(
        textwrap.fill(part, WIDTH, initial_indent=indent, subsequent_indent=indent) or "" for part in text.splitlines()
    )


def table(rows: Iterable[Sequence[str]], head: Sequence[str], *, fit: bool = False) -> None:
    """Columns as wide as their widest cell, the last one free; `fit` cuts the widest to the terminal's width."""
    cells: list[Sequence[str]] = [head, *([*map(_on_one_line, row)] for row in rows)]
    widths = [max(len(click.unstyle(row[i])) for row in cells) for i in range(len(head))]
    if fit:
        room = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else sum(widths) + 2 * len(widths)
        while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > NARROWEST:
            widths[widths.index(max(widths))] -= 1
        cells = [[cut(cell, width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    for number, row in enumerate(cells):
        padded = [cell + " " * (width - len(click.unstyle(cell))) for cell, width in zip(row, widths, strict=True)]
        line = "  ".join(padded).rstrip()
        click.echo(dim(line) if number == 0 else line)


def cut(cell: str, width: int) -> str:
    """The end stays: it tells one path from another."""
    return cell if len(click.unstyle(cell)) <= width else "…" + click.unstyle(cell)[1 - width :]


def _on_one_line(cell: str) -> str:
    """What a name holds is not obeyed by the terminal; the table's own colours are."""
    plain = click.unstyle(cell)
    return cell if written_out(plain) == plain else written_out(plain)


def one_line(text: str, width: int = 60) -> str:
    """Cut between words; within the first one where it alone is too long."""
    cut = textwrap.shorten(text, width, placeholder="…")
    return cut if cut != "…" else " ".join(text.split())[: width - 1] + "…"


def step(view: "StepView") -> str:
    mark = {"done": click.style("✓", fg="green"), "failed": click.style("✗", fg="red"), "running": "…"}[view.status]
    took = dim(f"  {view.seconds:.1f} s") if view.seconds is not None else ""
    return f"{mark} {view.title}: {view.summary}{took}" if view.summary else f"{mark} {view.title}{took}"


def run(view: "RunView") -> None:
    status = view.waiting_for or words.RUN_STATUS[view.status]
    click.echo(f"{bold(view.run)}  {status}")
    if view.answer:
        answer(view.answer)
    for draft in view.drafts:
        click.echo()
        _draft(draft, view.status)
    unwritten(view)
    for item in view.publications:
        click.echo(f"  {item.target}: {item.status}" + (f", {item.path}" if item.path else ""))
    questions(view.questions)
    if view.case:
        click.echo(f"  Case {view.case}. See it: copydesk cases show {view.case}")
    if view.error:
        click.echo(click.style(f"  {view.error}", fg="red"))
    if view.usage.calls:
        used = f"{words.count(view.usage.calls, 'model call')}, {words.count(view.usage.tokens, 'token')}"
        click.echo(dim(f"  {used}, {view.usage.seconds:.1f} s"))


def unwritten(view: "RunView") -> None:
    """What the model could not write, and how to have it tried again while the run is held."""
    for one in view.unwritten:
        where = words.draft(one.channel, one.variant, one.alternative)
        click.echo(click.style(block(f"{where} ({one.locale}) could not be written. {one.why}"), fg="yellow"))
        if view.status == "choosing":
            click.echo(dim(f"    try again: copydesk runs rewrite {view.run} --draft {one.draft} --notes TEXT"))


def questions(asked: "Iterable[QuestionView]") -> None:
    for one in asked:
        click.echo(f"  {one.asked_by} asked: {one.text}  {dim(one.id)}")
        if one.answer is None:
            click.echo(dim(f"    not answered yet: copydesk runs answer {one.id} TEXT"))
        else:
            click.echo(f"    {one.answered_by} answered: {one.answer}")


def _draft(view: "DraftView", of_run: "RunStatus") -> None:
    where = words.draft(view.channel, view.variant, view.alternative)
    state = "" if of_run == "checked" else words.draft_state(view, withdrawn=of_run == "withdrawn")
    click.echo(f"  {bold(where)}  {rating(view.rating)}  {state}  {dim(view.id)}")
    click.echo(block(view.text, "    "))
    findings(view.report.findings, "    ")
    if view.why:
        click.echo(dim(block(view.why, "    ")))
    if view.model:
        prompt = f", prompt {view.prompt[:12]}" if view.prompt else ""
        click.echo(dim(f"    written by {view.model}{prompt}"))
    learnt(view, "    ")
    for item in view.evidence:
        click.echo(dim(f"    ↳ {item.citation}"))
    for one in view.overridden:
        click.echo(f"    Policy blocked it; {one.by} signed it all the same: {one.reason or 'no reason is kept'}")
    rejection(view.rejected, "    ")
    if view.approval:
        click.echo(dim(f"    approval {view.approval}"))


def learnt(view: "DraftView", indent: str) -> None:
    """Whose earlier changes it uses."""
    for line in view.learnt:
        click.echo(dim(block(line, indent)))


def rejection(view: "RejectionView | None", indent: str) -> None:
    if view is not None:
        click.echo(block(f"Rejected by {view.by}: {words.rejection(view.cause, view.words)}", indent))


def answer(view: "AnswerView") -> None:
    click.echo(block(view.text))
    for passage in view.passages:
        click.echo(dim(f"  ↳ {passage.citation}"))


def report(view: "BrandReport", *, every: bool = False) -> None:
    click.echo(f"{rating(view.rating)}  {words.RATING[view.rating]}, {view.score} of 100")
    for section in view.sections:
        if section.findings:
            tried = f"{section.passed} of {words.count(section.rules, 'rule')} passed"
            click.echo(f"  {rating(section.rating)}  {words.family(section.family)}: {tried}")
    findings(view.findings, "  ", numbered=True, most=None if every else MOST_FINDINGS, rest="--all")


def findings(
    items: "Iterable[Finding]",
    indent: str,
    *,
    numbered: bool = False,
    most: int | None = MOST_FINDINGS,
    rest: str = "--json has all",
) -> None:
    """In order; of more than `most` the heaviest, and how to get at the rest."""
    found = list(items)
    several = len({item.field for item in found}) > 1
    shown = sorted(sorted(enumerate(found, 1), key=lambda pair: WEIGHT[pair[1].severity])[:most], key=itemgetter(0))
    for number, item in shown:
        place = dim(f"{words.field(item.field)} {item.line}:{item.column}" if several else f"{item.line}:{item.column}")
        span = f"“{one_line(item.span, 40)}” " if item.span else ""
        mark = click.style(f"{number} ■" if numbered else "■", fg=COLOUR[item.severity])
        click.echo(f"{indent}{mark} {place} {span}{item.message}")
        for one in item.earlier:
            click.echo(f"{indent}  {words.earlier(one)}, of {one.run}")
        if item.fix is not None:
            click.echo(f"{indent}  {'leave it out' if item.fix == '' else f'write “{item.fix}”'}")
        click.echo(dim(f"{indent}  {item.rule}" + (f", after {item.source}" if item.source else "")))
    if len(shown) < len(found):
        left = Counter(item.severity for item in found)
        left.subtract(item.severity for _, item in shown)
        kinds = ", ".join(f"{count:,} {severity}" for severity in WEIGHT if (count := left[severity]))
        click.echo(f"{indent}… and {len(found) - len(shown):,} more ({kinds}): {rest}")


def due(view: "ApprovalView") -> str:
    if view.status == "pending":
        at = words.due_at(view.due, view.due_zones, view.due_why, view.open_roles)
        return f"{words.waiting(view.open_roles, view.due, now(), view.missing)} ({at})"
    who = f" by {view.decided_by}" if view.decided_by else ""
    return f"{view.status.capitalize()}{who}"


def case_state(view: "CaseView") -> str:
    if view.status == "open":
        return f"{view.assigned_to or words.role(view.owner_role)} to take it"
    if view.status == "taken":
        return f"Taken by {view.taken_by}"
    return f"{words.CASE_STATUS[view.status]} by {view.resolved_by}"


def case_clocks(view: "CaseView") -> str:
    """Both clocks; those that ran out are marked."""
    if view.status != "open":
        if view.taken_at is None and view.status != "taken":
            return "—"
        return click.style(f"late: {' and '.join(view.overdue)}", fg="red") if view.overdue else "in time"
    clocks = (("transfer", "reach", view.transfer_due), ("acknowledge", "take", view.acknowledge_due))
    return ", ".join(_clock(name in view.overdue, said, at) for name, said, at in clocks)


def _clock(overdue: bool, said: str, at: datetime) -> str:
    text = f"{said} {words.due(at, now())}"
    return click.style(f"! {text}", fg="red") if overdue else text
