"""A process that ingests and indexes, and is killed with -9 at a given point: `killing.py HOME DOCUMENTS STEP:N…`.

It imports once and forks a child for each point, before any thread runs; the last child is not killed.
"""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import chromadb  # noqa: F401 - imported here once, instead of in every child

from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.embedding import HashEmbedder, Vectors

ACME = Brand(id="acme", name="Acme", about="")
NEVER = 10_000
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h: whoever loses its parent becomes a child of this process


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DyingEmbedder(HashEmbedder):
    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def passages(self, texts: Sequence[str]) -> Vectors:
        self._left -= 1
        if self._left < 0:
            die()
        return super().passages(texts)


def work(home: Path, documents: Path, *, reads: int = NEVER, batches: int = NEVER) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "Reading documents" and done >= reads:
            die()

    base = KnowledgeBase(home, ACME, lambda: DyingEmbedder(batches), lambda: date(2026, 11, 21))
    base.ingest([documents], progress=progress)
    base.index()
    base.close()


def in_a_child(home: Path, documents: Path, **limits: int) -> bool:
    """Whether the child was killed."""
    child = os.fork()
    if child == 0:
        work(home, documents, **limits)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    wait_for_orphans()
    return os.WIFSIGNALED(status)


def wait_for_orphans() -> None:
    """The processes that read files for one that was killed must not outlive it."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        time.sleep(0.01)
    sys.exit("a process that reads files outlives the one that started it")


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    home, documents = Path(sys.argv[1]), Path(sys.argv[2])
    for point in sys.argv[3:]:
        step, _, number = point.partition(":")
        if not in_a_child(home, documents, **{step: int(number)}):
            sys.exit(f"not killed at {point}")
    if in_a_child(home, documents):
        sys.exit("killed at the end")
