"""A document's new version into the catalogue's tables, within the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from knowledge import tables as t
from knowledge.changes import Change, compare
from knowledge.curation import labelled
from knowledge.documents import Document
from knowledge.facts import Claim, Fact
from knowledge.passages import Passage
from knowledge.record import Quarantined, Record


def replace_record(connection: Connection, record: Record, origin: str | None) -> Change | None:
    """Takes out the version before, all its parts with it; returns what is different now, None for the first one."""
    document = record.document
    meta = document.meta.model_dump(mode="json")
    change = _change(connection, record, meta)
    connection.execute(delete(t.documents).where(_same(document)))
    connection.execute(
        insert(t.documents).values(
            brand=document.brand,
            id=document.id,
            version=document.version,
            title=document.title,
            sha256=document.sha256,
            status=document.meta.status,
            voice=document.meta.voice,
            valid_from=document.meta.valid_from,
            valid_until=document.meta.valid_until,
            meta=meta,
            reading=record.reading.model_dump(mode="json"),
            origin=origin,
        )
    )
    connection.execute(
        upsert(t.versions)
        .values(
            brand=document.brand,
            document=document.id,
            version=document.version,
            sha256=document.sha256,
            meta=meta,
            change=change.model_dump(mode="json") if change else None,
        )
        .on_conflict_do_nothing()
    )
    _insert_parts(connection, record)
    return change


def _same(document: Document) -> ColumnElement[bool]:
    return (t.documents.c.brand == document.brand) & (t.documents.c.id == document.id)


def _insert_parts(connection: Connection, record: Record) -> None:
    key = {"brand": record.document.brand, "document": record.document.id}
    brand = record.document.brand
    released = labelled(connection, brand, "harmless")
    kinds, voices = labelled(connection, brand, "kind"), labelled(connection, brand, "voice")
    parts: list[tuple[Any, list[dict[str, Any]]]] = [
        (
            t.passages,
            [
                {
                    **key,
                    "id": entry.passage.id,
                    "position": entry.passage.position,
                    "data": _as_labelled(entry.passage, kinds).model_dump(mode="json"),
                    "valid_from": entry.valid_from,
                    "valid_until": entry.valid_until,
                    "shut": entry.shut and entry.passage.id not in released,
                    "voice": voices.get(entry.passage.id),
                }
                for entry in record.entries
            ],
        ),
        (t.facts, [{**_row(key, fact, n), "subject": fact.subject} for n, fact in enumerate(record.facts)]),
        (t.claims, [_row(key, claim, n) for n, claim in enumerate(record.claims)]),
        (
            t.quantities,
            [
                {"brand": record.document.brand, "passage": entry.passage.id, "key": quantity}
                for entry in record.entries
                for quantity in entry.quantities
            ],
        ),
    ]
    parts.append((t.quarantine, [_row(key, one, n) for n, one in enumerate(record.quarantined)]))
    parts.append(
        (
            t.products,
            [
                {
                    **key,
                    "id": f"{record.document.id}#{one.name}",
                    "position": position,
                    "data": one.model_dump(mode="json"),
                }
                for position, one in enumerate(record.products)
            ],
        )
    )
    for table, rows in parts:
        if rows:
            connection.execute(insert(table), rows)


def _as_labelled(passage: Passage, kinds: Mapping[str, str]) -> Passage:
    kind = kinds.get(passage.id)
    return passage.model_copy(update={"kind": kind}) if kind else passage


def _row(key: dict[str, str], item: Fact | Claim | Quarantined, position: int) -> dict[str, Any]:
    return {**key, "id": item.id, "position": position, "data": item.model_dump(mode="json")}


def _change(connection: Connection, record: Record, meta: dict[str, Any]) -> Change | None:
    """What the record says differently from the version that stands in the catalogue."""
    document = record.document
    row = connection.execute(select(t.documents.c.meta, t.documents.c.status).where(_same(document))).first()
    if row is None:
        return None
    before = {**row.meta, "status": row.status}
    of_document = [
        (table.c.brand == document.brand) & (table.c.document == document.id) for table in (t.passages, t.facts)
    ]
    texts = connection.execute(select(t.passages.c.data).where(of_document[0]).order_by(t.passages.c.position))
    facts = connection.execute(select(t.facts.c.data).where(of_document[1]).order_by(t.facts.c.position))
    return compare(
        document.id,
        document.version,
        ([Passage.model_validate(row.data).text for row in texts], [entry.passage.text for entry in record.entries]),
        ([Fact.model_validate(row.data) for row in facts], record.facts),
        (before, meta),
    )
