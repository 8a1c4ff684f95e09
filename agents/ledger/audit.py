"""The audit trail: append-only, each record carrying the hash of the one before.

Records hold digests, ids and numbers, never texts or personal data.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, insert, select

from agents.ledger.schema import audit

GENESIS = "0" * 64

_LAST = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
_ADD = insert(audit)


class AuditReport(BaseModel):
    """`problem` says where the chain breaks; `head` is the newest record's hash, to be written down elsewhere."""

    model_config = ConfigDict(frozen=True)

    ok: bool
    records: int
    head: str
    problem: str | None = None


def append(
    connection: Connection,
    *,
    at: datetime,
    event: str,
    actor: str,
    door: str,
    subject: str,
    digest: str | None = None,
    rule: str | None = None,
    **details: str | int | float | bool | list[str] | None,
) -> None:
    """Adds one record within the caller's write transaction, which serialises the chain."""
    last = connection.execute(_LAST).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    record: dict[str, Any] = {
        "seq": seq,
        "at": at,
        "event": event,
        "actor": actor,
        "door": door,
        "subject": subject,
        "digest": digest,
        "rule": rule,
        "details": details,
        "previous": previous,
    }
    connection.execute(_ADD, record | {"hash": _hash(record)})


def verify(connection: Connection, head: str | None = None) -> AuditReport:
    """Walks the whole chain. With `head`, a hash written down elsewhere, also finds a chain that was cut or redone."""
    previous, count, seen = GENESIS, 0, head is None
    for record in records(connection):
        expected = count + 1
        problem = None
        if record["seq"] != expected:
            problem = f"record {expected} is missing"
        elif record["previous"] != previous:
            problem = f"record {expected} does not follow record {count}"
        elif record["hash"] != _hash(record):
            problem = f"record {expected} was changed ({record['event']} of {record['subject']})"
        if problem:
            return AuditReport(ok=False, records=count, head=previous, problem=problem)
        previous, count = record["hash"], expected
        seen = seen or previous == head
    if not seen:
        return AuditReport(
            ok=False,
            records=count,
            head=previous,
            problem=f"the head {head} is not in this chain: it was cut or redone",
        )
    return AuditReport(ok=True, records=count, head=previous)


def records(connection: Connection) -> Iterator[dict[str, Any]]:
    """All records, oldest first."""
    for row in connection.execution_options(yield_per=500).execute(select(audit).order_by(audit.c.seq)):
        yield dict(row._mapping)


def _hash(record: Mapping[str, Any]) -> str:
    body = {key: record[key] for key in record if key != "hash"}
    body["at"] = record["at"].astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
