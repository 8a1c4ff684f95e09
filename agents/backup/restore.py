"""An archive becomes a home: whole, or not at all. Everything in it is looked at before anything is in its place."""

import errno
import hashlib
import lzma
import os
import shutil
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from agents.backup.held import hold_all
from agents.backup.manifest import (
    DEFAULT_BRAND,
    LEDGER,
    MANIFEST,
    MOST_FILES,
    STORES,
    Manifest,
    RestoreView,
    is_safe,
)
from agents.clock import Clock
from agents.home import Home
from agents.ledger import audit
from agents.ledger.database import Ledger
from knowledge.errors import CopydeskError, InputError, NotFoundError
from knowledge.progress import Progress, silent

CHUNK = 1 << 20
MOST_BYTES = 50 * 1024**3
MOST_MANIFEST = 64 * 1024**2
# what `zipfile` raises on bytes that are not as they were written; of its packers only bz2 says OSError
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
SPARE = 64 * 1024**2  # bytes that stay free


class RestoreError(CopydeskError):
    """The archive was not restored; the home is as it was."""


def restore(
    file: Path, home: Path, clock: Clock, progress: Progress = silent, *, most: int = MOST_BYTES
) -> RestoreView:
    """Raises NotFoundError, InputError or RestoreError. `most`: bytes that it may unpack to."""
    if not file.is_file():
        raise NotFoundError(f"There is no file {file}. `copydesk backup FILE` writes one.")
    _is_empty(home)
    _make(home.parent)
    with _alone(home), _draft(home) as draft:
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest(archive, file)
                _fits(archive, manifest, file, draft, most)
                _unpack(archive, manifest, file, draft, progress)
        except BROKEN as error:
            raise InputError(f"{file} is broken, or no archive of a desk ({error}). Nothing was restored.") from error
        except OSError as error:
            raise RestoreError(
                f"{file} could not be unpacked ({error.strerror or error}). Nothing was kept."
            ) from error
        held = _settle(draft, home, manifest, file, clock, progress)
        _put_in_place(draft, home)
    return RestoreView(
        home=str(home), made=manifest.made, files=len(manifest.files), head=manifest.head, held=tuple(held)
    )


def _is_empty(home: Path) -> None:
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        raise InputError(f"{home} is no folder. Name an empty one with COPYDESK_HOME. Nothing was restored.")
    if home.is_dir() and any(home.iterdir()):
        raise InputError(
            f"{home} is not empty: a backup becomes a home of its own. Name another with COPYDESK_HOME. "
            "Nothing was restored."
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise RestoreError(
            f"{folder} cannot hold a home ({error.strerror or error}). Name another with COPYDESK_HOME."
        ) from error


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    lock = FileLock(home.with_name(f".{home.name}.restoring.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InputError(f"Another process is restoring {home}. Wait until it ends.") from None
    try:
        yield
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release(force=True)


@contextmanager
def _draft(home: Path) -> Iterator[Path]:
    """A folder beside the home, which takes the home's name in the end. One that a crash left behind is removed."""
    draft = home.with_name(f".{home.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > MOST_MANIFEST:
            raise ValueError("its list of files is too long")
        return Manifest.model_validate_json(archive.read(info))
    except (KeyError, ValueError, ValidationError) as error:
        raise InputError(
            f"{file} is no backup that this release can read: its {MANIFEST} is missing or of another kind. "
            "Nothing was restored."
        ) from error


def _fits(archive: zipfile.ZipFile, manifest: Manifest, file: Path, draft: Path, most: int) -> None:
    """Names, kinds, number and size of what is in it, before a byte is unpacked."""
    names = [info.filename for info in archive.infolist()]
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.filename != MANIFEST and (not is_safe(info.filename) or kind not in {0, stat.S_IFREG}):
            raise InputError(f"{file} holds '{info.filename[:80]}', which no backup does. Nothing was restored.")
    if len(names) != len(set(names)) or set(names) != {*manifest.files, MANIFEST}:
        raise InputError(f"{file} does not hold the files that its list names. Nothing was restored.")
    if not {LEDGER, DEFAULT_BRAND} <= set(manifest.files):
        raise InputError(f"{file} holds no whole desk: {LEDGER} or {DEFAULT_BRAND} is missing. Nothing was restored.")
    size = sum(entry.size for entry in manifest.files.values())
    room = shutil.disk_usage(draft).free - SPARE
    if len(names) > MOST_FILES or size > most:
        raise InputError(f"{file} unpacks to {len(names):,} files of {size:,} bytes: that is too large for a desk.")
    if size > room:
        raise RestoreError(f"{file} unpacks to {size:,} bytes, and there are {max(room, 0):,} free. Make room first.")


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, file: Path, draft: Path, progress: Progress) -> None:
    total = sum(entry.size for entry in manifest.files.values())
    done = 0
    for name, entry in manifest.files.items():
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with archive.open(name) as source, target.open("xb") as out:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > entry.size:
                    break
                digest.update(chunk)
                out.write(chunk)
                progress("Unpacking", min(done + size, total), total)
        if size != entry.size or digest.hexdigest() != entry.sha256:
            raise InputError(f"{file} is broken: {name} is not what its list says. Nothing was restored.")
        done += size


def _settle(draft: Path, home: Path, manifest: Manifest, file: Path, clock: Clock, progress: Progress) -> list[str]:
    """The stores are whole, the audit trail is the one that was backed up, and what was not delivered is held."""
    for name in STORES:
        if (draft / name).is_file():
            _is_whole(draft / name, name, file)
    ledger = Ledger(draft / LEDGER, clock)
    try:
        with ledger.read() as connection:
            report = audit.verify(connection, manifest.head, progress=progress)
        if not report.ok:
            raise InputError(f"{file} is not as it was made: {report.problem}. Nothing was restored.")
        held = hold_all(ledger, Home(home), manifest)
    finally:
        ledger.close()
    with sqlite3.connect(draft / LEDGER) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return held


def _is_whole(path: Path, name: str, file: Path) -> None:
    store = sqlite3.connect(path)
    try:
        said = store.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    finally:
        store.close()
    if said != "ok":
        raise InputError(f"{file} is broken: {name} is no whole store ({said}). Nothing was restored.")


def _put_in_place(draft: Path, home: Path) -> None:
    """In one step; an empty folder of that name gives way, and nothing else does."""
    for path in draft.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    try:
        if home.is_dir():
            home.rmdir()
        draft.rename(home)
    except OSError as error:
        raise RestoreError(
            f"{home} could not take the backup ({error.strerror or error}): it must be empty. Nothing was restored."
        ) from error
