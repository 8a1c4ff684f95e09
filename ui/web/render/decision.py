"""What an approver can do on a card: sign, edit, send back, reject, ask. Each with the key that leads to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from agents.curating import CURATORS
from agents.signing.learning import ROLES as TEACHERS
from agents.views import ApprovalCard
from tools.copy import Copy
from tools.findings import BrandReport
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts, questions, taken
from ui.web.render.channels import wording
from ui.web.render.draft import fields
from ui.web.render.findings import listed
from ui.web.render.queue import outcome
from ui.web.render.shell import Setting
from ui.web.render.ways import Hand


@dataclass(frozen=True)
class Tried:
    """An edit that is not saved yet, with its rating. `put`: the desk wrote it, and it goes into the boxes."""

    fields: Mapping[str, str]
    report: BrandReport
    put: bool = False

    @property
    def mark(self) -> str:
        """Of exactly this text: a save that names it was rated, and the rating was on the screen."""
        return mark_of(self.fields)


def mark_of(fields: Mapping[str, str]) -> str:
    return sha256(json.dumps(sorted(fields.items())).encode()).hexdigest()[:16]


def hand(view: ApprovalCard, setting: Setting, fields: Mapping[str, str] | None = None) -> Hand:
    """What the visitor may do about a finding; `fields` as they would be, else as they are."""
    if view.status != "pending":
        return Hand(why_not=say("chat.no_way_decided"))
    if view.sent_back:
        return Hand(why_not=waits(view, setting))
    if not setting.visitor.has(*view.deciding_roles):
        return Hand(why_not=say("approvals.no_way", roles=words.names(map(words.role, view.deciding_roles))))
    copy = Copy(fields=dict(fields or view.drafted.fields), locale=view.drafted.locale)
    return Hand(copy=copy, approval=view.id, knows=setting.visitor.has(*CURATORS))


def decide(view: ApprovalCard, setting: Setting, tried: Tried | None, after: str | None) -> Safe:
    """`after`: the card that comes next in the list."""
    closed = _closed(view, setting)
    if closed is not None:
        return closed
    told = {"approval": view.id, "digest": view.digest, "next": after or ""}
    sign = _sign(view, told) if setting.visitor.has(*view.signing_roles) else None
    ways = _ways(view, told, tried, setting)
    bar = el("div.bar", sign, *ways, questions.ask(view, setting))
    asks = _unsaved() if sign is not None else None
    return el("footer.decide", taken.strip(view, setting), bar, asks, data_key=f"decide-{view.id}")


def decide_call(view: ApprovalCard, setting: Setting, after: str | None) -> Safe:
    closed = _closed(view, setting)
    if closed is not None:
        return closed
    told = {"approval": view.id, "digest": view.digest, "next": after or ""}
    sign = _sign(view, told) if setting.visitor.has(*view.signing_roles) else None
    reject = _way(
        say("approvals.reject"),
        "x",
        _notes("reason", say("approvals.reject_call_why")),
        _one(say("approvals.reject_call"), "reject", told, "danger"),
    )
    note = el("p.quiet", say("approvals.call_elsewhere"))
    bar = el("div.bar", sign, reject)
    return el("footer.decide", taken.strip(view, setting), bar, note, data_key=f"decide-{view.id}")


def closing(view: ApprovalCard, setting: Setting) -> str:
    """ "Rejected by Ana Reyes, 3 May 2026, 09:12 UTC: Not true"."""
    when = f", {parts.moment(view.decided_at)}" if view.decided_at else ""
    why = f": {words.rejection(view.rejected.cause, view.rejected.words)}" if view.rejected else ""
    return f"{outcome(view, setting)}{when}{why}"


def waits(view: ApprovalCard, setting: Setting) -> str:
    return say("approvals.wait_for_version", who=setting.person(view.requester))


def _closed(view: ApprovalCard, setting: Setting) -> Safe | None:
    """What stands in the place of the buttons for whoever has none."""
    visitor = setting.visitor
    if view.status != "pending":
        return el("footer.decided", el("p", closing(view, setting)))
    if view.sent_back:
        return el("footer.decided", el("p", waits(view, setting)))
    if not visitor.has(*view.deciding_roles):
        needed = words.names(words.role(role) for role in view.open_roles)
        mine = words.names(words.role(role) for role in visitor.roles)
        others = el("p", say("approvals.others_sign", roles=needed, mine=mine))
        return el("footer.decided", taken.strip(view, setting), others)
    return None


def _sign(view: ApprovalCard, told: Mapping[str, str]) -> Safe:
    """What policy blocks is signed with a reason alone, that everybody reads. A key leads to the button, and another
    presses it.
    """
    if view.kind == "block":
        why = _notes("override", say("approvals.override_why"), say("approvals.override_needed"))
        return _way(say("approvals.override"), "a", why, _one(say("approvals.override_do"), "approve", told, "danger"))
    attributes = {f"data_{name}": value for name, value in told.items()}
    button = el(
        "button.button.primary",
        say("approvals.approve"),
        type="button",
        data_act="approve",
        data_shortcut="a",
        aria_describedby="armed",
        **attributes,
    )
    return el("span.sign", button, el("small.armed", say("approvals.armed"), id="armed"))


def _unsaved() -> Safe:
    """What `static/approvals.js` asks whoever approves beside an edit of their own that is not saved."""
    ways = (("save", "primary"), ("drop", None), ("back", None))
    buttons = (
        el("button.button", say(f"approvals.unsaved_{way}"), class_=kind, type="button", data_unsaved=way)
        for way, kind in ways
    )
    return el(
        "dialog.unsaved",
        el("h2", say("approvals.unsaved"), id="unsaved-title"),
        el("p", say("approvals.unsaved_how")),
        el("p.actions", *buttons),
        aria_labelledby="unsaved-title",
        data_keep="open",
        data_key="unsaved",
    )


def _ways(view: ApprovalCard, told: Mapping[str, str], tried: Tried | None, setting: Setting) -> list[Safe]:
    edit = _way(
        say("approvals.edit"),
        "e",
        *_boxes(view, tried),
        _tried(view, tried, setting),
        _not_again() if setting.visitor.has(*TEACHERS) else None,
        _edit_buttons(told),
        opened=tried is not None,
        checks="rate",
        put=tried.mark if tried and tried.put else None,
    )
    back = _way(
        say("approvals.send_back"),
        "r",
        _notes("notes", say("approvals.send_back_what"), say("approvals.say_what")),
        _one(say("approvals.send_back_do"), "revise", told),
    )
    reject = _way(
        say("approvals.reject"),
        "x",
        _causes(),
        _notes("reason", say("approvals.in_words")),
        _one(say("approvals.reject_do"), "reject", told, "danger"),
    )
    return [edit, back, reject]


def _boxes(view: ApprovalCard, tried: Tried | None) -> list[Safe]:
    needed = say("approvals.field_needed")
    if tried is None or not tried.put:
        return fields(view.drafted, needed=needed)
    put = view.drafted.model_copy(update={"fields": {**view.drafted.fields, **tried.fields}})
    return fields(put, put=tried.mark, needed=needed)


def _way(
    title: str, key: str, *content: Child, opened: bool = False, checks: str | None = None, put: str | None = None
) -> Safe:
    form = el("div.form", *content, data_form=True, data_checks=checks)
    summary = el("summary.button", title, data_shortcut=key)
    return el("details.way", summary, form, open=opened, data_keep="open", data_put=put, name="way", data_key=title)


def _notes(name: str, text: str, needed: str | None = None) -> Safe:
    """`needed`: what stands at the box where it is left empty."""
    told = parts.needs(name, needed)
    area = el("textarea", name=name, rows=3, data_keep="value", maxlength=10_000, required=bool(needed), **told)
    return parts.needed(el("label.field", el("span", text), area), name, needed)


def _causes() -> Safe:
    """One of them, or words instead of it."""
    none = el("option", say("approvals.choose_why"), value="", selected=True)
    known = [none, *(el("option", said, value=cause) for cause, said in words.REJECT_CAUSES.items())]
    needed = say("approvals.choose_why_first")
    box = el(
        "select",
        *known,
        name="cause",
        data_keep="value",
        data_or="reason",
        **parts.needs("cause", needed),
    )
    return parts.needed(el("label.field", el("span", say("approvals.reject_why")), box), "cause", needed)


def _one(text: str, act: str, told: Mapping[str, str], kind: str = "primary") -> Safe:
    return el("p.actions", parts.button(text, act, kind, **told))


def _edit_buttons(told: Mapping[str, str]) -> Safe:
    """Always in sight, however long the text is."""
    return el(
        "p.actions.saving",
        parts.button(say("approvals.save_and_sign"), "edit", "primary", **told),
        parts.button(say("approvals.check"), "rate", **told),
        parts.cancel(),
    )


def _not_again() -> Safe:
    tick = el("input", type="checkbox", name="not_again", value="yes", data_keep="value")
    return el("label.tick", tick, el("span", say("approvals.not_again")))


def _tried(view: ApprovalCard, tried: Tried | None, setting: Setting) -> Safe:
    """Stands there empty too, so that a reader of the screen is told when it fills."""
    if tried is None:
        return el("div.tried", el("p.quiet", say("approvals.checked_as_typed")), role="status", data_key="tried")
    report, copy = tried.report, view.drafted
    shown = {**copy.fields, **tried.fields}
    return el(
        "div.tried.done",
        el("p", parts.rating(report.rating, report.score)),
        el("input", type="hidden", name="rated", value=tried.mark),
        listed(report.findings, hand(view, setting, shown)),
        wording(shown, report.findings) if report.findings else None,
        role="status",
        data_key="tried",
    )
