"""Work for other processes: what they are handed has to stand in a module."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from knowledge.errors import CopydeskError
from tools.shared_out import CHUNK, shared_out

LONG = 60.0  # seconds; nobody waits for it


@contextmanager
def doubling(log: Path) -> Iterator[Callable[[int], tuple[int, int]]]:
    """Twice a number, and in which process. A line in the log for each opening and closing."""
    _note(log, f"opened {os.getpid()}")
    yield _doubled
    _note(log, f"closed {os.getpid()}")


def _doubled(number: int) -> tuple[int, int]:
    if number == 3:
        raise CopydeskError("three is none")
    if number == 5:
        raise ValueError("five is none")
    time.sleep(0.01)
    return 2 * number, os.getpid()


@contextmanager
def dying() -> Iterator[Callable[[int], int]]:
    yield lambda number: os._exit(9) if number == CHUNK else number


@contextmanager
def failing() -> Iterator[Callable[[int], int]]:
    raise CopydeskError("nothing to work with")
    yield int


@contextmanager
def sleeping(log: Path) -> Iterator[Callable[[int], int]]:
    _note(log, str(os.getpid()))
    yield lambda number: (time.sleep(LONG if number else 0), number)[1]


def _note(log: Path, text: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


if __name__ == "__main__":  # a process that is stopped while two others work
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever began the tests may have it ignored
    with shared_out(range(1, 8 * CHUNK), partial(sleeping, Path(sys.argv[1])), 2) as outcomes:
        next(outcomes).get()
