"""Who is on a card: a mark on its row in the queue, and a line above its decision with what can be done about it."""

from collections.abc import Sequence

from agents.views import ApprovalCard, ApprovalView, TakenView
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def mark(view: ApprovalView, setting: Setting) -> Safe | None:
    """On its row: who, and for how long."""
    if not view.taken:
        return None
    said = _on_it(view.taken, setting)
    return el("span.on-it", el("i", aria_hidden="true"), said, " · ", parts.ago(view.taken[0].since, setting.now))


def strip(view: ApprovalCard, setting: Setting) -> Safe | None:
    """Above the decision: who is on it and since when, also for whoever could decide all the same."""
    able = takeable(view, setting.visitor.user.name, setting.visitor.roles)
    mine = any(each.user == setting.visitor.user.name for each in view.taken)
    if view.status != "pending" or not (view.taken or able):
        return None
    rows = [_row(each, setting) for each in view.taken]
    others = [each for each in view.taken if each.user != setting.visitor.user.name and set(each.roles) & set(able)]
    decides = el("span.quiet", say("taken.all_the_same")) if others else None
    buttons = _buttons(view, able, others, setting, mine=mine)
    line = el("div.who", *rows, decides, role="status") if rows else None
    return el("div.taken", line, el("p.actions", *buttons) if buttons else None, data_key=f"taken-{view.id}")


def taken_from(view: ApprovalView, setting: Setting) -> str | None:
    """What the page tells a visitor who had it; None while they do, and where nobody does."""
    if not view.taken or any(each.user == setting.visitor.user.name for each in view.taken):
        return None
    return say("taken.taken_from", who=words.names(_names(view.taken, setting)))


def takeable(view: ApprovalView, user: str, held: Sequence[str]) -> tuple[str, ...]:
    """The roles of `held` in which this person could sign, as far as the card tells; the desk knows for certain."""
    own = view.requester == user and not view.requester_may_sign
    if view.status != "pending" or own or any(mark.user == user for mark in view.signed):
        return ()
    return tuple(role for role in view.signing_roles if role in held)


def _buttons(
    view: ApprovalCard, able: Sequence[str], others: Sequence[TakenView], setting: Setting, *, mine: bool
) -> list[Child]:
    free = set(able) - {role for each in view.taken for role in each.roles}
    found = []
    if free:
        found.append((say("taken.take"), "take-card"))
    if others:
        found.append((say("taken.take_over", who=words.names(_names(others, setting))), "take-over"))
    if mine:
        found.append((say("taken.hand_back"), "hand-back"))
    return [
        el(
            "button.button.small",
            said,
            type="button",
            data_act=act,
            data_approval=view.id,
            data_shortcut="t" if at == 0 else None,
        )
        for at, (said, act) in enumerate(found)
    ]


def _row(one: TakenView, setting: Setting) -> Safe:
    name = setting.person(one.user)
    roles = words.names(map(words.role, one.roles))
    return el(
        "p",
        parts.avatar(one.user, name),
        el(
            "span",
            el("b", _on_it((one,), setting)),
            " ",
            say("taken.since_for", roles=roles, when=parts.moment(one.since)),
        ),
    )


def _on_it(taken: Sequence[TakenView], setting: Setting) -> str:
    if [each.user for each in taken] == [setting.visitor.user.name]:
        return say("taken.you_are")
    return say("taken.on_it", n=len(taken), who=words.names(_names(taken, setting)))


def _names(taken: Sequence[TakenView], setting: Setting) -> list[str]:
    own = setting.visitor.user.name
    return [say("taken.you") if each.user == own else setting.person(each.user) for each in taken]
