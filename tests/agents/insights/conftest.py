from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.insights.facts import Window
from agents.insights.findings import findings
from agents.insights.period import Period
from agents.insights.report import measures
from agents.insights.targets import Targets
from agents.ledger.database import Ledger
from agents.views.insights import FindingsView, MeasureView
from tests.agents.desks import START
from tests.agents.insights.past import BRAND

MONTH = Period.of(START - timedelta(days=30), START, START)
IN = START - timedelta(days=10)  # in the month
BEFORE = START - timedelta(days=40)  # in the one before


class Counting:
    """Figures of a ledger for the last month."""

    def __init__(self, ledger: Ledger, period: Period = MONTH, targets: Targets | None = None) -> None:
        self.ledger = ledger
        self.period = period
        with ledger.read() as connection:
            found = measures(connection, BRAND, period, targets or Targets())
            self.findings: FindingsView = findings(connection, Window(BRAND, period.before, period.until), period)
        self.by_name: dict[str, MeasureView] = {one.measure: one for one in found}

    def __getitem__(self, name: str) -> MeasureView:
        return self.by_name[name]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    yield ledger
    ledger.close()
