"""Moves runs along: one thread at a time for each run, a bounded pool for all.

It asks the checkpointer where a run stands and the ledger whether it may go on, and repeats that until the run waits or
ends. So a wake-up that is late, repeated or wrong does no harm, and neither does a crash between any two lines.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from langgraph.types import Command

from agents import cores
from agents.graph.context import NodeContext
from agents.graph.state import STATE_VERSION, Ending, Gate, LedgerMoved, RunState
from agents.ledger import audit, runs
from agents.runner import gates
from agents.tracing import untraced
from knowledge.errors import CopydeskError

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.types import Interrupt, StateSnapshot

log = logging.getLogger(__name__)


class Runner:
    """`wake` a run whenever the ledger has news of it; `wait_for` it where somebody looks on."""

    def __init__(
        self,
        graph: "CompiledStateGraph[RunState, None, RunState, RunState]",
        context: NodeContext,
        *,
        workers: int,
        forget: Callable[[str], None],
        threads: Callable[[], Sequence[str]],
    ) -> None:
        self._graph = graph
        self._context = context
        self._forget = forget  # deletes a finished run's checkpoints
        self._threads = threads  # runs that have checkpoints
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="run", initializer=cores.use_all)
        self._changed = threading.Condition()
        self._active: dict[str, bool] = {}  # run → was woken again meanwhile
        self._closing = False

    def wake(self, run: str) -> bool:
        """Returns at once: whether it is moving now, which it is unless this process is about to end."""
        with self._changed:
            if self._closing:
                return False
            if run in self._active:
                self._active[run] = True
                return True
            self._active[run] = False
            self._pool.submit(self._work, run)
            return True

    def recover(self) -> list[str]:
        """Wakes every unfinished run; for the process that owns the home."""
        with self._context.ledger.read() as connection:
            waiting = runs.unfinished(connection)
            ended = runs.finished_of(connection, self._threads())
        for run in ended:  # a crash came between the outcome and the deletion
            self._forget(run)
        for run in waiting:
            self.wake(run)
        return waiting

    def wait_for(self, run: str, timeout: float) -> bool:
        """True once nothing moves this run: it waits for a person or a time, or it has ended."""
        with self._changed:
            return self._changed.wait_for(lambda: run not in self._active, timeout)

    def is_active(self, run: str) -> bool:
        with self._changed:
            return run in self._active

    def close(self) -> None:
        """Lets each running node finish; what is left goes on at the next start."""
        with self._changed:
            self._closing = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, run: str) -> None:
        while True:
            try:
                with untraced():
                    self._advance(run)
            except CopydeskError as error:
                self._fail(run, str(error))
            except sqlite3.Error as error:
                self._fail(run, f"Its checkpoints cannot be written ({error}). Mend that and resume the run.")
            except Exception as error:  # the pool's edge: a defect fails this run, not the desk
                log.exception("run %s failed", run)
                self._fail(run, f"{type(error).__name__} in Copydesk itself; `copydesk runs resume {run}` tries again.")
            with self._changed:
                if self._active[run] and not self._closing:
                    self._active[run] = False
                    continue
                del self._active[run]
                self._changed.notify_all()
                return

    def _advance(self, run: str) -> None:
        config: RunnableConfig = {"configurable": {"thread_id": run}}
        while not self._is_closing():
            if self._has_ended(run):
                self._forget(run)
                return
            command = self._next(run, self._graph.get_state(config))
            while command is not _WAIT:
                stopped: tuple[Interrupt, ...] = ()
                for chunk in self._graph.stream(command, config, durability="sync", stream_mode="updates"):
                    if self._is_closing():
                        return
                    stopped = chunk.get("__interrupt__", ())
                    if self._has_ended(run):  # withdrawn while a step ran
                        stopped = ()
                        break
                if not stopped:
                    break
                command = self._at_gate(run, stopped[0])
            else:
                return

    def _has_ended(self, run: str) -> bool:
        with self._context.ledger.read() as connection:
            return runs.has_ended(connection, run)

    def _is_closing(self) -> bool:
        with self._changed:
            return self._closing

    def _next(self, run: str, snapshot: "StateSnapshot") -> Any:  # noqa: ANN401
        """What to do with a run that stands here: an input for the graph, or _WAIT."""
        if snapshot.created_at is None:  # never started: the ledger's row is all there is
            return {"version": STATE_VERSION, "run": run}
        if snapshot.interrupts:
            return self._at_gate(run, snapshot.interrupts[0])
        if snapshot.tasks:  # cut off: between two nodes, or between a node's result and the checkpoint that takes it in
            return None
        self._finish(run, snapshot.values.get("ending"))
        return _WAIT

    def _at_gate(self, run: str, pending: "Interrupt") -> Any:  # noqa: ANN401
        gate: Gate = pending.value["gate"]
        if gates.ready(self._context, run, gate):
            self._set(run, "running")
            return Command(resume={pending.id: LedgerMoved(gate=gate).model_dump()})
        self._pause(run, gate)
        return _WAIT

    def _pause(self, run: str, gate: Gate) -> None:
        with self._context.ledger.note() as connection:
            if runs.has_ended(connection, run):
                return
            status = gates.paused_status(connection, run, gate)
            runs.set_paused(connection, run, status, self._context.clock.now())

    def _set(self, run: str, status: str) -> None:
        with self._context.ledger.note() as connection:
            if not runs.has_ended(connection, run):
                runs.change(connection, run, self._context.clock.now(), status=status, error=None)

    def _finish(self, run: str, ending: Ending | None) -> None:
        now = self._context.clock.now()
        with self._context.ledger.write() as connection:
            if not runs.has_ended(connection, run):
                status = gates.final_status(connection, run, ending)
                runs.set_status(connection, run, status, now, finished=True)
                audit.append(
                    connection, at=now, event="run.ended", actor="copydesk", door="run", subject=run, status=status
                )
        self._forget(run)

    def _fail(self, run: str, error: str) -> None:
        """The checkpoint stays where it was, so that the run can be resumed. One that was withdrawn stays withdrawn."""
        log.warning("run %s stopped: %s", run, error)
        try:
            with self._context.ledger.write() as connection:
                if runs.has_ended(connection, run):
                    return
                now = self._context.clock.now()
                runs.change(connection, run, now, status="failed", error=error)
                audit.append(connection, at=now, event="run.failed", actor="copydesk", door="run", subject=run)
        except CopydeskError:
            log.exception("run %s: its failure could not be recorded; it goes on at the next start", run)


class _Wait:
    """Nothing to do until the ledger moves."""


_WAIT = _Wait()
