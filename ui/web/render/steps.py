"""What the desk did for a request, step by step, as it happens."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from agents.views import StepView
from ui import locales, words
from ui.steps import named
from ui.texts import catalogue, say
from ui.web.html import Safe, el
from ui.web.render import step_words

SLOW = 10  # seconds, from which a step says what it is doing


def steps(items: Sequence[StepView], running: bool, now: datetime, written: int = 0, *, alone: bool = False) -> Safe:
    """Open while the run goes on; afterwards one line that can be opened. `written`: drafts that are there already;
    `alone`: they have no numbers.
    """
    took = sum(step.seconds or 0 for step in items)
    title = say("chat.working") if running else say("chat.steps", n=len(items), time=_time(took))
    timeline = el("ol.timeline", *(_step(item, now, written, alone) for item in named(items)))
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


def is_slow(step: StepView, now: datetime) -> bool:
    return step.status == "running" and (now - step.at).total_seconds() >= SLOW


def _step(step: StepView, now: datetime, written: int, alone: bool) -> Safe:
    if step.status == "running":
        return _running(step, now, written)
    mark = {"done": "✓", "failed": "×"}[step.status]
    time = el("small", _time(step.seconds)) if step.seconds is not None else None
    found = step_words.summary(step)
    head = (el("b", step.title), el("span.found", found) if found else None, time)
    mark_at = el("i", mark, aria_hidden="true")
    if not step.details:
        return el(f"li.{step.status}", mark_at, el("div.line", *head), data_key=f"s{step.seq}")
    more = el(
        "details",
        el("summary.line", *head),
        el("ul", *(el("li", step_words.detail(text, alone=alone)) for text in step.details)),
        data_key=f"d{step.seq}",
        data_keep="open",
    )
    return el(f"li.{step.status}", mark_at, more, data_key=f"s{step.seq}")


def _running(step: StepView, now: datetime, written: int) -> Safe:
    """What it does now, and for how long already. The browser counts the seconds on, and says by itself what takes so
    long: a server that is busy at just that step may answer late.
    """
    doing = words.DOING.get(step.node, step.title)
    found = say("chat.drafts_so_far", n=written) if step.node == "copywriting" and written else step.summary
    since = el("small", say("chat.now"), data_since=step.at.isoformat(), aria_hidden="true")
    head = (el("b", f"{doing[:1].upper()}{doing[1:]}"), el("span.found", found) if found else None, since)
    tells = (step.at + timedelta(seconds=SLOW)).isoformat()
    what = say("chat.slow", what=_doing(step.node))
    slow = el("p.slow", what, hidden=not is_slow(step, now), data_from=tells)
    return el(
        "li.running", el("i", aria_hidden="true"), el("div", el("div.line", *head), slow), data_key=f"r{step.seq}"
    )


def _doing(node: str) -> str:
    known = f"slow_{node}" in catalogue("en", "chat")
    return say(f"chat.slow_{node}") if known else say("chat.slow_other")


def _time(seconds: float) -> str:
    if seconds < 0.05:
        return say("chat.at_once")
    return say("words.seconds", n=locales.number(seconds, 1)) if seconds < 60 else words.span(seconds)
