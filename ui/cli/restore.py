"""`copydesk restore`: a backup becomes a home."""

from pathlib import Path

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.waiting import beside


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@options.as_json
@pass_frame
def command(frame: Frame, file: Path, as_json: bool) -> None:
    """Make the home from a backup. It must not be there yet, or be empty; no other one is touched.

    What had not gone out when the backup was made is held: it may have gone out since.
    """
    from agents.backup.restore import restore
    from agents.clock import SystemClock

    with beside("restoring") as waiting:
        view = restore(file, frame.settings.home, SystemClock(), waiting.progress)
    if as_json:
        emit(dump(view))
        return
    click.echo(f"{show.bold(view.home)} is as it was on {view.made:%Y-%m-%d %H:%M %Z}: {view.files:,} files.")
    if view.held:
        click.echo(f"{len(view.held)} requests are held, for they may have gone out since: {', '.join(view.held[:10])}")
        click.echo("Look which did, then: copydesk runs release ID --as USER, or --all")
