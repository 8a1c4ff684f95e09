"""Files into the catalogue, one by one; what cannot be read is refused with a reason."""

import filecmp
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge import curation
from knowledge.brand import Brand
from knowledge.catalogue import Catalogue
from knowledge.changes import Change
from knowledge.documents import Document, DocumentStatus
from knowledge.formats.parsed import Limits, RefusedError
from knowledge.formats.reader import Reader
from knowledge.loading import Loader, Refusal
from knowledge.names import written_out
from knowledge.progress import REFUSED, Progress
from knowledge.record import READER, Record, make_record
from knowledge.sources import Source, find_sources

Verb = Literal["added", "changed", "unchanged"]


class IngestReport(BaseModel):
    """What an ingest did. Documents are named by id; `passages` and `facts` count those of the files read."""

    model_config = ConfigDict(frozen=True)

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    changes: tuple[Change, ...] = ()  # of the changed ones, what is different now
    notes: dict[str, tuple[str, ...]] = {}  # by file: what of it was left out, or means nothing
    passages: int = 0
    facts: int = 0


@dataclass(frozen=True, slots=True)
class _Moved:
    before: str  # the file that a document was read from
    is_gone: bool

    @property
    def note(self) -> str:
        gone = ", which is not there any more" if self.is_gone else ""
        return f"it takes the place of what was read from {self.before}{gone}"


class Ingest:
    """One ingest for one brand. Killed half-way, it has taken whole documents, and the next one takes the rest."""

    def __init__(
        self,
        catalogue: Catalogue,
        brand: Brand,
        given: Mapping[str, object],
        limits: Limits,
        *,
        keep_status: bool = False,
        as_drafts: bool = False,
    ) -> None:
        """`keep_status`: whatever the files say, nothing is published or retired by this ingest. `as_drafts`: whatever
        they say, new words are a draft until somebody publishes them.
        """
        self._keep_status = keep_status
        self._as_drafts = as_drafts
        self._catalogue = catalogue
        self._brand = brand
        self._reader = Reader(limits)
        with catalogue.transaction() as connection:
            kept = curation.kept(connection, brand.id)
        names = (brand.id, brand.name)
        self._loader = Loader(self._reader, locale=brand.default_locale, given=given, kept=kept, brand=names)
        self._known = {document.id: document for document in catalogue.documents(brand.id)}
        self._readings = catalogue.readings(brand.id)
        self._origins = catalogue.origins(brand.id)
        self._files = {document: file for file, document in self._origins.items()}
        self._taken: dict[Verb, list[str]] = {"added": [], "changed": [], "unchanged": []}
        self._changes: list[Change] = []
        self._notes: dict[str, tuple[str, ...]] = {}
        self._passages = 0
        self._facts = 0

    def run(self, paths: Sequence[Path], progress: Progress) -> IngestReport:
        sources = [self._named(source) for source in find_sources(paths)]
        try:
            refused = self._all(sources, progress)
        finally:
            self._reader.close()
        for folder in filter(Path.is_dir, paths):
            self._notes |= self._loader.idle(folder, [source for source in sources if folder in source.path.parents])
            self._notes |= self._gone(folder, {source.id for source in sources})
        self._catalogue.refuse(self._brand.id, refused, [source.id for source in sources])
        return IngestReport(
            added=tuple(self._taken["added"]),
            changed=tuple(self._taken["changed"]),
            unchanged=tuple(self._taken["unchanged"]),
            refused=tuple(refused),
            changes=tuple(self._changes),
            notes=self._notes,
            passages=self._passages,
            facts=self._facts,
        )

    def _gone(self, folder: Path, there: Collection[str]) -> dict[str, tuple[str, ...]]:
        """A note for each document that was read from this folder, is not retired, and whose file is there no more."""
        root = Path(os.path.realpath(folder))
        note = "it is no longer in the folder; retire it? `copydesk knowledge retire {}`"
        return {
            document: (note.format(document),)
            for document, file in self._files.items()
            if document not in there
            and root in Path(file).parents
            and not os.path.lexists(file)
            and self._known[document].meta.status != "retired"
        }

    def _named(self, source: Source) -> Source:
        """A file that is known stays the document that it was, by whatever folder it is given this time."""
        known = self._origins.get(_origin(source))
        if known is None:
            return source
        parts = PurePosixPath(known).parts
        below = (
            tuple(map(written_out, source.path.parts[-len(parts) :])) == parts
        )  # then the folder that was given at first is still above it
        return replace(source, id=known, root=source.path.parents[len(parts) - 1] if below else source.root)

    def _all(self, sources: Sequence[Source], progress: Progress) -> list[Refusal]:
        refused = []
        for number, source in enumerate(sources):
            progress("Reading documents", number, len(sources))
            try:
                self._take(source)
            except RefusedError as error:
                refused.append(Refusal(path=source.id, reason=str(error)))
                progress(f"{REFUSED}{source.id}: {error}", number, len(sources))
        progress("Reading documents", len(sources), len(sources))
        return refused

    def _take(self, source: Source) -> None:
        known = self._known.get(source.id)
        loaded = self._loader.load(source)
        moved = self._moved(source, known) if known else None
        notes = list(loaded.notes)
        record = make_record(loaded, self._brand.id, known.version + 1 if known else 1, self._loader.limits)
        if known and self._is_decided(known, record):
            record = _with_status(record, known.meta.status)
        elif self._as_drafts:
            record = _with_status(record, "draft")
        if known and _same(known, record.document) and self._readings[known.id].reader == READER:
            self._taken["unchanged"].append(source.id)
            if moved and moved.is_gone:
                self._catalogue.set_origin(self._brand.id, source.id, _origin(source))
        else:
            change = self._catalogue.replace(record, _origin(source))
            self._taken["changed" if known else "added"].append(source.id)
            self._changes.extend([change] if change else [])
            notes = [moved.note, *notes] if moved else notes
        if notes:
            self._notes[source.id] = tuple(notes)
        self._passages += len(record.entries)
        self._facts += len(record.facts)

    def _moved(self, source: Source, known: Document) -> "_Moved | None":
        """Where a document was read from, when it was not from this file.

        Raises RefusedError where that is another document of the same name.
        """
        before = self._files.get(known.id)
        if before is None or before == _origin(source):
            return None
        if not Path(before).is_file():
            return _Moved(before, is_gone=True)
        if known.meta.status == "retired" or self._is_copied(before, source) or _are_alike(Path(before), source.path):
            return _Moved(before, is_gone=False)
        raise RefusedError(
            f"'{known.id}' is known already, read from {before}, and {source.path} says something else. Ingest the "
            "folder above both, or rename one; where this one takes the other's place, first say "
            f"`copydesk knowledge retire {known.id}`"
        )

    def _is_copied(self, before: str, source: Source) -> bool:
        """Whether the home was copied from elsewhere: its own file takes the place of the original's."""
        home = self._catalogue.home
        return home in Path(_origin(source)).parents and home not in Path(before).parents

    def _is_decided(self, known: Document, record: Record) -> bool:
        """Whether the document keeps the status it has: what a person published or retired stays so while neither its
        words nor what its file says of its status change."""
        said = self._readings[known.id].status
        same = known.sha256 == record.document.sha256
        return self._keep_status or (same and (said == record.document.meta.status or known.meta.status == "retired"))


def _with_status(record: Record, status: DocumentStatus) -> Record:
    meta = record.document.meta.model_copy(update={"status": status})
    return replace(record, document=record.document.model_copy(update={"meta": meta}))


def _are_alike(one: Path, other: Path) -> bool:
    """Byte by byte; no where one of them cannot be opened."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _origin(source: Source) -> str:
    return os.path.realpath(source.path)


def _same(known: Document, new: Document) -> bool:
    return (known.sha256, known.title, known.meta) == (new.sha256, new.title, new.meta)
