"""How far a run of suites is: one line that is drawn anew on a terminal, lines elsewhere."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from ui.cli.evaluate_running import Running, telling
from ui.cli.frame import note

EVERY = 0.25  # seconds between two drawings
WIDTH, NARROW = 24, 8  # of the bar itself, in characters
ROOMY, TIGHT = 80, 40  # columns from which there is room for it
ERASE = "\r\033[K"


def is_drawn_on(screen: TextIO) -> bool:
    return screen.isatty() and os.environ.get("TERM") != "dumb"


def bar(running: Running, room: int) -> str:
    """At most `room` characters, without a colour."""
    width = WIDTH if room >= ROOMY else NARROW if room >= TIGHT else 0
    full = round(running.share * width)
    drawn = "█" * full + "░" * (width - full)
    line = " ".join(part for part in (drawn, running.far, running.names) if part)
    return line if len(line) <= room else line[: max(0, room - 1)] + "…"[:room]


@contextmanager
def progress(running: Running, screen: TextIO | None = None) -> Iterator[Callable[[str], None]]:
    """Gives what hears that a suite or a case is through: a line for it, except where the bar shows it."""
    where = screen or sys.stderr
    if not is_drawn_on(where):
        with telling(running):
            yield note
        return
    with _drawing(running, where):
        yield lambda _: None


@contextmanager
def _drawing(running: Running, screen: TextIO) -> Iterator[None]:
    """Nothing of the bar stays, however the run ends."""
    over = threading.Event()

    def draw() -> None:
        while not over.wait(EVERY):
            columns = shutil.get_terminal_size().columns
            screen.write(ERASE + bar(running, columns - 1))
            screen.flush()

    drawer = threading.Thread(target=draw, daemon=True)
    drawer.start()
    try:
        yield
    finally:
        over.set()
        drawer.join()
        erase(screen)


def erase(screen: TextIO) -> None:
    if is_drawn_on(screen):
        screen.write(ERASE)
        screen.flush()
