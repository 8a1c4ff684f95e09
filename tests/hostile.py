"""Hostile texts: what is made to hang a pattern that goes back and tries again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 30.0  # s of processor time. Work that grows with length takes less than one, with its square many minutes


@contextmanager
def not_hanging() -> Iterator[None]:
    """Processor time, so that other work on the machine does not count."""
    before = time.process_time()
    yield
    assert time.process_time() - before < MOST
