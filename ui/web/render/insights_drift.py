"""Measures that moved: those that wait for somebody's words, and those that have them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from agents.insights.targets import UNITS
from agents.views.insights import DriftView
from ui import insight_words as said
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def waiting(drifts: Sequence[DriftView], place: Setting) -> Safe | None:
    found = [one for one in drifts if one.decided_at is None]
    if not found:
        return None
    return el("section", el("h2", say("insights.section_drifts")), *(_waits(one, place) for one in found))


def decided(drifts: Sequence[DriftView], place: Setting) -> Safe | None:
    found = [one for one in drifts if one.decided_at is not None]
    if not found:
        return None
    items = (el("li", el("p", _moved(one)), el("p.quiet", _words(one, place)), data_key=one.id) for one in found)
    return el(
        "details.old-drifts",
        el("summary", say("insights.drift_old")),
        el("ul", *items),
        data_keep="open",
        data_key="old-drifts",
    )


def _waits(one: DriftView, place: Setting) -> Safe:
    visitor = place.visitor
    may = visitor.has(one.role, "admin") and not visitor.reads_only
    return el(
        "article.drift",
        el("p", el("b", _moved(one)), parts.chip(say("insights.drift_waits", role=words.role(one.role)), kind="flag")),
        el("p", _detail(one)),
        _form(one) if may else None,
        data_key=one.id,
    )


def _moved(one: DriftView) -> str:
    if one.suite is not None:
        return said.suite_moved(one.suite, one.now, one.before)
    if one.measure is None:
        return one.id
    unit = UNITS[one.measure]
    values = {
        "name": say(f"insights.name_{one.measure}"),
        "before": said.figure(one.before, unit),
        "now": said.figure(one.now, unit),
    }
    return say("insights.drift_rose", **values) if one.change.value > 0 else say("insights.drift_fell", **values)


def _detail(one: DriftView) -> list[Child]:
    if one.suite is not None:
        return [parts.coded(said.suite_detail(one.suite, one.now, one.before, one.change))]
    if one.measure is None:
        return []
    unit, change = UNITS[one.measure], one.change
    text = say(
        "insights.drift_when",
        since=said.day(one.since.date()),
        until=said.day(one.until.date()),
        change=said.signed(change.value, unit),
        between=said.between(change.low or 0.0, change.high or 0.0, unit),
        n="\0",
        n_before=one.before.n,
    )
    before, after = text.split("\0")
    href = f"?{urlencode(_address(one, one.measure))}"
    name = say(f"insights.name_{one.measure}")
    cases = el("a", one.now.n, href=href, data_open=True, aria_label=say("insights.runs_of", name=name, n=one.now.n))
    return [before, cases, after]


def _address(one: DriftView, measure: str) -> dict[str, str]:
    return {
        "brand": one.brand,
        "measure": measure,
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
    }


def _words(one: DriftView, place: Setting) -> str:
    when = parts.moment(one.decided_at) if one.decided_at else ""
    return say("insights.drift_decided", who=place.person(one.decided_by or ""), when=when, words=one.words or "")


def _form(one: DriftView) -> Safe:
    box = el("textarea", name="words", rows=2, maxlength=10_000, required=True)
    return el(
        "div.form",
        el("label.field", el("span", say("insights.drift_question")), box),
        el("p.actions", parts.button(say("insights.drift_decide"), "decide", drift=one.id)),
        data_form=True,
        data_clear="decide",
    )
