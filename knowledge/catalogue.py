"""The catalogue: all that a brand's documents say, in SQL. Every change is one transaction."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from knowledge import tables as t
from knowledge.changes import Change
from knowledge.curation import label, labelled, release
from knowledge.documents import Document, DocumentMeta, DocumentStatus
from knowledge.errors import StorageError
from knowledge.facts import Claim, Fact, Product
from knowledge.labels import LabelField
from knowledge.loading import Refusal
from knowledge.passages import Passage
from knowledge.record import SAYABLE, Entry, Reading, Record
from knowledge.replacing import replace_record

_PASSAGES = select(t.passages.c.data).where(
    t.passages.c.brand == bindparam("brand"), t.passages.c.id.in_(bindparam("ids", expanding=True))
)
_BATCH = 500  # parameters in one "IN (…)"
_GENERATION = "SELECT number FROM generations WHERE brand = ?"


@dataclass(frozen=True, slots=True)
class State:
    """Every passage of a published document, in order; which of them are past copy that missed the brand's voice; and
    the other names of each product, by its name."""

    generation: int
    entries: tuple[Entry, ...]
    off_voice: frozenset[str]
    aliases: dict[str, tuple[str, ...]]


class Catalogue:
    """One file for all brands; each call names its brand, and sees nothing of another."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"{path.parent} cannot be made: {error.strerror}. Name another COPYDESK_HOME."
            ) from error
        self._path = path
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        with self.transaction() as connection:
            t.upgrade(connection)

    @property
    def home(self) -> Path:
        """The folder that holds the knowledge base and, in a desk's home, the brands' own documents."""
        return self._path.resolve().parent.parent

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing."""
        with self._telling(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Says of a database that cannot be used what to do next."""
        try:
            yield
        except DatabaseError as error:
            raise StorageError(
                f"The catalogue {self._path} cannot be used: {error.orig}. What it holds is as it was before; look "
                "whether the disk is full, and whether the file is the desk's own."
            ) from error

    # ── changes ──

    def replace(self, record: Record, origin: str | None = None) -> Change | None:
        """Put a document's new version in the old one's place, all of it or nothing.

        Returns what is different from the version before, if there was one. `origin` is the file it was read from.
        """
        with self.transaction() as connection:
            change = replace_record(connection, record, origin)
            _count_up(connection, record.document.brand)
        return change

    def set_status(self, brand: str, document: str, status: DocumentStatus) -> bool:
        """False when it is not there, or has this status already."""
        with self.transaction() as connection:
            changed = connection.execute(
                update(t.documents)
                .where(_same(t.documents, brand, document), t.documents.c.status != status)
                .values(status=status)
            ).rowcount
            if changed:
                _count_up(connection, brand)
        return bool(changed)

    def set_origin(self, brand: str, document: str, origin: str) -> None:
        """For a document whose file was moved, and says what it said."""
        with self.transaction() as connection:
            connection.execute(update(t.documents).where(_same(t.documents, brand, document)).values(origin=origin))

    def set_meta(self, brand: str, document: str, meta: DocumentMeta, reading: Reading) -> None:
        """For a document whose file is gone; its passages keep the kind and locale that they were read with."""
        with self.transaction() as connection:
            connection.execute(
                update(t.documents)
                .where(_same(t.documents, brand, document))
                .values(
                    meta=meta.model_dump(mode="json"),
                    reading=reading.model_dump(mode="json"),
                    voice=meta.voice,
                    valid_from=meta.valid_from,
                    valid_until=meta.valid_until,
                )
            )
            _count_up(connection, brand)

    def release(self, brand: str, passage: str, *, by: str, at: datetime) -> None:
        """Lets a passage out of quarantine."""
        with self.transaction() as connection:
            release(connection, brand, passage, by=by, at=at)
            _count_up(connection, brand)

    def label(self, brand: str, labels: Mapping[str, str], field: LabelField, *, by: str, at: datetime) -> None:
        """By the passage's id; they count at once, and whenever the passage is read again."""
        with self.transaction() as connection:
            for passage, value in labels.items():
                label(connection, brand, passage, field, value, by=by, at=at)
            current = labelled(connection, brand, field)
            changed = 0
            for key in labels:
                same = (t.passages.c.brand == brand) & (t.passages.c.id == key)
                row = connection.execute(select(t.passages.c.data, t.passages.c.voice).where(same)).first()
                if row is None or current[key] == (row.voice if field == "voice" else row.data["kind"]):
                    continue
                value = current[key]
                values = {"voice": value} if field == "voice" else {"data": {**row.data, "kind": value}}
                changed += connection.execute(update(t.passages).where(same).values(**values)).rowcount
            if changed:
                _count_up(connection, brand)

    def refuse(self, brand: str, refusals: Sequence[Refusal], read: Sequence[str]) -> None:
        """Remember what was not taken of the files that were `read`, in place of what was remembered of them before."""
        with self.transaction() as connection:
            for start in range(0, len(read), _BATCH):
                known = t.refusals.c.path.in_(read[start : start + _BATCH])
                connection.execute(delete(t.refusals).where(t.refusals.c.brand == brand, known))
            if refusals:
                rows = [{"brand": brand, "path": one.path, "reason": one.reason} for one in refusals]
                connection.execute(insert(t.refusals), rows)

    def count_unsure(self, brand: str, passages: int) -> None:
        """Remember how many wait for a label, for as long as nothing changes."""
        with self.transaction() as connection:
            known = {"unsure": passages, "unsure_at": _generation(connection, brand)}
            row = upsert(t.generations).values(brand=brand, number=0, **known)
            connection.execute(row.on_conflict_do_update(["brand"], set_=known))

    # ── reading ──

    def unsure(self, brand: str) -> int | None:
        """How many passages wait for a label; None where nobody has counted since the last change."""
        query = select(t.generations.c.unsure).where(
            t.generations.c.brand == brand, t.generations.c.unsure_at == t.generations.c.number
        )
        with self.transaction() as connection:
            return connection.execute(query).scalar()

    def generation(self, brand: str) -> int:
        """Grows with every change of the brand's documents. It is asked for before each draft is checked: without
        a transaction, for it reads one number.
        """
        with self._telling():
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                row = cursor.execute(_GENERATION, (brand,)).fetchone()
                cursor.close()
            except sqlite3.DatabaseError as error:
                raise DatabaseError(_GENERATION, (brand,), error) from error
            finally:
                connection.close()
        return row[0] if row else 0

    def documents(self, brand: str) -> tuple[Document, ...]:
        query = select(t.documents).where(t.documents.c.brand == brand).order_by(t.documents.c.id)
        with self.transaction() as connection:
            return tuple(_document(row) for row in connection.execute(query))

    def passage_counts(self, brand: str) -> dict[str, int]:
        """By the document's id; those that became none are left out."""
        query = select(t.passages.c.document, func.count()).where(t.passages.c.brand == brand)
        with self.transaction() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(t.passages.c.document))}

    def state(self, brand: str) -> State:
        """All that can be searched, as it is at one moment."""
        query = (
            select(t.passages, func.coalesce(t.passages.c.voice, t.documents.c.voice).label("tone"))
            .join_from(t.passages, t.documents, _same_document(t.passages))
            .where(t.passages.c.brand == brand, t.documents.c.status == "published", ~t.passages.c.shut)
            .order_by(t.passages.c.document, t.passages.c.position)
        )
        named = select(t.products.c.data).where(t.products.c.brand == brand)
        with self.transaction() as connection:
            rows = connection.execute(query).all()
            products = [Product.model_validate(row.data) for row in connection.execute(named)]
            return State(
                generation=_generation(connection, brand),
                entries=tuple(Entry(_passage(row), row.valid_from, row.valid_until) for row in rows),
                off_voice=frozenset(row.id for row in rows if row.tone == "off"),
                aliases={
                    one.name: tuple(a for p in products if p.name == one.name for a in p.aliases) for one in products
                },
            )

    def passages(self, brand: str, ids: Sequence[str]) -> tuple[Passage, ...]:
        """In the order of the ids; those that are not known (any more) are left out."""
        found: dict[str, Passage] = {}
        with self.transaction() as connection:
            for start in range(0, len(ids), _BATCH):
                rows = connection.execute(_PASSAGES, {"brand": brand, "ids": ids[start : start + _BATCH]})
                found |= {passage.id: passage for passage in map(_passage, rows)}
        return tuple(found[key] for key in dict.fromkeys(ids) if key in found)

    def passages_of(self, brand: str, document: str, today: date) -> tuple[Passage, ...]:
        """All of one document, in its order, those in quarantine too; a claim that has ended is not said to hold."""
        query = (
            select(t.passages.c.data, t.passages.c.valid_until)
            .where(t.passages.c.brand == brand, t.passages.c.document == document)
            .order_by(t.passages.c.position)
        )
        with self.transaction() as connection:
            return tuple(_as_of(Passage.model_validate(row[0]), row[1], today) for row in connection.execute(query))

    def ended_passages(self, brand: str, today: date) -> tuple[tuple[Passage, date], ...]:
        """Passages that hold no more while their documents do, with the last day on which they held."""
        query = (
            _usable(t.passages, brand, today)
            .add_columns(t.passages.c.valid_until)
            .where(t.passages.c.valid_until < today)
        )
        with self.transaction() as connection:
            return tuple((_passage(row), row.valid_until) for row in connection.execute(query))

    def usable_passages(
        self, brand: str, today: date, *, stating: Sequence[str] = (), kind: str | None = None, voice: str | None = None
    ) -> tuple[Passage, ...]:
        """Passages of published documents that hold today; with `stating`, those that hold one of these quantities."""
        query = _usable(t.passages, brand, today).where(_holds(t.passages, today), ~t.passages.c.shut)
        if stating:
            known = select(t.quantities.c.passage).where(
                t.quantities.c.brand == brand, t.quantities.c.key.in_(list(stating))
            )
            query = query.where(t.passages.c.id.in_(known))
        if kind:
            query = query.where(t.passages.c.data["kind"].as_string() == kind)
        if voice:
            query = query.where(func.coalesce(t.passages.c.voice, t.documents.c.voice) == voice)
        with self.transaction() as connection:
            return tuple(map(_passage, connection.execute(query)))

    def facts(self, brand: str, today: date) -> tuple[Fact, ...]:
        with self.transaction() as connection:
            rows = connection.execute(_usable(t.facts, brand, today))
            facts = [Fact.model_validate(row.data) for row in rows]
            shut = _shut(connection, brand)
        return tuple(fact for fact in facts if fact.holds_on(today) and fact.passage not in shut)

    def claims(self, brand: str, today: date) -> tuple[Claim, ...]:
        with self.transaction() as connection:
            rows = connection.execute(_usable(t.claims, brand, today))
            claims = [Claim.model_validate(row.data) for row in rows]
            shut = _shut(connection, brand)
        held = (claim for claim in claims if claim.valid_until is None or today <= claim.valid_until)
        return tuple(claim for claim in held if claim.passage not in shut)

    def products(self, brand: str, today: date) -> tuple[Product, ...]:
        with self.transaction() as connection:
            rows = connection.execute(_usable(t.products, brand, today))
            return tuple(Product.model_validate(row.data) for row in rows)

    def readings(self, brand: str) -> dict[str, Reading]:
        """How each document was read, by its id."""
        query = select(t.documents.c.id, t.documents.c.reading, t.documents.c.meta).where(t.documents.c.brand == brand)
        with self.transaction() as connection:
            return {row.id: _reading(row.reading, row.meta) for row in connection.execute(query)}

    def origin(self, brand: str, document: str) -> str | None:
        """The file that a document was read from."""
        return next((path for path, its in self.origins(brand).items() if its == document), None)

    def origins(self, brand: str) -> dict[str, str]:
        """The document that was read from each file."""
        query = select(t.documents.c.id, t.documents.c.origin).where(t.documents.c.brand == brand)
        with self.transaction() as connection:
            return {row.origin: row.id for row in connection.execute(query) if row.origin}

    def refusals(self, brand: str) -> tuple[Refusal, ...]:
        query = select(t.refusals).where(t.refusals.c.brand == brand).order_by(t.refusals.c.path)
        with self.transaction() as connection:
            return tuple(Refusal(path=row.path, reason=row.reason) for row in connection.execute(query))


def _prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # SQLAlchemy begins by itself, so that reads see one state too
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _same(table: Table, brand: str, key: str) -> ColumnElement[bool]:
    return (table.c.brand == brand) & (table.c.id == key)


def _same_document(table: Table) -> ColumnElement[bool]:
    return (table.c.brand == t.documents.c.brand) & (table.c.document == t.documents.c.id)


def _holds(table: Table, today: date) -> ColumnElement[bool]:
    start, end = table.c.valid_from, table.c.valid_until
    return or_(start.is_(None), start <= today) & or_(end.is_(None), end >= today)


@lru_cache(maxsize=64)  # every open page asks for the products
def _usable(table: Table, brand: str, today: date) -> Select[tuple[object]]:
    """Rows of the documents that are published and valid, in the documents' order."""
    return (
        select(table.c.data)
        .join_from(table, t.documents, _same_document(table))
        .where(table.c.brand == brand, t.documents.c.status == "published", _holds(t.documents, today))
        .order_by(table.c.document, table.c.position)
    )


def _shut(connection: Connection, brand: str) -> frozenset[str]:
    query = select(t.passages.c.id).where(t.passages.c.brand == brand, t.passages.c.shut)
    return frozenset(connection.execute(query).scalars())


def _count_up(connection: Connection, brand: str) -> None:
    row = upsert(t.generations).values(brand=brand, number=1)
    connection.execute(row.on_conflict_do_update(["brand"], set_={"number": t.generations.c.number + 1}))


def _generation(connection: Connection, brand: str) -> int:
    query = select(t.generations.c.number).where(t.generations.c.brand == brand)
    return connection.execute(query).scalar() or 0


def _passage(row: Row[Any]) -> Passage:
    return Passage.model_validate(row.data)


def _as_of(passage: Passage, end: date | None, today: date) -> Passage:
    if end is None or today <= end or not passage.heading or passage.heading[-1] not in SAYABLE:
        return passage
    return passage.model_copy(update={"heading": (*passage.heading[:-1], f"Expired {end}")})


def _reading(data: dict[str, Any] | None, meta: dict[str, Any]) -> Reading:
    """Of an earlier release: the meta has the status that the file said, the column beside it what a person made it."""
    reading = Reading.model_validate(data or {})
    return reading if reading.status else reading.model_copy(update={"status": meta.get("status")})


def _document(row: Row[Any]) -> Document:
    status: DocumentStatus = row.status
    meta = DocumentMeta.model_validate(row.meta).model_copy(update={"status": status})
    guessed = (row.reading or {}).get("guessed", ())
    return Document(
        id=row.id,
        brand=row.brand,
        title=row.title,
        meta=meta,
        version=row.version,
        sha256=row.sha256,
        guessed=guessed,
    )
