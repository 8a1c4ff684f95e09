"""What whoever takes a case over has to know: notes, what was done, what the documents say, what was asked before."""

from agents.views import AllClearView, CaseCard, CaseNoteView
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def handover(view: CaseCard, setting: Setting) -> Safe:
    done = [el("li", el("b", step.title), f" {step.summary}") for step in view.steps]
    return el(
        "section.handover",
        _part(
            say("approvals.notes"),
            [_note(one, setting) for one in view.notes if one.kind != "release"],
            say("approvals.no_notes"),
        ),
        _part(say("approvals.desk_did"), done, say("approvals.nothing_yet")),
        _known(view),
        _part(
            say("approvals.asked_besides", who=setting.person(view.requester)),
            [
                el("li", parts.link(run.request, places.run(run.run)), el("small", f" {words.run_state(run)}"))
                for run in view.history
            ],
            say("approvals.nothing_else"),
        ),
        _learnt(view.all_clear, setting) if view.all_clear is not None else None,
    )


def _part(title: str, rows: list[Safe], none: str) -> Safe:
    return el("section", el("h3", title), el("ul.record", *rows) if rows else el("p.quiet", none), data_key=title)


def _note(one: CaseNoteView, setting: Setting) -> Safe:
    did: Child = (" ", say("approvals.note_handed", who=setting.person(one.to))) if one.to else ""
    who = el("small", el("b", setting.person(one.by)), did, f", {parts.moment(one.at)}")
    return el("li", el("p", one.text), who, data_key=one.id)


def _known(view: CaseCard) -> Safe | None:
    if view.known is None:
        return None
    rows = [el("li", el("p", each.text), el("small", each.citation)) for each in view.known]
    return _part(say("approvals.nearest"), rows, say("approvals.nothing_near"))


def _learnt(one: AllClearView, setting: Setting) -> Safe:
    said = say("approvals.triage_learnt", id=one.id, who=setting.person(one.by), when=parts.moment(one.at))
    if not one.kept:
        return el("p.quiet", say("approvals.triage_ended", said=said))
    button = parts.button(say("approvals.forget"), "unlearn", "small", all_clear=one.id, case=one.case)
    allowed = setting.visitor.has("admin", "on-call")
    return el("p.line", el("span", said), button if allowed else None)
