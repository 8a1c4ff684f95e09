"""How the tour speaks: scenes, lines, steps as they happen, and a sign of life at least every two seconds."""

import sys
import threading
import time

import click

from ui.cli import show

BEAT = 1.5  # seconds without news before the stage says how long it has been


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


def meter(what: str, done: int, total: int) -> str:
    share = 1.0 if total == 0 else done / total
    return f"{what}  {'█' * round(share * 24):░<24} {share:4.0%}"


class Waiting:
    """A line now and then while something runs: rewritten in a terminal, a new one elsewhere."""

    def __init__(self, what: str, *, terminal: bool) -> None:
        self.what = what
        self._terminal = terminal
        self._started = self._last = time.monotonic()
        self._quiet = threading.Event()
        self._lock = threading.Lock()
        self._ticker = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Waiting":
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._quiet.set()
        self._ticker.join()
        self._clear()

    def news(self, text: str) -> None:
        with self._lock:
            self._clear()
            click.echo(f"  {text}")
            self._last = time.monotonic()

    def _beat(self) -> None:
        while not self._quiet.wait(0.25):
            now = time.monotonic()
            if now - self._last < BEAT:
                continue
            with self._lock:
                line = show.dim(f"  … {self.what}, {now - self._started:.0f} s")
                click.echo(f"\r\033[K{line}" if self._terminal else line, nl=not self._terminal)
                self._last = now if not self._terminal else now - BEAT + 0.5

    def _clear(self) -> None:
        if self._terminal:
            click.echo("\r\033[K", nl=False)
