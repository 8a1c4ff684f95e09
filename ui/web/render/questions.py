"""Questions from whoever signs to whoever wanted the copy, with their answers: on the card, and in the chat."""

from collections.abc import Sequence

from agents.signing.questions import LONGEST
from agents.views import ApprovalCard, QuestionView, RunView
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def asked(view: ApprovalCard, setting: Setting) -> Safe | None:
    """On the card, where somebody asked."""
    if not view.questions:
        return None
    return el(
        "section.questions",
        el("h3", say("chat.asked_here")),
        _told(view.questions, setting, over=view.status != "pending"),
    )


def ask(view: ApprovalCard, setting: Setting) -> Safe | None:
    """A box for one more question; who asked for the copy has nobody to ask."""
    if view.run is None or view.requester == setting.visitor.user.name:
        return None
    title = say("chat.ask_person", person=setting.person(view.requester))
    form = el(
        "div.form",
        _box("question", say("chat.ask_what"), say("chat.ask_needed")),
        el("p.actions", parts.button(say("chat.send_question"), "question", "primary", approval=view.id)),
        data_form=True,
        data_clear="question",
    )
    return el("details.way", el("summary.button", title), form, data_keep="open", name="way", data_key="ask")


def to_answer(view: RunView, setting: Setting, *, may: bool, over: bool) -> Safe | None:
    """In the requester's chat: each question, and under an open one a box for the answer. `over`: none is awaited."""
    if not view.questions:
        return None
    waits = [one for one in view.questions if one.answer is None] if may and not over else []
    forms = (_answer(one, setting) for one in waits)
    told = [one for one in view.questions if one not in waits]
    return el(
        "article.questions",
        el("h2", _title(view, setting) if waits else say("chat.asked_about")),
        _told(told, setting, over=over) if told else None,
        *forms,
        data_key="questions",
    )


def _title(view: RunView, setting: Setting) -> str:
    if setting.visitor.user.name == view.requester:
        return say("chat.to_answer_yourself")
    return say("chat.to_answer", person=setting.person(view.requester))


def _answer(one: QuestionView, setting: Setting) -> Safe:
    return el(
        "div.form",
        _box(
            "answer",
            say("chat.asks", person=setting.person(one.asked_by), question=one.text),
            say("chat.answer_needed"),
            one.id,
        ),
        el("p.actions", parts.button(say("chat.send_answer"), "answer", "primary", question=one.id)),
        data_form=True,
        data_key=one.id,
    )


def _told(questions: Sequence[QuestionView], setting: Setting, *, over: bool) -> Safe:
    none = say("chat.never_answered" if over else "chat.no_answer")
    rows: list[Child] = []
    for one in questions:
        rows += [el("dt", el("b", setting.person(one.asked_by)), " ", one.text)]
        told = el("b", setting.person(one.answered_by)) if one.answered_by else None
        rows += [el("dd", told, " " if told else None, one.answer or none)]
    return el("dl", *rows)


def _box(name: str, text: str, needed: str | None, of: str = "") -> Safe:
    area = el("textarea", name=name, rows=3, data_keep="value", maxlength=LONGEST, **parts.needs(f"{of}{name}", needed))
    return parts.needed(el("label.field", el("span", text), area), f"{of}{name}", needed)
