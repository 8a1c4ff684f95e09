"""Beside a draft that waits: why it needs a signature, who has signed, what it was built on, what people alone say."""

from agents.views import ApprovalCard
from tools.voice.style_features import questions_for_people
from ui import locales, words
from ui.texts import say
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render.evidence import built_on
from ui.web.render.shell import Setting


def why(view: ApprovalCard, setting: Setting) -> Safe:
    slots = [_slot(role, view, setting) for role in view.roles]
    notes = [el("li", text) for text in view.conditions]
    alone = [
        el("p.quiet", said)
        for said, holds in (
            (say("approvals.one_fills_all"), view.one_fills_all),
            (say("approvals.requester_may_sign"), view.requester_may_sign),
        )
        if holds
    ]
    lead = say("approvals.blocked") if view.kind == "block" else say("approvals.why")
    named = say("approvals.policy_rule", rule=view.reason.rule)
    rule = el("small", el("a", say("approvals.in_the_policy"), href=places.policy(view.brand), title=named))
    return el(
        "section.why",
        el("div", el("h3", lead), *(_anew() if view.sent_back else (el("p", view.reason.words), rule, *alone))),
        None if view.sent_back else el("div", el("h3", say("approvals.signatures")), el("ul.slots", *slots)),
        el("div", el("h3", say("approvals.conditions")), el("ul", *notes)) if notes else None,
        class_=view.kind,
    )


def _anew() -> tuple[Safe, ...]:
    """The reason and the slots of a version that was sent back say nothing of the one that comes."""
    return (el("p", say("approvals.asked_anew")),)


def _slot(role: str, view: ApprovalCard, setting: Setting) -> Safe:
    by = next((signature for signature in view.signed if signature.role == role), None)
    if by is None:
        open_ = el("small", say("approvals.still_to_sign" if view.status == "pending" else "approvals.not_signed"))
        return el("li.open", el("i", aria_hidden="true"), words.role(role), open_)
    said = f"{setting.person(by.user)}, {locales.time(locales.local(by.at))}"
    against = el("p.quiet", say("approvals.against_block", reason=by.reason)) if by.reason else None
    return el("li.done", el("i", "✓", aria_hidden="true"), words.role(role), el("small", said), against)


def background(view: ApprovalCard, setting: Setting) -> Safe | None:
    """Folded: the fact and the angle, and what wrote it."""
    built = built_on(view.drafted, setting)
    if built is None:
        return None
    title = el("summary", el("h3", say("chat.built_on")))
    return el("details.rests-on", title, built, data_keep="open", data_key="built-on")


def for_people(view: ApprovalCard) -> Safe | None:
    """What no rule answers: the card asks it of those who sign it."""
    asked = [
        el("li", el("b", words.role(each.role)), " ", each.ask)
        for each in questions_for_people()
        if each.role in view.roles
    ]
    if not asked:
        return None
    return el("section.for-people", el("h3", say("approvals.for_people")), el("ul", *asked))
