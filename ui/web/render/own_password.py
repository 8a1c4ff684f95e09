"""The form to choose a password of one's own; a page by itself, so that no password goes the way of the others."""

from agents.views import UserView
from ui.texts import say
from ui.web import places
from ui.web.html import Safe, el, join


def form(user: UserView, said: str | None = None) -> Safe:
    old = _field("old", say("people.password_old"), "current-password") if user.has_password else None
    asked = el(
        "form",
        el("p.trouble", said, role="alert") if said else None,
        el("p", _lead(user)),
        el("input", type="hidden", name="username", value=user.name, autocomplete="username"),
        old,
        _field("new", say("people.password_new"), "new-password"),
        _field("again", say("people.password_again"), "new-password"),
        el("button.button.primary", say("people.password_change"), type="submit"),
        method="post",
        action=places.PASSWORD,
    )
    return asked if user.password_once else join((asked, _back()))


def _lead(user: UserView) -> str:
    if not user.has_password:
        return say("people.password_ends_link")
    return say("people.password_once_lead") if user.password_once else say("people.password_lead")


def first_by_admin() -> Safe:
    return join((el("p", say("people.password_by_admin")), _back()))


def _field(name: str, label: str, autocomplete: str) -> Safe:
    box = el("input", name=name, type="password", autocomplete=autocomplete, required=True)
    return el("label.field", el("span", label), box)


def _back() -> Safe:
    return el("p", el("a", say("people.password_back"), href=places.PEOPLE))
