"""Killed with -9 in the middle of an ingest or of the indexing, started again: the same store as one never killed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from knowledge.chroma import BATCH, VectorStore
from knowledge.embedding import HashEmbedder
from tests.knowledge.files import pdf_of, sheet_of

KILLING = Path(__file__).parent / "killing.py"


def run(home: Path, documents: Path, *points: str) -> None:
    done = subprocess.run(
        [sys.executable, str(KILLING), str(home), str(documents), *points],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def contents(home: Path) -> dict[str, object]:
    connection = sqlite3.connect(home / "catalogue.db")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608
    connection.close()
    store = VectorStore(home / "chroma", "acme", HashEmbedder().name)
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
        facts = f"facts:\n  - {{attribute: a, value: {n}, statement: S{n}.}}"
        (documents / f"d{n}.md").write_text(f"---\n{facts}\n---\n{parts}")
    (documents / "e.pdf").write_bytes(pdf_of(*(f"Rule {n} of the page is to wait {n} days." for n in range(30))))
    (documents / "f.xlsx").write_bytes(sheet_of(["product", "price"], *([f"Bottle {n}", n] for n in range(30))))
    (documents / "g.pdf").write_bytes(b"%PDF-1.7 no more")
    reads = [f"reads:{n}" for n in range(6)]
    run(tmp_path / "broken", documents, *reads, "batches:0", "batches:1", "batches:2")
    run(tmp_path / "whole", documents)
    assert contents(tmp_path / "broken") == contents(tmp_path / "whole")
