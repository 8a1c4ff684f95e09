"""`copydesk backup`: all of a home in one file."""

from pathlib import Path

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.waiting import beside


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@options.as_json
@pass_frame
def command(frame: Frame, file: Path, as_json: bool) -> None:
    """Write the home, with its paused runs, into one FILE; it may serve meanwhile. Keep the file as you keep the home.

    Left out are indexes, which are made again, and locks, tokens and logs.
    """
    with frame.desk() as desk, beside("writing the backup") as waiting:
        view = desk.backup(file.absolute(), waiting.progress)
    if as_json:
        emit(dump(view))
        return
    open_ = f", {view.open_runs} requests still open" if view.open_runs else ""
    click.echo(f"{view.files:,} files in {view.file} ({view.size / 1e6:.1f} MB){open_}.")
    click.echo(f"The audit trail's head: {view.head}")
