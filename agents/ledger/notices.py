"""What has to be told (notices, written with what happened) and to whom (messages, written and sent after it)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import audit, messages, notices
from agents.notices.kinds import TOLD, key_of
from knowledge.errors import InputError, NotFoundError

MessageStatus = Literal["pending", "collecting", "digested", "sent", "dead", "overtaken", "desk"]

AT_ONCE = 500  # messages that are read in one go

_NOTE = insert(notices)  # with every decision: built once
_FRESH = select(notices).where(notices.c.spread.is_(False)).order_by(notices.c.at, notices.c.id)
_ONE = select(messages).where(messages.c.key == bindparam("message"))
_HAS = select(notices.c.id).where(notices.c.key == bindparam("of"))
_WITH_NOTICE = (
    select(
        messages,
        notices.c.event,
        notices.c.subject,
        notices.c.actor,
        notices.c.details,
        notices.c.at,
    )
    .join(notices, notices.c.id == messages.c.notice)
    .order_by(messages.c.urgent.desc(), messages.c.created, messages.c.key)
)


def note(
    connection: Connection, *, seq: int, at: datetime, event: str, subject: str, actor: str, details: Mapping[str, Any]
) -> None:
    """Within the transaction of what happened; does nothing for what is not told."""
    if event not in TOLD:
        return
    connection.execute(
        _NOTE,
        {
            "id": f"n-{seq}",
            "key": key_of(event, subject, seq, details),
            "event": event,
            "subject": subject,
            "actor": actor,
            "details": dict(details),
            "at": at,
            "spread": False,
        },
    )


def has(connection: Connection, key: str) -> bool:
    return connection.execute(_HAS, {"of": key}).first() is not None


def fresh(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Notices whose messages are not written yet, oldest first."""
    return connection.execute(_FRESH.limit(limit)).all()


def is_fresh(connection: Connection, notice: str) -> bool:
    return connection.execute(_FRESH.where(notices.c.id == notice)).first() is not None


def spread(connection: Connection, notice: str) -> None:
    connection.execute(update(notices).where(notices.c.id == notice).values(spread=True))


def add(
    connection: Connection,
    *,
    key: str,
    notice: str,
    brand: str,
    kind: str,
    target: str,
    urgent: bool,
    status: MessageStatus,
    now: datetime,
) -> bool:
    """False, and nothing changed, where this was told to them already."""
    added = connection.execute(
        upsert(messages)
        .values(
            key=key,
            notice=notice,
            brand=brand,
            kind=kind,
            target=target,
            urgent=urgent,
            status=status,
            attempts=0,
            next=now,
            created=now,
            sent=now if status == "desk" else None,
        )
        .on_conflict_do_nothing()
    )
    return added.rowcount == 1


def get(connection: Connection, message: str) -> Row[Any]:
    row = connection.execute(_WITH_NOTICE.where(messages.c.key == message)).first()
    if row is None:
        raise NotFoundError(f"There is no message '{message}'. `copydesk notices list` shows them.")
    return row


def due(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    """What is to be sent now: the urgent first, then the oldest. With the notice that each tells."""
    query = _WITH_NOTICE.where(messages.c.status == "pending", messages.c.next <= now).limit(AT_ONCE)
    return connection.execute(query).all()


def last_written(connection: Connection) -> datetime | None:
    """When the newest message was written; None where there is none."""
    return connection.execute(select(func.max(messages.c.created))).scalar()


def hurry(connection: Connection, now: datetime) -> None:
    """What was to be tried later is tried now."""
    waiting = update(messages).where(messages.c.status == "pending", messages.c.next > now)
    connection.execute(waiting.values(next=now))


def still_due(connection: Connection, message: str, now: datetime) -> bool:
    row = connection.execute(_ONE, {"message": message}).one()
    return bool(row.status == "pending" and row.next <= now)


def collected(connection: Connection, brand: str, until: datetime) -> Sequence[Row[Any]]:
    """What waits for a brand's next digest."""
    chosen = and_(messages.c.brand == brand, messages.c.status == "collecting", messages.c.created <= until)
    return connection.execute(_WITH_NOTICE.where(chosen)).all()


def in_digest(connection: Connection, digest: str) -> Sequence[Row[Any]]:
    return connection.execute(_WITH_NOTICE.where(messages.c.digest == digest)).all()


def listing(
    connection: Connection,
    *,
    statuses: Collection[str] | None = None,
    targets: Collection[str] | None = None,
    limit: int,
) -> Sequence[Row[Any]]:
    """The newest first."""
    query = _WITH_NOTICE.order_by(None).order_by(messages.c.created.desc(), messages.c.key).limit(limit)
    if statuses is not None:
        query = query.where(messages.c.status.in_(statuses))
    if targets is not None:
        query = query.where(messages.c.target.in_(targets))
    return connection.execute(query).all()


def change(connection: Connection, message: str, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(messages).where(messages.c.key == message).values(**values))


def retry(connection: Connection, message: str, now: datetime) -> Row[Any]:
    """Puts a message that was given up back into the queue; what a digest carried goes with it."""
    row = get(connection, message)
    if row.status not in {"dead", "pending"}:
        raise InputError(f"{message} is {row.status}: only what was not sent can be tried again. Nothing was changed.")
    change(connection, message, status="pending", attempts=0, next=now, error=None)
    return row


def told(connection: Connection, event: str, subject: str) -> Sequence[Row[Any]]:
    """Each time that this was told of the subject, oldest first."""
    query = select(notices).where(notices.c.event == event, notices.c.subject == subject).order_by(notices.c.at)
    return connection.execute(query).all()


def by_key(connection: Connection, key: str) -> Row[Any]:
    return connection.execute(select(notices).where(notices.c.key == key)).one()


def ledger_began(connection: Connection) -> datetime:
    """When the first record was written. There is one wherever something is told."""
    began: datetime = connection.execute(select(audit.c.at).order_by(audit.c.seq).limit(1)).scalar_one()
    return began


def counts(connection: Connection) -> dict[str, int]:
    """Of messages that did not get through: given up, and tried at least once in vain."""
    stuck = or_(messages.c.status == "dead", and_(messages.c.status == "pending", messages.c.attempts > 0))
    found = connection.execute(select(messages.c.status).where(stuck)).scalars().all()
    return {status: found.count(status) for status in ("dead", "pending")}
