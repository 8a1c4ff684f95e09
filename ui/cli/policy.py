"""`copydesk policy`: who must sign what, and why."""

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame


@click.group("policy")
def command() -> None:
    """Who must sign what, and why."""


@command.command("explain")
@click.argument("id")
@options.as_json
@pass_frame
def explain(frame: Frame, id: str, as_json: bool) -> None:
    """The policy rule that decided about approval ID, and the facts that met it."""
    with frame.desk() as desk:
        said = desk.explain(id)
    if as_json:
        emit({"approval": id, **dump(said)})
    else:
        click.echo(str(said))
