"""Findings by family: how many drafts have some, and how many there were over time, on one scale."""

from agents.views.insights import FamilyView, FindingsView
from ui import insight_words as said
from ui import locales, words
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render.insights_figure import Runs, number
from ui.web.render.plots import Bar, bars, nice


def findings(view: FindingsView, runs: Runs) -> Safe:
    if not view.drafts:
        return el("p.quiet", say("insights.findings_none"))
    found = [one for one in view.families if one.now.value]
    if not found:
        return el("p.quiet", say("insights.findings_clean", n=view.drafts))
    top = nice(float(max((count for one in found for count in one.counts), default=0)))
    return el(
        "div.by-family",
        el("p.quiet", say("insights.findings_lead", n=view.drafts)),
        el("div.figures", *(_family(one, view, top, runs) for one in found)),
        _table(found, view),
    )


def _family(one: FamilyView, view: FindingsView, top: float, runs: Runs) -> Safe:
    name = words.family(one.family)
    step = max((until - since).days for since, until in view.series)
    told = say(
        "insights.plot",
        name=f"{say('insights.name_findings')}, {name}",
        step=say("insights.by_days", n=step),
        unit=say("insights.unit_findings"),
    )
    href = runs("findings", f"family:{one.family}")
    share = number(one.now, "share", f"{say('insights.name_findings')}, {name}", href)
    before, after = say("insights.findings_share", value="\0").split("\0")
    return el(
        "article.figure",
        el("h3", name),
        el(
            "p.value",
            el("b", el("a", say("insights.findings_count", n=one.findings), href=href, data_open=True)),
            el("small", before, share, f"{after}, {said.interval(one.now, 'share')}"),
        ),
        bars(
            [
                Bar(
                    said.days(since, until),
                    f"{said.days(since, until)}: {say('insights.findings_count', n=count)}",
                    float(count),
                )
                for (since, until), count in zip(view.series, one.counts, strict=True)
            ],
            name=told,
            unit=say("insights.unit_findings"),
            tick=lambda value: locales.plain(f"{value:g}"),
            top=top,
        ),
        data_key=one.family,
    )


def _table(found: list[FamilyView], view: FindingsView) -> Safe:
    title = say("insights.findings_all")
    head = el(
        "tr",
        el("th", say("insights.column_when"), scope="col"),
        *(el("th", words.family(one.family), scope="col") for one in found),
    )
    rows = [
        el("tr", el("th", said.days(since, until), scope="row"), *(el("td", one.counts[place]) for one in found))
        for place, (since, until) in enumerate(view.series)
    ]
    total = el("tr", el("th", say("insights.column_total"), scope="row"), *(el("td", one.findings) for one in found))
    table = el("table.rows", el("caption.unseen", title), el("thead", head), el("tbody", *rows, total))
    region = el("div.scroll", table, tabindex="0", role="region", aria_label=title)
    return el("details", el("summary", title), region, data_keep="open", data_key="findings-table")
