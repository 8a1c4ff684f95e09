"""How the tour speaks: scenes, lines, steps as they happen, and a sign of life at least every two seconds."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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

    @contextmanager
    def waiting(self, what: str) -> Iterator[Callable[[str], None]]:
        """Tells how long it takes while something runs; the caller gets a function that says what is new."""
        started = time.monotonic()
        quiet = threading.Event()
        last = [started]
        lock = threading.Lock()

        def news(text: str) -> None:
            with lock:
                self._clear()
                click.echo(f"  {text}")
                last[0] = time.monotonic()

        def beat() -> None:
            while not quiet.wait(0.25):
                now = time.monotonic()
                if now - last[0] < BEAT:
                    continue
                with lock:
                    line = show.dim(f"  … {what}, {now - started:.0f} s")
                    click.echo(f"\r\033[K{line}" if self._terminal else line, nl=not self._terminal)
                    last[0] = now if not self._terminal else now - BEAT + 0.5

        ticker = threading.Thread(target=beat, daemon=True)
        ticker.start()
        try:
            yield news
        finally:
            quiet.set()
            ticker.join()
            self._clear()

    def bar(self, what: str) -> Callable[[int, int], None]:
        """A progress bar's `(done, total)`: rewritten in a terminal, a line every two seconds elsewhere."""
        last = [0.0]

        def tell(done: int, total: int) -> None:
            now = time.monotonic()
            ended = done >= total
            if not ended and now - last[0] < (0.1 if self._terminal else 2.0):
                return
            last[0] = now
            share = 1.0 if total == 0 else done / total
            line = f"  {what}  {'█' * round(share * 24):░<24} {share:4.0%}"
            click.echo(f"\r\033[K{line}" if self._terminal else line, nl=ended or not self._terminal)

        return tell

    def _clear(self) -> None:
        if self._terminal:
            click.echo("\r\033[K", nl=False)
