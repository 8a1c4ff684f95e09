"""`copydesk erase`: what is kept of a person, a text or a request."""

import sys
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, note, pass_frame
from ui.cli.users import admin
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from agents.erasing.erasure import ErasureView


@click.command("erase")
@click.option("--person", metavar="NAME", help="A user of this desk, or a name that stands in requests and cases.")
@click.option("--text", metavar="TEXT", help="Such as an address or a number; - reads it from stdin.")
@click.option("--run", metavar="ID", help="One request with its drafts, case and publications.")
@click.option("--dry-run", is_flag=True, help="Only say what it would be.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@options.as_user(required=False, helping="Who erases: an admin, or who holds privacy. [an admin]")
@options.as_json
@pass_frame
def command(
    frame: Frame,
    person: str | None,
    text: str | None,
    run: str | None,
    dry_run: bool,
    yes: bool,
    user: str | None,
    as_json: bool,
) -> None:
    """Erase the words and personal data of whole requests that hold a name or text, for good. A receipt stays.

    A user of this desk is replaced by a reference wherever their name stands.
    """
    from agents.erasing.erasure import Erasure

    if sum(given is not None for given in (person, text, run)) != 1:
        raise click.UsageError("name one of --person, --text and --run")
    wanted = Erasure(person=person, run=run, text=sys.stdin.read().strip() if text == "-" else text)
    with frame.desk() as desk:
        who = admin(desk, user)
        if not (dry_run or yes):
            _ask(desk.erase(wanted, who, "cli", True, None), from_stdin=text == "-")
        with beside("erasing") as waiting:
            view = desk.erase(wanted, who, "cli", dry_run, waiting.progress)
    if as_json:
        emit(dump(view))
    else:
        _print(view)


def _ask(view: "ErasureView", *, from_stdin: bool) -> None:
    """Whoever is at a terminal sees first what goes; a program must say --yes."""
    if from_stdin or not sys.stdin.isatty():
        raise InputError("This cannot be undone: say --yes, or look first with --dry-run.")
    note(_what(view, "would be changed"))
    click.confirm("Erase it for good?", abort=True, err=True)


def _what(view: "ErasureView", done: str) -> str:
    rows = ", ".join(f"{count} in {table}" for table, count in view.rows.items())
    named = (
        f" of {', '.join(view.runs)}"
        if 0 < len(view.runs) <= 10
        else f" of {len(view.runs)} requests" * bool(view.runs)
    )
    return f"{sum(view.rows.values()):,} rows{named} {done}: {rows}."


def _print(view: "ErasureView") -> None:
    click.echo(_what(view, "would be changed" if view.receipt is None else "erased"))
    if view.files and view.runs:
        click.echo("It went out. `copydesk runs recall ID` writes these files anew, without the words:")
        for file in view.files:
            click.echo(f"  outbox/{file}")
    if view.documents:
        click.echo("It also stands in documents. Take it out there, and `copydesk ingest` them again:")
        for document in view.documents:
            click.echo(f"  {document}")
    if view.receipt is not None:
        click.echo(f"Receipt {show.bold(view.receipt)}, on record with digest {view.digest}")
        if not view.swept:
            click.echo("The bytes are overwritten as soon as nobody reads them: at the latest at the next start.")
