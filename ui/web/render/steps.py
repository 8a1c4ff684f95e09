"""What the desk did for a request, step by step, as it happens."""

from collections.abc import Sequence

from agents.views import StepView
from ui import words
from ui.web.html import Safe, el


def steps(items: Sequence[StepView], running: bool) -> Safe:
    """Open while the run goes on; afterwards one line that can be opened."""
    took = sum(step.seconds or 0 for step in items)
    title = "Working on it" if running else f"{words.count(len(items), 'step')} in {_time(took)}"
    timeline = el("ol.timeline", *(_step(item) for item in items))
    summary = el("summary", el("span.turning", aria_hidden="true") if running else None, title)
    return el(
        "details.steps",
        summary,
        timeline,
        open=running,
        data_key=f"steps-{running}",
        data_keep="open",
        aria_live="polite" if running else None,
    )


def _step(step: StepView) -> Safe:
    mark = {"done": "✓", "failed": "×", "running": ""}[step.status]
    time = _time(step.seconds) if step.seconds is not None else "now"
    head = (el("b", step.title), el("span.found", step.summary) if step.summary else None, el("small", time))
    mark_at = el("i", mark, aria_hidden="true")
    if not step.details:
        return el(f"li.{step.status}", mark_at, el("div.line", *head), data_key=f"s{step.seq}")
    more = el(
        "details",
        el("summary.line", *head),
        el("ul", *(el("li", text) for text in step.details)),
        data_key=f"d{step.seq}",
        data_keep="open",
    )
    return el(f"li.{step.status}", mark_at, more, data_key=f"s{step.seq}")


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else words.span(seconds)
