"""Several texts to be signed at once: each one stands here to be read, and can be left out."""

from collections.abc import Sequence

from agents.views import ApprovalCard
from ui.texts import say
from ui.web.here import here
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.approval import arguments, eyebrow
from ui.web.render.channels import preview
from ui.web.render.claims import claims
from ui.web.render.findings import listed
from ui.web.render.publishing import on_card
from ui.web.render.queue import due_at, zone
from ui.web.render.shell import Setting
from ui.web.render.ways import Hand
from ui.web.wanted import Wanted


def together(cards: Sequence[ApprovalCard], left_out: Sequence[str], wanted: Wanted, setting: Setting) -> Safe:
    """`left_out`: why some of what was ticked cannot be signed with others, a line each."""
    back = parts.link(say("approvals.back_to_queue"), wanted.card(None).address)
    why = el("ul.record", *(el("li", here(line)) for line in left_out)) if left_out else None
    if not cards:
        return parts.empty(say("approvals.nothing_together"), say("approvals.nothing_together_why"), why, el("p", back))
    return el(
        "article.together",
        el(
            "header",
            el("h2", say("approvals.read_together", n=len(cards)), tabindex="-1", data_landing=True),
            el("p", say("approvals.read_together_how")),
            why,
        ),
        *(_one(view, wanted, setting) for view in cards),
        el("footer.decide", el("div.bar", _sign(), back)),
        data_form=True,
        data_key="together",
    )


def _sign() -> Safe:
    none = say("approvals.sign_none")
    return el(
        "button.button.primary",
        none,
        type="button",
        data_act="sign-many",
        data_tally="sign",
        data_said=say("approvals.sign_these"),
        data_none=none,
    )


def _one(view: ApprovalCard, wanted: Wanted, setting: Setting) -> Safe:
    """Keyed by the text that it shows: with another text the tick is a new one, on that text."""
    box = el(
        "input",
        type="checkbox",
        name="sign",
        value=f"{view.id}@{view.digest}",
        checked=True,
        data_keep="value",
        aria_label=say("approvals.sign_one", id=view.id, request=view.request),
    )
    what = (
        arguments(view.call.arguments)
        if view.call is not None
        else el(
            "div.columns",
            preview(view.drafted.channel, view.drafted.fields, view.findings, setting.brand_name(view.brand)),
            el("div", claims(view.drafted), listed(view.findings, Hand(why_not=say("approvals.no_way_together")))),
        )
    )
    rating = parts.rating(view.drafted.rating, view.drafted.report.score) if view.call is None else None
    link = parts.link(say("approvals.open_card"), wanted.card(view.id).address, kind="away")
    return el(
        "section.one",
        el("label.tick", box, el("span", eyebrow(view, setting), el("b", view.request))),
        el(
            "p.line",
            rating,
            parts.due(view.due, setting.now, title=due_at(view, setting)),
            on_card(view, zone(view, setting)),
            link,
        ),
        what,
        data_key=f"{view.id}-{view.digest}",
    )
