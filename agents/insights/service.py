"""A desk's insights: the figures of a period, the runs behind them, and measures that moved."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from agents.home import Home
from agents.insights import drift
from agents.insights.behind import runs_behind
from agents.insights.facts import Window
from agents.insights.findings import findings
from agents.insights.period import Period
from agents.insights.report import measures
from agents.insights.targets import Targets, read_targets
from agents.ledger import audit
from agents.ledger.database import Ledger
from agents.views import TierView
from agents.views.insights import DriftView, InsightRuns, InsightsView
from knowledge.errors import CopydeskError, InputError

KEPT = 16  # answers kept for as long as nothing happens
_Key = tuple[str, datetime, datetime, str, str]


class Insights:
    def __init__(self, ledger: Ledger, home: Home, tiers: Callable[[str], tuple[TierView, ...]]) -> None:
        self._ledger = ledger
        self._home = home
        self._tiers = tiers
        self._lock = threading.Lock()
        self._known: OrderedDict[_Key, InsightsView] = OrderedDict()

    def report(self, since: datetime | None, until: datetime | None, brand: str | None) -> InsightsView:
        """The last 30 days with today, where nothing is said. Raises InputError. While nothing happens, who asks again
        gets the same answer, up to a minute old.
        """
        folder = self._home.folder(brand)
        period = Period.of(since, until, self._ledger.clock.now())
        targets, problem = self._targets(folder.path.name)
        key = self._key(folder.brand.id, period, targets)
        with self._lock:
            if (known := self._known.get(key)) is not None:
                return known
        view = self._made(folder.brand.id, period, targets, problem)
        with self._lock:
            self._known[key] = view
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return view

    def runs(
        self,
        measure: str,
        group: str | None,
        since: datetime | None,
        until: datetime | None,
        brand: str | None,
        limit: int,
        offset: int,
    ) -> InsightRuns:
        period = Period.of(since, until, self._ledger.clock.now())
        window = Window(self._home.folder(brand).brand.id, period.since, period.until)
        with self._ledger.read() as connection:
            return runs_behind(connection, measure, group, window, limit=limit, offset=offset)

    def decide(self, id: str, words: str, user: str, door: str) -> DriftView:
        return drift.decide(self._ledger, id, words, user, door)

    def _made(self, brand: str, period: Period, targets: Targets, problem: str | None) -> InsightsView:
        try:
            tiers = self._tiers(brand)
        except CopydeskError:  # no policy in force: the policy page says why
            tiers = ()
        with self._ledger.read() as connection:
            return InsightsView(
                brand=brand,
                since=period.since,
                until=period.until,
                before=period.before,
                measures=measures(connection, brand, period, targets),
                findings=findings(connection, Window(brand, period.before, period.until), period),
                tiers=tiers,
                drifts=drift.listing(connection, brand),
                problem=problem,
            )

    def _targets(self, brand: str) -> tuple[Targets, str | None]:
        try:
            return read_targets(self._home.folder(brand).path), None
        except InputError as error:
            return Targets(), str(error)

    def _key(self, brand: str, period: Period, targets: Targets) -> _Key:
        with self._ledger.read() as connection:
            head = audit.head(connection)
        since, until = (at.replace(second=0, microsecond=0) for at in (period.since, period.until))
        return brand, since, until, str(head), targets.model_dump_json()
