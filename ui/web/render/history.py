"""What somebody has asked for so far: found by words, a page at a time, each with its link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from agents.views import RunRow
from tools.findings import Rating
from ui import locales, words
from ui.texts import say
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import parts

PAGE = 30
_TONE: dict[str, Rating] = {
    "choosing": "amber",
    "waiting": "amber",
    "blocked": "red",
    "escalated": "red",
    "failed": "red",
}


@dataclass(frozen=True)
class Place:
    """Where in the list somebody is: the words that they look for, and how many newer ones are left out."""

    find: str = ""
    start: int = 0

    def link(self, run: str | None, start: int | None = None) -> str:
        start = self.start if start is None else start
        query = {"run": run or "", "find": self.find, "from": str(start) if start else ""}
        told = urlencode({key: value for key, value in query.items() if value})
        return f"{places.CHAT}?{told}" if told else places.CHAT


def history(rows: Sequence[RunRow], made: int, current: str | None, place: Place, now: datetime) -> Safe:
    """`rows`: one more than a page where there are more. `made`: how many there are on all pages."""
    shown = rows[:PAGE]
    items = [_row(row, current == row.run, place, now) for row in shown]
    empty = say("chat.found_none") if place.find else say("chat.kept")
    listed = el("ol", *items) if items else el("p.quiet", empty)
    title = "chat.found_count" if place.find else "chat.yours_count"
    folded = el("summary", say(title, n=locales.number(made)))
    return el(
        "aside.history",
        parts.link(say("chat.new"), places.CHAT, kind="button new"),
        el(
            "details",
            folded,
            _search(current, place),
            listed,
            _pages(len(rows) > PAGE, current, place),
            open=True,
            data_keep="open",
        ),
        aria_label=say("chat.yours"),
    )


def _search(current: str | None, place: Place) -> Safe:
    box = el(
        "input",
        type="search",
        name="find",
        value=place.find or None,
        placeholder=say("chat.find"),
        aria_label=say("chat.find"),
        data_submit="find",
        maxlength=200,
        data_keep="value",
    )
    end = parts.link(say("chat.find_end"), Place().link(current), kind="quiet") if place.find else None
    return el("div.find", box, end, data_form=True, data_key="find")


def _row(row: RunRow, current: bool, place: Place, now: datetime) -> Safe:
    wanted = words.wanted(row.status, asked=row.questions > 0, sent_back=row.sent_back > 0)
    tone = "red" if wanted else _TONE.get(row.status, "calm")
    state = el("span.state", words.run_state(row), class_=tone)
    body = (el("span.title", row.request), el("span.line", state, parts.ago(row.created, now)))
    return el("li", parts.link(body, place.link(row.run), current=current), data_key=row.run)


def _pages(more: bool, current: str | None, place: Place) -> Safe | None:
    newer = place.link(current, max(0, place.start - PAGE)) if place.start else None
    older = place.link(current, place.start + PAGE) if more else None
    if newer is None and older is None:
        return None
    return el(
        "p.pages",
        parts.link(say("chat.newer"), newer, kind="quiet") if newer else None,
        parts.link(say("chat.older"), older, kind="quiet") if older else None,
    )
