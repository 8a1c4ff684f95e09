"""`copydesk cases`: what was handed to a person."""

from typing import TYPE_CHECKING, Any

import click

from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.steps import named

if TYPE_CHECKING:
    from agents.views import AllClearView, CaseCard, CaseView

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
    rows = [(v.id, v.severity, show.case_clocks(v), show.case_state(v), show.one_line(v.request, 56)) for v in found]
    show.table(rows, ("case", "how bad", "clocks", "state", "what was said"))


@command.command("show")
@click.argument("id")
@options.as_json
@pass_frame
def show_(frame: Frame, id: str, as_json: bool) -> None:
    """One case with everything a person needs to take it over."""
    with frame.desk() as desk:
        found = desk.case(id)
    _print(found, as_json)
    if not as_json:
        _more(found)


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


@command.command("note")
@click.argument("id")
@click.argument("text")
@options.as_user(required=True, helping="Who writes it.")
@options.as_json
@pass_frame
def note(frame: Frame, id: str, text: str, user: str, as_json: bool) -> None:
    """Write a note on a case, for whoever works on it next."""
    with frame.desk() as desk:
        found = desk.note_case(id, text, user, "cli")
    _print(found, as_json)
    if not as_json:
        _notes(found)


@command.command("transfer")
@click.argument("id")
@click.argument("to", metavar="USER")
@click.option("--reason", required=True, metavar="TEXT", help="Stays on the case.")
@options.as_user(required=True, helping="Who hands it over.")
@options.as_json
@pass_frame
def transfer(frame: Frame, id: str, to: str, reason: str, user: str, as_json: bool) -> None:
    """Hand a case to USER, who has to take it anew: both clocks begin again."""
    with frame.desk() as desk:
        found = desk.transfer_case(id, to, options.line(reason, "--reason"), user, "cli")
    _print(found, as_json)
    if not as_json:
        _notes(found)


@command.command("resolve")
@click.argument("id")
@options.as_user(required=True, helping="Who resolves it.")
@click.option("--cause", type=click.Choice(tuple(words.CASE_CAUSES)), required=True, help="What it was.")
@click.option("--note", default="", metavar="TEXT", help="What was done, in words; a P1 needs them.")
@options.as_json
@pass_frame
def resolve(frame: Frame, id: str, user: str, cause: str, note: str, as_json: bool) -> None:
    """Close a case that you have taken, with its cause; not-an-incident also teaches triage."""
    with frame.desk(moving=True) as desk:
        desk.resolve_case(id, cause, note, user, "cli")
        found = desk.case(id)
    _print(found, as_json)
    if not as_json:
        _taught(found)


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


@command.command("learnt")
@options.brand
@options.as_json
@pass_frame
def learnt(frame: Frame, brand: str | None, as_json: bool) -> None:
    """Messages that somebody decided are no incident; triage routes those like them as if no alarm were in them."""
    with frame.desk() as desk:
        found = desk.all_clears(brand)
    if as_json:
        emit({"learnt": [dump(one) for one in found]})
        return
    if not found:
        click.echo("Nothing is learnt. A case that is resolved as not-an-incident teaches triage.")
    for one in found:
        _learnt(one)


@command.command("unlearn")
@click.argument("id")
@options.as_user(required=True, helping="An admin, or who is on call.")
@options.as_json
@pass_frame
def unlearn(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Forget one of them: messages like it go to a person again."""
    with frame.desk() as desk:
        ended = desk.end_all_clear(id, user, "cli")
    if as_json:
        emit(dump(ended))
    else:
        click.echo(f"{ended.id} is ended. Messages like it go to a person again.")


def _learnt(one: "AllClearView") -> None:
    flags = ", ".join(words.flag(flag) for flag in one.flags)
    click.echo(f"{show.bold(one.id)}  {flags}  decided by {one.by} on {one.at:%Y-%m-%d}, case {one.case}")
    click.echo(show.dim(show.block(show.one_line(one.words, 200), "    ")))


def _taught(view: "CaseCard") -> None:
    if view.all_clear is not None:
        click.echo(f"  Triage has learnt it as {view.all_clear.id}. Take it back: copydesk cases unlearn ID --as USER")
    elif view.cause == "not-an-incident":
        click.echo(f"  Triage has learnt nothing from it. {view.teaches or ''}".rstrip())


def _notes(view: "CaseCard") -> None:
    for one in view.notes:
        did = {"transfer": f"handed it to {one.to}", "release": "agreed to release it, on condition"}.get(
            one.kind, "noted"
        )
        click.echo(f"  {one.by} {did}, {one.at:%Y-%m-%d %H:%M} UTC:")
        click.echo(show.block(one.text, "    "))


def _more(view: "CaseCard") -> None:
    """What whoever takes it over has to know besides."""
    _notes(view)
    for step in named(view.steps):
        click.echo(f"  {show.step(step)}")
    if view.known is not None:
        click.echo("  The nearest in the documents:" if view.known else "  The documents hold nothing near it.")
    for passage in view.known or ():
        click.echo(show.block(show.one_line(passage.text, 240), "    "))
        click.echo(show.dim(f"    ↳ {passage.citation}"))
    if view.history:
        click.echo(f"  What {view.requester} asked besides:")
    for run in view.history:
        asked = show.one_line(run.request, 60)
        click.echo(f"    {run.run}  {run.created:%Y-%m-%d}  {words.run_state(run)}  {asked}")
    if view.status in {"open", "taken"} and view.teaches:
        click.echo(show.dim(f"  Resolved as not-an-incident, it would teach triage nothing. {view.teaches}"))
    _taught(view)


def _print(view: "CaseView", as_json: bool) -> None:
    if as_json:
        emit(dump(view))
        return
    flags = ", ".join(words.flag(flag) for flag in view.flags)
    click.echo(f"{show.bold(view.id)}  {view.severity}  {show.case_state(view)}")
    click.echo(f"  {flags}. {view.why}")
    click.echo(show.block(view.request, "    "))
    click.echo(f"  Clocks: {show.case_clocks(view)}")
    if view.holding_reply:
        click.echo("  A holding reply, never sent by the desk:")
        click.echo(show.block(view.holding_reply, "    "))
    for condition in view.conditions:
        click.echo(f"  Condition: {condition}")
    came = words.outcome(view.cause, view.resolution)
    if came:
        click.echo(f"  {came}")
