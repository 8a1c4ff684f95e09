"""One person: oneself with what everybody may set, and anybody with what an admin may."""

from collections.abc import Sequence
from datetime import datetime

from agents.views import UserView
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.here import here
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.people import Asked, back, password, role_boxes, roles, state
from ui.web.rights import may_choose_password


def yourself(user: UserView, asked: Asked) -> Safe:
    may = may_choose_password(asked.place.visitor)
    change = el("a.button.small", say("people.password_open"), href=places.PASSWORD)
    return el(
        "section.side",
        _who(user, "h2"),
        el("dl.fields", *_facts(user, None, asked)),
        el("p.actions", change) if may else el("p.quiet", say("people.password_by_admin")),
        _absence(user, asked),
        data_key=f"you-{user.name}",
    )


def card(user: UserView, changed: datetime | None, asked: Asked, lacking: Sequence[str]) -> Safe:
    """`changed`: when somebody last changed their place at the desk. `lacking`: what the policies lack without them."""
    acts = _admins(user, asked, lacking) if asked.admin else ()
    return el(
        "section.side",
        back(),
        _who(user, "h2"),
        el("dl.fields", *_facts(user, changed, asked)),
        *acts,
        data_key=f"person-{user.name}",
    )


def _who(user: UserView, level: str) -> Safe:
    full = user.full_name or user.name
    return el("div.who-is", parts.avatar(user.name, full), el("div", el(level, full), el("small", user.name)))


def _facts(user: UserView, changed: datetime | None, asked: Asked) -> list[Child]:
    facts: list[tuple[str, Child]] = [
        (say("people.column_roles"), roles(user.roles)),
        (say("people.column_state"), state(user, asked)),
        (say("people.column_password"), password(user)),
    ]
    if user.lent:
        facts.insert(1, (say("people.lent"), words.names(map(words.role, user.lent))))
    if changed is not None:
        facts.append((say("people.column_changed"), parts.moment(changed)))
    return [child for name, value in facts for child in (el("dt", name), el("dd", value))]


def _admins(user: UserView, asked: Asked, lacking: Sequence[str]) -> tuple[Child, ...]:
    yourself = user.name == asked.place.visitor.user.name
    if not user.active:
        button = parts.button(say("people.enable"), "enable", "primary", user=user.name)
        return (el("p.quiet", say("people.enable_why")), el("p.actions", button))
    return (
        None if yourself else _reset(user),
        _roles(user),
        _absence(user, asked),
        _disable(user, lacking),
    )


def _reset(user: UserView) -> Safe:
    sure = say("people.reset_sure", name=user.full_name or user.name)
    label = say("people.reset") if user.has_password else say("people.give")
    return _way(
        label,
        el("p.quiet", say("people.reset_why")),
        el("p.actions", _sure(label, "reset", user, sure if user.has_password else None)),
    )


def _roles(user: UserView) -> Safe:
    return _way(
        say("people.roles_change"),
        role_boxes(user.roles),
        el("p.actions", parts.button(say("people.roles_save"), "roles", "primary", user=user.name)),
        key=f"roles-{user.name}-{'-'.join(user.roles)}",
    )


def _disable(user: UserView, lacking: Sequence[str]) -> Safe:
    name = user.full_name or user.name
    sure = say("people.disable_sure", name=name)
    if lacking:
        sure = f"{sure} {say('people.disable_lacks', n=len(lacking))}"
    lost = (
        el("p", el("b", say("people.without", name=name))),
        el("ul.lacking", *(el("li", here(line)) for line in lacking)),
    )
    return _way(
        say("people.disable"),
        el("p.quiet", say("people.disable_why")),
        lost if lacking else None,
        el("p.actions", _sure(say("people.disable"), "disable", user, sure, kind="danger")),
    )


def _sure(text: str, act: str, user: UserView, sure: str | None, kind: str = "primary") -> Safe:
    return el("button.button", text, class_=kind, type="button", data_act=act, data_user=user.name, data_confirm=sure)


def _absence(user: UserView, asked: Asked) -> Safe:
    """To be set; where it is, to be ended or set anew."""
    gone = user.away_until is not None and user.away_until > asked.place.now
    own = user.name == asked.place.visitor.user.name
    ends = say("people.here_again") if own else say("people.is_back")
    back = el("p.actions", parts.button(ends, "back", "primary", user=user.name)) if gone else None
    title = say("people.absence_change") if gone else say("people.absence_set")
    others = [(name, full) for name, full in asked.place.colleagues.items() if name != user.name]
    deputies = [
        el("option", say("people.no_one"), value=""),
        *(el("option", full, value=name, selected=name == user.deputy) for name, full in others),
    ]
    return el(
        "div.absence",
        back,
        _way(
            title,
            _moment_box("since", say("people.since", zone=asked.timezone)),
            _moment_box("until", say("people.until", zone=asked.timezone), say("people.until_when")),
            parts.needed(
                el(
                    "label.field",
                    el("span", say("people.deputy")),
                    el("select", *deputies, name="deputy", data_keep="value", **parts.told_at("deputy")),
                ),
                "deputy",
            ),
            el("p.quiet", say("people.deputy_why")),
            el("p.actions", parts.button(say("people.absence_save"), "away", "primary", user=user.name)),
            key=f"away-{user.name}-{user.away_until}",
        ),
    )


def _moment_box(name: str, label: str, missing: str = "") -> Safe:
    box = el("input", type="datetime-local", name=name, **(parts.needs(name, missing) or parts.told_at(name)))
    return parts.needed(el("label.field", el("span", label), box), name, missing)


def _way(title: str, *content: Child, key: str | None = None) -> Safe:
    form = el("div.form", *content, data_form=True)
    return el("details.way", el("summary.button", title), form, data_keep="open", data_key=key or title)
