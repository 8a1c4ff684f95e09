"""A folder for one run of a suite, in memory where the machine has such a place: a desk commits often, and each commit
waits for the disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
ROOM = 200_000_000  # bytes that must be free there
_OPEN: set[str] = set()


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="copydesk-eval-", dir=_roomy()) as folder:
        _OPEN.add(folder)
        try:
            yield Path(folder)
        finally:
            _OPEN.discard(folder)


def clear() -> None:
    """Removes those that are open, for a process that ends without unwinding."""
    for folder in tuple(_OPEN):
        shutil.rmtree(folder, ignore_errors=True)


def _roomy() -> Path | None:
    try:
        found = os.statvfs(MEMORY)
    except OSError:
        return None
    return MEMORY if found.f_bavail * found.f_frsize > ROOM and os.access(MEMORY, os.W_OK) else None
