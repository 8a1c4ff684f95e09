"""Killed with -9 in the middle of an ingest or of the indexing, started again: the same store as one never killed."""

import os
import signal
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("chromadb")  # imported before the fork: a fresh process would need seconds

from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.chroma import BATCH, VectorStore
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


def work(home: Path, documents: Path, *, reads: int = 10_000, batches: int = 10_000) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "Reading documents" and done >= reads:
            os.kill(os.getpid(), signal.SIGKILL)

    base = KnowledgeBase(home, ACME, lambda: DyingEmbedder(batches), lambda: date(2026, 11, 21))
    base.ingest([documents], progress=progress)
    base.index()
    base.close()


def killed(home: Path, documents: Path, **limits: int) -> None:
    child = os.fork()
    if child == 0:
        try:
            work(home, documents, **limits)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def contents(home: Path) -> dict[str, object]:
    connection = sqlite3.connect(home / "catalogue.db")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608
    connection.close()
    store = VectorStore(home / "chroma", ACME.id, HashEmbedder().name)
    for name, table in (("passages", store.passages), ("headings", store.headings)):
        vectors = table.vectors(sorted(table.ids()))
        rows[f"vectors of {name}"] = sorted((key, vector.tolist()) for key, vector in vectors.items())
    store.close()
    return rows


def test_a_store_that_was_killed_again_and_again_is_the_same_in_the_end(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    for n in range(3):
        parts = "\n\n".join(f"## Part {n}.{m}\n\nThe rule of part {m} says {n * m} things." for m in range(BATCH))
        (documents / f"d{n}.md").write_text(
            f"---\nfacts:\n  - {{attribute: a, value: {n}, statement: S{n}.}}\n---\n{parts}"
        )
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for reads in (0, 1, 2):
        killed(broken, documents, reads=reads)
    for batches in (0, 1, 2):
        killed(broken, documents, batches=batches)
    work(broken, documents)
    work(whole, documents)
    assert contents(broken) == contents(whole)
