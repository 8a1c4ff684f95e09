"""`copydesk serve`: the web desk."""

import sys
import threading

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, note, pass_frame, progress_line


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), metavar="P", help="[7860, or a free one where it is taken]")
@click.option("--without-pages", is_flag=True, help="The desk and its REST interface alone, for programs.")
@options.as_json
@pass_frame
def command(frame: Frame, port: int | None, without_pages: bool, as_json: bool) -> None:
    """The web desk on this machine, with everything it needs. Ctrl-C stops it; what waits goes on at the next start."""
    from agents.clock import SystemClock
    from ui.door import own_desk

    def ready(address: str, bound: int) -> None:
        if as_json:
            emit({"url": address, "port": bound})
        else:
            click.echo(f"\n  {click.style('Copydesk', bold=True)} is open:  {click.style(address, underline=True)}\n")
            if "token=" in address:
                click.echo("  The link signs in once. Passwords: copydesk users password NAME")
            click.echo("  Stop with Ctrl-C.\n")
        sys.stdout.flush()

    with own_desk(frame.settings) as desk:
        note("Starting the desk…" if without_pages else "Starting the web desk: about ten seconds…")
        if not without_pages:
            desk.index(None, progress_line)
        desk.start()
        threading.Thread(target=desk.warm, name="warm", daemon=True).start()
        from ui.web.serve import serve

        serve(desk, home=frame.settings.home, port=port, clock=SystemClock(), ready=ready, pages=not without_pages)
