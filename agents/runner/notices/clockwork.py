"""What has to be told because time passes: reminders, alarms that nobody took, digests. Each is told once."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from agents.clock import Clock
from agents.home import Home
from agents.ledger import approvals, audit, cases, notices
from agents.ledger.database import Ledger
from agents.notices import audience, slots
from agents.notices.files import NotifyFiles
from agents.notices.kinds import DIGEST_MADE, OVERDUE, PASSED_ON, REMINDED, key_of
from agents.notices.settings import Notify
from agents.policy.outcome import Requirement
from agents.runner.notices import facts
from agents.runner.notices.spread import delivery_key
from agents.signing.people import User
from agents.signing.timetable import of_round
from knowledge.errors import CopydeskError

log = logging.getLogger(__name__)

PERIOD = timedelta(seconds=15)  # reminders and digests need no second
CLOCK = "clock"  # who does this, and by which door
MINUTE = timedelta(minutes=1)


class Clockwork:
    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        home: Home,
        files: NotifyFiles,
        on_call_order: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._home = home
        self._files = files
        self._on_call_order = on_call_order
        self._looked: datetime | None = None

    def tick(self) -> None:
        now = self._clock.now()
        self._pass_on(now)
        self._run_out(now)
        if self._looked is not None and self._looked <= now < self._looked + PERIOD:
            return
        self._looked = now
        self._remind(now)
        for brand in self._home.brands():
            try:
                self._make_digest(brand, now)
            except CopydeskError as error:
                log.warning("the digest of %s waits: %s", brand, error)

    def _remind(self, now: datetime) -> None:
        """Of several reminders that were missed, the last one is enough."""
        with self._ledger.read() as connection:
            pending = approvals.with_status(connection, "pending")
            late = [row.id for row in pending if _untold(connection, row, now) is not None]
        for approval in late:
            with self._ledger.write() as connection:
                row = approvals.get(connection, approval)
                minutes = _untold(connection, row, now) if row.status == "pending" else None
                if minutes is not None:
                    audit.append(
                        connection,
                        at=now,
                        event=REMINDED,
                        actor=CLOCK,
                        door=CLOCK,
                        subject=approval,
                        digest=row.digest,
                        round=row.round,
                        minutes=minutes,
                    )

    def _pass_on(self, now: datetime) -> None:
        """Nobody has taken a P1 case by the time at which it had to reach a person: the next one is called."""
        with self._ledger.read() as connection:
            waiting = cases.listing(connection, "open")
        for row in waiting:
            if row.severity != "P1" or row.transfer_due > now:
                continue
            order = self._on_call_order(row.brand)
            settings = self._settings(row.brand)
            with self._ledger.write() as connection:
                if cases.get(connection, row.id).status != "open":
                    continue
                on_call = audience.on_call(order, facts.users(connection, now), settings.people)
                called = audience.from_whom(row.assigned_to, on_call)
                told = [each.details for each in notices.told(connection, PASSED_ON, row.id)]
                steps = (int(each["step"]) for each in told if each.get("turn", 0) == row.turn)
                for step in _steps(row, max(steps, default=0), len(called), now):
                    audit.append(
                        connection,
                        at=now,
                        event=PASSED_ON,
                        actor=CLOCK,
                        door=CLOCK,
                        subject=row.id,
                        step=step,
                        turn=row.turn,
                    )

    def _run_out(self, now: datetime) -> None:
        """A clock has run out and nobody has taken the case: once for each clock and hand-over."""
        with self._ledger.read() as connection:
            late = [
                (row, clock)
                for row in cases.listing(connection, "open")
                for clock in _late(row, now)
                if not notices.has(connection, _overdue_key(row, clock))
            ]
        for row, clock in late:
            with self._ledger.write() as connection:
                fresh = cases.get(connection, row.id)
                if fresh.status != "open" or notices.has(connection, _overdue_key(fresh, clock)):
                    continue
                if clock in _late(fresh, now):
                    audit.append(
                        connection,
                        at=now,
                        event=OVERDUE,
                        actor=CLOCK,
                        door=CLOCK,
                        subject=row.id,
                        clock=clock,
                        turn=fresh.turn,
                    )

    def _settings(self, brand: str) -> Notify:
        try:
            return self._files.of(brand)
        except CopydeskError:
            return Notify()  # the notice itself waits for the file to be mended

    def _make_digest(self, brand: str, now: datetime) -> None:
        """One for each time of the settings, of what had been collected by then."""
        settings = self._files.of(brand)
        if settings.is_empty:
            return
        slot = slots.latest(settings.digest, self._home.folder(brand).brand.timezone, now)
        if slot is None:
            return
        details = {"slot": slot.isoformat(timespec="minutes")}
        key = key_of(DIGEST_MADE, brand, 0, details)
        with self._ledger.read() as connection:
            if notices.has(connection, key) or notices.ledger_began(connection) > slot:
                return
        with self._ledger.write() as connection:
            if not notices.has(connection, key):
                self._write_digest(connection, brand, settings, key, slot, now)

    def _write_digest(
        self, connection: Connection, brand: str, settings: Notify, key: str, slot: datetime, now: datetime
    ) -> None:
        everybody = facts.users(connection, now)
        items = _current(connection, notices.collected(connection, brand, slot), settings, everybody)
        always = audience.of_roles(settings.digest.always, everybody)
        targets = dict.fromkeys(item.target for item in items)
        targets |= dict.fromkeys(target for target in audience.targets(always, settings) if settings.reaches(target))
        if not targets:
            return
        audit.append(
            connection,
            at=now,
            event=DIGEST_MADE,
            actor=CLOCK,
            door=CLOCK,
            subject=brand,
            slot=slot.isoformat(timespec="minutes"),
            head=audit.head(connection),
        )
        notice = notices.by_key(connection, key)
        for target in targets:
            digest = delivery_key("digest", notice.id, target)
            notices.add(
                connection,
                key=digest,
                notice=notice.id,
                brand=brand,
                kind="digest",
                target=target,
                urgent=False,
                status="pending",
                now=now,
            )
            for item in items:
                if item.target == target:
                    notices.change(connection, item.key, status="digested", digest=digest)
        notices.spread(connection, notice.id)


def _untold(connection: Connection, row: Row[Any], now: datetime) -> int | None:
    minutes = _reminder(row, now)
    if minutes is None:
        return None
    key = key_of(REMINDED, row.id, 0, {"round": row.round, "minutes": minutes})
    return None if notices.has(connection, key) else minutes


def _reminder(row: Row[Any], now: datetime) -> int | None:
    """The last reminder of this round that is due, in minutes after filing; None where none is, or it is too late."""
    if row.under_revision or row.due <= now:
        return None
    requirement = Requirement.model_validate(row.requirement)
    times = of_round(requirement, row.due)
    due = [at for at in times.reminders if at <= now]
    return round((due[-1] - times.begun) / MINUTE) if due else None


def _late(row: Row[Any], now: datetime) -> tuple[str, ...]:
    """The clocks of an open case that have run out."""
    due = {"transfer": row.transfer_due, "acknowledge": row.acknowledge_due}
    return tuple(clock for clock, at in due.items() if at <= now)


def _overdue_key(row: Row[Any], clock: str) -> str:
    return key_of(OVERDUE, row.id, 0, {"turn": row.turn, "clock": clock})


def _steps(row: Row[Any], told: int, called: int, now: datetime) -> range:
    """Whose turn has come and was not called yet. After a pause nobody is called twice for what was missed.

    The next is called each time the transfer clock runs out; after `TIMES_ROUND` rounds the acknowledgement clock sets
    the pace, until somebody takes it.
    """
    if not called:
        return range(0)
    since = row.waits_since or row.opened
    period = max(row.transfer_due - since, MINUTE)
    fast = audience.TIMES_ROUND * called - 1
    reached = (now - since) // period
    if reached > fast:
        reached = fast + (now - since - fast * period) // max(row.acknowledge_due - since, period)
    return range(max(told + 1, reached - called + 1), reached + 1)


def _current(
    connection: Connection, collected: Sequence[Row[Any]], settings: Notify, everybody: tuple[User, ...]
) -> list[Row[Any]]:
    """Without what has been settled in the meantime, or can no longer be sent."""
    left = []
    for item in collected:
        found = facts.about(connection, item.event, item.subject)
        if facts.is_overtaken(item.kind, found, item, item.target, everybody):
            notices.change(connection, item.key, status="overtaken")
        elif not settings.reaches(item.target):
            notices.change(connection, item.key, status="desk")
        else:
            left.append(item)
    return left
