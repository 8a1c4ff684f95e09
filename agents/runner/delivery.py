"""Hands over what the outbox holds. At least once, under the same key: a delivery that is repeated changes nothing."""

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from agents.clock import Clock
from agents.ledger import audit, notices, outbox
from agents.ledger.database import Ledger
from agents.notices.kinds import FAILED, key_of
from agents.signing.release import HeldError
from tools.outbox import DeliveryError, FilesTarget, Publication, Signature

log = logging.getLogger(__name__)

PAUSE = timedelta(seconds=30)  # between two tries to deliver what did not get through


class Delivery:
    """Called by the publish node, and again by the scheduler for what did not get through."""

    def __init__(self, ledger: Ledger, clock: Clock, root: Path) -> None:
        self._ledger = ledger
        self._clock = clock
        self._target = FilesTarget(root)
        self._again: datetime | None = None  # after a failure: not before
        self._lock = threading.Lock()  # one writer of a brand's index

    def deliver(self, run: str) -> list[str]:
        """Delivers what the run's outbox holds; where it went.

        Raises DeliveryError or HeldError, with everything kept for later.
        """
        with self._lock:
            with self._ledger.read() as connection:
                waiting = [row for row in outbox.of_run(connection, run) if row.status == "pending"]
            for row in waiting:
                self._check_held(row)
                self._deliver(row)
            with self._ledger.read() as connection:
                done = outbox.of_run(connection, run)
            if done:
                self._index(done[0].brand)
        return [row.path for row in done if row.path]

    def refresh(self, run: str) -> None:
        """Writes a run's files again after a recall, so that they say so. Raises DeliveryError; `retry` goes on."""
        with self._lock:
            with self._ledger.read() as connection:
                rows = [row for row in outbox.of_run(connection, run) if row.status == "recalled"]
            for row in rows:
                # a delivery that was killed before the ledger knew of it has left a file all the same
                out = row.delivered is not None or self._target.has(_publication(row))
                path = str(self._hand_over(row)) if out else None
                if row.error is not None or row.path != path:
                    with self._ledger.write() as connection:
                        outbox.change(connection, row.key, error=None, path=path)
            if rows:
                self._index(rows[0].brand)

    def restate(self, files: Sequence[str]) -> None:
        """Writes files anew from what the ledger says now, named below the outbox, and every brand's index.

        Raises DeliveryError.
        """
        with self._lock:
            with self._ledger.read() as connection:
                rows = outbox.with_files(connection)
            for row in rows:
                if "/".join(Path(row.path).parts[-3:]) in files:
                    self._hand_over(row)
            for brand in sorted({row.brand for row in rows}):
                self._index(brand)

    def _check_held(self, row: Row[Any]) -> None:
        with self._ledger.read() as connection:
            reason = outbox.holding(connection, run=row.run, brand=row.brand)
        if reason is not None:
            raise HeldError(reason)

    def _hand_over(self, row: Row[Any]) -> Path:
        try:
            return self._target.deliver(_publication(row))
        except DeliveryError as error:
            with self._ledger.write() as connection:
                outbox.change(connection, row.key, attempts=row.attempts + 1, error=str(error))
                self._tell(connection, row)
            raise

    def _tell(self, connection: Connection, row: Row[Any]) -> None:
        """On the record once, however often it is tried again."""
        if not notices.has(connection, key_of(FAILED, row.key, 0, {})):
            now = self._clock.now()
            audit.append(connection, at=now, event=FAILED, actor="copydesk", door="run", subject=row.key)

    def _deliver(self, row: Row[Any]) -> None:
        path = self._hand_over(row)
        now = self._clock.now()
        with self._ledger.write() as connection:
            recalled = outbox.get(connection, row.key).status != "pending"  # while it was being delivered
            outbox.change(
                connection,
                row.key,
                status="recalled" if recalled else "delivered",
                path=str(path),
                attempts=row.attempts + 1,
                error=None,
                delivered=now,
            )
            audit.append(
                connection,
                at=now,
                event="publication.delivered",
                actor="copydesk",
                door="run",
                subject=row.key,
                digest=row.payload["digest"],
                target=row.target,
                attempts=row.attempts + 1,
            )
        if recalled:
            with self._ledger.read() as connection:
                self._hand_over(outbox.get(connection, row.key))

    def _index(self, brand: str) -> None:
        with self._ledger.read() as connection:
            rows: Sequence[Row[Any]] = outbox.of_brand(connection, brand)
        self._target.write_index(brand, [_publication(row) for row in rows if row.path is not None])

    def retry(self) -> list[str]:
        """What did not get through, run by run; the runs where it now has. A failure is kept and tried again later."""
        now = self._clock.now()
        if self._again is not None and self._again - PAUSE <= now < self._again:  # a clock that went back ends it too
            return []
        with self._ledger.read() as connection:
            waiting = outbox.undelivered(connection)
        self._again, done = None, []
        for run in waiting:
            try:
                self.deliver(run)
                self.refresh(run)
            except HeldError:
                continue
            except DeliveryError as error:
                log.warning("run %s is not delivered yet: %s", run, error)
                self._again = now + PAUSE
                continue
            done.append(run)
        return done


def _citation(passage: str, cited: Mapping[str, str]) -> str:
    """Where a person finds it, and the id that the digest was made of."""
    return f"{cited[passage]} [{passage}]" if passage in cited else passage


def _publication(row: Row[Any]) -> Publication:
    payload = row.payload
    return Publication(
        key=row.key,
        brand=row.brand,
        channel=payload["channel"],
        locale=payload["locale"],
        draft=row.draft,
        version=payload["version"],
        target=row.target,
        fields=payload["fields"],
        digest=payload["digest"],
        signatures=tuple(
            Signature(
                user=mark["user"],
                role=", ".join(mark["roles"]),
                at=datetime.fromisoformat(mark["at"]),
                reason=mark.get("reason"),
            )
            for mark in payload["signatures"]
        ),
        citations=tuple(_citation(id, payload.get("cited", {})) for id in payload["citations"]),
        published_at=datetime.fromisoformat(payload["released"]),
        status="recalled" if row.status == "recalled" else "published",
        reason=payload.get("recalled"),
    )
