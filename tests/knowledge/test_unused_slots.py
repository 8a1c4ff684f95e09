"""What a process had in its memory does not stay in the index files. Chroma writes there by chance only: here it is
written there by hand."""

from pathlib import Path

import pytest

from knowledge import unused_slots
from knowledge.chroma import VectorStore
from knowledge.embedding import HashEmbedder
from knowledge.progress import silent
from knowledge.unused_slots import SYNC, clear_unused

SECRET = b"lena.vogt@example.com"
FILES = ("data_level0.bin", "length.bin")


def opened(folder: Path) -> VectorStore:
    return VectorStore(folder, "acme", "hash-16")


def filled(folder: Path, count: int) -> None:
    store = opened(folder)
    store.passages.fill({f"w-{n}": f"text {n}" for n in range(count)}, HashEmbedder(16), "Learning", silent)
    store.close()


def spoil(folder: Path) -> list[Path]:
    files = [path for name in FILES for path in folder.glob(f"*/{name}")]
    for path in files:
        with path.open("r+b") as file:
            file.seek(path.stat().st_size - len(SECRET) - 7)
            file.write(SECRET)
    return files


def held(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def test_room_that_a_new_index_reserves_holds_nothing_from_the_first_write_on(tmp_path, monkeypatch):
    store = opened(tmp_path)
    upsert = store.passages._table.upsert

    def unlucky(**given):
        upsert(**given)
        assert len(spoil(tmp_path)) == len(FILES)

    monkeypatch.setattr(store.passages._table, "upsert", unlucky)
    store.passages.fill({"w-1": "text"}, HashEmbedder(16), "Learning", silent)
    assert held(tmp_path) == []
    store.close()


def test_what_an_earlier_process_left_there_goes_as_the_index_is_opened_and_vectors_stay(tmp_path):
    filled(tmp_path, 40)
    spoil(tmp_path)
    assert sorted(held(tmp_path)) == sorted(FILES)
    store = opened(tmp_path)
    assert held(tmp_path) == []
    assert "w-7" in dict(store.passages.nearest(HashEmbedder(16).query("text 7"), 2))  # w-27 has the same vector
    store.close()


def test_unused_room_is_written_while_an_index_is_opened_and_not_after_it_was_cleared(tmp_path):
    filled(tmp_path, 4)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/*.bin")}
    store = opened(tmp_path)
    loaded = {path: path.stat().st_mtime_ns for path in written}
    assert all(loaded[path] > written[path] for path in written if path.name in FILES)
    for table in (store.passages, store.headings):
        table.ids()
        table.count()
        table.vectors(["w-1"])
        table.nearest(HashEmbedder(16).query("text 2"), 1)
        table.keep_only(["w-1"])
    assert {path: path.stat().st_mtime_ns for path in written} == loaded
    store.close()


def test_an_index_that_was_synced_holds_vectors_alone_and_is_left_as_it_is(tmp_path):
    filled(tmp_path, SYNC + 40)
    before = {path: path.read_bytes() for name in FILES for path in tmp_path.glob(f"*/{name}")}
    header = next(tmp_path.glob("*/header.bin")).read_bytes()
    _, _, _, used, size, _ = unused_slots._HEADER.unpack_from(header)
    assert used >= SYNC
    assert sorted(len(data) for data in before.values()) == sorted((used * size, used * 4))
    clear_unused(tmp_path)
    assert {path: path.read_bytes() for path in before} == before
    store = opened(tmp_path)
    assert store.passages.count() == SYNC + 40
    assert store.passages.nearest(HashEmbedder(16).query("text 3"), 1)[0][1] > 0.999
    store.close()


@pytest.mark.parametrize("data", [b"", b"short", b"\x02" + bytes(99), b"\x01\x00\x00\x00" + b"\xff" * 96])
def test_files_of_another_shape_are_left_alone(tmp_path, data):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "header.bin").write_bytes(data)
    (folder / "data_level0.bin").write_bytes(SECRET)
    clear_unused(tmp_path)
    assert (folder / "data_level0.bin").read_bytes() == SECRET
