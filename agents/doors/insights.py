"""How the desk does: figures, the runs behind them, and measures that moved."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from agents.doors.parts import Parts

if TYPE_CHECKING:
    from agents.insights.service import Insights
    from agents.views.insights import DriftView, InsightRuns, InsightsView


class InsightsDoor(Parts):
    @cached_property
    def _insights(self) -> "Insights":
        from agents.insights.service import Insights

        return Insights(self.ledger, self.home, self._policy.tiers)

    def insights(
        self, since: datetime | None = None, until: datetime | None = None, brand: str | None = None
    ) -> "InsightsView":
        """A brand's measures from `since` until `until`, beside the period before; the last 30 days by default."""
        return self._insights.report(since, until, brand)

    def insight_runs(
        self,
        measure: str,
        group: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "InsightRuns":
        """The runs behind one figure, newest first; `group`: of one part of it, such as "channel:instagram"."""
        return self._insights.runs(measure, group, since, until, brand, limit, offset)

    def decide_drift(self, id: str, words: str, user: str, door: str) -> "DriftView":
        """What somebody of the named role says that a measure's move means, and what is done about it."""
        return self._insights.decide(id, words, user, door)
