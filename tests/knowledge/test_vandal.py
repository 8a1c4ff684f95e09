"""A folder by somebody who wants the ingest to fail: what is good goes in, each other file is named with its reason."""

import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import IngestReport, KnowledgeBase
from knowledge.brand import Brand
from knowledge.embedding import HashEmbedder
from knowledge.names import written_out
from tests.knowledge.conftest import TODAY
from tests.knowledge.vandal import GOOD_WORD, SECRET, bad_files, good_files, vandalise

REASONS = {
    "empty.md": "it is empty", "blank.txt": "it is empty", "empty.pdf": "it is empty",
    "zeros.md": "zero bytes|control characters", "picture.md": "it is a binary file", "picture.pdf": "it is damaged",
    "picture.png": r"\.png cannot be read", "no-suffix": "files without a suffix", "old.doc": r"save it as \.docx",
    "old.msg": r"save it as \.eml", "locked.docx": "it has a password", "locked.xlsx": "it has a password",
    "locked.pdf": "it has a password; save it without one", "scan.pdf": "pictures of text, and no text",
    "cut.pdf": "it is damaged", "cut.docx": "it is damaged", "deck.docx": r"suffix \.pptx",
    "laughs.docx": "declares XML entities", "entity.docx": "declares XML entities",
    "entity.pptx": "declares XML entities", "entity.xlsx": "declares XML entities",
    "bomb.docx": "a ZIP bomb", "bomb.xlsx": "a ZIP bomb", "parts.docx": "parts, the limit is 10,000",
    "cells.csv": "more cells than the limit", "quote.csv": "mark not closed", "status.csv": "the status 'perhaps'",
    "dates.csv": "row 2 is not taken: it ends on", "header.eml": "no header", "deep.html": "nested too deeply",
    "script.html": "it holds no words", "kind.md": "did you mean 'legal'", "key.md": "did you mean 'valid_until'",
    "backwards.md": "2026-01-01 is before 2026-05-01", "open.md": "no closing line", "yaml.md": "not YAML: line 3",
    "two.md": "two front matters, and they disagree", "alias.md": "aliases", "deep.md": "nested too deeply",
    "python.md": "not YAML", "disagrees.md": "make them agree", "sub/described.md": "'knid' is not known",
    "brackets.md": "no words: 1,500,000 characters, 0 words", "endless.txt": "no words: 3,000,000 characters, 1 word",
    "signs.html": "it holds no words", "novel.txt": "1,200,000 words, the limit is 1,000,000",
    "mixed.md": "broken UTF-8 at byte 18",
    "huge.pdf": "it is too large: 500,000,000 bytes, the limit is 20,000,000",
    "linked/out.md": "out of the folder", "linked/passwd.txt": "out of the folder",
    "linked/folder": "out of the folder", "linked/loop.md": "leads to nothing", "linked/gone.md": "leads to nothing",
    "pipe.md": "it is no file",
    "name\\xff.md": "its name is not text",
}  # fmt: skip


class Visitors:
    """Whoever asks for the address that the files lead to."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}/x"
        self.came: list[object] = []
        self._thread = threading.Thread(target=self._wait, daemon=True)
        self._thread.start()

    def _wait(self) -> None:
        try:
            while True:
                connection, who = self._server.accept()
                self.came.append(who)
                connection.close()
        except OSError:
            return

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()


@pytest.fixture(scope="module")
def visitors() -> Iterator[Visitors]:
    one = Visitors()
    yield one
    one.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, visitors: Visitors) -> Path:
    path = tmp_path_factory.mktemp("vandal") / "documents"
    vandalise(path, visitors.address)
    return path


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[KnowledgeBase]:
    brand = Brand(id="acme", name="Acme", about="")
    one = KnowledgeBase(folder.parent / "home", brand, HashEmbedder, lambda: TODAY)
    yield one
    one.close()


@pytest.fixture(scope="module")
def report(base: KnowledgeBase, folder: Path) -> IngestReport:
    return base.ingest([folder])


def good_ids(visitors: Visitors) -> set[str]:
    return set(map(written_out, good_files(visitors.address)))


def test_there_are_enough_of_them(folder):
    assert len(bad_files(folder.parent)) >= 60


def test_what_is_good_goes_in_and_is_found(base, report, visitors):
    assert set(report.added) == good_ids(visitors)
    found = {hit.passage.document for hit in base.search(GOOD_WORD, k=50).hits}
    assert found == good_ids(visitors)


def test_each_other_file_is_named_with_its_reason(report, folder):
    reasons = {one.path: one.reason for one in report.refused}
    made_otherwise = {name for name in REASONS if name.startswith(("huge", "linked/", "pipe", "name"))}
    assert set(reasons) == set(bad_files(folder.parent)) | made_otherwise
    assert all(reasons.values())


@pytest.mark.parametrize("name", REASONS)
def test_the_reason_says_what_is_wrong(report, name):
    reason = next(one.reason for one in report.refused if one.path == name)
    assert re.search(REASONS[name], reason), reason
    assert len(reason) < 250


def test_nothing_outside_was_read_and_nothing_fetched(report, folder, visitors):
    assert report.added
    assert visitors.came == []
    kept = b"".join(path.read_bytes() for path in (folder.parent / "home").rglob("*") if path.is_file())
    assert SECRET.encode() not in kept
    assert b"root:x:0" not in kept
    assert SECRET not in "\n".join(one.reason for one in report.refused)
    assert not (folder.parent / "pwned").exists()
    assert not Path("pwned").exists()


def test_the_catalogue_holds_whole_documents_only(report, folder, visitors):
    connection = sqlite3.connect(folder.parent / "home" / "catalogue.db")
    documents = {name for (name,) in connection.execute("SELECT id FROM documents")}
    with_passages = {name for (name,) in connection.execute("SELECT DISTINCT document FROM passages")}
    connection.close()
    assert report.added
    assert documents == with_passages == good_ids(visitors)


def test_reading_it_again_changes_nothing(base, report, folder):
    again = base.ingest([folder])
    assert (again.added, again.changed, set(again.unchanged)) == ((), (), set(report.added))
    assert again.refused == report.refused
    assert base.report().refused == report.refused
