"""An approval on one screen: what is asked, the draft, its evidence, why it needs a signature, and the decision."""

import json

from agents.views import ApprovalCard, SignatureView, ToolCallView
from tools.findings import BrandReport
from tools.style_features import questions_for_people
from ui import words
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts, questions
from ui.web.render.channels import preview
from ui.web.render.diff import diff
from ui.web.render.draft import fields
from ui.web.render.evidence import built_on, evidence
from ui.web.render.findings import listed, sections
from ui.web.render.queue import due_at
from ui.web.render.shell import Setting


def card(view: ApprovalCard, setting: Setting, tried: BrandReport | None = None) -> Safe:
    """`tried` is the report on an edit that was not saved yet."""
    if view.call is not None:
        return _call_card(view, view.call, setting)
    copy = view.drafted
    brand = setting.brand_name(view.brand)
    return el(
        "article.approval",
        _head(view, setting),
        _why(view, setting),
        el(
            "div.columns",
            el(
                "section",
                el("h3", "The draft"),
                preview(copy.channel, copy.fields, view.findings, brand),
                _changes(view, setting),
            ),
            el("section", el("h3", "What it rests on"), evidence(copy.evidence, opened=True), built_on(copy)),
        ),
        el("section.check", el("h3", "Brand check"), sections(copy.report), listed(view.findings), for_people()),
        questions.asked(view, setting),
        _decide(view, setting, tried),
        data_key=f"{view.id}-{view.digest}-{view.status}",
    )


def _call_card(view: ApprovalCard, called: ToolCallView, setting: Setting) -> Safe:
    """Another agent's tool: its arguments as they will be handed over, and who may say yes. Edits and answers on its
    behalf are given on the command line.
    """
    rows = [el("tr", el("th", name, scope="row"), el("td", _shown(value))) for name, value in called.arguments.items()]
    return el(
        "article.approval",
        _head(view, setting),
        _why(view, setting),
        el(
            "section",
            el("h3", f"What {called.tool} would be run with"),
            el("table.arguments", *rows) if rows else el("p.quiet", "It takes no arguments."),
            el("p.quiet", called.description),
        ),
        _decide_call(view, setting),
        data_key=f"{view.id}-{view.digest}-{view.status}",
    )


def for_people() -> Safe:
    """What no rule answers: the card asks those who can."""
    asked = [el("li", el("b", words.role(each.role)), " ", each.ask) for each in questions_for_people()]
    return el("div.people", el("h4", "Only a person can say"), el("ul", *asked))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _decide_call(view: ApprovalCard, setting: Setting) -> Safe:
    closed = _closed(view, setting)
    if closed is not None:
        return closed
    told = {"approval": view.id, "digest": view.digest}
    sign = parts.button("Approve", "approve", "primary", **told) if setting.visitor.has(*view.open_roles) else None
    reject = _way(
        "Reject", _notes("reason", "Why? The agent reads it."), _one("Reject this call", "reject", told, "danger")
    )
    note = el("p.quiet", f"To change its arguments or to answer for it: copydesk approvals decide {view.id}")
    return el("footer.decide", el("div.bar", sign, reject), note, data_key=f"decide-{view.id}")


def _head(view: ApprovalCard, setting: Setting) -> Safe:
    now = setting.now
    audience = f"for {words.names(view.segments)}" if view.segments else None
    worth = f"worth {view.value}" if view.value else None
    parts_of_it = [
        setting.brand_name(view.brand),
        words.channel(view.channel) if view.channel else f"Tool call: {view.tool}",
        parts.language(view.locale) if view.locale else None,
        audience,
        worth,
    ]
    waits = view.status == "pending"
    moment = due_at(view, setting) if waits else ""
    state = parts.due(view.due, now, title=moment) if waits else parts.chip(_outcome(view, setting), kind=view.status)
    return el(
        "header",
        el("p.eyebrow", " · ".join(part for part in parts_of_it if part)),
        el("h2", view.request),
        el(
            "p.line",
            parts.rating(view.drafted.rating, view.drafted.report.score) if view.call is None else None,
            state,
            el("span.moment", moment) if waits else None,
            el("span", "Asked by ", el("b", setting.person(view.requester)), " ", parts.ago(view.created, now)),
            parts.link("The request", places.run(view.run), kind="away") if view.run else None,
        ),
    )


def _outcome(view: ApprovalCard, setting: Setting) -> str:
    who = f" by {setting.person(view.decided_by)}" if view.decided_by else ""
    when = f", {parts.moment(view.decided_at)}" if view.decided_at else ""
    why = f": {words.rejection(view.rejected.cause, view.rejected.words)}" if view.rejected else ""
    return f"{view.status.capitalize()}{who}{when}{why}"


def _why(view: ApprovalCard, setting: Setting) -> Safe:
    slots = [_slot(role, view.signed, setting) for role in view.roles]
    notes = [el("li", text) for text in view.conditions]
    alone = [
        el("p.quiet", said)
        for said, holds in (
            ("One person may fill every role here.", view.one_fills_all),
            ("Whoever asked for it may sign it here.", view.requester_may_sign),
        )
        if holds
    ]
    lead = "Blocked" if view.kind == "block" else "Why it needs a signature"
    return el(
        "section.why",
        el("div", el("h3", lead), el("p", view.reason.words), el("small", f"Policy rule {view.reason.rule}"), *alone),
        el("div", el("h3", "Signatures"), el("ul.slots", *slots)),
        el("div", el("h3", "Conditions on the record"), el("ul", *notes)) if notes else None,
        class_=view.kind,
    )


def _slot(role: str, signed: tuple[SignatureView, ...], setting: Setting) -> Safe:
    by = next((signature for signature in signed if signature.role == role), None)
    if by is None:
        return el("li.open", el("i", aria_hidden="true"), words.role(role), el("small", "still to sign"))
    said = f"{setting.person(by.user)}, {by.at:%H:%M}"
    why = el("p.quiet", f"Against the block: “{by.reason}”") if by.reason else None
    return el("li.done", el("i", "✓", aria_hidden="true"), words.role(role), el("small", said), why)


def _changes(view: ApprovalCard, setting: Setting) -> Safe | None:
    versions = view.drafted.versions
    if len(versions) < 2:
        return None
    old, new = versions[-2], versions[-1]
    return el(
        "details.changes",
        el("summary", f"Changed by {setting.person(new.author)}: version {new.version}"),
        diff(old.text, new.text),
        el("p.quiet", f"“{new.note}”") if new.note else None,
        open=True,
        data_keep="open",
    )


def _decide(view: ApprovalCard, setting: Setting, tried: BrandReport | None) -> Safe:
    visitor = setting.visitor
    closed = _closed(view, setting)
    if closed is not None:
        return closed
    told = {"approval": view.id, "digest": view.digest}
    sign = _sign(view, told) if visitor.has(*view.open_roles) else None
    return el(
        "footer.decide",
        el("div.bar", sign, *_ways(view, told, tried), questions.ask(view, setting)),
        data_key=f"decide-{view.id}",
    )


def _sign(view: ApprovalCard, told: dict[str, str]) -> Safe:
    """What policy blocks is signed with a reason alone, that everybody reads."""
    if view.kind != "block":
        return parts.button("Approve", "approve", "primary", **told)
    why = _notes("override", "Policy blocks this. Why is it right all the same? Everybody reads it.")
    return _way("Override", why, _one("Sign against the block", "approve", told, "danger"))


def _closed(view: ApprovalCard, setting: Setting) -> Safe | None:
    """What stands in the place of the buttons for whoever has none."""
    visitor = setting.visitor
    if view.status != "pending":
        return el("footer.decided", el("p", _outcome(view, setting)))
    if not visitor.has(*view.deciding_roles):
        needed = words.names(words.role(role) for role in view.open_roles)
        mine = words.names(words.role(role) for role in visitor.roles)
        return el("footer.decided", el("p", f"{needed} can sign this. You are here as {mine}."))
    return None


def _ways(view: ApprovalCard, told: dict[str, str], tried: BrandReport | None) -> list[Safe]:
    return [
        _way("Edit", *fields(view.drafted), _tried(tried), _not_again(), _edit_buttons(told), opened=tried is not None),
        _way("Send back", _notes("notes", "What should change?"), _one("Send back with these notes", "revise", told)),
        _way("Reject", _causes(), _notes("reason", "In words"), _one("Reject this draft", "reject", told, "danger")),
    ]


def _way(title: str, *content: Child, opened: bool = False) -> Safe:
    form = el("div.form", *content, data_form=True)
    return el(
        "details.way", el("summary.button", title), form, open=opened, data_keep="open", name="way", data_key=title
    )


def _notes(name: str, text: str) -> Safe:
    area = el("textarea", name=name, rows=3, data_keep="value", maxlength=10_000)
    return el("label.field", el("span", text), area)


def _causes() -> Safe:
    known = [el("option", said, value=cause) for cause, said in words.REJECT_CAUSES.items()]
    return el(
        "label.field", el("span", "Why? It ends this draft."), el("select", *known, name="cause", data_keep="value")
    )


def _one(text: str, act: str, told: dict[str, str], kind: str = "primary") -> Safe:
    return el("p.actions", parts.button(text, act, kind, **told))


def _edit_buttons(told: dict[str, str]) -> Safe:
    return el(
        "p.actions",
        parts.button("Check this text", "rate", **told),
        parts.button("Save and sign", "edit", "primary", **told),
    )


def _not_again() -> Safe:
    tick = el("input", type="checkbox", name="not_again", value="yes", data_keep="value")
    return el("label.tick", tick, el("span", "Not again: change this phrase in every later draft"))


def _tried(report: BrandReport | None) -> Safe | None:
    if report is None:
        return None
    return el("div.tried", el("p", parts.rating(report.rating, report.score)), listed(report.findings), role="status")
