"""`copydesk tokens`: what lets a person's programs act for them through the REST interface."""

from typing import TYPE_CHECKING

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, note, pass_frame

if TYPE_CHECKING:
    from agents.views import TokenView


@click.group("tokens")
def command() -> None:
    """Personal tokens: programs that act for a person through the REST interface."""


@command.command("create")
@click.argument("name")
@click.option(
    "--days", type=click.IntRange(min=1), default=90, show_default=True, metavar="N", help="How long it lives."
)
@options.as_user(required=True, helping="Whom it speaks for, with their roles.")
@options.as_json
@pass_frame
def create(frame: Frame, name: str, days: int, user: str, as_json: bool) -> None:
    """A token, told this once; NAME says what will use it."""
    with frame.desk() as desk:
        made = desk.create_token(options.line(name, "NAME"), user, "cli", days)
    if as_json:
        emit(dump(made))
    else:
        note(f"{made.id} speaks for {user} until {made.expires:%Y-%m-%d}. It is told this once: keep it now.")
        click.echo(made.token)


@command.command("list")
@options.as_user(required=False, helping="Only this person's. [everybody's]")
@options.as_json
@pass_frame
def list_(frame: Frame, user: str | None, as_json: bool) -> None:
    """The newest first, with what uses them and when they were last used."""
    with frame.desk() as desk:
        found = desk.tokens(user)
    if as_json:
        emit({"tokens": [dump(view) for view in found]})
    elif not found:
        click.echo("No token yet. Make one: copydesk tokens create NAME --as USER")
    else:
        rows = [(view.id, view.user, view.name, _state(view), _used(view)) for view in found]
        show.table(rows, ("token", "user", "name", "state", "last used"))


@command.command("revoke")
@click.argument("token", metavar="ID")
@options.as_user(required=True, helping="Its owner or an admin.")
@options.as_json
@pass_frame
def revoke(frame: Frame, token: str, user: str, as_json: bool) -> None:
    """The token opens nothing any more, from now on."""
    with frame.desk() as desk:
        view = desk.revoke_token(options.line(token, "ID"), user, "cli")
    if as_json:
        emit(dump(view))
    else:
        click.echo(f"{view.id} of {view.user} is revoked.")


def _state(view: "TokenView") -> str:
    if view.state == "live":
        return f"until {view.expires:%Y-%m-%d}"
    return f"revoked by {view.ended_by}" if view.state == "revoked" else f"expired {view.expires:%Y-%m-%d}"


def _used(view: "TokenView") -> str:
    return f"{view.used:%Y-%m-%d}" if view.used is not None else "never"
