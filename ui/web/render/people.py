"""The people page: its tabs, the list of everybody, and the form that adds somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from agents.signing.people import ROLES
from agents.views import NewToken, OneTimePassword, UserView
from ui import words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

A_PAGE = 50
TABS = ("everybody", "tokens", "you")


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and what the last press made that is shown once."""

    place: Setting
    query: Mapping[str, str]
    tab: str
    timezone: str
    made: Any = None

    @property
    def admin(self) -> bool:
        return self.place.visitor.has("admin")


def address(query: Mapping[str, str]) -> str:
    known = {name: value for name, value in query.items() if value}
    return f"?{urlencode(known)}" if known else ""


def link_to(**query: str) -> str:
    return f"{places.PEOPLE}{address(query)}"


def page(asked: Asked, inner: Child, *, reads: bool) -> Safe:
    done = asked.query.get("done") == "password"
    return el(
        "section.people-page",
        parts.notice(say("people.password_changed"), "good") if done else None,
        _once(asked.made),
        el("header", el("h1", say("menu.people")), el("p.lead", say("people.lead"))),
        _tabs(asked.tab) if reads else None,
        inner,
    )


def _tabs(current: str) -> Safe:
    tabs = (
        parts.link(say(f"people.tab_{tab}"), link_to(tab="" if tab == TABS[0] else tab), current=tab == current)
        for tab in TABS
    )
    return el("nav.subtabs", *tabs, aria_label=say("people.tabs"))


def columns(*sides: Child) -> Safe:
    return el("div.person-sides", *sides)


def back() -> Safe:
    return parts.link(say("people.all"), places.PEOPLE, kind="back")


def _once(made: object) -> Safe | None:
    """Told this once; it stays until the next press, whatever news comes."""
    if isinstance(made, NewToken):
        title, secret = say("people.token_made", name=made.name), made.token
        why = say("people.token_once")
    elif isinstance(made, OneTimePassword):
        title, secret = say("people.password_made", name=made.user), made.password
        why = say("people.password_given_once")
    else:
        return None
    copied = el("button.button.small", say("people.copy"), type="button", data_copy="#once")
    return el(
        "div.once",
        el("h2", title),
        el("p.line", el("code", secret, id="once"), copied),
        el("p", why),
        role="status",
        data_told=True,
        data_key=f"once-{title}",
    )


# everybody


def everybody(found: Sequence[UserView], every: int, changes: Mapping[str, datetime], asked: Asked) -> Safe:
    last = max(1, -(-len(found) // A_PAGE))
    given = asked.query.get("page", "")
    page = min(max(1, int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1), last)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    return el(
        "section.everybody",
        _find(asked),
        el("p.quiet", say("people.found", n=len(found), of=every), role="status"),
        _table(shown, changes, asked) if shown else parts.empty(say("people.nobody"), say("people.nobody_why"), back()),
        _pager(page, last, asked),
        _add() if asked.admin else None,
    )


def _find(asked: Asked) -> Safe:
    typed = asked.query.get("words", "")
    box = el(
        "input", name="words", value=typed, type="search", maxlength=200, data_submit="find", data_key=f"words-{typed}"
    )
    label = el("label.field", el("span", say("people.words")), box)
    return el("div.find-people", label, parts.button(say("people.find"), "find"), data_form=True, role="search")


def _table(users: Sequence[UserView], changes: Mapping[str, datetime], asked: Asked) -> Safe:
    heads = (say(f"people.column_{name}") for name in ("person", "roles", "state", "password", "changed"))
    return el(
        "table.people-table",
        el("thead", el("tr", *(el("th", head, scope="col") for head in heads))),
        el("tbody", *(_row(user, changes.get(user.name), asked) for user in users)),
    )


def _row(user: UserView, changed: datetime | None, asked: Asked) -> Safe:
    name = parts.link(user.full_name or user.name, link_to(user=user.name))
    return el(
        "tr",
        el(
            "th",
            parts.avatar(user.name, user.full_name),
            el("span", name, el("small", user.name)),
            scope="row",
        ),
        el("td", roles(user.roles), data_label=say("people.column_roles")),
        el("td", state(user, asked), data_label=say("people.column_state")),
        el("td", password(user), data_label=say("people.column_password")),
        el("td", parts.ago(changed, asked.place.now) if changed else "–", data_label=say("people.column_changed")),
        data_key=user.name,
        class_=None if user.active else "off",
    )


def roles(names: Iterable[str]) -> Safe:
    return el("span.roles", *(parts.chip(words.role(name)) for name in names))


def state(user: UserView, asked: Asked) -> Child:
    if not user.active:
        return parts.chip(say("people.state_disabled"), kind="severity red")
    if user.away_until is None or user.away_until <= asked.place.now:
        return say("people.state_active")
    begins = user.away_from is not None and user.away_from > asked.place.now
    when = say("people.away_from", moment=parts.moment(user.away_from)) if begins and user.away_from else ""
    until = say("people.away_until", moment=parts.moment(user.away_until))
    deputy = say("people.stands_in", name=asked.place.person(user.deputy)) if user.deputy else say("people.no_deputy")
    return el("span", parts.chip(say("people.state_away"), kind="flag"), el("small", f" {when} {until} {deputy}"))


def password(user: UserView) -> str:
    if not user.has_password:
        return say("people.password_none")
    return say("people.password_once") if user.password_once else say("people.password_own")


def _pager(page: int, last: int, asked: Asked) -> Safe | None:
    if last == 1:
        return None
    words = asked.query.get("words", "")
    before = parts.link(say("people.before"), link_to(words=words, page=str(page - 1))) if page > 1 else None
    after = parts.link(say("people.after"), link_to(words=words, page=str(page + 1))) if page < last else None
    told = el("span", say("people.page", n=page, last=last))
    return el("nav.pager", before, told, after, aria_label=say("people.pages"))


def role_boxes(held: Iterable[str] = ()) -> Safe:
    kept = set(held)
    boxes = (el("label.pick", _tick(role, role in kept), words.role(role)) for role in ROLES)
    return el("fieldset.role-boxes.needs", el("legend", say("people.roles")), *boxes, parts.wrong("roles"))


def _tick(role: str, held: bool) -> Safe:
    return el("input", type="checkbox", name="roles", value=role, checked=held, **parts.told_at("roles"))


def box(name: str, label: str, most: int, missing: str = "") -> Safe:
    """For a line of `most` characters. `missing` is said at one that must not be left empty."""
    told = parts.needs(name, missing) or parts.told_at(name)
    typed = el("input", name=name, maxlength=most, autocomplete="off", **told)
    return parts.needed(el("label.field", el("span", label), typed), name, missing)


def _add() -> Safe:
    form = el(
        "div.form",
        box("name", say("people.add_name"), 60, say("people.add_name_missing")),
        box("full_name", say("people.add_full"), 200),
        role_boxes(),
        el("p.quiet", say("people.add_then")),
        el("p.actions", parts.button(say("people.add"), "add", "primary")),
        data_form=True,
        data_clear="add",
    )
    return el(
        "details.way.adding", el("summary.button", say("people.add_title")), form, data_keep="open", data_key="add"
    )
