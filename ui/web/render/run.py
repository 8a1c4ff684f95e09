"""One request from its first word to what became of it, as a conversation."""

from collections.abc import Sequence
from itertools import groupby

from agents.views import AnswerView, DraftView, RunView, StepView
from tools.channels import Channel
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.here import here
from ui.web.html import Child, Safe, el
from ui.web.render import parts, questions
from ui.web.render.draft import Card, draft
from ui.web.render.evidence import passages
from ui.web.render.publishing import on_run
from ui.web.render.shell import Setting
from ui.web.render.steps import steps
from ui.web.render.unwritten import unwritten

WRITING = frozenset({"copywriting", "research"})  # routes on which somebody may wait for the model
OPEN = frozenset({"choosing", "waiting", "blocked", "scheduled"})


def run(
    view: RunView, taken: Sequence[StepView], setting: Setting, channels: Sequence[Channel], locales: Sequence[str]
) -> Safe:
    """`channels` and `locales`: the brand's, for the drafts' limits and for what they can be written in."""
    visitor = setting.visitor
    mine = visitor.user.name == view.requester and not visitor.reads_only
    running = view.status == "running"
    return el(
        "section.run",
        el("h1.unseen", say("chat.title")),
        _asked(view, setting),
        steps(taken, running, setting.now, len(view.drafts), alone=words.alone(view)) if taken or running else None,
        _status(view, mine),
        on_run(view),
        _answer(view.answer, setting) if view.answer else None,
        _case(view) if view.case else None,
        questions.to_answer(view, setting, may=mine or visitor.has("admin"), over=view.status not in OPEN),
        _waits(view, setting),
        _foot(view) if mine and view.status != "choosing" else None,
        unwritten(view, choosing=mine and view.status == "choosing") if view.unwritten else None,
        _drafts(view, mine, setting, channels, locales),
        _published(view),
        _bar(view) if mine and view.status == "choosing" else None,
        data_key=view.run,
        data_shared=view.run,
        data_state=view.status,
        data_overtaken=_overtaken(view, setting),
        data_works=running,
        data_form=True,
    )


def _overtaken(view: RunView, setting: Setting) -> str:
    """What its requester is told whose half-typed words found the draft or the question gone."""
    if view.status in ("running", "choosing"):
        return say("chat.overtaken_anew")
    rejected = [one.rejected for one in view.drafts if one.rejected is not None]
    if rejected:
        return say("chat.overtaken_rejected", who=setting.person(rejected[-1].by))
    return say("chat.overtaken", status=words.RUN_STATUS[view.status])


def _asked(view: RunView, setting: Setting) -> Safe:
    said: list[Child] = [setting.person(view.requester), parts.ago(view.created, setting.now)]
    if view.brief and view.brief.value:
        said.append(say("chat.worth", value=view.brief.value))
    link = el("button.plain", say("chat.copy_link"), type="button", data_copy="link")
    meta = el("p.meta", *(child for item in said for child in (item, " · ")), view.run, " · ", link)
    return el("div.asked", el("p.bubble", view.request), meta)


def _wanted(view: RunView, mine: bool) -> str | None:
    asked = any(one.answer is None for one in view.questions)
    back = any(one.sent_back is not None and one.sent_back.waits for one in view.drafts)
    return words.wanted(view.status, asked=asked, sent_back=back) if mine else None


def _status(view: RunView, mine: bool) -> Safe | None:
    if view.status == "running":
        return None
    said, kind = view.waiting_for or words.RUN_STATUS[view.status], str(view.status)
    said = _wanted(view, mine) or said
    if view.answer and not view.answer.answered:
        said, kind = say("chat.not_known"), "unknown"
    if view.status == "checked" and view.drafts:
        kind = f"checked {view.drafts[0].rating}"
    trouble = el("p.trouble", here(view.error)) if view.error else None
    way = el("p", say("chat.failed_way")) if view.status == "failed" else None
    flags = [parts.chip(words.flag(flag), kind="flag") for flag in view.flags]
    return el("div.state", el("p", el("b", said), _routed(view)), *flags, trouble, way, class_=kind, role="status")


def _routed(view: RunView) -> Safe | None:
    """Why it went where it went, unless that is plain: a request for copy asks for copy. The steps tell all of it."""
    plain = view.decided_by == "rule" and view.case is None  # people may have released what was with them
    if plain or not view.route or not view.why:
        return None
    why = f"{view.why[:1].upper()}{view.why[1:]}"
    return el("small", say("chat.routed", route=words.ROUTE[view.route], why=why))


def _answer(view: AnswerView, setting: Setting) -> Safe:
    if not view.answered and not view.passages and not view.owner:
        return el("article.answer.unknown", el("p", view.text))
    if not view.answered:
        ask = say("chat.ask_owner", owner=setting.person(view.owner)) if view.owner else None
        near = [el("h3", say("chat.nearest")), passages(view.passages)] if view.passages else []
        return el("article.answer.unknown", el("h2", say("chat.says_nothing")), el("p", ask), *near)
    where = [el("h2", say("chat.where")), passages(view.passages)] if view.passages else []
    return el("article.answer", el("p.copy", view.text), *where)


def _case(view: RunView) -> Safe:
    return el(
        "article.handed",
        el("h2", say("chat.with_person")),
        el("p", say("chat.with_person_more")),
        el("p", el("a.button", say("chat.see_case"), href=places.case(view.case or ""))),
    )


def _waits(view: RunView, setting: Setting) -> Safe | None:
    """Whose signature each draft waits for, and until when."""
    if not view.waits:
        return None
    names = {item.id: f"{_named(item, view)} · {parts.language(item.locale)}" for item in view.drafts}
    head = el("tr", *(el("th", say(f"chat.waits_{part}"), scope="col") for part in ("draft", "for", "until")))
    rows = (
        el(
            "tr",
            el("td", parts.link(names.get(one.draft, one.draft), places.approval(one.approval, "all"))),
            el("td", one.signers),
            el("td", parts.due(one.due, setting.now)),
        )
        for one in view.waits
    )
    return el("article.waits", el("h2", say("chat.waits")), el("table", el("thead", head), el("tbody", *rows)))


def _drafts(
    view: RunView, mine: bool, setting: Setting, channels: Sequence[Channel], locales: Sequence[str]
) -> list[Safe]:
    """Side by side where there are several of one channel and language, and room."""
    known = {channel.id: channel for channel in channels}
    waits = {one.draft: one for one in view.waits}
    groups = [list(group) for _, group in groupby(view.drafts, key=lambda item: (item.channel, item.locale))]
    shown = []
    for group in groups:
        cards = [
            draft(
                item,
                Card(
                    brand=setting.brand_name(view.brand),
                    choosing=mine and view.status == "choosing" and item.status == "proposed",
                    checked=view.status == "checked",
                    channel=known.get(item.channel),
                    wait=waits.get(item.id),
                    languages=_others(view, item, locales),
                    requester=view.requester,
                    name=_named(item, view),
                    withdrawn=view.status == "withdrawn",
                ),
                setting,
            )
            for item in group
        ]
        title = say(
            "chat.channel_language", channel=words.channel(group[0].channel), language=parts.language(group[0].locale)
        )
        heading = el("h2", title, class_=None if len(groups) > 1 else "unseen")
        kind = "several" if len(group) > 1 else None
        key = f"{group[0].channel}-{group[0].locale}"
        shown.append(el("section.drafts", heading, el("div.cards", *cards, class_=kind), data_key=key))
    return shown


def _others(view: RunView, item: DraftView, locales: Sequence[str]) -> list[str]:
    """Languages that this deliverable is not there in yet."""
    same = (item.channel, item.variant, item.alternative)
    there = {
        other.locale.split("-")[0]
        for other in view.drafts
        if (other.channel, other.variant, other.alternative) == same and other.status == "proposed"
    }
    return [tag for tag in locales if tag.split("-")[0] not in there]


def _named(item: DraftView, view: RunView) -> str:
    return words.draft(item.channel, item.variant, item.alternative, alone=words.alone(view))


def _published(view: RunView) -> Safe | None:
    if not view.publications:
        return None
    lines = (
        el(
            "li",
            el("b", words.field(item.target)),
            f" {words.PUBLICATION[item.status]}",
        )
        for item in view.publications
    )
    return el("article.published", el("h2", say("chat.published")), el("ul", *lines))


def _bar(view: RunView) -> Safe:
    """What to do with what is picked; always in sight."""
    count = el("span.picked", data_count="drafts")
    submit = parts.button(say("chat.submit"), "submit", "primary", run=view.run)
    return el("footer.bar", count, _withdraw(view, say("chat.withdraw")), submit)


def _foot(view: RunView) -> Safe | None:
    failed = view.status == "failed"
    if view.status == "running" and view.route in WRITING:
        stop = parts.button(say("chat.stop"), "withdraw", "quiet", run=view.run, confirm=say("chat.stop_sure"))
        return el("p.actions", stop)
    if view.status not in OPEN and not failed:
        return None
    go_on = parts.button(say("chat.go_on"), "resume", "primary", run=view.run) if failed else None
    return el("p.actions", go_on, _withdraw(view, say("chat.withdraw_all")))


def _withdraw(view: RunView, said: str) -> Safe:
    return parts.button(said, "withdraw", "quiet", run=view.run, confirm=say("chat.withdraw_sure"))
