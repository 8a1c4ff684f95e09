"""Tiers: what policy may sign by itself, on what evidence, and who opened or closed it."""

from collections.abc import Sequence

from agents.views import TierView
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.policy import Asked, percent
from ui.web.render.shell import Setting

WIDTH, HEIGHT = 360, 92  # of a plot, in its own units
SCALES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0)  # where a plot can end
_LEFT, _RIGHT, _LINE = 14, 346, 46


def tiers(found: Sequence[TierView], asked: Asked) -> Safe:
    if not found:
        return parts.empty(say("tiers.none"), say("tiers.none_why"))
    cards = (_tier(one, asked.place) for one in found)
    return el("section", el("h2", say("tiers.title")), el("p.lead", say("tiers.lead")), el("div.tiers", *cards))


def _tier(one: TierView, place: Setting) -> Safe:
    return el(
        "article.tier-card",
        el("div.head", el("h3", one.id), parts.chip(say(f"tiers.state_{one.state}"), kind=f"state {one.state}")),
        el("p", one.because),
        el("p", _evidence(one)),
        plot(one),
        el("p", _history(one, place)),
        el("p.quiet", say("tiers.sample", share=percent(one.sample_share))),
        _actions(one, place),
        data_key=f"{one.id}-{one.state}",
    )


def _evidence(one: TierView) -> str:
    if not one.decided:
        return say("tiers.no_evidence", limit=percent(one.limit))
    return say(
        "tiers.evidence",
        n=one.decided,
        changed=one.changed,
        share=percent(one.changed / one.decided),
        upper=percent(one.upper),
        limit=percent(one.limit),
    )


def _history(one: TierView, place: Setting) -> str:
    at = parts.moment(one.since) if one.since else ""
    signed = words.names(map(place.person, one.signed))
    if one.state == "open":
        return say("tiers.opened_by", people=signed, at=at)
    if one.state == "signing":
        left = words.names(map(words.role, one.opened_by))
        return say("tiers.signing_by", people=signed, at=at, roles=left)
    if one.closed_by:
        return say("tiers.closed_by", person=place.person(one.closed_by), at=at, why=one.why or "")
    return say("tiers.closed", why=one.why or "")


def _actions(one: TierView, place: Setting) -> Safe:
    """Only what this person may do; who else may is said."""
    who = place.visitor
    may_open = who.has(*one.opened_by) and not who.reads_only
    may_close = who.has(*one.opened_by, "admin") and not who.reads_only
    asked: list[Child] = []
    if one.state != "open" and may_open and who.user.name not in one.signed:
        thin = one.upper >= one.limit
        asked.append(
            el(
                "p.actions",
                parts.button(say("tiers.open"), "open-tier", "primary", tier=one.id, disabled=thin),
                el("span.quiet", say("tiers.thin")) if thin else None,
            )
        )
    if one.state != "closed" and may_close:
        asked.append(_close(one))
    if asked:
        return el("div.doing", *asked)
    opens, closes = words.names(map(words.role, one.opened_by)), words.names(map(words.role, _closers(one)))
    return el("p.quiet", say("tiers.who", opens=opens, closes=closes))


def _closers(one: TierView) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.opened_by, "admin")))


def _close(one: TierView) -> Safe:
    box = el("textarea", name="reason", rows=2, maxlength=2_000, required=True, data_keep="value")
    form = el(
        "div.form",
        el("label.field", el("span", say("tiers.reason")), box),
        el("p.actions", parts.button(say("tiers.close"), "close-tier", "danger", tier=one.id)),
        data_form=True,
    )
    return el(
        "details.way", el("summary.button", say("tiers.close_it")), form, data_keep="open", data_key=f"close-{one.id}"
    )


def plot(one: TierView) -> Safe:
    """The share changed and its upper bound against the limit, on a scale that starts at zero."""
    top = next((step for step in SCALES if step >= max(one.limit, one.upper) * 1.05), 1.0)
    share = one.changed / one.decided if one.decided else 0.0
    seen = el("rect.seen", x=_LEFT, y=_LINE - 7, width=_x(share, top) - _LEFT, height=14, rx=3)
    reach = el("line.reach", x1=_x(share, top), x2=_x(one.upper, top), y1=_LINE, y2=_LINE)
    bound = el("line.bound", x1=_x(one.upper, top), x2=_x(one.upper, top), y1=_LINE - 10, y2=_LINE + 10)
    limit = el("line.limit", x1=_x(one.limit, top), x2=_x(one.limit, top), y1=22, y2=_LINE + 18)
    return el(
        "svg.tier-plot",
        el("line.axis", x1=_LEFT, x2=_RIGHT, y1=_LINE + 18, y2=_LINE + 18),
        seen if one.decided else None,
        reach,
        bound,
        limit,
        _label(_LEFT, _LINE + 34, words.share(0), "start"),
        _label(_x(top, top), _LINE + 34, percent(top), "end"),
        _label(_x(one.limit, top), 16, say("tiers.at_limit", limit=percent(one.limit)), _anchor(one.limit, top)),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{_evidence(one)} {say('tiers.plot')}",
        class_="within" if one.upper < one.limit else "beyond",
    )


def _x(share: float, top: float) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) * min(share, top) / top)


def _anchor(share: float, top: float) -> str:
    return "start" if share < top / 3 else "end" if share > top * 2 / 3 else "middle"


def _label(x: int, y: int, text: str, anchor: str) -> Safe:
    return el("text", text, x=x, y=y, text_anchor=anchor)
