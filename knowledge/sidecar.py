"""`knowledge.yaml`: what a folder's documents are, for files that cannot say it of themselves.

all:                                  # every file in this folder and below
  owner: ana
documents:                            # by path below this folder; * and ? match within a name
  price-list.xlsx: {kind: product, valid_from: 2026-01-01}
  brochures/*.pdf: {kind: product, tags: [print]}
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from knowledge.formats.frontmatter import FrontMatterError, lines_below, read_keys, read_yaml
from knowledge.formats.parsed import RefusedError
from knowledge.sources import SIDECAR, Source, entries_below

MAX_BYTES = 1_000_000
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Sidecar:
    all: Values = field(default_factory=dict)
    documents: Mapping[str, Values] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # of the patterns


class Sidecars:
    """Those of the folders that are ingested, each read once."""

    def __init__(self) -> None:
        self._read: dict[Path, _Sidecar | str] = {}

    def of(self, source: Source) -> tuple[Values, Values]:
        """What is said of a document by its name, and of all in its folders; the nearest folder is heard first.

        Raises RefusedError where a file that would say it cannot be read.
        """
        named: dict[str, object] = {}
        for_all: dict[str, object] = {}
        folder = source.path.parent
        while True:
            sidecar = self._sidecar(folder)
            relative = source.path.relative_to(folder).as_posix()
            named = {**_matching(sidecar.documents, relative), **named}
            for_all = {**sidecar.all, **for_all}
            if folder == source.root or folder == folder.parent:
                return named, for_all
            folder = folder.parent

    def idle(self, folder: Path, sources: Sequence[Source]) -> dict[str, tuple[str, ...]]:
        """What is said of files that are not among `sources`, all those below `folder`: sentences, by their sidecar."""
        found: dict[str, tuple[str, ...]] = {}
        for path in sorted(path for path, problem in entries_below(folder) if path.name == SIDECAR and not problem):
            name = path.relative_to(folder).as_posix()
            here = [one.path.relative_to(path.parent).as_posix() for one in sources if path.parent in one.path.parents]
            if path.is_symlink():
                found[name] = ("it is a link, and is not heard: put the file itself here",)
                continue
            try:
                sentences = tuple(_idle(self._sidecar(path.parent), here))
            except RefusedError as error:  # each file that it would describe was refused for it
                sentences = () if here else (str(error),)
            if sentences:
                found[name] = sentences
        return found

    def _sidecar(self, folder: Path) -> _Sidecar:
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


def _matches(path: str, pattern: str) -> bool:
    return pattern == path or (fnmatchcase(path, pattern) and pattern.count("/") == path.count("/"))


def _matching(documents: Mapping[str, Values], path: str) -> dict[str, object]:
    """Patterns in their order, a later one over an earlier; the exact path over all."""
    values: dict[str, object] = {}
    for pattern, its in documents.items():
        if _matches(path, pattern):
            values |= its
    return values | dict(documents.get(path, {}))


def _idle(sidecar: _Sidecar, paths: Collection[str]) -> Iterator[str]:
    for pattern in sidecar.documents:
        if not any(_matches(path, pattern) for path in paths):
            near = _nearest(pattern, paths)
            hint = f"; did you mean '{near}'?" if near else ""
            yield f"line {sidecar.lines.get(pattern, 1)}: '{pattern}' is the name of no file{hint}"


def _nearest(pattern: str, paths: Collection[str]) -> str | None:
    """A file or pattern: the same name in another folder, or nearly the same path."""
    name = pattern.rpartition("/")[2]
    elsewhere = next((path for path in paths if fnmatchcase(path.rpartition("/")[2], name)), None)
    if elsewhere is not None:
        return f"{elsewhere.rpartition('/')[0]}/{name}".lstrip("/")
    folded = {path.casefold(): path for path in paths}
    near = get_close_matches(pattern.casefold(), folded, 1, cutoff=0.7)
    return folded[near[0]] if near else None


def _load(path: Path) -> _Sidecar:
    if not path.is_file() or path.is_symlink():
        return _Sidecar()
    if path.stat().st_size > MAX_BYTES:
        raise FrontMatterError(f"it is larger than {MAX_BYTES:,} bytes")
    text = path.read_text(encoding="utf-8-sig")
    values = read_yaml(text, yaml_name=SIDECAR)
    unknown = sorted(values.keys() - {"all", "documents"})
    if unknown:
        raise FrontMatterError(f"key '{unknown[0]}' is not known; it has 'all' and 'documents'")
    documents = values.get("documents") or {}
    if not isinstance(documents, dict):
        raise FrontMatterError("'documents' is not a list of `path: {key: value}` lines")
    return _Sidecar(
        all=read_keys(values.get("all") or {}, "all", strict=True),
        documents={
            str(name): read_keys(its or {}, f"documents.{name}", strict=True) for name, its in documents.items()
        },
        lines=lines_below(text, "documents"),
    )
