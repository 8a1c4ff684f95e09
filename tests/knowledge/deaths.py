"""An ingest that kills its own process, at a document or at a batch."""

import os
import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import chromadb  # noqa: F401 - imported once, in the fork server

from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.embedding import HashEmbedder, Vectors

ACME = Brand(id="acme", name="Acme", about="")


class DyingEmbedder(HashEmbedder):
    """Kills its process at the n-th batch."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def passages(self, texts: Sequence[str]) -> Vectors:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().passages(texts)


def work(home: Path, documents: Path, reads: int = 10_000, batches: int = 10_000) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "Reading documents" and done >= reads:
            os.kill(os.getpid(), signal.SIGKILL)

    base = KnowledgeBase(home, ACME, lambda: DyingEmbedder(batches), lambda: date(2026, 11, 21))
    base.ingest([documents], progress=progress)
    base.index()
    base.close()
