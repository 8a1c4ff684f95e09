"""What happens because time passes: deadlines expire, timed publications are due, deliveries are tried again."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from agents.graph.context import NodeContext
from agents.graph.nodes.schedule import waits
from agents.ledger import approvals, audit, drafts, runs
from agents.policy.outcome import Requirement
from agents.runner.delivery import Delivery
from agents.runner.runner import Runner
from agents.signing import crisis
from agents.signing.events import Ask
from agents.signing.expiring import expire
from agents.signing.rounds import advance
from agents.signing.timetable import asked_by
from knowledge.errors import CopydeskError

log = logging.getLogger(__name__)

CHOOSE_DAYS = 7  # a requester who never comes back
PERIOD = 1.0  # seconds between two looks


class Scheduler:
    """`tick` looks once and can be called at any time; `start` looks every second until `close`."""

    def __init__(
        self, context: NodeContext, runner: Runner, delivery: Delivery, upkeep: Callable[[], None] | None = None
    ) -> None:
        """`upkeep` looks by itself whether it is time for it."""
        self._context = context
        self._runner = runner
        self._delivery = delivery
        self._upkeep = upkeep
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._loop, name="scheduler", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def tick(self) -> None:
        crisis.end_due(self._context.ledger)
        self._ask_chain()
        woken = self._expire_approvals() | self._expire_choices() | self._scheduled()
        for run in sorted(woken | set(self._delivery.retry())):
            self._runner.wake(run)
        if self._upkeep is not None:
            self._upkeep()

    def _loop(self) -> None:
        while not self._stop.wait(PERIOD):
            try:
                self.tick()
            except CopydeskError as error:
                log.warning("the scheduler will try again: %s", error)
            except Exception:  # the thread's edge: a defect must not stop the clock for everybody
                log.exception("the scheduler will try again")

    def _ask_chain(self) -> None:
        """Nobody has answered and the deadline nears: the next role of the chain may sign too."""
        now = self._context.clock.now()
        with self._context.ledger.read() as connection:
            pending = [row for row in approvals.with_status(connection, "pending") if _to_ask(row, now)]
        for row in pending:
            with self._context.ledger.write() as connection:
                fresh = approvals.get(connection, row.id)
                before = approvals.state_of(connection, fresh, requester=None)
                if before.status != "pending" or not (roles := _to_ask(fresh, now)):
                    continue
                after = before
                for role in roles:
                    after = advance(after, Ask(role=role, at=now))
                approvals.save(connection, row.id, before, after, door="clock")
                audit.append(
                    connection,
                    at=now,
                    event="approval.chain_asked",
                    actor="clock",
                    door="clock",
                    subject=row.id,
                    digest=after.digest,
                    rule=after.requirement.rule,
                    policy=after.requirement.policy_digest,
                    roles=list(roles),
                )

    def _expire_approvals(self) -> set[str]:
        now = self._context.clock.now()
        with self._context.ledger.read() as connection:
            late = [row.id for row in approvals.overdue(connection, now)]
        done = [row for approval in late if (row := expire(self._context.ledger, approval)) is not None]
        return {row.run for row in done if row.subject_kind == "draft"}

    def _expire_choices(self) -> set[str]:
        now = self._context.clock.now()
        with self._context.ledger.read() as connection:
            late = [
                row.id
                for row in runs.with_status(connection, "choosing")
                if row.updated <= now - timedelta(days=CHOOSE_DAYS)
            ]
        for run in late:
            with self._context.ledger.write() as connection:
                left = drafts.of_run(connection, run, frozenset({"proposed"}))
                for draft in left:
                    drafts.set_status(connection, draft.id, "expired")
                if not left:
                    continue  # chosen in the meantime
                audit.append(connection, at=now, event="choice.expired", actor="clock", door="clock", subject=run)
        return set(late)

    def _scheduled(self) -> set[str]:
        with self._context.ledger.read() as connection:
            scheduled = [row.id for row in runs.with_status(connection, "scheduled")]
        return {run for run in scheduled if waits(self._context, run) is None}


def _to_ask(row: Row[Any], now: datetime) -> tuple[str, ...]:
    requirement = Requirement.model_validate(row.requirement)
    return tuple(role for role in asked_by(requirement, row.due, now) if role not in row.asked)
