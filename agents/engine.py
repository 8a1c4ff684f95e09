"""The moving part of a desk: graph, checkpointer, runner, scheduler, delivery, and the language model's meters."""

import os
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agents.benches import Benches
from agents.clock import Clock
from agents.graph.build import Node, build
from agents.graph.context import NodeContext
from agents.graph.nodes import TITLES, all_nodes
from agents.home import Home
from agents.insights.watch import DriftWatch
from agents.ledger import runs
from agents.ledger.database import Ledger
from agents.model.errors import RunEndedError
from agents.model.usage import Budget, MeteredChat, UsageMeter
from agents.retention.upkeep import Upkeep
from agents.runner.checkpoints import open_saver, threads
from agents.runner.delivery import Delivery
from agents.runner.notices.post import Secrets
from agents.runner.notices.worker import make_worker
from agents.runner.runner import Runner
from agents.runner.scheduler import Scheduler
from agents.runner.watch import StepWatch
from agents.settings import Settings
from agents.signing.validating import use
from agents.views import Usage

if TYPE_CHECKING:
    from agents.model.chat import ChatModel

Around = Callable[[Mapping[str, Node]], Mapping[str, Node]]  # replaces or wraps the nodes, for tests and benchmarks


class Engine:
    """Needs the home to itself."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        ledger: Ledger,
        benches: Benches,
        clock: Clock,
        around: Around | None = None,
        secrets: Secrets = os.environ.get,
    ) -> None:
        """`secrets` gives the value of an environment variable that a brand's notify.yaml names."""
        self._settings = settings
        self._ledger = ledger
        self._benches = benches
        self._meters: dict[str, UsageMeter] = {}
        use(ledger, benches.model_id)
        self._lock = threading.Lock()
        self.delivery = Delivery(ledger, clock, home.outbox)
        self.context = NodeContext(
            ledger=ledger,
            clock=clock,
            bench=benches.of,
            model=self._model,
            model_id=benches.model_id,
            deliver=self.delivery.deliver,
        )
        self._saver = open_saver(home.checkpoints)
        self.watch = StepWatch(ledger, clock, TITLES, self._usage)
        nodes = all_nodes(self.context)
        graph = build(around(nodes) if around else nodes, self.watch, self._saver)
        self.runner = Runner(graph, self.context, workers=settings.workers, forget=self._forget, threads=self._threads)
        self._upkeep = Upkeep(ledger, home, self.delivery)
        self._drifts = DriftWatch(ledger, home)
        self.scheduler = Scheduler(self.context, self.runner, self.delivery, self._look_after)
        self.notices = make_worker(home, ledger, clock, benches.policy, secrets)

    def start(self) -> None:
        """Watches the time and tells what is to be told, until `close`."""
        self.scheduler.start()
        self.notices.start()

    def close(self) -> None:
        self.scheduler.close()
        self.runner.close()
        self.notices.close()
        self._saver.conn.close()

    def _look_after(self) -> None:
        self._upkeep()
        self._drifts()

    def _forget(self, run: str) -> None:
        """A finished run needs no checkpoints: the ledger holds its outcome."""
        self._saver.delete_thread(run)
        with self._lock:
            self._meters.pop(run, None)

    def _threads(self) -> list[str]:
        return threads(self._saver)

    def _model(self, run: str) -> "ChatModel":
        with self._lock:
            if run not in self._meters:
                with self._ledger.read() as connection:
                    row = runs.get(connection, run)
                spent = Usage(calls=row.calls, tokens=row.tokens, seconds=row.model_seconds)
                budget = Budget(max_calls=self._settings.max_calls, max_tokens=self._settings.max_tokens)
                self._meters[run] = UsageMeter(budget, spent)
            return MeteredChat(self._benches.model, self._meters[run], lambda: self._still_wanted(run))

    def _still_wanted(self, run: str) -> None:
        """Raises RunEndedError."""
        with self._ledger.read() as connection:
            if runs.has_ended(connection, run):
                raise RunEndedError(f"Run {run} was withdrawn.")

    def _usage(self, run: str) -> Usage | None:
        with self._lock:
            meter = self._meters.get(run)
        return meter.usage if meter else None
