"""Watches the nodes: how long each took and what it found, for the people who look on."""

import threading
import time
from collections.abc import Callable, Mapping

from langchain_core.runnables import RunnableConfig

from agents.clock import Clock
from agents.graph.build import Node, Step
from agents.graph.state import RunState
from agents.ledger import runs
from agents.ledger.database import Ledger
from agents.model.errors import ModelError
from agents.views import StepView, Usage


class StepWatch:
    """Finished steps go to the ledger; the one that is running is kept here, since it dies with the process."""

    def __init__(
        self, ledger: Ledger, clock: Clock, titles: Mapping[str, str], usage: Callable[[str], Usage | None]
    ) -> None:
        self._ledger = ledger
        self._usage = usage  # of the language model, by a run that has used it in this process
        self._clock = clock
        self._titles = titles
        self._running: dict[str, StepView] = {}
        self._lock = threading.Lock()

    def __call__(self, name: str, node: Node) -> Step:
        def step(state: RunState, config: RunnableConfig) -> RunState:
            run = state["run"]
            # LangGraph's own number of the step: a node that is run again after a crash gets the same one
            view = StepView(
                seq=int(config["metadata"]["langgraph_step"]),
                node=name,
                title=self._titles.get(name, name),
                summary="",
                status="running",
                at=self._clock.now(),
            )
            started = time.perf_counter()
            with self._lock:
                self._running[run] = view
            try:
                result = node(state)
            except ModelError:
                self._record(run, None)
                raise
            finally:
                with self._lock:
                    self._running.pop(run, None)
            done = view.model_copy(
                update={
                    "status": "done",
                    "summary": result.note.summary,
                    "details": result.note.details,
                    "seconds": round(time.perf_counter() - started, 3),
                }
            )
            self._record(run, done)
            return result.update

        return step

    def _record(self, run: str, done: StepView | None) -> None:
        """The step, and what the run has used of the language model: a failed call was paid for too."""
        usage = self._usage(run)
        with self._ledger.note() as connection:
            if done is not None:
                runs.record_step(connection, run, done)
            if usage is not None:
                runs.set_usage(connection, run, usage)

    def running(self, run: str) -> StepView | None:
        with self._lock:
            return self._running.get(run)
