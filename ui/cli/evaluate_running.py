"""What runs now, told every so often while suites take their time; and TERM, which ends a run as Ctrl-C does."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from ui import words
from ui.cli.frame import note

EVERY = 20.0  # seconds between two lines


class Running:
    """By name, since when, and how many cases are through, where that is known; how many of all `suites` are."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, suites: int = 1) -> None:
        self._clock = clock
        self._start = clock()
        self._suites = suites
        self._through = 0
        self._since: dict[str, float] = {}
        self._cases: dict[str, int] = {}
        self._lock = threading.Lock()

    def begun(self, name: str) -> None:
        with self._lock:
            self._since[name] = self._clock()

    def counting(self, name: str) -> Callable[[], None]:
        """As `begun`; what it returns is called as each case is through."""
        self.begun(name)

        def case() -> None:
            with self._lock:
                self._cases[name] = self._cases.get(name, 0) + 1

        return case

    def ended(self, name: str) -> None:
        with self._lock:
            self._since.pop(name, None)
            self._through += 1

    @property
    def share(self) -> float:
        """Of the suites, those that are through."""
        with self._lock:
            return min(1.0, self._through / self._suites)

    @property
    def far(self) -> str:
        with self._lock:
            spent, cases = int(self._clock() - self._start), sum(self._cases.values())
            told = f"{self._through} of {words.count(self._suites, 'suite')}"
        told += f", {words.count(cases, 'case')}" if cases else ""
        return f"{told}, {spent // 60}:{spent % 60:02}"

    @property
    def names(self) -> str:
        """What runs, with its cases and seconds."""
        with self._lock:
            now = self._clock()
            return ", ".join(f"{name} ({self._far(name)}{now - since:.0f} s)" for name, since in self._since.items())

    @property
    def line(self) -> str:
        """Empty where nothing runs."""
        told = self.names
        return f"running: {told}" if told else ""

    def _far(self, name: str) -> str:
        return f"{words.count(self._cases[name], 'case')}, " if name in self._cases else ""


@contextmanager
def telling(running: Running, told: Callable[[str], None] = note, every: float = EVERY) -> Iterator[None]:
    over = threading.Event()

    def tell() -> None:
        while not over.wait(every):
            if line := running.line:
                told(line)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


@contextmanager
def terminating() -> Iterator[None]:
    """Of the main thread alone, as `stopping` is."""

    def stop(number: int, frame: FrameType | None) -> None:
        interrupt = signal.getsignal(signal.SIGINT)
        if callable(interrupt):
            interrupt(number, frame)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
