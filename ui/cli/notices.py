"""`copydesk notices`: what was told to whom, and what did not get through."""

from typing import TYPE_CHECKING

import click

from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.users import admin
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from agents.notices.views import NoticeView

STATES = {
    "pending": "on its way",
    "collecting": "waits for the digest",
    "digested": "in a digest",
    "sent": "sent",
    "dead": "given up",
    "overtaken": "settled before",
    "desk": "at the desk only",
}


@click.group("notices")
def command() -> None:
    """What people and webhooks are told. A brand's notify.yaml says where, who and when."""


@command.command("list")
@click.option("--dead", is_flag=True, help="Only what was given up, with the reason.")
@click.option("--for", "user", metavar="USER", help="Only what this person was told.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@options.as_json
@pass_frame
def list_(frame: Frame, dead: bool, user: str | None, limit: int, as_json: bool) -> None:
    """Messages, the newest first."""
    with frame.desk() as desk:
        if user is not None:
            desk.user(user)
        found = desk.notices(user=user, dead=dead, limit=limit)
    if as_json:
        emit({"notices": [dump(view) for view in found]})
        return
    if not found:
        click.echo("Nothing was given up." if dead else "Nobody was told anything yet.")
        return
    rows = [(view.id, view.target, _state(view), show.one_line(view.words, 70)) for view in found]
    show.table(rows, ("message", "to", "state", "what"))
    if dead:
        click.echo("Again: copydesk notices retry ID")


@command.command("retry")
@click.argument("id")
@options.as_user(required=False, helping="Who sends it again: an admin, or who is on call. [an admin]")
@options.as_json
@pass_frame
def retry(frame: Frame, id: str, user: str | None, as_json: bool) -> None:
    """Send a message again that was given up; a desk that runs does it at once."""
    with frame.desk() as desk:
        found = desk.retry_notice(id, admin(desk, user), "cli")
    if as_json:
        emit(dump(found))
    else:
        click.echo(f"{found.id} is {STATES[found.status]} to {found.target}.")


@command.command("test")
@click.argument("name")
@options.as_user(required=False, helping="Who tests: an admin, or who is on call. [an admin]")
@options.brand
@options.as_json
@pass_frame
def test(frame: Frame, name: str, user: str | None, brand: str | None, as_json: bool) -> None:
    """Send a test to a person or a webhook that notify.yaml names; exit 1 with the reason when it fails."""
    with frame.desk() as desk, beside(f"writing to {name}"):
        found = desk.test_notice(name, admin(desk, user), "cli", brand)
    if as_json:
        emit(dump(found))
    else:
        click.echo(f"{click.style('✓', fg='green')} {found.target} took it.")


def _state(view: "NoticeView") -> str:
    said = STATES[view.status]
    if view.error:
        said += f": {view.error}"
    if view.status == "pending" and view.next and view.attempts:
        said += f" ({words.due(view.next, show.now())})"
    return said
