"""A case: what was said, both clocks, a reply that the desk never sends, and what a person can do."""

from datetime import datetime

from agents.views import CaseCard, CaseView
from ui import words
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import handover, parts
from ui.web.render.shell import Setting


def case(view: CaseCard, setting: Setting) -> Safe:
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
        handover.handover(view, setting),
        _acts(view, setting),
        data_key=f"{view.id}-{view.status}-{view.turn}",
        class_=view.severity.lower(),
    )


def _clocks(view: CaseView, now: datetime) -> Safe:
    stopped = view.taken_at or view.resolved_at
    reach = _clock("To reach a person", view.transfer_due, stopped, now)
    take = _clock("To be taken", view.acknowledge_due, stopped, now)
    return el("div.clocks", reach, take)


def _clock(title: str, due: datetime, stopped: datetime | None, now: datetime) -> Safe:
    if stopped is None:
        return el("div.clock", el("small", title), parts.due(due, now), class_="missed" if due < now else None)
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
    if view.assigned_to:
        rows.append(el("li", f"Handed to {setting.person(view.assigned_to)}, who takes it anew"))
    if view.taken_by and view.taken_at:
        rows.append(el("li", f"Taken by {setting.person(view.taken_by)}, {parts.moment(view.taken_at)}"))
    if view.resolved_by and view.resolved_at:
        came = words.outcome(view.cause, view.resolution) or words.CASE_STATUS[view.status]
        rows.append(el("li", f"{came}, by {setting.person(view.resolved_by)}, {parts.moment(view.resolved_at)}"))
    rows += [el("li", f"Condition: {condition}") for condition in view.conditions]
    return el("ul.record", *rows) if rows else None


def _acts(view: CaseCard, setting: Setting) -> Safe | None:
    visitor = setting.visitor
    if view.status not in ("open", "taken"):
        return None
    owner = visitor.has(*view.working_roles) or visitor.user.name in (*view.called, view.assigned_to)
    releaser = visitor.has(*view.release_roles)
    take = parts.button("Take this case", "take", "primary", case=view.id) if owner and view.status == "open" else None
    answers = visitor.user.name == view.taken_by or visitor.has("admin")
    resolve = _resolve(view) if answers and view.status == "taken" else None
    release = _release(view) if view.may_be_released and releaser else None
    more = (_transfer(view, setting), _note(view)) if owner and not visitor.reads_only else ()
    if not (take or resolve or release or more):
        return el("footer.decided", el("p", f"{words.role(view.owner_role)} takes this. You can read it."))
    return el("footer.decide", el("div.bar", take, resolve, release, *more))


def _resolve(view: CaseCard) -> Safe:
    causes = (el("option", text, value=key) for key, text in words.CASE_CAUSES.items())
    said = "In words, which a P1 needs" if view.severity == "P1" else "In words"
    teaches = view.teaches or "“Not an incident” teaches triage: nearly the same message is then routed as usual."
    return _way(
        "Resolve",
        el("label.field", el("span", "What came of it?"), el("select", *causes, name="cause", data_keep="value")),
        el("label.field", el("span", said), el("textarea", name="note", rows=3, data_keep="value")),
        el("p.quiet", teaches),
        el("p.actions", parts.button("Resolve this case", "resolve", "primary", case=view.id)),
    )


def _transfer(view: CaseView, setting: Setting) -> Safe:
    holder = view.taken_by or view.assigned_to
    people = (
        el("option", full, value=name)
        for name, full in setting.colleagues.items()
        if name not in (holder, view.requester)
    )
    return _way(
        "Hand over",
        el("label.field", el("span", "To whom?"), el("select", *people, name="to", data_keep="value")),
        el("label.field", el("span", "Why?"), el("textarea", name="reason", rows=2, data_keep="value")),
        el("p.quiet", "Whoever gets it has to take it anew: both clocks begin again."),
        el("p.actions", parts.button("Hand it over", "transfer", "primary", case=view.id)),
    )


def _note(view: CaseView) -> Safe:
    return _way(
        "Write a note",
        el("label.field", el("span", "Note"), el("textarea", name="text", rows=3, data_keep="value")),
        el("p.actions", parts.button("Keep this note", "note", "primary", case=view.id)),
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
