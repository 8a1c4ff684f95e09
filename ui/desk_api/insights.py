"""Of a desk: its figures, the runs behind them, and drift that somebody decides."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.views.insights import DriftView, InsightRuns, InsightsView


class InsightsApi(Protocol):
    def insights(
        self, since: "datetime | None" = None, until: "datetime | None" = None, brand: str | None = None
    ) -> "InsightsView":
        """A brand's measures from `since` until `until`, beside the period before; the last 30 days by default."""
        ...

    def insight_runs(
        self,
        measure: str,
        group: str | None = None,
        since: "datetime | None" = None,
        until: "datetime | None" = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "InsightRuns":
        """The runs behind one figure, newest first; `group`: of one part of it, such as "channel:instagram"."""
        ...

    def decide_drift(self, id: str, words: str, user: str, door: str) -> "DriftView":
        """What somebody of the named role says that a measure's move means, and what is done about it."""
        ...
