"""What a desk is made of: the ledger, the brands' workbenches, the graph. Each comes when it is first needed."""

import logging
import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from agents.benches import Benches
from agents.clock import Clock, SystemClock
from agents.curating import Curator
from agents.desk_approvals import Approvals
from agents.desk_cases import Cases
from agents.desk_notices import Notices
from agents.desk_people import Staff
from agents.desk_records import Records
from agents.desk_runs import Runs
from agents.home import Home
from agents.ledger.database import Ledger
from agents.motor import Motor
from agents.signing import staff
from agents.signing.passwords import Passwords
from agents.uploads import Uploads
from knowledge.errors import CopydeskError

if TYPE_CHECKING:
    from agents.desk_keeping import Keeping
    from agents.desk_policy import PolicyDesk
    from agents.desk_workflow import WorkflowDesk
    from agents.engine import Around, Engine
    from agents.gate.gate import Gate
    from agents.model.chat import ChatModel
    from agents.settings import Settings
    from knowledge.embedding import Embedder

log = logging.getLogger(__name__)


class Parts:
    def __init__(
        self,
        settings: "Settings",
        *,
        clock: Clock | None = None,
        model: "ChatModel | None" = None,
        embedder: "Embedder | None" = None,
        around: "Around | None" = None,
        passwords: Passwords | None = None,
        secrets: Callable[[str], str | None] = os.environ.get,
    ) -> None:
        """`model` and `embedder` stand in for those that the settings name; `around` wraps the graph's nodes.

        `secrets` gives the value of an environment variable that a brand's notify.yaml names.
        """
        self.settings = settings
        self.clock = clock or SystemClock()
        self.home = Home(settings.home)
        self.home.prepare()
        self._around = around
        self._secrets = secrets
        self._passwords = passwords or Passwords()
        self._benches = Benches(
            self.home, settings, self.clock, model=model, embedder=embedder, ledger=lambda: self.ledger
        )
        self._motor = Motor(self._make_engine)

    @cached_property
    def ledger(self) -> Ledger:
        ledger = Ledger(self.home.ledger, self.clock)
        staff.enrol(ledger, self.home)
        return ledger

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self.ledger, self.home, self.settings, self.clock, self._benches, self._motor)

    @cached_property
    def _approvals(self) -> Approvals:
        return Approvals(self.ledger, self._benches, self._motor)

    @cached_property
    def _notices(self) -> Notices:
        return Notices(self.ledger, self.clock, self.home, self._secrets)

    @cached_property
    def _cases(self) -> Cases:
        return Cases(self.ledger, self._motor, self._benches)

    @cached_property
    def _policy(self) -> "PolicyDesk":
        from agents.desk_policy import PolicyDesk

        return PolicyDesk(self.ledger, self.home, self._benches)

    @cached_property
    def _workflow(self) -> "WorkflowDesk":
        from agents.desk_workflow import WorkflowDesk

        return WorkflowDesk(self.ledger, self.home, self._benches)

    @cached_property
    def _staff(self) -> Staff:
        return Staff(self.ledger, self.home, self._passwords)

    @cached_property
    def _records(self) -> Records:
        return Records(self.ledger)

    @cached_property
    def _keeping(self) -> "Keeping":
        from agents.desk_keeping import Keeping

        return Keeping(self.ledger, self.home, self._benches, self._motor)

    @cached_property
    def _curator(self) -> Curator:
        return Curator(self.ledger, self._benches, self.clock)

    @cached_property
    def _uploads(self) -> Uploads:
        return Uploads(self.home, self._benches)

    @cached_property
    def gate(self) -> "Gate":
        """Where other agents' tool calls wait for people: see `agents.gate`."""
        from agents.gate.gate import Gate

        return Gate(self.ledger, self.home, self._benches.policy)

    @property
    def engine(self) -> "Engine":
        """The graph and its runner."""
        return self._motor.engine

    def _make_engine(self) -> "Engine":
        from agents.engine import Engine

        return Engine(self.home, self.settings, self.ledger, self._benches, self.clock, self._around, self._secrets)

    def start(self) -> list[str]:
        """For the process that owns the home: goes on with every unfinished run, and watches the time."""
        waiting = self.engine.runner.recover()
        self.engine.start()
        return waiting

    def warm(self) -> None:
        """Reads the default brand's rules and word lists, starts the language model and fills its cache with what the
        brand's prompts begin with: the first request does not wait for it.

        Takes seconds to half a minute, so a thread of its own does it. Without a model there is none to warm.
        """
        try:
            bench = self._benches.of()
            bench.warm()
            self._benches.model.warm(bench.copywriter.prefixes())
        except CopydeskError as error:
            log.warning("the desk could not be warmed: %s", error)

    def close(self) -> None:
        self._motor.close()
        self._benches.close()
        if "ledger" in self.__dict__:
            self.ledger.close()
