"""A sign of life at least every two seconds while something runs: on stdout in the tour, on stderr elsewhere."""

import sys
import threading
import time
from types import TracebackType

import click

from ui.cli import show

BEAT = 1.5  # seconds without news before it says how long it has been
EARLY = 3.0  # seconds into a step before its rate says anything
LOOK = 0.25  # seconds between two looks at the clock


def meter(what: str, done: int, total: int) -> str:
    share = 1.0 if total == 0 else done / total
    return f"{what}  {'█' * round(share * 24):░<24} {share:4.0%}"


def left(spent: float, done: int, total: int) -> str:
    """How long the rest of a step will take at the rate so far; nothing where it is too early to tell."""
    if spent < EARLY or not 0 < done < total:
        return ""
    seconds = spent / done * (total - done)
    return f", about {max(1, round(seconds))} s left" if seconds < 90 else f", about {seconds / 60:.0f} min left"


class Waiting:
    """A line now and then while something runs: rewritten in a terminal, a new one elsewhere.

    What takes less than a beat passes without a word.
    """

    def __init__(self, what: str, *, terminal: bool, err: bool = False) -> None:
        self.what = what
        self._terminal = terminal
        self._err = err
        self._started = self._last = time.monotonic()
        self._step = ""
        self._step_began = self._started
        self._quiet = threading.Event()
        self._lock = threading.Lock()
        self._ticker = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Waiting":
        self._ticker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """No more lines; again is a no-op."""
        if not self._quiet.is_set():
            self._quiet.set()
            self._ticker.join()
            self._clear()

    def news(self, text: str) -> None:
        with self._lock:
            self._clear()
            click.echo(f"  {text}", err=self._err)
            self._last = time.monotonic()

    def progress(self, step: str, done: int, total: int) -> None:
        """A `knowledge.progress.Progress`."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._step_began = step, now
        self.what = meter(step.lower(), done, total) + left(now - self._step_began, done, total)

    def _beat(self) -> None:
        while not self._quiet.wait(LOOK):
            now = time.monotonic()
            if now - self._last < BEAT:
                continue
            with self._lock:
                line = show.dim(f"  … {self.what}, {now - self._started:.0f} s")
                click.echo(f"\r\033[K{line}" if self._terminal else line, nl=not self._terminal, err=self._err)
                self._last = now if not self._terminal else now - BEAT + 0.5

    def _clear(self) -> None:
        if self._terminal:
            click.echo("\r\033[K", nl=False, err=self._err)


def beside(what: str) -> Waiting:
    """On stderr, so that stdout stays a document."""
    return Waiting(what, terminal=sys.stderr.isatty(), err=True)
