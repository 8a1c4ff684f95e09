"""What whoever takes a case over has to know: notes, what was done, what the documents say, what was asked before."""

from agents.views import AllClearView, CaseCard, CaseNoteView
from ui import words
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def handover(view: CaseCard, setting: Setting) -> Safe:
    done = [el("li", el("b", step.title), f" {step.summary}") for step in view.steps]
    return el(
        "section.handover",
        _part("Notes", [_note(one, setting) for one in view.notes], "Nobody has written a note yet."),
        _part("What the desk did", done, "Nothing yet."),
        _known(view),
        _part(
            f"What {setting.person(view.requester)} asked besides",
            [
                el("li", parts.link(run.request, places.run(run.run)), el("small", f" {words.RUN_STATUS[run.status]}"))
                for run in view.history
            ],
            "Nothing else.",
        ),
        _learnt(view.all_clear, setting) if view.all_clear is not None else None,
    )


def _part(title: str, rows: list[Safe], none: str) -> Safe:
    return el("section", el("h3", title), el("ul.record", *rows) if rows else el("p.quiet", none), data_key=title)


def _note(one: CaseNoteView, setting: Setting) -> Safe:
    did: Child = f" handed it to {setting.person(one.to)}" if one.to else ""
    who = el("small", el("b", setting.person(one.by)), did, f", {parts.moment(one.at)}")
    return el("li", el("p", one.text), who, data_key=one.id)


def _known(view: CaseCard) -> Safe | None:
    if view.known is None:
        return None
    rows = [el("li", el("p", each.text), el("small", each.citation)) for each in view.known]
    return _part("The nearest in the documents", rows, "The documents hold nothing near it.")


def _learnt(one: AllClearView, setting: Setting) -> Safe:
    said = f"Triage has learnt it as {one.id}, decided by {setting.person(one.by)}, {parts.moment(one.at)}."
    if not one.kept:
        return el("p.quiet", f"{said} It is ended: messages like it go to a person again.")
    button = parts.button("Forget it", "unlearn", "small", all_clear=one.id, case=one.case)
    allowed = setting.visitor.has("admin", "on-call")
    return el("p.line", el("span", said), button if allowed else None)
