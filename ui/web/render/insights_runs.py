"""The requests behind one figure, a page at a time."""

from collections.abc import Callable
from datetime import datetime

from agents.views import RunRow
from agents.views.insights import InsightRuns
from ui import insight_words as said
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

A_PAGE = 25
Turn = Callable[[int], str]  # how many of the newest are left out → the address of that page


def listing(
    found: InsightRuns, since: datetime, until: datetime, offset: int, turn: Turn, back: str, place: Setting
) -> Safe:
    title = say(f"insights.name_{found.measure}")
    if found.group:
        by, _, key = found.group.partition(":")
        title = f"{title}: {said.group_name(by, key)}"
    when = say("insights.runs_period", since=said.day(since.date()), until=said.day(until.date()))
    return el(
        "section.insights-page",
        el(
            "header",
            el("p", parts.link(say("insights.back"), back)),
            el("h1", title),
            el("p.lead", f"{say('insights.runs_total', n=found.total)}, {when}", role="status"),
        ),
        _table(found, title, place) if found.runs else el("p.quiet", say("insights.runs_none")),
        _pager(found, offset, turn),
    )


def _table(found: InsightRuns, title: str, place: Setting) -> Safe:
    columns = ("runs_request", "runs_state", "runs_asked")
    head = el("tr", *(el("th", say(f"insights.{name}"), scope="col") for name in columns))
    table = el("table.rows.requests", el("thead", head), el("tbody", *(_row(row, place) for row in found.runs)))
    return el("div.scroll", table, tabindex="0", role="region", aria_label=title)


def _row(row: RunRow, place: Setting) -> Safe:
    return el(
        "tr",
        el("th", el("a", row.request, href=places.run(row.run)), el("small", row.run), scope="row"),
        el("td", words.run_state(row)),
        el("td", parts.ago(row.created, place.now), el("small", place.person(row.requester))),
        data_key=row.run,
    )


def _pager(found: InsightRuns, offset: int, turn: Turn) -> Safe | None:
    if found.total <= A_PAGE:
        return None
    last = offset + len(found.runs)
    newer = parts.link(say("insights.runs_newer"), turn(max(0, offset - A_PAGE))) if offset else None
    older = parts.link(say("insights.runs_older"), turn(offset + A_PAGE)) if last < found.total else None
    shown = el("span.quiet", say("insights.runs_range", first=offset + 1, last=last)) if found.runs else None
    return el("nav.pager", newer, shown, older, aria_label=say("insights.runs_range", first=offset + 1, last=last))
