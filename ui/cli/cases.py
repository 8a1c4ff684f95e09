"""`copydesk cases`: what was handed to a person."""

from typing import TYPE_CHECKING, Any

import click

from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.views import CaseView

STATUSES = ("open", "taken", "resolved", "released", "all")


@click.group("cases")
def command() -> None:
    """What was handed to a person: harm, complaints, legal, press, risky designs."""


@command.command("list")
@click.option("--status", type=click.Choice(STATUSES), default="all", show_default=True)
@options.as_json
@pass_frame
def list_(frame: Frame, status: str, as_json: bool) -> None:
    """Cases, the most severe first."""
    wanted: Any = None if status == "all" else status
    with frame.desk() as desk:
        found = desk.cases(wanted)
    if as_json:
        emit({"cases": [dump(view) for view in found]})
        return
    if not found:
        click.echo("No case is open." if status in {"all", "open"} else "None.")
        return
    rows = [(v.id, v.severity, show.case_state(v), show.one_line(v.request, 56)) for v in found]
    show.table(rows, ("case", "how bad", "state", "what was said"))


@command.command("show")
@click.argument("id")
@options.as_json
@pass_frame
def show_(frame: Frame, id: str, as_json: bool) -> None:
    """One case with everything a person needs to act on it."""
    with frame.desk() as desk:
        found = desk.case(id)
    _print(found, as_json)


@command.command("take")
@click.argument("id")
@options.as_user(required=True, helping="Who takes it.")
@options.as_json
@pass_frame
def take(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Take a case: its clocks stop."""
    with frame.desk() as desk:
        found = desk.take_case(id, user, "cli")
    _print(found, as_json)


@command.command("resolve")
@click.argument("id")
@options.as_user(required=True, helping="Who resolves it.")
@click.option("--cause", type=click.Choice(tuple(words.CASE_CAUSES)), default="handled", show_default=True)
@click.option("--note", default="", metavar="TEXT", help="What was done.")
@options.as_json
@pass_frame
def resolve(frame: Frame, id: str, user: str, cause: str, note: str, as_json: bool) -> None:
    """Close a case with its cause."""
    with frame.desk(moving=True) as desk:
        found = desk.resolve_case(id, cause, note, user, "cli")
    _print(found, as_json)


@command.command("release")
@click.argument("id")
@options.as_user(required=True, helping="Who releases it.")
@click.option("--condition", "conditions", multiple=True, required=True, metavar="TEXT", help="Stays on the record.")
@options.as_json
@pass_frame
def release(frame: Frame, id: str, user: str, conditions: tuple[str, ...], as_json: bool) -> None:
    """Let a risky design go on under conditions; the draft still has to be signed."""
    from ui.cli.ask import follow

    stated = tuple(options.line(condition, "--condition") for condition in conditions)
    with frame.desk(moving=True) as desk:
        found = desk.release_case(id, stated, user, "cli")
        follow(desk, desk.run(found.run))
    _print(found, as_json)


def _print(view: "CaseView", as_json: bool) -> None:
    if as_json:
        emit(dump(view))
        return
    flags = ", ".join(words.flag(flag) for flag in view.flags)
    click.echo(f"{show.bold(view.id)}  {view.severity}  {show.case_state(view)}")
    click.echo(f"  {flags}. {view.why}")
    click.echo(show.block(view.request, "    "))
    if view.status == "open":
        at = show.now()
        clocks = f"reach a person: {words.due(view.transfer_due, at)}; be taken: {words.due(view.acknowledge_due, at)}"
        click.echo(f"  {clocks}")
    if view.holding_reply:
        click.echo("  A holding reply, never sent by the desk:")
        click.echo(show.block(view.holding_reply, "    "))
    for condition in view.conditions:
        click.echo(f"  Condition: {condition}")
    if view.resolution:
        click.echo(f"  {words.CASE_CAUSES.get(view.resolution, view.resolution)}")
