"""The pages before the desk: sign in, or say who you are."""

from collections.abc import Sequence

from fastapi.responses import HTMLResponse

from agents.views import UserView
from ui import words
from ui.texts import LANGUAGE, say
from ui.web.html import Child, Safe, el, join
from ui.web.render import parts

NAME_LONGEST = 200


def form(target: str, user: str = "", said: str | None = None) -> Safe:
    name = el(
        "input",
        name="user",
        value=user,
        autocomplete="username",
        required=True,
        autofocus=not user,
        maxlength=NAME_LONGEST,
    )
    password = el(
        "input",
        name="password",
        type="password",
        autocomplete="current-password",
        required=True,
        autofocus=bool(user),
    )
    return el(
        "form",
        el("p.trouble", said, role="alert") if said else None,
        el("label.field", el("span", say("signin.name")), name),
        el("label.field", el("span", say("signin.password")), password),
        el("input", type="hidden", name="next", value=target),
        el("button.button.primary", say("signin.in"), type="submit"),
        method="post",
        action="/sign-in",
    )


def no_passwords() -> Safe:
    return join(
        (
            el("p", say("signin.no_passwords")),
            el("p", parts.coded(say("signin.open_link"))),
            el("p.quiet", parts.coded(say("signin.give_passwords"))),
        )
    )


def used_link() -> Safe:
    return join(
        (
            el("p.trouble", say("signin.used"), role="alert"),
            el("p", say("signin.start_again")),
        )
    )


def people(users: Sequence[UserView]) -> Safe:
    called = words.told_apart(users)
    cards = (
        el(
            "button.seat",
            parts.avatar(user.name, user.full_name),
            el("b", called[user.name]),
            el("small", words.names(words.role(role) for role in user.roles)),
            name="user",
            value=user.name,
            type="submit",
        )
        for user in users
        if user.active
    )
    lead = el("p", say("signin.seats"))
    return join((lead, el("form.seats", *cards, method="post", action="/who")))


def page(title: str, *content: Child, status: int = 200, wide: bool = False) -> HTMLResponse:
    head = (
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{title} · Copydesk"),
        el("link", rel="stylesheet", href="/desk/desk.css"),
    )
    mark = el("p.wordmark", el("span.nib", aria_hidden="true"), "Copydesk")
    main = el("main.door", el("div.panel", mark, el("h1", title), *content, class_="wide" if wide else None))
    whole = el("html", el("head", *head), el("body.plain", main), lang=LANGUAGE)
    return HTMLResponse(f"<!doctype html>{whole}", status)
