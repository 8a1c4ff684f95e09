"""The insights page: what a period came to, in sections of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from agents.views import TierView
from agents.views.insights import InsightsView, Measure
from ui import insight_words as said
from ui import locales
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import insights_drift, parts
from ui.web.render.insights_figure import card
from ui.web.render.insights_findings import findings
from ui.web.render.shell import Setting

DAYS = (7, 30, 90)
CSV = "/insights.csv"
SECTIONS: Mapping[str, tuple[Measure, ...]] = {
    "speed": ("cycle_time", "cycle_time_p90", "signing_time"),
    "quality": ("first_pass", "changed", "change_size"),
    "clocks": ("deadlines_met", "cases_reached", "cases_taken"),
    "machine": ("by_policy", "calls_per_draft", "tokens_per_draft"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    query: Mapping[str, str]

    @property
    def days(self) -> int:
        given = self.query.get("days", "")
        return int(given) if given in {str(days) for days in DAYS} else 30

    @property
    def brand(self) -> str | None:
        return self.query.get("brand") or None

    def at(self, **changes: str | int | None) -> str:
        """The same period and brand; what is None is left out."""
        kept = {"days": self.days, "brand": self.brand}
        query = {**kept, **changes}
        return f"?{urlencode({key: value for key, value in query.items() if value is not None})}"

    def runs(self, measure: str, group: str | None = None) -> str:
        return self.at(measure=measure, group=group)


def page(view: InsightsView, asked: Asked, place: Setting) -> Safe:
    by_name = {one.measure: one for one in view.measures}
    return el(
        "section.insights-page",
        _head(view, asked, place),
        parts.notice(say("insights.problem", problem=view.problem)) if view.problem else None,
        insights_drift.waiting(view.drifts, place),
        *(_section(name, [card(by_name[one], asked.runs) for one in measures]) for name, measures in SECTIONS.items()),
        el("section", el("h2", say("insights.section_findings")), findings(view.findings, asked.runs)),
        el("section", el("h2", say("insights.section_tiers")), _tiers(view.tiers, asked)),
        insights_drift.decided(view.drifts, place),
    )


def _section(name: str, cards: Sequence[Safe]) -> Safe:
    return el("section", el("h2", say(f"insights.section_{name}")), el("div.figures", *cards))


def _head(view: InsightsView, asked: Asked, place: Setting) -> Safe:
    period = [
        parts.link(say("insights.days", n=days), asked.at(days=days), current=days == asked.days) for days in DAYS
    ]
    brands = [parts.link(name, asked.at(brand=id), current=id == view.brand) for id, name in place.brand_names.items()]
    csv = f"{CSV}{asked.at()}"
    lead = say(
        "insights.lead",
        brand=place.brand_name(view.brand),
        since=said.day(view.since.date()),
        until=said.day(view.until.date()),
        n=asked.days,
    )
    return el(
        "header",
        el("h1", say("menu.insights")),
        el("p.lead", lead),
        el("nav.choices", *brands, aria_label=say("insights.brand")) if len(brands) > 1 else None,
        el(
            "div.bar",
            el("nav.choices", *period, aria_label=say("insights.period")),
            el("a.button.small", say("insights.csv"), href=csv, download=True, title=say("insights.csv_hint")),
        ),
    )


def _tiers(tiers: Sequence[TierView], asked: Asked) -> Safe:
    if not tiers:
        return el("p.quiet", say("insights.tiers_none"))
    columns = ("tier_column", "tier_column_state", "tier_column_evidence")
    head = el("tr", *(el("th", say(f"insights.{name}"), scope="col") for name in columns), el("td"))
    return el(
        "div.scroll",
        el("table.rows", el("thead", head), el("tbody", *(_tier(one, asked) for one in tiers))),
        tabindex="0",
        role="region",
        aria_label=say("insights.section_tiers"),
    )


def _tier(one: TierView, asked: Asked) -> Safe:
    evidence = say("insights.tier_evidence_none", limit=said.shown(one.limit, "share"))
    if one.decided:
        evidence = say(
            "insights.tier_evidence",
            changed=one.changed,
            decided=one.decided,
            upper=say("words.share", n=locales.number(one.upper * 100, 1)),
            limit=said.shown(one.limit, "share"),
        )
    state = parts.chip(say(f"insights.tier_state_{one.state}"), kind="approved" if one.state == "open" else "")
    runs = parts.link(say("insights.tier_runs"), asked.runs("tiers", f"tier:{one.id}"))
    return el(
        "tr",
        el("th", one.id, el("small", one.because), scope="row"),
        el("td", state),
        el("td", evidence, el("small", one.why) if one.why else None),
        el("td", runs),
        data_key=one.id,
    )
