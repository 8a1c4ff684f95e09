"""`copydesk serve`: the web desk."""

import sys
import threading

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, note, pass_frame
from ui.cli.waiting import beside


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), metavar="P", help="[7860, or a free one where it is taken]")
@click.option("--without-pages", is_flag=True, help="The desk and its REST interface alone, for programs.")
@options.as_json
@pass_frame
def command(frame: Frame, port: int | None, without_pages: bool, as_json: bool) -> None:
    """The web desk on this machine, with everything it needs. Ctrl-C stops it; what waits goes on at the next start."""
    waiting = beside("starting")

    def ready(address: str, bound: int) -> None:
        waiting.stop()
        if as_json:
            emit({"url": address, "port": bound})
        else:
            click.echo(f"\n  {click.style('Copydesk', bold=True)} is open:  {click.style(address, underline=True)}\n")
            if "token=" in address:
                click.echo("  The link signs in once. Passwords: copydesk users password NAME")
            click.echo("  Stop with Ctrl-C.\n")
        sys.stdout.flush()

    note("Starting the desk…" if without_pages else "Starting the web desk: about ten seconds, the first time minutes…")
    with waiting:
        from agents.clock import SystemClock
        from ui.door import own_desk

        home = frame.settings.home
        with own_desk(frame.settings) as desk:
            if not without_pages:
                desk.index(None, waiting.progress)
            waiting.what = "taking up what was left"
            desk.start()
            threading.Thread(target=desk.warm, name="warm", daemon=True).start()
            waiting.what = "loading the REST interface" if without_pages else "loading the pages"
            from ui.web.serve import serve

            serve(desk, home=home, port=port, clock=SystemClock(), ready=ready, pages=not without_pages)
