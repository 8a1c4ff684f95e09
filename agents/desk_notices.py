"""Notices at the desk: what was told to whom, what was given up, tried again, and tests of a target."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row

from agents.clock import Clock
from agents.home import Home
from agents.ledger import audit, notices
from agents.ledger.database import Ledger
from agents.notices.files import NotifyFiles
from agents.notices.views import NoticeTest, NoticeView
from agents.runner.notices.post import Post
from agents.signing import staff
from knowledge.errors import CopydeskError

MAY = ("admin", "on-call")
DEAD = frozenset({"dead"})


class Notices:
    def __init__(self, ledger: Ledger, clock: Clock, home: Home, secrets: Callable[[str], str | None]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._post = Post(ledger, clock, home, NotifyFiles(home), secrets)

    def listing(self, *, user: str | None, dead: bool, limit: int) -> tuple[NoticeView, ...]:
        """The newest first. `user`: what was told to that person."""
        with self._ledger.read() as connection:
            rows = notices.listing(
                connection,
                statuses=DEAD if dead else None,
                targets={f"person:{user}"} if user else None,
                limit=limit,
            )
        return tuple(self._view(row) for row in rows)

    def one(self, id: str) -> NoticeView:
        with self._ledger.read() as connection:
            row = notices.get(connection, id)
        return self._view(row)

    def retry(self, id: str, user: str, door: str) -> NoticeView:
        now = self._clock.now()
        with self._ledger.write() as connection:
            staff.holds_one_of(connection, user, MAY, "send notices again")
            row = notices.retry(connection, id, now)
            audit.append(connection, at=now, event="notice.retried", actor=user, door=door, subject=row.key)
        return self.one(id)

    def test(self, name: str, brand: str, user: str, door: str) -> NoticeTest:
        """Raises NotSentError with the reason, InputError where notify.yaml does not name it."""
        with self._ledger.read() as connection:
            staff.holds_one_of(connection, user, MAY, "send a test")
        target = self._post.test(brand, name)
        with self._ledger.write() as connection:
            now = self._clock.now()
            audit.append(connection, at=now, event="notice.tested", actor=user, door=door, subject=brand)
        return NoticeTest(target=target, brand=brand)

    def _view(self, row: Row[Any]) -> NoticeView:
        try:
            words, link = self._post.in_words(row)
        except CopydeskError as error:  # a file that is being mended: the rest of the line still says enough
            words, link = str(error), ""
        return NoticeView(
            id=row.key,
            kind=row.kind,
            brand=row.brand,
            target=row.target,
            status=row.status,
            urgent=row.urgent,
            words=words,
            link=link,
            subject=row.subject,
            attempts=row.attempts,
            error=row.error,
            next=row.next if row.status == "pending" else None,
            created=row.created,
            sent=row.sent if row.status == "sent" else None,
        )
