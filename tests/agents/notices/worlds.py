"""What dies in the crash tests: a desk that tells, in a process of its own. No test."""

import os
import signal
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from agents.clock import ManualClock
from agents.ledger import audit
from agents.runner.notices.post import Outcome
from agents.runner.notices.worker import Delivers
from tests.agents.desks import START, a_desk
from tests.agents.worlds import make_home as make_home


class DyingPost:
    """The desk's own post, which takes the process with it before or after the sending."""

    def __init__(self, inner: Delivers, moment: str) -> None:
        self._inner = inner
        self._moment = moment

    def deliver(self, row: Row[Any]) -> Outcome:
        if self._moment == "after":
            self._inner.deliver(row)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")


def hold_and_die(home: Path, moment: str) -> None:
    """Dies within the transaction of a hold, after it, before its sending or before the sending's mark."""
    desk = a_desk(home, clock=ManualClock(START))
    if moment == "within":
        with desk.ledger.write() as connection:
            audit.append(connection, at=START, event="brand.held", actor="ana", door="test", subject="orrelune")
            os.kill(os.getpid(), signal.SIGKILL)
    desk.hold(None, "A recall of the pump", "ana", "test")
    if moment == "committed":
        os.kill(os.getpid(), signal.SIGKILL)
    worker = desk.engine.notices
    if moment == "spread":
        worker.look()
        os.kill(os.getpid(), signal.SIGKILL)
    worker.post = DyingPost(worker.post, moment)
    worker.tick()
    raise AssertionError("still alive")


def go_on(home: Path) -> None:
    """A new process on the same home tells what is left."""
    desk = a_desk(home, clock=ManualClock(START))
    for _ in range(3):
        desk.engine.notices.tick()
    assert desk.audit_verify().ok
    desk.close()
