"""Files into the catalogue, one by one; what cannot be read is refused with a reason."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.brand import Brand
from knowledge.catalogue import Catalogue
from knowledge.documents import Document, DocumentKind
from knowledge.loading import Refusal, RefusedError, Source, find_sources, load
from knowledge.progress import Progress
from knowledge.record import make_record

Verb = Literal["added", "changed", "unchanged"]


class IngestReport(BaseModel):
    """What an ingest did. Documents are named by id; `passages` and `facts` count those of the files read."""

    model_config = ConfigDict(frozen=True)

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    passages: int = 0
    facts: int = 0


class Ingest:
    """One ingest for one brand. Killed half-way, it has taken whole documents, and the next one takes the rest."""

    def __init__(self, catalogue: Catalogue, brand: Brand, kind: DocumentKind | None, max_bytes: int) -> None:
        self._catalogue = catalogue
        self._brand = brand
        self._kind = kind
        self._max_bytes = max_bytes
        self._known = {document.id: document for document in catalogue.documents(brand.id)}
        self._taken: dict[Verb, list[str]] = {"added": [], "changed": [], "unchanged": []}
        self._passages = 0
        self._facts = 0

    def run(self, paths: Sequence[Path], progress: Progress) -> IngestReport:
        sources = find_sources(paths)
        refused = []
        for number, source in enumerate(sources):
            progress("Reading documents", number, len(sources))
            try:
                self._take(source)
            except RefusedError as error:
                refused.append(Refusal(path=source.id, reason=str(error)))
        progress("Reading documents", len(sources), len(sources))
        self._catalogue.refuse(self._brand.id, refused, [source.id for source in sources])
        return IngestReport(
            added=tuple(self._taken["added"]),
            changed=tuple(self._taken["changed"]),
            unchanged=tuple(self._taken["unchanged"]),
            refused=tuple(refused),
            passages=self._passages,
            facts=self._facts,
        )

    def _take(self, source: Source) -> None:
        known = self._known.get(source.id)
        loaded = load(source, kind=self._kind, locale=self._brand.default_locale, max_bytes=self._max_bytes)
        record = make_record(loaded, self._brand.id, known.version + 1 if known else 1)
        if known and _same(known, record.document):
            self._taken["unchanged"].append(source.id)
        else:
            self._catalogue.replace(record)
            self._taken["changed" if known else "added"].append(source.id)
        self._passages += len(record.entries)
        self._facts += len(record.facts)


def _same(known: Document, new: Document) -> bool:
    """A retired document that is read again unchanged stays retired."""
    status = "retired" if known.meta.status == "retired" else new.meta.status
    return (known.sha256, known.title, known.meta) == (
        new.sha256,
        new.title,
        new.meta.model_copy(update={"status": status}),
    )
