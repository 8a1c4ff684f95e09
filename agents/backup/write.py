"""One consistent archive of a home, also while its runs move.

The ledger's write lock is held while the stores are copied: no run gets past its next note in the ledger meanwhile, so
that the checkpoints are never ahead of it. What was taken between two nodes goes on as after a crash.
"""

import hashlib
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from agents.backup.manifest import (
    CATALOGUE,
    CHECKPOINTS,
    DEFAULT_BRAND,
    FOLDERS,
    LEDGER,
    MANIFEST,
    BackupView,
    Entry,
    Manifest,
)
from agents.home import Home
from agents.ledger import audit, runs
from agents.ledger.database import Ledger
from knowledge.errors import CopydeskError, InputError
from knowledge.progress import Progress, silent

CHUNK = 1 << 20
_PASSING = re.compile(r"\..*\.(new|tmp)")  # what is being written just now
_AT = (1980, 1, 1, 0, 0, 0)  # of every entry: the manifest says when


class BackupError(CopydeskError):
    """The backup was not made."""


def write(ledger: Ledger, home: Home, file: Path, progress: Progress = silent) -> BackupView:
    """Raises InputError or BackupError; then nothing stands under the file's name."""
    file = file.absolute()
    _may_be_written(home, file)
    draft = file.with_name(f".{file.name}.new")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            view = _write(ledger, home, Path(folder), draft, progress)
        draft.replace(file)
    except OSError as error:
        raise BackupError(
            f"{file} could not be written ({error.strerror or error}). Nothing of it was kept."
        ) from error
    except sqlite3.Error as error:
        raise BackupError(f"A store of {home.path} could not be copied ({error}). Nothing was kept of it.") from error
    finally:
        draft.unlink(missing_ok=True)
    return view.model_copy(update={"file": str(file), "size": file.stat().st_size})


def _may_be_written(home: Home, file: Path) -> None:
    if file.exists():
        raise InputError(f"{file} is there already: name another file.")
    if file.resolve().is_relative_to(home.path.resolve()):
        raise InputError(f"{file} would lie in the home that it is a backup of: name a place elsewhere.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent} to write the backup to.")


def _write(ledger: Ledger, home: Home, folder: Path, draft: Path, progress: Progress) -> BackupView:
    with ledger.write() as connection:
        head = audit.head(connection)
        still = len(runs.unfinished(connection)) + len(runs.with_status(connection, "failed"))
        for name, path in ((CHECKPOINTS, home.checkpoints), (LEDGER, home.ledger)):
            _copy_store(path, folder / name, name, progress)
    catalogue = home.knowledge / Path(CATALOGUE).name
    _copy_store(catalogue, folder / CATALOGUE, CATALOGUE, progress)
    (folder / "rest").mkdir()
    sources = dict(_sources(home, folder))
    entries: dict[str, Entry] = {}
    with zipfile.ZipFile(_private(draft), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for number, (name, path) in enumerate(sources.items(), 1):
            progress("Writing the backup", number, len(sources))
            entry = _add(archive, name, path)
            if entry is not None:
                entries[name] = entry
        manifest = Manifest(version=version("copydesk"), made=ledger.clock.now(), head=head, files=entries)
        _put(archive, MANIFEST, manifest.model_dump_json().encode())
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    return BackupView(file="", files=len(entries), size=0, head=head, open_runs=still)


def _private(draft: Path) -> Path:
    """Readable by its owner alone from the first byte on."""
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return draft


def _copy_store(source: Path, target: Path, name: str, progress: Progress) -> None:
    if not source.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    reader = sqlite3.connect(source.as_uri() + "?mode=ro", uri=True, timeout=30)
    writer = sqlite3.connect(target)
    try:
        reader.backup(
            writer, pages=2_048, progress=lambda _, left, total: progress(f"Copying {name}", total - left, total)
        )
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reader.close()


def _sources(home: Home, folder: Path) -> Iterator[tuple[str, Path]]:
    """Name in the archive → file. Locks, tokens, logs and indexes that can be rebuilt stay behind; so do links."""
    for name in (LEDGER, CHECKPOINTS, CATALOGUE):
        if (folder / name).is_file():
            yield name, folder / name
    yield DEFAULT_BRAND, home.path / DEFAULT_BRAND
    for part in FOLDERS:
        for path in sorted((home.path / part).rglob("*")):
            relative = path.relative_to(home.path)
            passing = any(_PASSING.fullmatch(each) for each in relative.parts)
            if path.is_file() and not path.is_symlink() and not passing and not _through_link(home.path, path):
                yield relative.as_posix(), path


def _through_link(root: Path, path: Path) -> bool:
    return any(parent.is_symlink() for parent in path.parents if parent.is_relative_to(root) and parent != root)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Entry | None:
    """None for a file that somebody has taken away in the meantime."""
    digest, size = hashlib.sha256(), 0
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source, archive.open(_info(name), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Entry(size=size, sha256=digest.hexdigest())


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_info(name), data)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _AT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
