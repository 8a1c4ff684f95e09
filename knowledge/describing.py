"""What people set of a document (its owner, tags, days), beside what its file says."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from knowledge import curation
from knowledge.brand import Brand
from knowledge.catalogue import Catalogue
from knowledge.documents import Document, DocumentMeta
from knowledge.errors import InputError
from knowledge.formats.frontmatter import FrontMatterError, make_meta, read_keys
from knowledge.formats.parsed import Limits
from knowledge.ingest import Ingest
from knowledge.progress import silent
from knowledge.record import Reading

_DEFAULTS = DocumentMeta().model_dump()


class Describer:
    """For one brand. Nothing may be ingested meanwhile: `KnowledgeBase` sees to that."""

    def __init__(self, catalogue: Catalogue, brand: Brand, limits: Limits) -> None:
        self._catalogue = catalogue
        self._brand = brand
        self._limits = limits

    def describe(self, known: Document, values: Mapping[str, object], *, by: str, at: datetime) -> None:
        """As `KnowledgeBase.describe`."""
        if "status" in values:
            raise InputError("A status is not set: use `copydesk knowledge publish` or `copydesk knowledge retire`.")
        file = self._file_of(known)
        given = {key: value for key, value in values.items() if value is not None}
        forgotten = values.keys() - given.keys()
        reading = self._reading_of(known, forgotten, has_file=file is not None)
        try:
            tidy = read_keys(given, "option", strict=True)
            read_keys(dict.fromkeys(forgotten), "option", strict=True)
            before = {key: reading.own.get(key, _DEFAULTS[key]) for key in forgotten}
            meta = make_meta({**known.meta.model_dump(), **before, **tidy}, "option")
        except FrontMatterError as error:
            raise InputError(str(error)) from error
        with self._catalogue.transaction() as connection:
            curation.keep(connection, self._brand.id, known.id, {**values, **tidy}, by=by, at=at)
        if file is not None:
            self._read_again(file, {key: reading.own[key] for key in reading.said if key in reading.own})
        else:
            self._catalogue.set_meta(self._brand.id, known.id, meta, reading)

    def _reading_of(self, known: Document, forgotten: Collection[str], *, has_file: bool) -> Reading:
        """Of what an earlier release read, all that nobody set is its own; what it was before that, its file says."""
        reading = self._catalogue.readings(self._brand.id)[known.id]
        if reading.own:
            return reading
        with self._catalogue.transaction() as connection:
            kept = curation.kept(connection, self._brand.id).get(known.id, {})
        if not has_file and (lost := sorted(kept.keys() & set(forgotten))):
            raise InputError(
                f"What {known.id} said of {lost[0]} before it was set is not known: its file is gone, and an earlier "
                f"release of Copydesk read it. Set {lost[0]} to what it should be."
            )
        own = known.meta.model_dump(mode="json", exclude={*kept, "facts", "claims"}, exclude_none=True)
        return reading.model_copy(update={"own": own | {"status": reading.status}})

    def _read_again(self, file: Path, given: Mapping[str, object]) -> None:
        report = Ingest(self._catalogue, self._brand, given, self._limits, keep_status=True).run([file], silent)
        for refusal in report.refused:
            raise InputError(
                f"{refusal.path} cannot be read again: {refusal.reason}. It is as it was before; what was said now "
                "counts as soon as it can be read."
            )

    def _file_of(self, known: Document) -> Path | None:
        """Where a document was read from; None where nothing is there any more."""
        origin = self._catalogue.origin(self._brand.id, known.id)
        if origin is None or not Path(origin).is_file():
            return None
        if hashlib.sha256(Path(origin).read_bytes()).hexdigest() != known.sha256:
            raise InputError(f"{origin} has changed since it was read. Ingest it first.")
        return Path(origin)
