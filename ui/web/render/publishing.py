"""When a text is to go out, for whoever signs it and whoever waits for it."""

from collections.abc import Iterable
from datetime import datetime

from agents.views import ApprovalView, RunView
from ui import locales, words
from ui.texts import say
from ui.web.html import Child, Safe, el


def goes_out(when: datetime | None, due: Iterable[datetime], zone: str | None = None) -> Child:
    """`due`: of the signatures that it still waits for. Says so where one of them may come too late."""
    if when is None:
        return None
    at = words.moment(when, zone or locales.zone())
    late = any(one > when for one in due)
    return [el("span.goes-out", say("approvals.goes_out", at=at)), _late() if late else None]


def on_card(view: ApprovalView, zone: str) -> Child:
    return goes_out(view.when, (view.due,) if view.status == "pending" else (), zone)


def on_run(view: RunView) -> Safe | None:
    if not view.drafts or view.brief is None or view.brief.when is None:
        return None
    return el("p.line", goes_out(view.brief.when, (one.due for one in view.waits)))


def _late() -> Safe:
    return el("b.away", say("approvals.due_too_late"))
