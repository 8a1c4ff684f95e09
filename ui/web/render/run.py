"""One request from its first word to what became of it, as a conversation."""

from collections.abc import Sequence

from agents.views import AnswerView, RunView, StepView
from ui import words
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts, questions
from ui.web.render.draft import draft
from ui.web.render.evidence import passages
from ui.web.render.shell import Setting
from ui.web.render.steps import steps

OPEN = frozenset({"choosing", "waiting", "blocked", "scheduled"})


def run(view: RunView, taken: Sequence[StepView], setting: Setting) -> Safe:
    visitor, brand = setting.visitor, setting.brand_name(view.brand)
    mine = visitor.user.name == view.requester and not visitor.reads_only
    choosing = view.status == "choosing"
    return el(
        "section.run",
        _asked(view, setting),
        steps(taken, view.status == "running") if taken or view.status == "running" else None,
        _status(view),
        _answer(view.answer, setting) if view.answer else None,
        _case(view) if view.case else None,
        questions.to_answer(view, setting, may=view.status in OPEN and (mine or visitor.has("admin"))),
        _drafts(view, choosing and mine, brand),
        _published(view),
        _foot(view, mine),
        data_key=view.run,
        data_form=True,
    )


def _asked(view: RunView, setting: Setting) -> Safe:
    said = [setting.person(view.requester), parts.ago(view.created, setting.now)]
    if view.brief and view.brief.value:
        said.append(f"worth {view.brief.value}")
    meta = el("p.meta", *(child for item in said for child in (item, " · ")), view.run)
    return el("div.asked", el("p.bubble", view.request), meta)


def _status(view: RunView) -> Safe | None:
    if view.status == "running":
        return None
    said, kind = view.waiting_for or words.RUN_STATUS[view.status], str(view.status)
    if view.answer and not view.answer.answered:
        said, kind = "Not known here", "unknown"
    if view.status == "checked" and view.drafts:
        kind = f"checked {view.drafts[0].rating}"
    why = el("small", f"{words.ROUTE[view.route]}: {view.why}") if view.route and view.why else None
    trouble = el("p.trouble", view.error) if view.error else None
    flags = [parts.chip(words.flag(flag), kind="flag") for flag in view.flags]
    return el("div.state", el("p", el("b", said), why), *flags, trouble, class_=kind, role="status")


def _answer(view: AnswerView, setting: Setting) -> Safe:
    if not view.answered and not view.passages and not view.owner:
        return el("article.answer.unknown", el("p", view.text))
    if not view.answered:
        owner = setting.person(view.owner) if view.owner else None
        ask = f"Ask {owner}, who looks after the nearest document." if owner else None
        near = [el("h4", "The nearest passages"), passages(view.passages)] if view.passages else []
        return el("article.answer.unknown", el("h3", "The brand's knowledge does not say"), el("p", ask), *near)
    return el("article.answer", el("p.copy", view.text), el("h4", "Where it stands"), passages(view.passages))


def _case(view: RunView) -> Safe:
    return el(
        "article.handed",
        el("h3", "This is with a person now"),
        el("p", "Nothing was drafted and nothing was sent. The on-call person has it, with a clock running."),
        el("p", el("a.button", "See the case", href=places.case(view.case or ""))),
    )


def _drafts(view: RunView, choosing: bool, brand: str) -> list[Safe]:
    return [
        draft(
            item,
            brand,
            choosing=choosing,
            checked=view.status == "checked",
            approval_link=places.approval(item.approval, "all") if item.approval else None,
        )
        for item in view.drafts
    ]


def _published(view: RunView) -> Safe | None:
    if not view.publications:
        return None
    lines = (
        el("li", el("b", item.target), f" {item.status}", el("small", item.path) if item.path else None)
        for item in view.publications
    )
    return el("article.published", el("h3", "Published"), el("ul", *lines))


def _foot(view: RunView, mine: bool) -> Safe | None:
    if not mine:
        return None
    if view.status == "choosing":
        count = el("span.picked", data_count="drafts", data_noun="draft")
        submit = parts.button("Submit for signature", "submit", "primary", run=view.run)
        drop = parts.button("Withdraw", "withdraw", "quiet", run=view.run, confirm="Withdraw this request?")
        return el("footer.bar", count, drop, submit)
    buttons: list[Child] = []
    if view.status in OPEN:
        buttons.append(
            parts.button("Withdraw the request", "withdraw", "quiet", run=view.run, confirm="Withdraw this request?")
        )
    if view.status == "failed":
        buttons.append(parts.button("Try again", "resume", "primary", run=view.run))
    return el("p.actions", *buttons) if buttons else None
