"""The audit trail: append-only. Who, in which role, by which door, what, when, on which digest, under which rule of
which policy.

Records hold digests, ids, references and numbers, never texts or personal data.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from agents.ledger import chain, notices, references
from agents.ledger.chain import GENESIS, AuditReport, Head, hash_of
from agents.ledger.schema import audit, erasures, users
from knowledge.progress import Progress, silent

__all__ = ["GENESIS", "AuditReport", "append", "head", "records", "verify"]

_LAST = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
_ADD = insert(audit)
_ROLES = select(users.c.roles).where(users.c.name == bindparam("name"))

Detail = str | int | float | bool | list[str] | None


def append(
    connection: Connection,
    *,
    at: datetime,
    event: str,
    actor: str,
    door: str,
    subject: str,
    role: str | None = None,
    digest: str | None = None,
    rule: str | None = None,
    policy: str | None = None,
    **details: Detail,
) -> None:
    """Adds one record within the caller's write transaction, which serialises the chain.

    `actor` is a user's name, or one that the desk acts under itself. `role` is what they acted as ("requester"); by
    default all roles that they hold. `policy` is the digest of the policy that `rule` stands in.
    """
    last = connection.execute(_LAST).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    record: dict[str, Any] = {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": event,
        "actor": references.actor(connection, actor),
        "role": role or _role(connection, actor),
        "door": references.plain(connection, door),
        "subject": references.subject(connection, subject),
        "digest": digest,
        "rule": None if rule is None else references.plain(connection, rule),
        "policy": policy,
        "details": {references.plain(connection, key): _said(connection, value) for key, value in details.items()},
        "previous": previous,
    }
    connection.execute(_ADD, record | {"at": at, "hash": hash_of(record)})
    notices.note(connection, seq=seq, at=at, event=event, subject=subject, actor=actor, details=details)


def _role(connection: Connection, actor: str) -> str | None:
    if actor in references.SYSTEM:
        return None
    roles = connection.execute(_ROLES, {"name": actor}).scalar()
    return "+".join(roles) if roles else None


def _said(connection: Connection, value: Detail) -> Detail:
    if isinstance(value, str):
        return references.plain(connection, value)
    return [references.plain(connection, each) for each in value] if isinstance(value, list) else value


def head(connection: Connection) -> str:
    """To be written down elsewhere: "12:ab3f…"."""
    last = connection.execute(_LAST).first()
    return str(Head(seq=last.seq, hash=last.hash)) if last else GENESIS


def verify(connection: Connection, *heads: str | None, progress: Progress = silent) -> AuditReport:
    """Walks the whole chain. With heads that were written down elsewhere, also finds one that was cut or redone.

    Names beside the records and receipts of erasure must be those that the records were made with. Raises InputError
    for what is no head.
    """
    wanted = [Head.read(each) for each in heads if each is not None and each != GENESIS]
    total = connection.execute(select(func.count()).select_from(audit)).scalar_one()
    report = chain.verify(chain.watched(records(connection), progress, total), wanted)
    if not report.ok:
        return report
    wrong = references.misled(connection)
    if wrong is not None:
        return report.model_copy(update={"ok": False, "problem": f"another name was put behind {wrong}"})
    receipt = _false_receipt(connection)
    if receipt is not None:
        return report.model_copy(update={"ok": False, "problem": f"the receipt {receipt} is not the one on record"})
    return report


def _false_receipt(connection: Connection) -> str | None:
    """A receipt that says something else than when it was written, or that no record knows of."""
    written = {
        row.subject: row.digest
        for row in connection.execute(select(audit.c.subject, audit.c.digest).where(audit.c.event == "data.erased"))
    }
    from agents.ledger.receipts import digest_of

    for row in connection.execute(select(erasures)):
        if written.pop(row.id, None) != digest_of(row):
            return str(row.id)
    return next(iter(written), None)


def records(connection: Connection, since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """All records, oldest first, as they are hashed; or those from the first one on that is not older than `since`."""
    query = select(audit).order_by(audit.c.seq)
    if since is not None:
        first = select(func.min(audit.c.seq)).where(audit.c.at >= since).scalar_subquery()
        query = query.where(audit.c.seq >= first)
    for row in connection.execution_options(yield_per=500).execute(query):
        record = dict(row._mapping)
        record["at"] = record["at"].astimezone(UTC).isoformat(timespec="microseconds")
        yield record
