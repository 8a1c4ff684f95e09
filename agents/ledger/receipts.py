"""Receipts of erasure: what was erased, when, by whom. They hold ids and numbers, and nothing of what was erased."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import erased, erasures
from agents.signing.subjects import digest

Why = Literal["person", "text", "run", "retention"]
Part = Literal["original", "request", "drafts", "publications", "case"]
PARTS: tuple[Part, ...] = ("original", "request", "drafts", "publications", "case")

_MARK = upsert(erased).on_conflict_do_nothing()
_OF_RUN = select(erased.c.part).where(erased.c.run == bindparam("run"))


def keep(
    connection: Connection,
    *,
    receipt: str,
    now: datetime,
    by: str,
    why: Why,
    runs: Sequence[str],
    rows: Mapping[str, int],
    files: Sequence[str],
) -> str:
    """`by` is a reference; `rows` counts rows by table. Returns the digest that goes on record."""
    values = {
        "id": receipt,
        "at": now,
        "by": by,
        "why": why,
        "runs": sorted(runs),
        "rows": dict(sorted(rows.items())),
        "files": sorted(files),
    }
    connection.execute(insert(erasures).values(**values))
    row = connection.execute(select(erasures).where(erasures.c.id == receipt)).one()
    return digest_of(row)


def digest_of(row: Row[Any]) -> str:
    """Of everything but how far the sweep is."""
    return digest(
        {
            "id": row.id,
            "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": row.by,
            "why": row.why,
            "runs": row.runs,
            "rows": row.rows,
            "files": row.files,
        }
    )


def mark(connection: Connection, run: str, parts: Sequence[Part], now: datetime) -> None:
    """What of a run is gone, so that nobody looks for it again."""
    for part in parts:
        connection.execute(_MARK, {"run": run, "part": part, "at": now})


def gone(connection: Connection, run: str) -> frozenset[str]:
    """Parts of a run that were erased."""
    return frozenset(connection.execute(_OF_RUN, {"run": run}).scalars())


def unswept(connection: Connection) -> list[str]:
    """Receipts whose bytes may still be in the files."""
    query = select(erasures.c.id).where(erasures.c.swept.is_(None)).order_by(erasures.c.at)
    return list(connection.execute(query).scalars())


def swept(connection: Connection, receipts: Sequence[str], now: datetime) -> None:
    connection.execute(update(erasures).where(erasures.c.id.in_(receipts)).values(swept=now))
