"""Files that people hand over at the desk: kept beside the brand's own, and read as drafts."""

import re
import shutil
import threading
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from agents.benches import Benches
from agents.home import Home
from knowledge.errors import InputError, StorageError
from knowledge.sources import SIDECAR

if TYPE_CHECKING:
    from knowledge.base import IngestReport
    from knowledge.documents import DocumentKind
    from knowledge.progress import Progress

FOLDER = "uploads"  # in a brand's folder
LONGEST = 200  # bytes of a file's name; systems take 255
_RESERVED = frozenset({SIDECAR, "knowledge.yml"})  # they would speak for the files beside them
_SHY = re.compile(r"[\\/:*?\"<>|]")  # what one system or another does not take in a name


def safe_name(name: str) -> str:
    """A file's name without folders and without what no eye sees; a hidden file's leading dots are gone.

    Raises InputError where nothing is left, and for names by which a file would speak for others.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    bare = " ".join(_SHY.sub(" ", seen).split()).lstrip(".~$ ").rstrip(". ")
    short = _shortened(bare)
    if not short:
        raise InputError("A file needs a name.")
    if short.casefold() in _RESERVED:
        raise InputError(f"A file named {short} says what others are, and cannot be handed over. Rename it.")
    return short


def _shortened(name: str) -> str:
    """Without the end of what stands before its suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    room = LONGEST - len(f"{dot}{suffix}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + suffix


class Uploads:
    """One for a desk. A file that is refused leaves nothing behind, and an earlier one of its name where it was."""

    def __init__(self, home: Home, benches: Benches) -> None:
        self._home = home
        self._benches = benches
        self._lock = threading.Lock()

    def take(
        self, file: Path, name: str, kind: "DocumentKind | None", brand: str | None, progress: "Progress | None"
    ) -> "IngestReport":
        """Keeps a copy of `file` as `name`, and reads it. Raises InputError for a name that does not do."""
        folder = self._home.folder(brand).path / FOLDER
        kept = folder / safe_name(name)
        before = folder / f".{kept.name}.before"
        knowledge = self._benches.of(brand).knowledge
        with self._lock:
            try:
                folder.mkdir(exist_ok=True)
                if kept.is_file():
                    kept.replace(before)
                fresh = folder / f".{kept.name}.new"
                shutil.copyfile(file, fresh)
                fresh.replace(kept)
            except OSError as error:
                _put_back(before, kept)
                raise StorageError(
                    f"{kept.name} cannot be kept: {error.strerror}. Look whether the disk is full."
                ) from error
            taken = False
            try:
                report = knowledge.ingest([kept], kind=kind, progress=progress, as_drafts=True)
                taken = not report.refused
            finally:
                if taken:
                    before.unlink(missing_ok=True)
                else:
                    kept.unlink(missing_ok=True)
                    _put_back(before, kept)
        return report


def _put_back(before: Path, kept: Path) -> None:
    if before.is_file():
        before.replace(kept)
