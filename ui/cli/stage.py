"""How the tour speaks: scenes, lines, steps as they happen, and a sign of life at least every two seconds."""

import sys

import click

from ui.cli import show
from ui.cli.waiting import Waiting


class Stage:
    """Writes to stdout. `interactive`: a person is there to press Enter."""

    def __init__(self, *, interactive: bool) -> None:
        self.interactive = interactive
        self._terminal = sys.stdout.isatty()
        self._heading = ""

    def scene(self, number: int, of: int) -> "Stage":
        self._heading = f"{number}/{of}"
        return self

    def title(self, text: str, under: str) -> None:
        click.echo(f"\n{show.bold(text)}" + (f"\n{under}" if under else ""))

    def open(self, text: str) -> None:
        """A scene's heading."""
        click.echo(f"\n{show.dim(self._heading)} {show.bold(text)}")

    def typed(self, who: str, text: str) -> None:
        """What a person at the desk types."""
        click.echo(show.block(f"{who} › {text}", "  ").replace(f"{who} ›", click.style(f"{who} ›", fg="cyan"), 1))

    def say(self, text: str) -> None:
        click.echo(show.block(text, "  "))

    def good(self, text: str) -> None:
        click.echo(show.block(f"✓ {text}", "  ").replace("✓", click.style("✓", fg="green"), 1))

    def ask(self, text: str, default: str) -> str:
        """Where a person decides. Unattended, the default is what they say."""
        if not self.interactive:
            self.say(f"{text} [{default}]")
            return default
        answer: str = click.prompt(f"  {text}", default=default)
        return answer

    def pause(self, text: str) -> None:
        if self.interactive:
            click.pause(f"  {text}: press any key…")

    def waiting(self, what: str) -> "Waiting":
        """Tells how long it takes while something runs."""
        return Waiting(what, terminal=self._terminal)
