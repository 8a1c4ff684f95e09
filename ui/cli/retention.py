"""`copydesk retention`: how long what people wrote is kept."""

from typing import TYPE_CHECKING

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.users import admin
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from agents.retention.apply import RetentionView


@click.group("retention")
def command() -> None:
    """How long what people wrote is kept: `retention:` in brand.yaml, in days."""


@command.command("show")
@options.as_json
@pass_frame
def show_(frame: Frame, as_json: bool) -> None:
    """Each brand's days, and how much is older than that now."""
    with frame.desk() as desk:
        found = desk.retention()
    _print(found, as_json)


@command.command("apply")
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
@options.as_user(required=False, helping="Who erases: an admin, or who holds privacy. [an admin]")
@options.as_json
@pass_frame
def apply(frame: Frame, dry_run: bool, user: str | None, as_json: bool) -> None:
    """Erase what is older; while `copydesk serve` runs, that happens every hour."""
    with frame.desk() as desk:
        if dry_run:
            _print(desk.retention(), as_json)
            return
        who = admin(desk, user)
        with beside("erasing") as waiting:
            done = desk.apply_retention(who, "cli", waiting.progress)
    if as_json:
        emit({"brands": [dump(view) for view in done]})
        return
    for view in done:
        count = sum(view.rows.values())
        said = (
            f"{count:,} rows erased, receipt {', '.join(view.receipts)}" if count else "nothing is older than it may be"
        )
        click.echo(f"{show.bold(view.brand)}  {said}")


def _print(found: "tuple[RetentionView, ...]", as_json: bool) -> None:
    if as_json:
        emit({"brands": [dump(view) for view in found]})
        return
    for view in found:
        if not view.days:
            click.echo(f"{show.bold(view.brand)}  keeps everything")
        for name, days in view.days.items():
            older = f"{view.due[name]:,} older" if name in view.due else "none older"
            click.echo(f"{show.bold(view.brand)}  {name}: {days:,} days, {older}")
