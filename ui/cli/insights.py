"""`copydesk insights`: how the desk does, in figures with their intervals."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, note, pass_frame

if TYPE_CHECKING:
    from agents.views.insights import DriftView, InsightsView, MeasureView


@click.group("insights", invoke_without_command=True)
@click.option("--since", metavar="DATE", help="The period begins here: a date or a time, ISO 8601. [30 days ago]")
@click.option("--until", metavar="DATE", help="It ends here. [now]")
@click.option("--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures to this file.")
@options.brand
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, since: str | None, until: str | None, file: Path | None, brand: str | None, as_json: bool
) -> None:
    """How the desk does: speed, quality, clocks, tiers, model use; a period beside the one before."""
    if ctx.invoked_subcommand is not None:
        return
    with ctx.ensure_object(Frame).desk() as desk:
        zone = desk.default_brand.timezone
        begin, end = options.since(since, zone), options.day(until, zone, "--until") if until else None
        view = desk.insights(since=begin, until=end, brand=brand)
    if view.problem:
        note(f"{view.problem} No baselines and targets are shown.")
    if file is not None:
        _write(view, file)
    if as_json:
        emit(dump(view))
    elif file is None:
        _show(view)


@command.command("runs")
@click.argument("measure")
@click.option("--group", metavar="BY:NAME", help="Only one part of it, such as channel:instagram.")
@click.option("--since", metavar="DATE", help="The period begins here: a date or a time, ISO 8601. [30 days ago]")
@click.option("--until", metavar="DATE", help="It ends here. [now]")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many of the newest.")
@options.brand
@options.as_json
@pass_frame
def runs(
    frame: Frame,
    measure: str,
    group: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
    brand: str | None,
    as_json: bool,
) -> None:
    """The requests behind the figure MEASURE, such as cycle_time; newest first."""
    with frame.desk() as desk:
        zone = desk.default_brand.timezone
        begin, end = options.since(since, zone), options.day(until, zone, "--until") if until else None
        found = desk.insight_runs(measure, group, begin, end, brand, limit, offset)
    if as_json:
        emit(dump(found))
        return
    for row in found.runs:
        click.echo(f"{row.run}  {row.status:<10}  {row.created:%Y-%m-%d}  {row.request[:80]}")
    click.echo(f"{len(found.runs)} of {found.total}.")


@command.command("decide")
@click.argument("id")
@options.as_user(required=True, helping="Who decides.")
@click.option("--note", "words", required=True, metavar="TEXT", help="What it means and what is done about it.")
@options.as_json
@pass_frame
def decide(frame: Frame, id: str, user: str, words: str, as_json: bool) -> None:
    """Put on record what the moved measure ID means; `copydesk insights` shows those that wait."""
    with frame.desk() as desk:
        view = desk.decide_drift(id, words, user, "cli")
    if as_json:
        emit(dump(view))
    else:
        _drift(view)


def _write(view: "InsightsView", file: Path) -> None:
    from ui.insight_table import as_csv

    try:
        file.write_text(as_csv(view), encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{file} could not be written: {error.strerror}. Name another file.") from error
    note(f"Written to {file}.")


def _show(view: "InsightsView") -> None:
    from ui import words
    from ui.insight_words import figure

    click.echo(f"{view.brand}, {view.since:%Y-%m-%d %H:%M} to {view.until:%Y-%m-%d %H:%M} UTC, beside as long before")
    for one in view.measures:
        _measure(one)
    if view.findings.families:
        click.echo(f"Findings in {view.findings.drafts} drafts as the desk last wrote them")
    for family in view.findings.families:
        share = f"in {figure(family.now, 'share')} of drafts"
        click.echo(
            f"  {words.family(family.family)}: {family.findings}, {share}; before {figure(family.before, 'share')}"
        )
    for tier in view.tiers:
        seen = f"{tier.changed} of {tier.decided} changed or rejected" if tier.decided else "nothing decided yet"
        click.echo(f"Tier {tier.id}: {tier.state}; {seen}")
    for drift in view.drifts:
        if drift.decided_at is None:
            _drift(drift)


def _measure(one: "MeasureView") -> None:
    from ui import insight_words as said
    from ui.texts import say

    click.echo(say(f"insights.name_{one.measure}"))
    bounds = said.interval(one.now, one.unit)
    click.echo(f"  {said.figure(one.now, one.unit)}{f', {bounds}' if bounds else ''}, n = {one.now.n}")
    if one.change is not None:
        clear = "" if one.change.clear else f", {say('insights.change_unclear')}"
        click.echo(f"  before {said.figure(one.before, one.unit)}: {said.difference(one.change, one.unit)}{clear}")
    baseline = say("insights.baseline_none")
    if one.baseline is not None:
        baseline = say("insights.baseline", value=said.shown(one.baseline.value, one.unit))
    target = ""
    if one.target is not None:
        state = {True: "target_reached", False: "target_missed", None: "target_open"}[one.target.reached]
        if one.target.value is None:
            state = "target_waits"
        target = f"; {say('insights.target', said=one.target.said)}: {say(f'insights.{state}')}"
    if one.baseline is not None or one.target is not None:
        click.echo(f"  {baseline}{target}")


def _drift(view: "DriftView") -> None:
    from agents.insights.targets import UNITS
    from ui import insight_words as said
    from ui.texts import say

    state = f"waits for {view.role}" if view.decided_at is None else f"{view.decided_by}: {view.words}"
    if view.suite is not None:
        click.echo(f"{view.id}  {said.suite_moved(view.suite, view.now, view.before)}; {state}")
        click.echo(f"  {said.suite_detail(view.suite, view.now, view.before, view.change)}")
    if view.measure is None:
        return
    unit = UNITS[view.measure]
    way = "rose" if view.change.value > 0 else "fell"
    before, now = said.figure(view.before, unit), said.figure(view.now, unit)
    moved = say(f"insights.drift_{way}", name=say(f"insights.name_{view.measure}"), before=before, now=now)
    click.echo(f"{view.id}  {moved}; {state}")
