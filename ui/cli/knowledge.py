"""`copydesk knowledge`: what the brand knows, and how good it is."""

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.quality import show_quality


@click.group("knowledge")
def command() -> None:
    """What the brand knows, and how good it is."""


@command.command("report")
@options.brand
@options.as_json
@pass_frame
def report(frame: Frame, brand: str | None, as_json: bool) -> None:
    """The quality report: counts, and the list behind each."""
    with frame.desk() as desk:
        found = desk.quality(brand)
    if as_json:
        emit(dump(found))
    else:
        show_quality(found)
