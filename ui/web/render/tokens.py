"""Personal tokens: one's own with the form that makes one, somebody's, and everybody's."""

from collections.abc import Sequence
from datetime import datetime

from agents.signing.tokens import DAYS
from agents.views import TokenView, UserView
from ui import locales
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.people import A_PAGE, Asked, box, link_to

LIVES = (7, 30, DAYS, 365)  # days to choose from


def own(views: Sequence[TokenView], asked: Asked) -> Safe:
    choices = (el("option", say("people.days", n=days), value=str(days), selected=days == DAYS) for days in LIVES)
    form = el(
        "div.form",
        box("name", say("people.token_name"), 80, say("people.token_name_missing")),
        el("label.field", el("span", say("people.token_days")), el("select", *choices, name="days", data_keep="value")),
        el("p.actions", parts.button(say("people.token_make"), "token", "primary")),
        data_form=True,
        data_clear="token",
    )
    listed = _listed(views, asked, revokes=True) if views else el("p.quiet", say("people.tokens_none"))
    return el(
        "section.side", el("h2", say("people.tokens_yours")), el("p.quiet", say("people.tokens_why")), form, listed
    )


def of_somebody(views: Sequence[TokenView], user: UserView, asked: Asked) -> Safe:
    none = say("people.tokens_of_none", name=user.full_name or user.name)
    listed = _listed(views, asked, revokes=_revokes(asked)) if views else el("p.quiet", none)
    return el("section.side", el("h2", say("people.tab_tokens")), listed, data_key=f"tokens-{user.name}")


def everybodys(views: Sequence[TokenView], asked: Asked) -> Safe:
    """The live ones first, page by page."""
    if not views:
        return parts.empty(say("people.tokens_nobody"), say("people.tokens_nobody_why"))
    ordered = sorted(views, key=lambda view: view.state != "live")
    last = max(1, -(-len(ordered) // A_PAGE))
    given = asked.query.get("page", "")
    page = min(max(1, int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1), last)
    shown = ordered[(page - 1) * A_PAGE : page * A_PAGE]
    ways = (
        parts.link(say("people.before"), link_to(tab="tokens", page=str(page - 1))) if page > 1 else None,
        el("span", say("people.page", n=page, last=last)),
        parts.link(say("people.after"), link_to(tab="tokens", page=str(page + 1))) if page < last else None,
    )
    pager = el("nav.pager", *ways, aria_label=say("people.pages")) if last > 1 else None
    return el("section.side", _listed(shown, asked, revokes=_revokes(asked), whose=True), pager)


def _revokes(asked: Asked) -> bool:
    return asked.admin


def _listed(views: Sequence[TokenView], asked: Asked, *, revokes: bool, whose: bool = False) -> Safe:
    return el("ul.tokens", *(_token(view, asked, revokes=revokes, whose=whose) for view in views))


def _token(view: TokenView, asked: Asked, *, revokes: bool, whose: bool) -> Safe:
    used = say("people.used_on", day=_day(view.used)) if view.used is not None else say("people.used_never")
    owner: Child = parts.link(asked.place.person(view.user), link_to(user=view.user)) if whose else None
    facts = (say("people.made_on", day=_day(view.created)), " · ", used, " · ", _ends(view, asked))
    revoke = el(
        "button.button.small",
        say("people.revoke"),
        type="button",
        data_act="revoke",
        data_token=view.id,
        data_confirm=say("people.revoke_sure", name=view.name),
        aria_label=say("people.revoke_one", name=view.name),
    )
    return el(
        "li",
        el("div", el("p", el("b", view.name), " ", owner), el("small", view.id, " · ", *facts)),
        revoke if revokes and view.state == "live" else None,
        data_key=view.id,
        class_=view.state,
    )


def _ends(view: TokenView, asked: Asked) -> Child:
    if view.state == "live":
        return say("people.expires_on", day=_day(view.expires))
    if view.state == "expired":
        return parts.chip(say("people.expired_on", day=_day(view.expires)))
    by = asked.place.person(view.ended_by) if view.ended_by else ""
    return parts.chip(say("people.revoked_by", name=by), kind="severity red")


def _day(at: datetime) -> str:
    return locales.day(at)
