"""Which files an ingest reads, and under which ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import InputError, NotFoundError
from knowledge.formats.read import SUFFIXES as PARSED

MARKDOWN = frozenset({".md", ".markdown"})
SUFFIXES = PARSED | MARKDOWN | {".txt"}
SIDECAR = "knowledge.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. `id` is its path below `root`, the folder that was given, with forward slashes."""

    id: str
    path: Path
    root: Path


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Every file below the paths, in order of id; links that lead outside and hidden files are left out."""
    found: dict[str, Source] = {}
    for path in paths:
        if path.is_dir():
            here = list(_walk(path))
            if not any(source.path.suffix.lower() in SUFFIXES for source in here):
                raise InputError(f"{path} holds no documents. Copydesk reads {listed(SUFFIXES)}.")
        elif path.exists():
            here = [Source(path.name, path, path.parent)]
        else:
            raise NotFoundError(f"{path} does not exist. Name a file, or a folder of documents.")
        for source in here:
            other = found.setdefault(source.id, source)
            if other.path.resolve() != source.path.resolve():
                raise InputError(
                    f"{other.path} and {source.path} would both be the document '{source.id}'. Ingest them one by one, "
                    "or give the folder above both."
                )
    return [found[key] for key in sorted(found)]


def _walk(folder: Path) -> Iterator[Source]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in relative.parts) or not path.is_file():
            continue  # "~$name": what Office leaves beside a file that is open
        if path.name != SIDECAR and path.resolve().is_relative_to(root):
            yield Source(relative.as_posix(), path, folder)


def listed(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(suffixes))
