"""Over any order of failures: nothing is lost, and what the target confirmed is not sent to it again."""

import random
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row

from agents.clock import ManualClock
from agents.ledger import audit, notices
from agents.ledger.database import Ledger
from agents.notices.backoff import CALM, URGENT, wait
from agents.runner.notices.post import Outcome
from agents.runner.notices.worker import Worker
from tests.agents.desks import START, a_ledger
from tools.notify.errors import NotSentError

ACTS = ("yes", "no", "never", "gone", "defect")
steps = st.lists(st.sampled_from(["tick", "tick", "tick", "crash", "tell", "minute", "day"]), min_size=1, max_size=25)


class Target:
    """Does what the script says; "yes" once it is through."""

    def __init__(self, script: list[str]) -> None:
        self.script = script
        self.confirmed: list[str] = []

    def deliver(self, row: Row[Any]) -> Outcome:
        act = self.script.pop(0) if self.script else "yes"
        if act == "defect":
            raise ZeroDivisionError
        if act != "yes":
            raise NotSentError(act, lasting=act == "never", unreachable=act == "gone")
        self.confirmed.append(row.key)
        return "sent"


class Idle:
    """What comes before the sending is not looked at here."""

    def tick(self) -> None:
        """Nothing is due."""

    def spread(self) -> None:
        """Messages are written by hand."""


def tell(ledger: Ledger, clock: ManualClock, number: int) -> str:
    with ledger.write() as connection:
        audit.append(connection, at=clock.now(), event="brand.lifted", actor="clock", door="test", subject="orrelune")
        (notice,) = notices.fresh(connection, 1)
        target = f"webhook:{'ab'[number % 2]}"
        added = notices.add(
            connection,
            key=f"m-{number}",
            notice=notice.id,
            brand="orrelune",
            kind="lifted",
            target=target,
            urgent=number % 3 == 0,
            status="pending",
            now=clock.now(),
        )
        assert added
        notices.spread(connection, notice.id)
    return f"m-{number}"


def worker(ledger: Ledger, clock: ManualClock, target: Target) -> Worker:
    return Worker(ledger, clock, Idle(), Idle(), target, random.Random(7))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, script=st.lists(st.sampled_from(ACTS), max_size=20))
def test_nothing_is_lost_and_nothing_confirmed_comes_twice(steps: list[str], script: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = ManualClock(START)
        ledger = a_ledger(Path(folder) / "ledger.db", clock)
        target = Target(list(script))
        works, told = worker(ledger, clock, target), [tell(ledger, clock, 0)]
        for step in steps:
            if step == "tick":
                works.tick()
            elif step == "crash":
                works = worker(ledger, clock, target)
            elif step == "tell":
                told.append(tell(ledger, clock, len(told)))
            else:
                clock.advance(timedelta(minutes=1) if step == "minute" else timedelta(days=1))
        for _ in range(len(script) + 2):  # the target is well again: all is told, but what it will never take
            clock.advance(timedelta(days=1))
            works.tick()
        with ledger.read() as connection:
            kept = {row.key: row.status for row in notices.listing(connection, limit=100)}
        ledger.close()
    assert set(kept) == set(told)
    assert sorted(target.confirmed) == sorted(key for key, status in kept.items() if status == "sent")
    assert set(kept.values()) <= {"sent", "dead"}
    assert "never" in script or "dead" not in kept.values()


def test_what_the_ledger_could_not_write_down_is_not_sent_again(tmp_path: Path) -> None:
    clock = ManualClock(START)
    ledger = Ledger(tmp_path / "ledger.db", clock, patience=0.05)
    other = sqlite3.connect(ledger.path, isolation_level=None, check_same_thread=False)

    class Locking(Target):
        def deliver(self, row: Row[Any]) -> Outcome:
            other.execute("BEGIN IMMEDIATE")  # somebody else writes, for longer than the worker waits
            return super().deliver(row)

    target = Locking([])
    works, key = worker(ledger, clock, target), tell(ledger, clock, 0)
    works.tick()
    other.execute("ROLLBACK")
    with ledger.read() as connection:
        assert notices.get(connection, key).status == "pending"
    works.tick()
    with ledger.read() as connection:
        assert notices.get(connection, key).status == "sent"
    assert target.confirmed == [key]
    other.close()
    ledger.close()


@given(attempts=st.integers(1, 40), urgent=st.booleans(), seed=st.integers(), asked=st.none() | st.integers(0, 3600))
def test_a_pause_grows_within_bounds_and_ends(attempts: int, urgent: bool, seed: int, asked: int | None) -> None:
    pace = URGENT if urgent else CALM
    pause = wait(attempts, urgent=urgent, chance=random.Random(seed), asked=asked)
    if attempts >= pace.tries:
        assert pause is None
    else:
        assert pause is not None
        full = min(pace.first * 2 ** (attempts - 1), pace.longest)
        assert max(full / 2, asked or 0) <= pause.total_seconds() <= max(full, asked or 0)
