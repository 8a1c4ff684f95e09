"""A case: what was said, both clocks, a reply that the desk never sends, and what a person can do."""

from datetime import datetime

from agents.views import CaseView
from ui import words
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting
from ui.web.sessions import Visitor


def case(view: CaseView, setting: Setting) -> Safe:
    now = setting.now
    flags = [parts.chip(words.flag(flag), kind="flag") for flag in view.flags]
    return el(
        "article.case",
        el(
            "header",
            el(
                "p.eyebrow",
                f"{setting.brand_name(view.brand)} · {view.severity} · opened ",
                parts.ago(view.opened, now),
            ),
            el("h2", view.request),
            el("p.line", *flags, el("span", view.why), parts.link("The request", places.run(view.run), kind="away")),
        ),
        _clocks(view, now),
        _reply(view) if view.holding_reply else None,
        _outcome(view, setting),
        _acts(view, setting.visitor),
        data_key=f"{view.id}-{view.status}",
        class_=view.severity.lower(),
    )


def _clocks(view: CaseView, now: datetime) -> Safe:
    reach = _clock("To reach a person", view.transfer_due, view.taken_at, now)
    take = _clock("To be taken", view.acknowledge_due, view.taken_at, now)
    return el("div.clocks", reach, take)


def _clock(title: str, due: datetime, stopped: datetime | None, now: datetime) -> Safe:
    if stopped is None:
        return el("div.clock", el("small", title), parts.due(due, now))
    met = stopped <= due
    said = "in time" if met else f"{words.span((stopped - due).total_seconds())} late"
    return el("div.clock", el("small", title), el("b", said), class_="met" if met else "missed")


def _reply(view: CaseView) -> Safe:
    return el(
        "section.holding",
        el("h3", "A holding reply ", parts.chip("Never sent by the desk", kind="never")),
        el("blockquote", view.holding_reply, id="holding"),
        el("p.actions", el("button.button.small", "Copy the text", type="button", data_copy="#holding")),
    )


def _outcome(view: CaseView, setting: Setting) -> Safe | None:
    rows = []
    if view.taken_by and view.taken_at:
        rows.append(el("li", f"Taken by {setting.person(view.taken_by)}, {parts.moment(view.taken_at)}"))
    if view.resolved_by and view.resolved_at:
        cause = words.CASE_CAUSES.get(view.resolution or "", view.resolution or words.CASE_STATUS[view.status])
        rows.append(el("li", f"{cause}, by {setting.person(view.resolved_by)}, {parts.moment(view.resolved_at)}"))
    rows += [el("li", f"Condition: {condition}") for condition in view.conditions]
    return el("ul.record", *rows) if rows else None


def _acts(view: CaseView, visitor: Visitor) -> Safe | None:
    if view.status not in ("open", "taken"):
        return None
    owner = visitor.has(*view.working_roles) or visitor.user.name in view.called
    releaser = visitor.has(*view.release_roles)
    take = parts.button("Take this case", "take", "primary", case=view.id) if owner and view.status == "open" else None
    resolve = _resolve(view) if owner and view.status == "taken" else None
    release = _release(view) if view.may_be_released and releaser else None
    if not (take or resolve or release):
        return el("footer.decided", el("p", f"{words.role(view.owner_role)} takes this. You can read it."))
    return el("footer.decide", el("div.bar", take, resolve, release))


def _resolve(view: CaseView) -> Safe:
    causes = (el("option", text, value=key) for key, text in words.CASE_CAUSES.items())
    return _way(
        "Resolve",
        el("label.field", el("span", "What came of it?"), el("select", *causes, name="cause", data_keep="value")),
        el("label.field", el("span", "Note"), el("textarea", name="note", rows=3, data_keep="value")),
        el("p.actions", parts.button("Resolve this case", "resolve", "primary", case=view.id)),
    )


def _release(view: CaseView) -> Safe:
    ask = "Conditions, one a line. They stay on the record, and the draft still has to be signed."
    return _way(
        "Release with conditions",
        el("label.field", el("span", ask), el("textarea", name="conditions", rows=3, data_keep="value")),
        el("p.actions", parts.button("Release under these conditions", "release", "primary", case=view.id)),
    )


def _way(title: str, *content: Safe) -> Safe:
    form = el("div.form", *content, data_form=True)
    return el("details.way", el("summary.button", title), form, data_keep="open", name="way", data_key=title)
