"""A case: what was said, both clocks, a reply that the desk never sends, and what a person can do."""

from datetime import datetime

from agents.views import CaseCard, CaseView
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Safe, el, etag
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
                say("approvals.case_eyebrow", brand=setting.brand_name(view.brand), severity=view.severity),
                parts.ago(view.opened, now),
            ),
            el("h2", view.request),
            el(
                "p.line",
                *flags,
                el("span", view.why),
                parts.link(say("approvals.the_request"), places.run(view.run), kind="away"),
            ),
        ),
        _clocks(view, now),
        _reply(view) if view.holding_reply else None,
        _outcome(view, setting),
        handover.handover(view, setting),
        _acts(view, setting),
        data_key=view.id,
        data_shared=view.id,
        data_state=etag(view.status, str(view.turn), str(view.taken_by), *(note.id for note in view.notes)),
        data_overtaken=_overtaken(view, setting),
        class_=view.severity.lower(),
    )


def _overtaken(view: CaseView, setting: Setting) -> str | None:
    """What somebody is told who was about to write on it. Of an open one nobody was first."""
    if view.resolved_by:
        return say("approvals.overtaken", who=setting.person(view.resolved_by), status=words.CASE_STATUS[view.status])
    if view.status == "taken" and view.taken_by:
        return say("approvals.case_overtaken", who=setting.person(view.taken_by))
    return None


def _clocks(view: CaseView, now: datetime) -> Safe:
    stopped = view.taken_at or view.resolved_at
    reach = _clock(say("approvals.clock_reach"), view.transfer_due, stopped, now)
    take = _clock(say("approvals.clock_take"), view.acknowledge_due, stopped, now)
    return el("div.clocks", reach, take)


def _clock(title: str, due: datetime, stopped: datetime | None, now: datetime) -> Safe:
    if stopped is None:
        return el("div.clock", el("small", title), parts.due(due, now), class_="missed" if due < now else None)
    met = stopped <= due
    late = words.span((stopped - due).total_seconds())
    said = say("approvals.clock_met") if met else say("approvals.clock_late", span=late)
    return el("div.clock", el("small", title), el("b", said), class_="met" if met else "missed")


def _reply(view: CaseView) -> Safe:
    return el(
        "section.holding",
        el("h3", say("approvals.holding_reply"), " ", parts.chip(say("approvals.never_sent"), kind="never")),
        el("blockquote", view.holding_reply, id="holding"),
        el("p.actions", el("button.button.small", say("approvals.copy_text"), type="button", data_copy="#holding")),
    )


def _outcome(view: CaseCard, setting: Setting) -> Safe | None:
    rows = []
    if view.assigned_to and view.status == "open":
        rows.append(el("li", say("approvals.case_handed", who=setting.person(view.assigned_to))))
    if view.taken_by and view.taken_at:
        rows.append(
            el(
                "li",
                say("approvals.case_taken_by", who=setting.person(view.taken_by), when=parts.moment(view.taken_at)),
            )
        )
    if view.resolved_by and view.resolved_at:
        came = words.outcome(view.cause, view.resolution) or words.CASE_STATUS[view.status]
        rows.append(
            el(
                "li",
                say(
                    "approvals.case_came",
                    came=came.removesuffix("."),  # a comma follows
                    who=setting.person(view.resolved_by),
                    when=parts.moment(view.resolved_at),
                ),
            )
        )
    rows += _conditions(view, setting)
    return el("ul.record", *rows) if rows else None


def _conditions(view: CaseCard, setting: Setting) -> list[Safe]:
    """Each with whose it is, and who else has to agree. Of a case from before, whose they are is not known."""
    named = [(note.by, line) for note in view.notes if note.kind == "release" for line in note.text.splitlines()]
    whose = [say("approvals.case_condition_of", who=setting.person(by), condition=line) for by, line in named]
    if len(named) < len(view.conditions):
        whose = [say("approvals.case_condition", condition=condition) for condition in view.conditions]
    if whose and view.may_be_released:
        roles = words.names(map(words.role, view.still_to_release))
        whose.append(say("approvals.case_still_to_release", roles=roles))
    return [el("li", line) for line in whose]


def _acts(view: CaseCard, setting: Setting) -> Safe | None:
    visitor = setting.visitor
    if view.status not in ("open", "taken"):
        return None
    owner = visitor.has(*view.working_roles) or visitor.user.name in (*view.called, view.assigned_to)
    releaser = visitor.has(*view.release_roles)
    take = (
        parts.button(say("approvals.take_case"), "take", "primary", case=view.id)
        if owner and view.status == "open"
        else None
    )
    answers = visitor.user.name == view.taken_by or visitor.has("admin")
    resolve = _resolve(view) if answers and view.status == "taken" else None
    agreed = any(note.kind == "release" and note.by == visitor.user.name for note in view.notes)
    release = _release(view) if view.may_be_released and releaser and not agreed else None
    more = (_transfer(view, setting), _note(view)) if owner and not visitor.reads_only else ()
    if not (take or resolve or release or more):
        return el("footer.decided", el("p", say("approvals.others_take", role=words.role(view.owner_role))))
    return el("footer.decide", el("div.bar", take, resolve, release, *more))


def _resolve(view: CaseCard) -> Safe:
    causes = (el("option", text, value=key) for key, text in words.CASE_CAUSES.items())
    said = say("approvals.in_words_p1") if view.severity == "P1" else say("approvals.in_words")
    teaches = view.teaches or say("approvals.teaches")
    return _way(
        say("approvals.resolve"),
        "resolve",
        el(
            "label.field",
            el("span", say("approvals.what_came")),
            el("select", *causes, name="cause", data_keep="value"),
        ),
        _words_needed(
            "note", said, say("approvals.outcome_needed"), beside=None if view.severity == "P1" else "cause=other"
        ),
        el("p.quiet", teaches),
        el("p.actions", parts.button(say("approvals.resolve_case"), "resolve", "primary", case=view.id)),
    )


def _transfer(view: CaseCard, setting: Setting) -> Safe:
    """To whoever may have it: what is offered is what the desk takes."""
    if not view.may_get:
        return _way(say("approvals.transfer"), None, el("p.quiet", say("approvals.nobody_gets_it")))
    people = (el("option", setting.person(name), value=name) for name in view.may_get)
    return _way(
        say("approvals.transfer"),
        "transfer",
        el("label.field", el("span", say("approvals.to_whom")), el("select", *people, name="to", data_keep="value")),
        _words_needed("reason", say("approvals.why_short"), say("approvals.transfer_needed")),
        el("p.quiet", say("approvals.transfer_note")),
        el("p.actions", parts.button(say("approvals.transfer_do"), "transfer", "primary", case=view.id)),
    )


def _note(view: CaseView) -> Safe:
    return _way(
        say("approvals.write_note"),
        "note",
        _words_needed("text", say("approvals.note"), say("approvals.note_needed")),
        el("p.actions", parts.button(say("approvals.keep_note"), "note", "primary", case=view.id)),
    )


def _words_needed(name: str, title: str, said: str, beside: str | None = None) -> Safe:
    """`beside`: the one choice that asks for them."""
    area = el("textarea", name=name, rows=3, data_keep="value", data_beside=beside, **parts.needs(name, said))
    return parts.needed(el("label.field", el("span", title), area), name, said)


def _release(view: CaseView) -> Safe:
    ask = say("approvals.release_how")
    return _way(
        say("approvals.release"),
        "release",
        _words_needed("conditions", ask, say("approvals.name_condition")),
        el("p.actions", parts.button(say("approvals.release_do"), "release", "primary", case=view.id)),
    )


def _way(title: str, act: str | None, *content: Safe) -> Safe:
    """`act`: what sends it; sent, it is emptied."""
    form = el("div.form", *content, data_form=True, data_clear=act)
    return el("details.way", el("summary.button", title), form, data_keep="open", name="way", data_key=title)
