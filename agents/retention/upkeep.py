"""What the scheduler does now and then: retention, and sweeping up after erasures. By the desk's clock."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agents.erasing.sweep import sweep
from agents.home import Home
from agents.ledger.database import Ledger
from agents.retention.apply import Retention
from knowledge.errors import CopydeskError

if TYPE_CHECKING:
    from agents.runner.delivery import Delivery

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)


class Upkeep:
    def __init__(self, ledger: Ledger, home: Home, delivery: "Delivery") -> None:
        self._ledger = ledger
        self._home = home
        self._delivery = delivery
        self._last: datetime | None = None  # a restart looks at once; what is erased already is not erased again

    def __call__(self) -> None:
        """At most once an hour, also where the clock was set back."""
        now = self._ledger.clock.now()
        if self._last is not None and self._last <= now < self._last + EVERY:
            return
        self._last = now
        try:
            Retention(self._ledger, self._home).apply("clock", "clock")
        except CopydeskError as error:
            log.warning("retention is looked at again in an hour: %s", error)
        sweep(self._ledger, self._home, self._delivery, now)
