"""What an archive says of itself, and what may stand in one."""

import re
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MANIFEST = "copydesk-backup.json"  # the archive's last entry
FORMAT = 1
LEDGER = "ledger.db"
CHECKPOINTS = "checkpoints.db"
CATALOGUE = "knowledge/catalogue.db"
DEFAULT_BRAND = "default_brand"
STORES = (CHECKPOINTS, LEDGER, CATALOGUE)
FOLDERS = ("brands", "outbox")
MOST_FILES = 200_000
_PART = re.compile(r"[^/\\\x00-\x1f\x7f:]+")


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True)

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """`head` is the audit trail's when the backup was made."""

    model_config = ConfigDict(frozen=True)

    copydesk: Literal["backup"] = "backup"
    format: Literal[1] = 1
    version: str
    made: datetime
    head: str
    files: dict[str, Entry]


class BackupView(BaseModel):
    """What was written."""

    model_config = ConfigDict(frozen=True)

    file: str
    files: int
    size: int  # bytes of the archive
    head: str
    open_runs: int  # requests that have not ended


class RestoreView(BaseModel):
    """`held`: requests whose publications wait until a person confirms each, or all of them."""

    model_config = ConfigDict(frozen=True)

    home: str
    made: datetime
    files: int
    head: str
    held: tuple[str, ...]


def is_safe(name: str) -> bool:
    """Whether a name of an entry leads to a place of a home's own, and nowhere else."""
    if name in {*STORES, DEFAULT_BRAND}:
        return True
    folder, *rest = name.split("/")
    return folder in FOLDERS and bool(rest) and all(_PART.fullmatch(part) and part not in {".", ".."} for part in rest)
