"""An approval on one screen: what is asked, the draft, its evidence, why it needs a signature, and the decision."""

import json
from collections.abc import Mapping

from agents.views import ApprovalCard, ApprovalView, ToolCallView
from ui import locales, words
from ui.texts import say
from ui.web import places
from ui.web.html import Attribute, Safe, el, etag
from ui.web.render import parts, questions
from ui.web.render.channels import preview
from ui.web.render.claims import claims
from ui.web.render.decision import Tried, closing, decide, decide_call, hand
from ui.web.render.diff import fields_diff
from ui.web.render.evidence import MACHINE
from ui.web.render.findings import foremost, summed
from ui.web.render.publishing import on_card
from ui.web.render.queue import due_at, name, zone
from ui.web.render.shell import Setting
from ui.web.render.taken import taken_from
from ui.web.render.why import background, for_people, why


def card(view: ApprovalCard, setting: Setting, tried: Tried | None = None, after: str | None = None) -> Safe:
    """`tried`: an edit that was not saved yet. `after`: the card that comes next in the list."""
    named = zone(view, setting)
    with locales.told_in(lambda: named):
        return _card(view, setting, tried, after)


def _card(view: ApprovalCard, setting: Setting, tried: Tried | None, after: str | None) -> Safe:
    if view.call is not None:
        return _call_card(view, view.call, setting, after)
    return el(
        "article.approval",
        _head(view, setting),
        el(
            "div.panes",
            el("div.pane.text", _text(view, setting), _changes(view, setting), questions.asked(view, setting)),
            el("div.pane.found", _check(view, setting), _carried(view)),
            el("div.pane.signing", why(view, setting), for_people(view), background(view, setting)),
        ),
        decide(view, setting, tried, after),
        data_key=f"{view.id}-{view.digest}-{view.status}",
        **_shared(view, setting),
    )


def _call_card(view: ApprovalCard, called: ToolCallView, setting: Setting, after: str | None) -> Safe:
    """Another agent's tool: its arguments as they will be handed over, and who may say yes. Edits and answers on its
    behalf are given on the command line.
    """
    return el(
        "article.approval",
        _head(view, setting),
        why(view, setting),
        el(
            "section",
            el("h3", say("approvals.run_with", tool=called.tool)),
            arguments(called.arguments),
            el("p.quiet", called.description),
        ),
        decide_call(view, setting, after),
        data_key=f"{view.id}-{view.digest}-{view.status}",
        **_shared(view, setting),
    )


def _shared(view: ApprovalCard, setting: Setting) -> dict[str, Attribute]:
    """What tells the browser that another has changed the card, and the words for it."""
    answered = (each.id for each in view.questions if each.answer is not None)
    state = (*(each.user for each in view.taken), "", *(each.user for each in view.signed), "", *answered)
    return {
        "data_shared": view.id,
        "data_state": etag(view.digest, view.status, str(view.sent_back), *state),
        "data_overtaken": overtaken(view, setting),
        "data_had": any(each.user == setting.visitor.user.name for each in view.taken),
        "data_taken_from": taken_from(view, setting),
    }


def overtaken(view: ApprovalCard, setting: Setting) -> str:
    """What somebody is told whose half-typed words found the card decided or changed by another."""
    status = view.status.capitalize()
    if view.decided_by is not None:
        return say("approvals.overtaken", who=setting.person(view.decided_by), status=status)
    if view.status != "pending":
        return say("approvals.overtaken_closed", status=status)
    author = view.drafted.versions[-1].author if view.call is None and view.drafted.versions else MACHINE
    if author == MACHINE:
        return say("approvals.overtaken_rewritten")
    return say("approvals.overtaken_edit", who=setting.person(author))


def arguments(given: Mapping[str, object]) -> Safe:
    rows = [el("tr", el("th", name, scope="row"), el("td", _shown(value))) for name, value in given.items()]
    return el("table.arguments", *rows) if rows else el("p.quiet", say("approvals.no_arguments"))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def eyebrow(view: ApprovalView, setting: Setting) -> Safe:
    """For which brand, channel, language and readers, and what it is worth."""
    readers = [segment.replace("-", " ") for segment in view.segments]
    about = [
        setting.brand_name(view.brand),
        name(view),
        parts.language(view.locale) if view.locale else None,
        say("approvals.readers", who=words.names(readers)) if view.segments else None,
        say("approvals.worth", value=str(view.value)) if view.value else None,
    ]
    return el("p.eyebrow", " · ".join(part for part in about if part))


def _head(view: ApprovalCard, setting: Setting) -> Safe:
    now = setting.now
    waits = view.status == "pending" and not view.sent_back
    moment = due_at(view, setting) if waits else ""
    state = parts.due(view.due, now, title=moment) if waits else parts.chip(_over(view, setting), kind=view.status)
    return el(
        "header",
        eyebrow(view, setting),
        el("h2", view.request, tabindex="-1", data_landing=True),
        el(
            "p.line",
            parts.rating(view.drafted.rating, view.drafted.report.score) if view.call is None else None,
            state,
            el("span.moment", moment) if waits else None,
            on_card(view, zone(view, setting)),
            el(
                "span",
                say("approvals.asked_by"),
                " ",
                el("b", setting.person(view.requester)),
                " ",
                parts.ago(view.created, now),
            ),
            parts.link(say("approvals.the_request"), places.run(view.run), kind="away") if view.run else None,
        ),
    )


def _over(view: ApprovalCard, setting: Setting) -> str:
    """Why no clock runs on it here."""
    if view.sent_back:
        return say("approvals.with_requester", who=setting.person(view.requester))
    return closing(view, setting)


def _text(view: ApprovalCard, setting: Setting) -> Safe:
    """A long one scrolls in a box of its own, so that what is decided stands beside it."""
    copy = view.drafted
    title = say("approvals.the_draft")
    shown = preview(copy.channel, copy.fields, view.findings, setting.brand_name(view.brand))
    box = el("div.scrolls", shown, role="region", aria_label=title, tabindex="0", data_key="text")
    return el("section", el("h3.unseen", title), box)


def _check(view: ApprovalCard, setting: Setting) -> Safe:
    return el(
        "section.check",
        el("h3", say("approvals.brand_check")),
        summed(view.drafted.report),
        foremost(view.findings, hand(view, setting)),
    )


def _carried(view: ApprovalCard) -> Safe:
    return el("section", el("h3", say("approvals.rests_on")), claims(view.drafted))


def _changes(view: ApprovalCard, setting: Setting) -> Safe | None:
    versions = view.drafted.versions
    if len(versions) < 2:
        return None
    old, new = versions[-2], versions[-1]
    said = say("approvals.changed_by", who=setting.person(new.author), version=new.version)
    return el(
        "details.changes",
        el("summary", said),
        el(
            "div.scrolls",
            *fields_diff(old.fields, new.fields),
            el("p.quiet", f"“{new.note}”") if new.note else None,
            role="region",
            aria_label=said,
            tabindex="0",
        ),
        open=True,
        data_keep="open",
    )
