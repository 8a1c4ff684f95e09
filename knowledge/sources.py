"""Which files an ingest reads, and under which ids."""

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import InputError, NotFoundError
from knowledge.formats.read import SUFFIXES as PARSED
from knowledge.names import written_out

MARKDOWN = frozenset({".md", ".markdown"})
SUFFIXES = PARSED | MARKDOWN | {".txt"}
SIDECAR = "knowledge.yaml"
MAX_NAME = 1_000  # characters of a document's id; no system opens a path of many more


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. `id` is its path below `root`, the folder that was given, with forward slashes, written
    out on one line."""

    id: str
    path: Path
    root: Path
    problem: str | None = None  # why it is not read at all


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Every file below the paths, in order of id, without hidden ones; links that lead outside carry that problem."""
    found: dict[str, Source] = {}
    for path in paths:
        if path.is_dir():
            here = list(_walk(path))
            if not any(source.path.suffix.lower() in SUFFIXES for source in here):
                raise InputError(f"{path} holds no documents. Copydesk reads {listed(SUFFIXES)}.")
        elif path.exists():
            here = [Source(written_out(path.name), path, path.parent)]
        else:
            raise NotFoundError(f"{path} does not exist. Name a file, or a folder of documents.")
        for source in _told_apart(here):
            other = found.setdefault(source.id, source)
            if os.path.realpath(other.path) != os.path.realpath(source.path):
                raise InputError(
                    f"{other.path} and {source.path} would both be the document '{source.id}'. Ingest them one by one, "
                    "or give the folder above both."
                )
    return [found[key] for key in sorted(found)]


def _walk(folder: Path) -> Iterator[Source]:
    root = folder.resolve()
    for path, problem in sorted(entries_below(folder)):
        relative = path.relative_to(folder)
        if _is_hidden(relative) or (path.name == SIDECAR and problem is None):
            continue
        name = os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")
        if problem is None:
            problem = _looked_at(path, root) if name == relative.as_posix() else "its name is not text; rename it"
        yield Source(_shortened(written_out(name)), path, folder, problem)


def entries_below(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """What is below the folder and no folder itself, and the folders that cannot be looked into, each with why."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as found:
                entries = list(found)
        except OSError as error:
            if here == folder:
                raise InputError(f"{folder} cannot be looked into: {error.strerror}.") from error
            yield here, _unopened(error)
            continue
        for entry in entries:
            path = here / entry.name
            if _is_hidden(path.relative_to(folder)):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            else:
                yield path, None


def _unopened(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return "its path is too long to be opened; shorten the names of its folders"
    return f"it cannot be looked into: {error.strerror}"


def _shortened(name: str) -> str:
    """A path longer than any that can be read, without its middle."""
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME // 2]}…{name[-MAX_NAME // 2 :]}"


def _told_apart(sources: Sequence[Source]) -> Iterator[Source]:
    """Of names that are written alike (one holds a line break, the other "\\n"), each but the first gets a number."""
    seen: dict[str, int] = {}
    for source in sources:
        seen[source.id] = number = seen.get(source.id, 0) + 1
        yield source if number == 1 else replace(source, id=f"{source.id} ({number})")


def _is_hidden(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts)  # "~$name": a file open in Office


def _looked_at(path: Path, root: Path) -> str | None:
    try:
        return _problem(path, root)
    except OSError as error:
        return _unopened(error)


def _problem(path: Path, root: Path) -> str | None:
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links in a circle
            return "it is a link that leads to nothing"
        if not target.is_relative_to(root):
            return "it is a link that leads out of the folder"
        if target.is_dir():
            return "it is a link to a folder, which is not followed"
        if not _is_hidden(target.relative_to(root)):
            return f"it is a link to {target.relative_to(root).as_posix()}, which is read itself"
    return None if path.is_file() else "it is no file"


def listed(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(suffixes))
