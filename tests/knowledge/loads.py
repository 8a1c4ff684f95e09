"""Loads single files as an ingest would."""

from pathlib import Path

from knowledge.formats.parsed import Limits
from knowledge.formats.reader import Reader
from knowledge.loading import LoadedDocument, Loader
from knowledge.sources import Source, find_sources


def load(source: Source, *, locale: str = "en", limits: Limits | None = None, **given: object) -> LoadedDocument:
    reader = Reader(limits or Limits())
    try:
        return Loader(reader, locale=locale, given=given).load(source)
    finally:
        reader.close()


def load_file(path: Path, *, below: Path | None = None, **options: object) -> LoadedDocument:
    root = below or path.parent
    return load(Source(path.relative_to(root).as_posix(), path, root), **options)


def load_folder(folder: Path) -> list[LoadedDocument]:
    return [load(source) for source in find_sources([folder])]
