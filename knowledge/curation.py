"""What people said of documents and passages at the desk. It outlives every version of a document, and beats its file.

Functions within the caller's transaction.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from knowledge import tables as t
from knowledge.changes import Change
from knowledge.labels import MACHINE
from knowledge.record import Quarantined

Field = Literal["kind", "voice", "harmless"]  # what a passage can be labelled with


def label(connection: Connection, brand: str, passage: str, field: Field, value: str, *, by: str, at: datetime) -> None:
    """A later label takes the place of an earlier one; what a machine guesses never takes a person's place."""
    if by == MACHINE and passage in by_people(connection, brand, field):
        return
    row = upsert(t.labels).values(brand=brand, item=passage, field=field, value=value, by=by, at=at)
    connection.execute(row.on_conflict_do_update(["brand", "item", "field"], set_={"value": value, "by": by, "at": at}))


def by_people(connection: Connection, brand: str, field: Field) -> dict[str, str]:
    """What people said, without the machine's own guesses."""
    query = select(t.labels.c.item, t.labels.c.value).where(
        t.labels.c.brand == brand, t.labels.c.field == field, t.labels.c.by != MACHINE
    )
    return {row.item: row.value for row in connection.execute(query)}


def labelled(connection: Connection, brand: str, field: Field) -> dict[str, str]:
    """By the passage's id."""
    query = select(t.labels.c.item, t.labels.c.value).where(t.labels.c.brand == brand, t.labels.c.field == field)
    return {row.item: row.value for row in connection.execute(query)}


def release(connection: Connection, brand: str, passage: str, *, by: str, at: datetime) -> None:
    """Lets a passage out of quarantine, now and whenever its document is read again with these words."""
    label(connection, brand, passage, "harmless", "yes", by=by, at=at)
    connection.execute(
        update(t.passages).where(t.passages.c.brand == brand, t.passages.c.id == passage).values(shut=False)
    )


def quarantined(connection: Connection, brand: str) -> tuple[Quarantined, ...]:
    query = select(t.quarantine.c.data).where(t.quarantine.c.brand == brand)
    rows = connection.execute(query.order_by(t.quarantine.c.document, t.quarantine.c.position)).all()
    released = labelled(connection, brand, "harmless")
    found = (Quarantined.model_validate(row.data) for row in rows)
    return tuple(one.model_copy(update={"released": one.passage in released}) for one in found)


def keep(
    connection: Connection, brand: str, document: str, values: Mapping[str, object], *, by: str, at: datetime
) -> None:
    """Keys of a document's meta that a person set; a value of None forgets what was kept."""
    for key, value in values.items():
        same = (t.kept.c.brand == brand) & (t.kept.c.document == document) & (t.kept.c.key == key)
        connection.execute(delete(t.kept).where(same))
        if value is not None:
            plain = value.isoformat() if isinstance(value, date) else value
            row = {"brand": brand, "document": document, "key": key, "value": plain, "by": by, "at": at}
            connection.execute(t.kept.insert(), row)


def kept(connection: Connection, brand: str) -> dict[str, dict[str, Any]]:
    """Document → key → value."""
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(select(t.kept).where(t.kept.c.brand == brand)):
        found.setdefault(row.document, {})[row.key] = row.value
    return found


def changes(connection: Connection, brand: str, document: str) -> tuple[Change, ...]:
    """From version to version, the newest first."""
    query = (
        select(t.versions.c.change)
        .where(t.versions.c.brand == brand, t.versions.c.document == document)
        .order_by(t.versions.c.version.desc())
    )
    return tuple(Change.model_validate(one) for one in connection.execute(query).scalars() if one)
