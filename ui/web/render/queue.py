"""What waits, sorted by how soon and how risky, with counts."""

from collections.abc import Sequence
from datetime import datetime

from agents.views import ApprovalView, CaseView
from ui import words
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

TABS = {"mine": "To sign", "all": "Waiting", "done": "Decided", "cases": "Cases"}
_RISK = {"red": 0, "amber": 1, "green": 2}
_SEVERITY = {"P1": "red", "P2": "amber", "P3": "green"}


def tabs(current: str, counts: dict[str, int]) -> Safe:
    links = (
        parts.link((name, el("span.count", counts[key]) if key in counts else None), _tab(key), current=key == current)
        for key, name in TABS.items()
    )
    return el("nav.tabs", *links, aria_label="Lists")


def _tab(key: str) -> str:
    return f"{places.APPROVALS}?tab={key}"


def by_urgency(views: Sequence[ApprovalView]) -> list[ApprovalView]:
    """The sooner due the further up; within one hour the riskier first."""
    return sorted(
        views,
        key=lambda view: (view.due.replace(minute=0, second=0, microsecond=0), _RISK[view.rating or "red"], view.due),
    )


def approvals(views: Sequence[ApprovalView], current: str | None, tab: str, setting: Setting) -> Safe:
    if not views:
        return el("p.quiet.none", _NONE[tab])
    listed = el("ol.queue", *(_approval(view, view.id == current, tab, setting) for view in views))
    if tab != "mine" or not any(map(together, views)):
        return listed
    sign = el(
        "button.button.primary",
        _TICK,
        type="button",
        data_act="sign-many",
        data_tally="sign",
        data_said="Sign",
        data_none=_TICK,
    )
    return el("div.several", listed, el("p.actions", sign), data_form=True)


def together(view: ApprovalView) -> bool:
    """Policy lets it be signed with others, and nobody has changed it since it was filed."""
    return view.batch and not view.edited and view.round == 1


def cut(shown: int) -> Safe:
    return el("p.quiet", f"More wait than the {shown} that are due first. Decide some, and the next ones come.")


_TICK = "Tick what to sign together"
_NONE = {
    "mine": "Nothing waits for your signature. Well done.",
    "all": "Nothing waits for a signature.",
    "done": "Nothing was decided yet.",
    "cases": "No case is open.",
}


def _title(view: ApprovalView) -> tuple[Child, ...]:
    if view.rating is None or view.channel is None:
        return (f"Tool call: {view.tool}",)
    return parts.dot(view.rating), words.channel(view.channel)


def due_at(view: ApprovalView, setting: Setting) -> str:
    """Where the one who reads works, else where those who are asked do."""
    return words.due_at(view.due, view.due_zones, view.due_why, (*setting.visitor.roles, *view.open_roles))


def _approval(view: ApprovalView, current: bool, tab: str, setting: Setting) -> Safe:
    if view.status == "pending":
        state = parts.due(view.due, setting.now, title=due_at(view, setting))
    else:
        who = f" by {setting.person(view.decided_by)}" if view.decided_by else ""
        state = el("span", f"{view.status.capitalize()}{who}")
    roles = words.names(words.role(role) for role in view.open_roles)
    body = (
        el("span.title", *_title(view)),
        el("span.request", view.request),
        el("span.line", state, el("span", roles or setting.person(view.requester))),
    )
    tick = _tick(view) if tab == "mine" and together(view) else None
    return el(
        "li",
        tick,
        parts.link(body, places.approval(view.id, tab), current=current),
        data_key=view.id,
        class_="tickable" if tick else None,
    )


def _tick(view: ApprovalView) -> Safe:
    """Its key is the text that it stands for: with another text the tick is gone."""
    name = f"Sign {words.channel(view.channel) if view.channel else view.tool}, {view.id}: {view.request}"
    box = el("input", type="checkbox", name="sign", value=f"{view.id}@{view.digest}", aria_label=name)
    return el("label.tick", box, data_key=view.digest)


def cases(views: Sequence[CaseView], current: str | None, now: datetime) -> Safe:
    if not views:
        return el("p.quiet.none", _NONE["cases"])
    return el("ol.queue", *(_case(view, view.id == current, now) for view in views))


def _case(view: CaseView, current: bool, now: datetime) -> Safe:
    state = (
        parts.due(view.acknowledge_due, now) if view.status == "open" else el("span", words.CASE_STATUS[view.status])
    )
    body = (
        el("span.title", parts.chip(view.severity, kind=f"severity {_SEVERITY[view.severity]}"), _flags(view)),
        el("span.request", view.request),
        el("span.line", state, _late(view), el("span", view.assigned_to or words.role(view.owner_role))),
    )
    return el("li", parts.link(body, places.case(view.id), current=current), data_key=view.id)


def _late(view: CaseView) -> Safe | None:
    """The acknowledgement clock counts down beside it; the other one is named when it has run out."""
    late = view.status == "open" and "transfer" in view.overdue
    return parts.chip("Has reached nobody in time", kind="severity red") if late else None


def _flags(view: CaseView) -> str:
    return ", ".join(words.flag(flag) for flag in view.flags) or "Handed over"
