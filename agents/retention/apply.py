"""Erases what a brand's settings say is kept long enough. Each time that something goes, a receipt stands on record."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, select

from agents.erasing.blank import blank
from agents.erasing.erase import record
from agents.home import Home
from agents.ledger import references
from agents.ledger.database import Ledger
from agents.ledger.receipts import Part
from agents.ledger.schema import cases, drafts, erased, messages, notices, outbox, runs
from knowledge.brand import Brand
from knowledge.progress import Progress, silent

AT_ONCE = 100  # runs in one transaction, so that nobody waits long
WAITING = ("pending", "collecting")  # messages that are not sent yet
PART_OF: Mapping[str, Part] = {
    "originals": "original",
    "requests": "request",
    "drafts": "drafts",
    "publications": "publications",
    "cases": "case",
}


class RetentionView(BaseModel):
    """One brand: the days that it keeps what, and how much is older. `rows`: what was erased, by table."""

    model_config = ConfigDict(frozen=True)

    brand: str
    days: dict[str, int]
    due: dict[str, int]  # requests, or notifications, by setting
    rows: dict[str, int] = {}
    receipts: tuple[str, ...] = ()


class Retention:
    def __init__(self, ledger: Ledger, home: Home) -> None:
        self._ledger = ledger
        self._home = home

    def look(self) -> tuple[RetentionView, ...]:
        """What would be erased now; nothing is changed."""
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            return tuple(self._due(connection, brand, now) for brand in self._brands())

    def _brands(self) -> list[Brand]:
        return [self._home.folder(name).brand for name in self._home.brands()]

    def _due(self, connection: Connection, brand: Brand, now: datetime) -> RetentionView:
        days = _days(brand)
        due = {
            name: _count_messages(connection, brand.id, now - timedelta(days=kept))
            if name == "notifications"
            else len(_old(connection, brand.id, PART_OF[name], now - timedelta(days=kept)))
            for name, kept in days.items()
        }
        return RetentionView(brand=brand.id, days=days, due={name: count for name, count in due.items() if count})

    def apply(self, user: str, door: str, progress: Progress = silent) -> tuple[RetentionView, ...]:
        """As `user`, a person or the clock. Again at once erases nothing."""
        now = self._ledger.clock.now()
        return tuple(self._apply(brand, user, door, now, progress) for brand in self._brands())

    def _apply(self, brand: Brand, user: str, door: str, now: datetime, progress: Progress) -> RetentionView:
        with self._ledger.read() as connection:
            view = self._due(connection, brand, now)
        if not view.due:
            return view
        parts = {PART_OF[name]: now - timedelta(days=view.days[name]) for name in view.due if name in PART_OF}
        rows: Counter[str] = Counter()
        made: list[str] = []
        total = sum(count for name, count in view.due.items() if name in PART_OF)
        done = 0
        for part, before in parts.items():
            while batch := self._batch(brand.id, part, before, user, door, now):
                changed, receipt, count = batch
                rows.update(changed)
                made.append(receipt)
                done += count
                progress("Erasing what was kept long enough", min(done, total), total)
        if "notifications" in view.due:
            changed, receipt = self._messages(
                brand.id, now - timedelta(days=view.days["notifications"]), user, door, now
            )
            rows.update(changed)
            made.append(receipt)
        return view.model_copy(update={"rows": dict(rows), "receipts": tuple(made)})

    def _batch(
        self, brand: str, part: Part, before: datetime, user: str, door: str, now: datetime
    ) -> tuple[Mapping[str, int], str, int] | None:
        with self._ledger.write() as connection:
            old = _old(connection, brand, part, before)[:AT_ONCE]
            if not old:
                return None
            rows: Counter[str] = Counter()
            for run in old:
                rows.update(blank(connection, run, (part,), now))
            return rows, _receipt(connection, brand, old, rows, user, door, now), len(old)

    def _messages(
        self, brand: str, before: datetime, user: str, door: str, now: datetime
    ) -> tuple[Mapping[str, int], str]:
        with self._ledger.write() as connection:
            gone = connection.execute(delete(messages).where(_sent(brand, before))).rowcount
            told = exists().where(messages.c.notice == notices.c.id)
            nobody = connection.execute(delete(notices).where(notices.c.at <= before, notices.c.spread, ~told)).rowcount
            rows = {name: count for name, count in (("messages", gone), ("notices", nobody)) if count}
            return rows, _receipt(connection, brand, (), rows, user, door, now)


def _days(brand: Brand) -> dict[str, int]:
    return brand.retention.model_dump(exclude_none=True)


def _receipt(
    connection: Connection,
    brand: str,
    old: Sequence[str],
    rows: Mapping[str, int],
    user: str,
    door: str,
    now: datetime,
) -> str:
    by = references.actor(connection, user)
    view = record(connection, now=now, by=by, user=user, door=door, why="retention", runs=old, rows=rows, brand=brand)
    return view.receipt or ""


def _old(connection: Connection, brand: str, part: Part, before: datetime) -> list[str]:
    """Requests that ended before then, and have that part still; the oldest first."""
    gone = exists().where(erased.c.run == runs.c.id, erased.c.part.in_(_covering(part)))
    query = select(runs.c.id).where(runs.c.brand == brand, runs.c.finished, runs.c.updated <= before, ~gone)
    of = {"drafts": drafts, "publications": outbox, "case": cases}.get(part)
    if of is not None:
        query = query.where(exists().where(of.c.run == runs.c.id))
    return list(connection.execute(query.order_by(runs.c.updated)).scalars())


def _covering(part: Part) -> tuple[Part, ...]:
    """A request that is gone has no original either."""
    return ("original", "request") if part == "original" else (part,)


def _sent(brand: str, before: datetime) -> ColumnElement[bool]:
    return and_(messages.c.brand == brand, messages.c.created <= before, messages.c.status.not_in(WAITING))


def _count_messages(connection: Connection, brand: str, before: datetime) -> int:
    return connection.execute(select(func.count()).select_from(messages).where(_sent(brand, before))).scalar_one()
