"""`copydesk users`: the people of this desk."""

import sys
from typing import TYPE_CHECKING, Any, Self

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, note, pass_frame
from ui.gaps import Gap, gaps, in_words

if TYPE_CHECKING:
    from agents.views import UserView
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
    rows = [(v.name, v.full_name, ", ".join(v.roles), _state(v.active, v.has_password), _away(v)) for v in found]
    show.table(rows, ("user", "name", "roles", "signs in", "away"))


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


def _away(view: "UserView") -> str:
    if view.away_until is None:
        return ""
    return f"until {view.away_until:%Y-%m-%d %H:%M} UTC" + (f", {view.deputy} stands in" if view.deputy else "")


@command.command("away")
@click.argument("name")
@click.option("--until", required=True, metavar="TIME", help="A date or a time, ISO 8601; a date is its beginning.")
@click.option("--from", "since", metavar="TIME", help="When it begins. [now]")
@click.option("--deputy", metavar="USER", help="Who acts in their roles meanwhile.")
@options.as_user(required=False, helping="Who says so: the person or an admin. [NAME]")
@options.as_json
@pass_frame
def away(
    frame: Frame, name: str, until: str, since: str | None, deputy: str | None, user: str | None, as_json: bool
) -> None:
    """Say until when NAME is away, and who stands in; `users back` ends it sooner."""
    with frame.desk() as desk:
        zone = desk.default_brand.timezone
        end = options.day(until, zone, "--until")
        start = options.day(since, zone, "--from") if since is not None else None
        changed = desk.set_absent(name, end, user or name, "cli", since=start, deputy=deputy)
    _told_away(changed, as_json=as_json)


@command.command("back")
@click.argument("name")
@options.as_user(required=False, helping="Who says so: the person or an admin. [NAME]")
@options.as_json
@pass_frame
def back(frame: Frame, name: str, user: str | None, as_json: bool) -> None:
    """NAME is back before their time."""
    with frame.desk() as desk:
        changed = desk.set_back(name, user or name, "cli")
    _told_away(changed, as_json=as_json)


def _told_away(view: "UserView", *, as_json: bool) -> None:
    if as_json:
        emit(dump(view))
    else:
        click.echo(f"{view.name} is {f'away {_away(view)}' if view.away_until else 'here'}.")


@command.command("add")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, metavar="R", help="Such as marketer, brand, legal.")
@click.option("--full-name", default="", metavar="TEXT", help="As others see it. [NAME, or as it was]")
@options.as_user(required=False, helping="Who adds. [an admin]")
@options.as_json
@pass_frame
def add(frame: Frame, name: str, roles: tuple[str, ...], full_name: str, user: str | None, as_json: bool) -> None:
    """Add a person with one or more roles, or let one in again with these."""
    with frame.desk() as desk:
        added = desk.add_user(name, roles, full_name, adder(desk, name, roles, user), "cli")
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


@command.command("roles")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, metavar="R", help="All that they have from now on.")
@options.as_user(required=True, helping="An admin, and somebody else than NAME.")
@options.as_json
@pass_frame
def roles_(frame: Frame, name: str, roles: tuple[str, ...], user: str, as_json: bool) -> None:
    """Give an active person other roles, in place of those they have."""
    with frame.desk() as desk, _Gaps(desk) as gaps:
        changed = desk.set_roles(name, roles, user, "cli")
    if as_json:
        emit({**dump(changed), "problems": gaps.dumped()})
    else:
        click.echo(f"{changed.name} has these roles from now on: {', '.join(changed.roles)}.")
        gaps.show()


@command.command("enable")
@click.argument("name")
@options.as_user(required=True, helping="Who lets them in: an admin.")
@options.as_json
@pass_frame
def enable(frame: Frame, name: str, user: str, as_json: bool) -> None:
    """Let in again somebody who was disabled, with the name and the roles that they had."""
    with frame.desk() as desk:
        changed = desk.enable_user(name, user, "cli")
    if as_json:
        emit(dump(changed))
    else:
        have = ", ".join(changed.roles)
        click.echo(f"{changed.name} is back as {have}. A password lets them sign in: copydesk users password {name}")


@command.command("disable")
@click.argument("name")
@options.as_user(required=False, helping="Who disables. [an admin]")
@options.as_json
@pass_frame
def disable(frame: Frame, name: str, user: str | None, as_json: bool) -> None:
    """Nobody signs in or signs with this name any more; warns of what nobody can sign then."""
    with frame.desk() as desk, _Gaps(desk) as gaps:
        changed = desk.disable_user(name, admin(desk, user), "cli")
    if as_json:
        emit({**dump(changed), "problems": gaps.dumped()})
    else:
        click.echo(f"{changed.name} is disabled. To let them in again: copydesk users enable {name} --as USER")
        gaps.show()


class _Gaps:
    """What a change of people breaks in the policies: `policy lint` before and after it."""

    def __init__(self, desk: "DeskApi") -> None:
        self._desk = desk
        self._found: list[Gap] = []

    def __enter__(self) -> Self:
        self._before = gaps(self._desk)
        return self

    def __exit__(self, *raised: object) -> None:
        if raised[0] is None:
            self._found = [each for each in gaps(self._desk) if each not in self._before]

    def dumped(self) -> list[dict[str, Any]]:
        return [{"brand": brand, **dump(problem)} for brand, problem in self._found]

    def show(self) -> None:
        for gap in self._found:
            note(f"! {in_words(gap)}")
