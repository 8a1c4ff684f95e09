"""Warnings that are logged while a suite runs: some suites provoke failures, and they are no news to whoever reads."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Warned(logging.Handler):
    """Counts them by what they begin with, which is the message before its values."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self._counts[str(record.msg)] += 1
        self._first.setdefault(str(record.msg), " ".join(record.getMessage().split()))

    @property
    def lines(self) -> tuple[str, ...]:
        """The most frequent first."""
        told = self._counts.most_common()
        return tuple(f"logged {count} times, such as: {self._first[message]}" for message, count in told)


@contextmanager
def warned() -> Iterator[Warned]:
    """Nothing of them goes elsewhere meanwhile, unless the root logger tells more than warnings."""
    root, held = logging.getLogger(), Warned()
    others = list(root.handlers)
    if root.getEffectiveLevel() >= logging.WARNING:
        root.handlers[:] = []
    root.addHandler(held)
    try:
        yield held
    finally:
        root.handlers[:] = others
