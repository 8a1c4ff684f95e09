"""`knowledge.yaml`: what a folder's documents are, for files that cannot say it of themselves.

all:                                  # every file in this folder and below
  owner: ana
documents:                            # by path below this folder; * and ? match within a name
  price-list.xlsx: {kind: product, valid_from: 2026-01-01}
  brochures/*.pdf: {kind: product, tags: [print]}
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from knowledge.formats.frontmatter import FrontMatterError, read_keys, read_yaml
from knowledge.formats.parsed import RefusedError
from knowledge.sources import SIDECAR, Source

MAX_BYTES = 1_000_000
Values = Mapping[str, object]


class Sidecars:
    """Those of the folders that are ingested, each read once."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Values, Mapping[str, Values]] | str] = {}

    def of(self, source: Source) -> tuple[Values, Values]:
        """What is said of a document by its name, and of all in its folders; the nearest folder is heard first.

        Raises RefusedError where a file that would say it cannot be read.
        """
        named: dict[str, object] = {}
        for_all: dict[str, object] = {}
        folder = source.path.parent
        while True:
            every, documents = self._sidecar(folder)
            relative = source.path.relative_to(folder).as_posix()
            named = {**_matching(documents, relative), **named}
            for_all = {**every, **for_all}
            if folder == source.root or folder == folder.parent:
                return named, for_all
            folder = folder.parent

    def _sidecar(self, folder: Path) -> tuple[Values, Mapping[str, Values]]:
        found = self._read.get(folder)
        if found is None:
            try:
                found = _load(folder / SIDECAR)
            except (FrontMatterError, OSError, UnicodeDecodeError) as error:
                found = " ".join(str(error).split())
            self._read[folder] = found
        if isinstance(found, str):
            raise RefusedError(f"the {SIDECAR} that describes it cannot be used: {found}")
        return found


def _matching(documents: Mapping[str, Values], path: str) -> dict[str, object]:
    """Patterns in their order, a later one over an earlier; the exact path over all."""
    values: dict[str, object] = {}
    for pattern, its in documents.items():
        if pattern != path and fnmatchcase(path, pattern) and pattern.count("/") == path.count("/"):
            values |= its
    return values | dict(documents.get(path, {}))


def _load(path: Path) -> tuple[Values, Mapping[str, Values]]:
    if not path.is_file() or path.is_symlink():
        return {}, {}
    if path.stat().st_size > MAX_BYTES:
        raise FrontMatterError(f"it is larger than {MAX_BYTES:,} bytes")
    values = read_yaml(path.read_text(encoding="utf-8-sig"), yaml_name=SIDECAR)
    unknown = sorted(values.keys() - {"all", "documents"})
    if unknown:
        raise FrontMatterError(f"key '{unknown[0]}' is not known; it has 'all' and 'documents'")
    documents = values.get("documents") or {}
    if not isinstance(documents, dict):
        raise FrontMatterError("'documents' is not a list of `path: {key: value}` lines")
    return (
        read_keys(values.get("all") or {}, "all", strict=True),
        {str(path): read_keys(its or {}, f"documents.{path}", strict=True) for path, its in documents.items()},
    )
