"""Delivery to files of what it is handed: Markdown for people, one CSV a brand for machines.

Files are rendered whole and renamed into place, never appended to: the same publication again gives the same bytes.
Nothing here reads or writes the ledger.
"""

import csv
import io
import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import CopydeskError

INDEX = "publications.csv"
_COLUMNS = (
    "key", "status", "published_at", "brand", "channel", "locale", "draft", "version", "target", "text", "signed_by",
    "citations", "digest", "reason",
)  # fmt: skip
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


class DeliveryError(CopydeskError):
    """A publication could not be delivered; it is kept and can be tried again."""


class Signature(BaseModel):
    model_config = ConfigDict(frozen=True)

    user: str
    role: str
    at: datetime
    reason: str | None = None  # why what policy blocks went out all the same


class Publication(BaseModel):
    """One signed text on its way to one target. `key` is its idempotency key."""

    model_config = ConfigDict(frozen=True)

    key: str
    brand: str
    channel: str
    locale: str
    draft: str
    version: int
    target: str
    fields: dict[str, str] = Field(description="in the channel's order")
    digest: str
    signatures: tuple[Signature, ...]
    citations: tuple[str, ...]
    published_at: datetime
    status: Literal["published", "recalled"] = "published"
    reason: str | None = None  # of a recall

    @property
    def text(self) -> str:
        """One field bare, several as sections in Markdown."""
        if len(self.fields) == 1:
            return next(iter(self.fields.values()))
        return "\n\n".join(f"## {name}\n\n{value}" for name, value in self.fields.items())


class Target(Protocol):
    """Where publications go. All methods raise DeliveryError, and may be called again with the same arguments."""

    def deliver(self, publication: Publication) -> Path: ...

    def has(self, publication: Publication) -> bool: ...

    def write_index(self, brand: str, publications: Sequence[Publication]) -> Path: ...


class FilesTarget:
    """`<root>/<brand>/<channel>/<key>.md` and `<root>/<brand>/publications.csv`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def deliver(self, publication: Publication) -> Path:
        path = _path(self.root, publication)
        _write_whole(path, render_markdown(publication))
        return path

    def has(self, publication: Publication) -> bool:
        """In whatever state; also where nobody was told that it went out."""
        return _path(self.root, publication).is_file()

    def write_index(self, brand: str, publications: Sequence[Publication]) -> Path:
        path = self.root / _safe(brand, "brand") / INDEX
        _write_whole(path, render_csv(publications))
        return path


class InMemoryTarget:
    """Keeps what it is given. `failing` is raised by every call while it is set."""

    def __init__(self) -> None:
        self.files: dict[Path, str] = {}
        self.failing: DeliveryError | None = None

    def deliver(self, publication: Publication) -> Path:
        return self._keep(_path(Path(), publication), render_markdown(publication))

    def has(self, publication: Publication) -> bool:
        return _path(Path(), publication) in self.files

    def write_index(self, brand: str, publications: Sequence[Publication]) -> Path:
        return self._keep(Path(_safe(brand, "brand")) / INDEX, render_csv(publications))

    def _keep(self, path: Path, text: str) -> Path:
        if self.failing is not None:
            raise self.failing
        self.files[path] = text
        return path


def render_markdown(publication: Publication) -> str:
    """The text as it is published, below front matter that says where it comes from."""
    front = publication.model_dump(mode="json", exclude={"fields"}, exclude_none=True)
    front["fields"] = list(publication.fields)
    matter = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{matter}---\n\n{publication.text}\n"


def render_csv(publications: Sequence[Publication]) -> str:
    """One row a publication, in the given order. No cell can be taken for a formula by a spreadsheet."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for publication in publications:
        rows.writerow([_cell(value) for value in _row(publication)])
    return written.getvalue()


def _row(publication: Publication) -> tuple[str, ...]:
    one = publication
    return (
        one.key, one.status, one.published_at.isoformat(), one.brand, one.channel, one.locale, one.draft,
        str(one.version), one.target, one.text, "; ".join(f"{mark.user} ({mark.role})" for mark in one.signatures),
        "; ".join(one.citations), one.digest, one.reason or _overrides(one),
    )  # fmt: skip


def _overrides(publication: Publication) -> str:
    return "; ".join(f"{mark.user}: {mark.reason}" for mark in publication.signatures if mark.reason)


def _cell(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _path(root: Path, publication: Publication) -> Path:
    folder = root / _safe(publication.brand, "brand") / _safe(publication.channel, "channel")
    return folder / f"{_safe(publication.key, 'key')}.md"


def _safe(name: str, what: str) -> str:
    if not _SAFE_NAME.fullmatch(name):
        raise DeliveryError(
            f"The publication's {what} {name!r} cannot name a file: use letters, digits, '.', '_', '-'."
        )
    return name


def _write_whole(path: Path, text: str) -> None:
    """Raises DeliveryError with nothing half-written under `path`."""
    data = text.encode("utf-8")
    draft = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == data:
            return
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        _remove(draft)
        reason = error.strerror or type(error).__name__
        raise DeliveryError(f"Cannot write {path}: {reason}. Nothing was lost; it will be tried again.") from error


def _sync_folder(folder: Path) -> None:
    """Makes the renaming last; a no-op where folders cannot be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or read-only; there is nothing under the real name either way
