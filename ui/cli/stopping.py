"""Ctrl-C while a language model answers: the answer is given up, and nobody waits for it."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

GRACE = 1.5  # seconds until a call that cannot be cut off, such as one to an endpoint, is left behind


class Stoppable(Protocol):
    def give_up(self) -> None:
        """Ends the call under way, and refuses more."""
        ...


@contextmanager
def stopping(*models: Stoppable, leave: Callable[[], None] | None = None, grace: float = GRACE) -> Iterator[None]:
    """Of the main thread alone. `leave` stands in for the end of the process, once `grace` seconds are over."""
    over = threading.Timer(grace, leave or _leave)
    over.daemon = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not over.is_alive():
            over.start()
        for model in models:  # in a thread: this one may hold the model's lock
            threading.Thread(target=model.give_up, daemon=True).start()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        over.cancel()
        signal.signal(signal.SIGINT, before)


def _leave() -> None:
    """Without waiting for anybody: 130 is what a shell expects of Ctrl-C."""
    from evals.scratch import clear
    from ui.cli.evaluate_bar import erase
    from ui.cli.frame import note

    clear()
    erase(sys.stderr)
    note("Stopped.")
    os._exit(130)
