"""`copydesk crisis`: nothing of a brand goes out until a set time."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from agents.views import HoldView
    from ui.desk_api import DeskApi

SECONDS = 60.0  # for what was held and is due
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@click.group("crisis")
def command() -> None:
    """The crisis switch: a brand stands still at once, until a set time."""


@command.command("on")
@options.brand
@click.option("--reason", required=True, metavar="TEXT", help="Stays on the record.")
@click.option("--until", required=True, metavar="TIME", help="A time, ISO 8601, or how long: 30m, 4h, 2d.")
@options.as_user(required=True, helping="An admin, or who is on call.")
@options.as_json
@pass_frame
def on(frame: Frame, brand: str | None, reason: str, until: str, user: str, as_json: bool) -> None:
    """Hold all that a brand publishes, at once; at its end what is signed goes out."""
    options.line(reason, "--reason")
    with frame.desk() as desk:
        held = desk.crisis_on(brand, reason, _moment(until, _zone(desk, brand)), user, "cli")
    if as_json:
        emit(dump(held))
        return
    show_hold(held)
    click.echo(f"To end it sooner: copydesk crisis off --brand {held.brand} --as {user}")


@command.command("off")
@options.brand
@options.as_user(required=True, helping="An admin, or who is on call.")
@options.as_json
@pass_frame
def off(frame: Frame, brand: str | None, user: str, as_json: bool) -> None:
    """Switch it off before its time: what is signed and due goes out."""
    with frame.desk(moving=True) as desk:
        name = brand or desk.default_brand.id
        waiting = [row.run for row in desk.runs(brand=name, status="scheduled", limit=1000)]
        desk.crisis_off(name, user, "cli")
        left = desk.holds(name)
        with beside("publishing what was held"):
            went = [] if left else [run for run in waiting if desk.wait(run, SECONDS).status == "published"]
    if as_json:
        emit({"brand": name, "crisis": False, "by": user, "published": went, "holds": [dump(one) for one in left]})
        return
    click.echo(f"The crisis switch of {name} is off.")
    for one in left:
        show_hold(one)
    if went:
        click.echo(f"Went out: {', '.join(went)}")


@command.command("status")
@options.brand
@options.as_json
@pass_frame
def status(frame: Frame, brand: str | None, as_json: bool) -> None:
    """What keeps brands from publishing now: crises and holds."""
    with frame.desk() as desk:
        found = desk.holds(brand)
    if as_json:
        emit({"holds": [dump(one) for one in found]})
        return
    if not found:
        click.echo("Nothing is held.")
    for one in found:
        show_hold(one)


def show_hold(one: "HoldView") -> None:
    until = f"until {one.until:%Y-%m-%d %H:%M} UTC" if one.until else "until it is lifted"
    kind = "Crisis" if one.kind == "crisis" else "Hold"
    click.echo(f"{show.bold(kind)}  Nothing of {one.brand} goes out {until}: {one.reason}")
    click.echo(show.dim(f"  by {one.by}, {one.at:%Y-%m-%d %H:%M} UTC"))


def _moment(text: str, timezone: str) -> datetime:
    length = re.fullmatch(r"(\d{1,5})([mhd])", text.strip())
    if length is None:
        return options.day(text, timezone, "--until")
    return show.now() + timedelta(**{UNITS[length[2]]: int(length[1])})


def _zone(desk: "DeskApi", brand: str | None) -> str:
    """The brand's; a brand that is not there is refused by the desk."""
    name = brand or desk.default_brand.id
    return next((each.timezone for each in desk.brands() if each.id == name), "UTC")
