"""Looks for measures that moved, now and then, by the desk's clock."""

import logging
from datetime import datetime, timedelta

from agents.home import Home
from agents.insights.drift import look
from agents.insights.targets import read_targets
from agents.ledger.database import Ledger
from knowledge.errors import CopydeskError

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)


class DriftWatch:
    def __init__(self, ledger: Ledger, home: Home) -> None:
        self._ledger = ledger
        self._home = home
        self._last: datetime | None = None  # a restart looks at once; what was opened is not opened again

    def __call__(self) -> None:
        """At most once an hour, also where the clock was set back. A brand whose file is broken is looked at later."""
        now = self._ledger.clock.now()
        if self._last is not None and self._last <= now < self._last + EVERY:
            return
        self._last = now
        for name in self._home.brands():
            try:
                folder = self._home.folder(name)
                alarms = read_targets(folder.path).alarms
                if alarms is not None:
                    look(self._ledger, folder.brand.id, alarms, now)
            except CopydeskError as error:
                log.warning("moved measures of %s are looked for again in an hour: %s", name, error)
