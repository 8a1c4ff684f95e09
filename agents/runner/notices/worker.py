"""Delivers messages, at least once and under the same key each time. Nothing at the desk ever waits for it.

Each mail server and each webhook is a lane of its own: one that hangs holds up nobody else's.
"""

import logging
import random
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Row

from agents.clock import Clock
from agents.home import Home
from agents.ledger import audit, notices
from agents.ledger.database import Ledger
from agents.notices.backoff import wait
from agents.notices.files import NotifyFiles
from agents.runner.notices.clockwork import Clockwork
from agents.runner.notices.post import Outcome, Post, Secrets, lane_of
from agents.runner.notices.spread import Spreader
from knowledge.errors import CopydeskError
from tools.notify.errors import NotSentError

if TYPE_CHECKING:
    from agents.policy.policy import Policy

log = logging.getLogger(__name__)

PERIOD = 1.0  # seconds between two looks
PARTING = 2.0  # seconds that a desk which closes leaves for what is on its way


def make_worker(
    home: Home, ledger: Ledger, clock: Clock, policy: "Callable[[str], Policy]", secrets: Secrets
) -> "Worker":
    files = NotifyFiles(home)
    spreader = Spreader(ledger, clock, files, policy)
    clockwork = Clockwork(ledger, clock, home, files, spreader.on_call_order)
    return Worker(ledger, clock, spreader, clockwork, Post(ledger, clock, home, files, secrets))


class Delivers(Protocol):
    def deliver(self, row: Row[Any]) -> Outcome: ...


class Spreads(Protocol):
    def spread(self) -> None: ...


class Ticks(Protocol):
    def tick(self) -> None: ...


class Worker:
    """`tick` does all that is due and returns; `start` does so in the background until `close`."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        spreader: Spreads,
        clockwork: Ticks,
        post: Delivers,
        chance: random.Random | None = None,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._spreader = spreader
        self._clockwork = clockwork
        self.post = post
        self._chance = chance or random.Random()  # noqa: S311 — spreads retries, keeps no secret
        self._quiet: dict[str, datetime] = {}  # lane → not before, while its target as a whole does not answer
        self._confirmed: dict[str, Outcome] = {}  # the target has said yes, the ledger does not know yet
        self._looked: datetime | None = None
        self._busy: set[str] = set()
        self._free = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._loop, name="notices", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """What is on its way has a moment more; what is not there by then goes out at the next start."""
        if self._thread is None:
            return
        self._stop.set()
        self._thread.join()
        self._round()
        with self._free:
            self._free.wait_for(lambda: not self._busy, PARTING)

    def tick(self) -> None:
        self.look()
        for lane, rows in self._due().items():
            if self._take(lane):
                self._work(lane, rows)

    def _loop(self) -> None:
        while not self._stop.wait(PERIOD):
            self._round()

    def _round(self) -> None:
        """Looks, and sets each idle lane going in a thread of its own."""
        try:
            self.look()
            for lane, rows in self._due().items():
                if self._take(lane):
                    threading.Thread(target=self._work, args=(lane, rows), name=f"notices-{lane}", daemon=True).start()
        except CopydeskError as error:
            log.warning("notices will be tried again: %s", error)
        except Exception:  # the thread's edge: a defect must not silence the desk for good
            log.exception("notices will be tried again")

    def look(self) -> None:
        """Writes down what is due, and to whom it is told. Sends nothing."""
        self._mind_the_clock()
        self._clockwork.tick()
        self._spreader.spread()

    def _mind_the_clock(self) -> None:
        """Where the clock went back, here or while no desk ran, what was to be tried again is tried now."""
        now = self._clock.now()
        last, self._looked = self._looked, now
        if last is None:
            with self._ledger.read() as connection:
                last = notices.last_written(connection)
        if last is None or last <= now:
            return
        self._quiet.clear()
        with self._ledger.write() as connection:
            notices.hurry(connection, now)

    def _due(self) -> dict[str, list[Row[Any]]]:
        """By lane; what is quiet is left out, but for what cannot wait."""
        now = self._clock.now()
        with self._ledger.read() as connection:
            rows = notices.due(connection, now)
        lanes: dict[str, list[Row[Any]]] = {}
        for row in rows:
            lane = lane_of(row)
            if row.urgent or not self._is_quiet(lane, now):
                lanes.setdefault(lane, []).append(row)
        return lanes

    def _is_quiet(self, lane: str, now: datetime) -> bool:
        until = self._quiet.get(lane)
        return until is not None and now < until

    def _take(self, lane: str) -> bool:
        with self._free:
            if lane in self._busy:
                return False
            self._busy.add(lane)
            return True

    def _work(self, lane: str, rows: Sequence[Row[Any]]) -> None:
        """One message after the other, until the target does not answer any more."""
        try:
            for row in rows:
                with self._ledger.read() as connection:
                    wanted = notices.still_due(connection, row.key, self._clock.now())
                if wanted and not self._one(lane, row):
                    return
        except CopydeskError as error:
            log.warning("a notice's outcome could not be written, and will be: %s", error)
        finally:
            with self._free:
                self._busy.discard(lane)
                self._free.notify_all()

    def _one(self, lane: str, row: Row[Any]) -> bool:
        """False where the lane's other messages had better wait."""
        try:
            outcome = self._confirmed.get(row.key) or self.post.deliver(row)
        except NotSentError as error:
            return self._failed(lane, row, error)
        except Exception as error:  # the edge: what nobody foresaw counts as a try in vain, and is not lost
            log.exception("message %s could not be sent", row.key)
            return self._failed(lane, row, NotSentError(f"{type(error).__name__} in Copydesk itself"))
        self._confirmed[row.key] = outcome  # first of all: what the target has is not sent again
        now = self._clock.now()
        with self._ledger.write() as connection:
            sent = now if outcome == "sent" else None
            notices.change(connection, row.key, status=outcome, attempts=row.attempts + 1, error=None, sent=sent)
        del self._confirmed[row.key]
        self._quiet.pop(lane, None)
        return True

    def _failed(self, lane: str, row: Row[Any], error: NotSentError) -> bool:
        attempts = row.attempts + 1
        pause = None if error.lasting else wait(attempts, urgent=row.urgent, chance=self._chance, asked=error.after)
        now = self._clock.now()
        with self._ledger.write() as connection:
            if pause is None:
                notices.change(connection, row.key, status="dead", attempts=attempts, error=str(error))
                audit.append(connection, at=now, event="notice.dead", actor="copydesk", door="run", subject=row.key)
            else:
                notices.change(connection, row.key, attempts=attempts, error=str(error), next=now + pause)
        log.warning("message %s to %s: %s", row.key, lane, f"{error}; given up" if pause is None else error)
        if error.unreachable and pause is not None:
            self._quiet[lane] = now + min(pause, timedelta(minutes=5))
        return not error.unreachable
