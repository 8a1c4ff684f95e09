"""A home in one file and back: with its paused runs, while it moves, and never half."""

import hashlib
import json
import shutil
import sqlite3
import stat
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from agents.backup.manifest import MANIFEST, is_safe
from agents.backup.restore import RestoreError, restore
from agents.clock import ManualClock
from agents.ledger.schema import outbox
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import CopydeskError, InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.stores.make import LATER, pause_runs

GATES = {"choosing", "waiting", "scheduled", "escalated"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a home with a run at each gate. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("backup")
    home = copy_home(folder / "home")
    pause_runs(home)
    desk = a_desk(home, clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    desk.set_password("ana", "correct horse battery", "joost", "test")
    desk.backup(folder / "copydesk.zip")
    desk.close()
    return folder / "copydesk.zip"


@pytest.fixture
def restored(archive: Path, tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    clock.advance(timedelta(hours=1))
    restore(archive, tmp_path / "again", clock)
    desk = a_desk(tmp_path / "again", clock=clock, model=ScriptedChat(scenes.restate))
    for run in desk.start():
        desk.wait(run, scenes.PATIENCE)
    yield desk
    desk.close()


def by_status(desk: Desk) -> dict[str, str]:
    return {row.status: row.run for row in desk.runs()}


def test_a_restored_home_goes_on_and_publishes_only_what_a_person_confirms(restored: Desk, clock: ManualClock) -> None:
    runs = by_status(restored)
    assert set(runs) == GATES
    held = next(check for check in restored.doctor() if check.name == "held requests")
    assert not held.ok
    assert "copydesk runs release" in str(held.remedy)

    scenes.submit(restored, runs["choosing"])
    view = scenes.sign(restored, runs["choosing"])
    assert view.status == "scheduled"
    assert "restored from a backup" in str(view.waiting_for)
    assert scenes.sign(restored, runs["waiting"], "ingrid").status == "scheduled"
    clock.advance(LATER - START)
    restored.engine.scheduler.tick()
    assert scenes.published(restored) == []

    assert restored.release_runs(runs["choosing"], "joost", "cli") == (runs["choosing"],)
    assert restored.wait(runs["choosing"], scenes.PATIENCE).status == "published"
    assert len(scenes.published(restored)) == 1
    assert set(restored.release_runs(None, "joost", "cli")) == set(runs.values()) - {runs["choosing"]}
    assert next(check for check in restored.doctor() if check.name == "held requests").ok
    for run in (runs["waiting"], runs["scheduled"]):
        restored.wait(run, scenes.PATIENCE)
        assert scenes.sign(restored, run, "ana", "ingrid", "elif").status == "published"
    assert len(scenes.published(restored)) == 3
    assert restored.audit_verify().ok


def test_new_requests_are_not_held_and_search_works_on_a_new_index(restored: Desk) -> None:
    assert restored.search("How often can the refillable bottle be refilled?").hits
    assert scenes.sign(restored, scenes.ask(restored, scenes.CAPTION).run).status in {"published", "waiting"}
    assert restored.authenticate("ana", "correct horse battery").name == "ana"


def test_only_an_admin_or_who_is_on_call_lets_it_go_out(restored: Desk) -> None:
    with pytest.raises(NotAllowedError, match="release-roles"):
        restored.release_runs(None, "ana", "cli")
    with pytest.raises(NotFoundError, match="no run 'r-none'"):
        restored.release_runs("r-none", "joost", "cli")
    restored.release_runs(None, "noor", "cli")
    with pytest.raises(InputError, match="No request is held"):
        restored.release_runs(None, "joost", "cli")


def test_what_was_released_and_not_delivered_is_held_and_a_file_has_its_new_place(
    desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    out = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run).run
    (row,) = desk.run(out).publications
    assert str(desk.home.path) in str(row.path)
    with desk.ledger.write() as connection:  # as if the process had ended between the two
        connection.execute(update(outbox).values(status="pending", delivered=None))
    desk.backup(tmp_path / "b.zip")
    view = restore(tmp_path / "b.zip", tmp_path / "again", clock)
    assert view.held == (out,)
    again = a_desk(tmp_path / "again", clock=clock)
    again.engine.scheduler.tick()
    (row,) = again.run(out).publications
    assert (row.status, str(row.path).startswith(str(tmp_path / "again" / "outbox"))) == ("pending", True)
    again.release_runs(out, "joost", "cli")
    assert again.run(out).publications[0].status == "delivered"
    again.close()


def test_an_archive_holds_no_lock_no_token_and_no_index_and_is_its_owners_alone(archive: Path, home: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with zipfile.ZipFile(archive) as kept:
        names = set(kept.namelist())
    assert {"ledger.db", "checkpoints.db", "knowledge/catalogue.db", "default_brand", MANIFEST} <= names
    assert "brands/orrelune/policy.yaml" in names
    assert not [
        name
        for name in names
        if name.endswith("lock") or "chroma" in name or (name.endswith((".json", "-wal", "-shm")) and name != MANIFEST)
    ]
    assert (home / "brands/orrelune/brand.yaml").is_file()


def test_a_backup_while_runs_move_is_one_moment_of_them_all(desk: Desk, tmp_path: Path, clock: ManualClock) -> None:
    stop = threading.Event()
    asked: list[str] = []

    def ask() -> None:
        while not stop.is_set():
            asked.append(scenes.ask(desk, scenes.CAPTION).run)
            scenes.sign(desk, asked[-1])

    worker = threading.Thread(target=ask)
    worker.start()
    try:
        for number in range(4):
            desk.backup(tmp_path / f"{number}.zip")
    finally:
        stop.set()
        worker.join()
    for number in range(4):
        home = tmp_path / f"home-{number}"
        restore(tmp_path / f"{number}.zip", home, clock)
        again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
        for run in again.start():
            again.wait(run, scenes.PATIENCE)
        if _held(again):
            again.release_runs(None, "joost", "cli")
        for row in again.runs():
            again.wait(row.run, scenes.PATIENCE)
            assert scenes.sign(again, row.run).status == "published"
        assert len(scenes.published(again)) == len(again.runs())
        assert again.audit_verify().ok
        again.close()


def _held(desk: Desk) -> bool:
    return not next(check for check in desk.doctor() if check.name == "held requests").ok


# what is refused

Spoil = Callable[[Path, Path], None]


def rewritten(archive: Path, target: Path, change: Callable[[dict[str, bytes], dict[str, object]], None]) -> None:
    """The archive with some of its entries and its list changed."""
    with zipfile.ZipFile(archive) as kept:
        entries = {name: kept.read(name) for name in kept.namelist()}
    manifest = json.loads(entries.pop(MANIFEST))
    change(entries, manifest)
    with zipfile.ZipFile(target, "w") as fresh:
        for name, data in entries.items():
            fresh.writestr(name, data)
        fresh.writestr(MANIFEST, json.dumps(manifest))


def listed(data: bytes) -> dict[str, object]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def escaping(name: str) -> Spoil:
    def spoil(archive: Path, target: Path) -> None:
        def change(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
            entries[name] = b"x"
            manifest["files"][name] = listed(b"x")  # type: ignore[index]

        rewritten(archive, target, change)

    return spoil


def link(archive: Path, target: Path) -> None:
    escaping("brands/orrelune/link")(archive, target)
    with zipfile.ZipFile(target) as kept:
        entries = {name: kept.read(name) for name in kept.namelist()}
    with zipfile.ZipFile(target, "w") as fresh:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name.endswith("/link") else 0
            fresh.writestr(info, data)


def cut(archive: Path, target: Path) -> None:
    target.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])


def flipped(archive: Path, target: Path) -> None:
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 0xFF
    target.write_bytes(data)


def undeflatable(archive: Path, target: Path) -> None:
    """The packer itself stumbles, before a checksum is looked at: its first block is of a type that does not exist."""
    with zipfile.ZipFile(archive) as kept:
        begins = kept.getinfo("ledger.db").header_offset
    data = bytearray(archive.read_bytes())
    name, extra = struct.unpack_from("<HH", data, begins + 26)
    data[begins + 30 + name + extra] = 0xFF
    target.write_bytes(data)


def no_zip(archive: Path, target: Path) -> None:
    target.write_bytes(b"not an archive" * 1000)


def foreign(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as fresh:
        fresh.writestr("hello.txt", "hello")


def later(archive: Path, target: Path) -> None:
    rewritten(archive, target, lambda _, manifest: manifest.update(format=99))


def without_ledger(archive: Path, target: Path) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
        del entries["ledger.db"]
        del manifest["files"]["ledger.db"]  # type: ignore[attr-defined]

    rewritten(archive, target, change)


def store_that_is_none(archive: Path, target: Path) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
        entries["ledger.db"] = b"SQLite format 3\0" + b"x" * 5_000
        manifest["files"]["ledger.db"] = listed(entries["ledger.db"])  # type: ignore[index]

    rewritten(archive, target, change)


def trail_redone(archive: Path, target: Path) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
        path = target.with_suffix(".db")
        path.write_bytes(entries["ledger.db"])
        with sqlite3.connect(path) as store:
            store.execute("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
        store.close()
        entries["ledger.db"] = path.read_bytes()
        manifest["files"]["ledger.db"] = listed(entries["ledger.db"])  # type: ignore[index]

    rewritten(archive, target, change)


def later_release(archive: Path, target: Path) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
        path = target.with_suffix(".db")
        path.write_bytes(entries["ledger.db"])
        with sqlite3.connect(path) as store:
            store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.close()
        entries["ledger.db"] = path.read_bytes()
        manifest["files"]["ledger.db"] = listed(entries["ledger.db"])  # type: ignore[index]

    rewritten(archive, target, change)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (cut, "broken"),
        (flipped, "broken"),
        (undeflatable, "broken, or no archive"),
        (no_zip, "broken, or no archive"),
        (foreign, "no backup"),
        (later, "no backup"),
        (without_ledger, "no whole desk"),
        (store_that_is_none, "broken"),
        (trail_redone, "cut off"),
        (later_release, "another release"),
        (link, "link"),
        *((escaping(name), "which no backup does") for name in (
            "../evil", "/etc/evil", "brands/../../evil", "brands\\..\\evil", "outbox/./x", "C:/evil", "lock", "brands/",
            "serve.json", "knowledge/chroma/x",
        )),
    ],
)  # fmt: skip
def test_what_is_no_whole_backup_is_refused_in_one_line_and_leaves_nothing(
    archive: Path, tmp_path: Path, clock: ManualClock, spoil: Spoil, named: str
) -> None:
    bad, home = tmp_path / "bad.zip", tmp_path / "new" / "home"
    spoil(archive, bad)
    with pytest.raises(CopydeskError, match=named) as refused:
        restore(bad, home, clock)
    assert "\n" not in str(refused.value)
    assert list(home.parent.iterdir()) == []
    assert not (tmp_path / "evil").exists()


@settings(max_examples=20)
@given(where=st.integers(0, 2**30), change=st.integers(1, 255))
def test_with_any_byte_changed_it_is_refused_or_was_never_read(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, where: int, change: int
) -> None:
    """Some bytes of a zip say nothing that is read, such as the day in an entry's own header."""
    folder = tmp_path_factory.mktemp("changed")
    data = bytearray(archive.read_bytes())
    data[where % len(data)] ^= change
    (folder / "bad.zip").write_bytes(data)
    home = folder / "new" / "home"
    said, files = "", None
    try:
        files = restore(folder / "bad.zip", home, ManualClock(START)).files
    except CopydeskError as refused:
        said = str(refused)
    assert "\n" not in said
    with zipfile.ZipFile(archive) as kept:
        assert list(home.parent.iterdir()) == [] if said else files == len(kept.namelist()) - 1
    shutil.rmtree(folder)


def test_an_archive_that_is_too_large_is_refused(archive: Path, tmp_path: Path, clock: ManualClock) -> None:
    with pytest.raises(InputError, match="too large"):
        restore(archive, tmp_path / "new", clock, most=100_000)

    def lying(entries: dict[str, bytes], manifest: dict[str, object]) -> None:
        entries["outbox/bomb"] = b"\0" * 50_000_000
        manifest["files"]["outbox/bomb"] = listed(b"\0")  # type: ignore[index]

    rewritten(archive, tmp_path / "bomb.zip", lying)
    with pytest.raises(InputError, match="outbox/bomb is not what its list says"):
        restore(tmp_path / "bomb.zip", tmp_path / "new", clock)
    assert not (tmp_path / "new").exists()


def test_a_home_that_is_not_empty_stays_as_it_is(archive: Path, home: Path, tmp_path: Path, clock: ManualClock) -> None:
    before = sorted(path.name for path in home.iterdir())
    with pytest.raises(InputError, match="not empty"):
        restore(archive, home, clock)
    assert sorted(path.name for path in home.iterdir()) == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="no folder"):
        restore(archive, tmp_path / "file", clock)
    with pytest.raises(NotFoundError, match="no file"):
        restore(tmp_path / "none.zip", tmp_path / "new", clock)
    (tmp_path / "empty").mkdir()
    assert restore(archive, tmp_path / "empty", clock).home == str(tmp_path / "empty")


def test_a_restore_that_is_cut_off_leaves_no_half_home(archive: Path, tmp_path: Path, clock: ManualClock) -> None:
    home = tmp_path / "again"

    class Killed(BaseException):
        pass

    def killer(step: str, done: int, total: int) -> None:
        if step == "Unpacking" and done > total // 2:
            assert not home.exists()
            raise Killed

    with pytest.raises(Killed):
        restore(archive, home, clock, killer)
    assert not home.exists()
    (tmp_path / ".again.restoring").mkdir()  # as a kill -9 leaves it
    (tmp_path / ".again.restoring" / "ledger.db").write_text("half")
    assert restore(archive, home, clock).files > 5


@pytest.mark.parametrize("where", ["there", "inside", "nowhere"])
def test_a_backup_is_written_whole_or_not_at_all(desk: Desk, tmp_path: Path, where: str) -> None:
    (tmp_path / "there.zip").write_text("mine")
    file = {"there": tmp_path / "there.zip", "inside": desk.home.path / "b.zip", "nowhere": tmp_path / "no" / "b.zip"}
    before = sorted(tmp_path.rglob("*.zip"))
    with pytest.raises(InputError):
        desk.backup(file[where])
    assert sorted(tmp_path.rglob("*.zip")) == before
    assert (tmp_path / "there.zip").read_text() == "mine"


@pytest.mark.parametrize("name", ["brands/a/b.md", "outbox/x/y/z.md", "brands/ä/ö ü.md", "brands/a/.vale.ini"])
def test_a_homes_own_places_are_safe(name: str) -> None:
    assert is_safe(name)


def test_errors_are_of_the_desk(archive: Path, tmp_path: Path, clock: ManualClock) -> None:
    """A home's folder that cannot be made is one line too."""
    (tmp_path / "file").write_text("x")
    with pytest.raises((RestoreError, InputError)):
        restore(archive, tmp_path / "file" / "home", clock)
