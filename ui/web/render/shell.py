"""The frame of every page: who and where you are, and what waits for you."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from agents.signing.crisis import ROLES as LIFTERS
from agents.views import CaseView, HoldView, UserView
from ui import locales, words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el, etag
from ui.web.render import parts
from ui.web.render.scripted import scripted
from ui.web.sessions import Visitor


@dataclass(frozen=True)
class Place:
    """A page behind the menu: its name, its address, what the menu calls it."""

    name: str
    path: str
    title: str


@dataclass(frozen=True)
class Setting:
    """What a page is drawn in. `others` is empty unless the visitor may change who they are."""

    visitor: Visitor
    brand: str
    brand_names: Mapping[str, str]
    now: datetime
    waiting: int  # approvals that this visitor can sign
    cases: int  # open ones that are the visitor's to take
    questions: int = 0  # about the visitor's own requests, that wait for an answer
    others: Sequence[UserView] = ()
    people: Mapping[str, str] = field(default_factory=dict)  # user name → what they are called (words.told_apart)
    colleagues: Mapping[str, str] = field(default_factory=dict)  # the same, of those who do more than read
    open_cases: Sequence[CaseView] = ()  # everybody's
    holds: Sequence[HoldView] = ()  # what keeps brands from publishing now
    menu: Sequence[Place] = ()  # what this visitor may open beside chat and approvals

    def person(self, name: str) -> str:
        return self.people.get(name) or name

    def brand_name(self, id: str) -> str:
        return self.brand_names.get(id, id)

    @property
    def badge(self) -> int:
        return self.waiting + self.cases

    @property
    def tally(self) -> str:
        """Of what the header counts."""
        return f"{self.badge} {self.questions}"


def page(
    setting: Setting, current: str, *content: Child, url: str, poll: int, etag: str, mark: str | None = None
) -> Safe:
    """`poll` in milliseconds; `etag` names the content, so that an unchanged page is not sent again.

    `mark` (ui/web/news.py) stands for what it was drawn from: while that is right the page is not drawn again either.
    """
    return el(
        "div.desk",
        _header(setting, current),
        *(_held(one, setting) for one in setting.holds),
        el("main", *content, id="main", tabindex="-1"),
        class_=current,
        data_url=url,
        data_who=setting.visitor.user.name,
        data_poll=poll,
        data_news=None if mark is None else f"/news/{current}",
        data_mark=mark,
        data_locale=locales.current().tag,
        data_etag="-".join((setting.visitor.user.name, etag, *(one.id for one in setting.holds))),
        data_words=scripted(),
    )


def office(setting: Setting, current: str, *content: Child, url: str, poll: int) -> Safe:
    """A page behind the menu: one column, that looks for news now and then."""
    card = el("div.desk-card.office", *content)
    return page(setting, current, card, url=url, poll=poll, etag=etag(url, card, setting.tally))


def _held(one: HoldView, setting: Setting) -> Safe:
    """Above every page, so that nobody waits for what cannot go out."""
    kind = f"{one.kind}_until" if one.until else one.kind
    until = parts.moment(one.until) if one.until else ""
    text = say(f"shell.banner_{kind}", brand=setting.brand_name(one.brand), reason=one.reason, until=until)
    more = _way_out(one, setting)
    return el(
        "div.banner",
        el("p", el("b", text), el("small", f" {setting.person(one.by)}, {parts.moment(one.at)}")),
        more,
        class_=one.kind,
        role="status",
        data_key=one.id,
    )


def _way_out(one: HoldView, setting: Setting) -> Safe | None:
    if one.kind == "crisis":
        return parts.link(say("shell.crisis_switch"), places.CASES)
    return parts.link(say("shell.lift"), places.CASES) if setting.visitor.has(*LIFTERS) else None


def _header(setting: Setting, current: str) -> Safe:
    badge, asked = setting.badge, setting.questions
    count = el("span.badge", badge, aria_label=say("shell.waiting", n=badge)) if badge else None
    questions = el("span.badge", asked, aria_label=say("shell.questions", n=asked)) if asked else None
    return el(
        "header.top",
        el("a.skip", say("shell.content"), href="#main"),
        el("a.wordmark", el("span.nib", aria_hidden="true"), "Copydesk", href=places.CHAT),
        el("span.brand", setting.brand),
        el(
            "nav",
            el("a", say("shell.chat"), questions, href=places.CHAT, aria_current="page" if current == "chat" else None),
            el(
                "a",
                el("span.long", say("shell.approvals_long")),
                el("span.short", say("shell.approvals_short")),
                count,
                href=places.APPROVALS,
                aria_current="page" if current == "approvals" else None,
            ),
            _menu(setting.menu, current),
            aria_label=say("menu.pages"),
        ),
        _person(setting),
    )


def _menu(places: Sequence[Place], current: str) -> Safe | None:
    if not places:
        return None
    links = (el("a", one.title, href=one.path, aria_current="page" if one.name == current else None) for one in places)
    here = next((one.title for one in places if one.name == current), None)
    title = el("summary", say("menu.desk") if here is None else here, aria_current="true" if here else None)
    return el("details.more", title, el("div.menu", *links), data_keep="open")


def _person(setting: Setting) -> Safe:
    user = setting.visitor.user
    roles = words.names(words.role(role) for role in user.roles)
    name = user.full_name or user.name
    return el(
        "details.person",
        el(
            "summary",
            parts.avatar(user.name, name),
            el("span.who", el("b", name), el("small", roles)),
        ),
        el("div.menu", _switch(setting), _sign_out()),
        data_keep="open",
    )


def _switch(setting: Setting) -> Safe | None:
    if not setting.others:
        return None
    me = setting.visitor.user.name
    people = (_seat(user.name, setting.person(user.name), user.roles) for user in setting.others if user.name != me)
    return el("form", el("p.label", say("shell.switch")), *people, method="post", action="/who")


@lru_cache(maxsize=512)  # everybody stands on every page
def _seat(name: str, called: str, roles: tuple[str, ...]) -> Safe:
    return el(
        "button",
        parts.avatar(name, called),
        el("span", el("b", called), el("small", words.names(map(words.role, roles)))),
        name="user",
        value=name,
        type="submit",
    )


def _sign_out() -> Safe:
    return el("form", el("button.quiet", say("shell.sign_out"), type="submit"), method="post", action="/sign-out")
