"""A folder for one run of a suite, in memory where the machine has such a place: a desk commits often, and each commit
waits for the disk."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
ROOM = 200_000_000  # bytes that must be free there


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="copydesk-eval-", dir=_roomy()) as folder:
        yield Path(folder)


def _roomy() -> Path | None:
    try:
        found = os.statvfs(MEMORY)
    except OSError:
        return None
    return MEMORY if found.f_bavail * found.f_frsize > ROOM and os.access(MEMORY, os.W_OK) else None
