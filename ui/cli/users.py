"""`copydesk users`: the people of this desk."""

import sys
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from ui.desk_api import DeskApi


@click.group("users")
def command() -> None:
    """The people of this desk."""


@command.command("list")
@options.as_json
@pass_frame
def list_(frame: Frame, as_json: bool) -> None:
    """Everyone, with their roles."""
    with frame.desk() as desk:
        found = desk.users()
    if as_json:
        emit({"users": [dump(view) for view in found]})
        return
    if not found:
        click.echo("Nobody yet. Add someone: copydesk users add NAME --role brand")
        return
    rows = [(v.name, v.full_name, ", ".join(v.roles), _state(v.active, v.has_password)) for v in found]
    show.table(rows, ("user", "name", "roles", "signs in"))


def adder(desk: "DeskApi", name: str, roles: tuple[str, ...], user: str | None) -> str:
    """Who adds somebody: the first admin of a desk comes by themselves."""
    first = "admin" in roles and not any(view.active and "admin" in view.roles for view in desk.users())
    return user or (name if first else admin(desk, None))


def admin(desk: "DeskApi", user: str | None) -> str:
    """Who changes the desk's people where nobody is named: whoever reads the home's folder is trusted as its admin."""
    found = user or next((view.name for view in desk.users() if view.active and "admin" in view.roles), None)
    if found is None:
        raise InputError("Nobody at this desk is an admin yet. Start with one: copydesk users add NAME --role admin")
    return found


def _state(active: bool, has_password: bool) -> str:
    if not active:
        return "disabled"
    return "with a password" if has_password else "no password yet"


@command.command("add")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, metavar="R", help="Such as marketer, brand, legal.")
@click.option("--full-name", default="", metavar="TEXT", help="As others see it. [NAME]")
@options.as_user(required=False, helping="Who adds. [an admin]")
@options.as_json
@pass_frame
def add(frame: Frame, name: str, roles: tuple[str, ...], full_name: str, user: str | None, as_json: bool) -> None:
    """Add a person with one or more roles."""
    with frame.desk() as desk:
        added = desk.add_user(name, roles, full_name or name, adder(desk, name, roles, user), "cli")
    if as_json:
        emit(dump(added))
    else:
        click.echo(f"Added {added.name}. A password lets them sign in: copydesk users password {added.name}")


@command.command("password")
@click.argument("name")
@options.as_user(required=False, helping="Who sets it. [an admin]")
@options.as_json
@pass_frame
def password(frame: Frame, name: str, user: str | None, as_json: bool) -> None:
    """Set a person's password; from then on the web desk asks everyone for theirs."""
    secret = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\r\n")
    )
    with frame.desk() as desk:
        changed = desk.set_password(name, secret, admin(desk, user), "cli")
    if as_json:
        emit(dump(changed))
    else:
        click.echo(f"{changed.name} signs in with a password from now on.")


@command.command("disable")
@click.argument("name")
@options.as_user(required=False, helping="Who disables. [an admin]")
@options.as_json
@pass_frame
def disable(frame: Frame, name: str, user: str | None, as_json: bool) -> None:
    """Nobody signs in or signs with this name any more."""
    with frame.desk() as desk:
        changed = desk.disable_user(name, admin(desk, user), "cli")
    if as_json:
        emit(dump(changed))
    else:
        click.echo(f"{changed.name} is disabled.")
