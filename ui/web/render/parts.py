"""Small things that every page shows: ratings, times, people, buttons."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from tools.findings import Rating
from ui import locales, words
from ui.texts import say
from ui.web.here import here
from ui.web.html import Child, Safe, el

RATING_MARK = {"green": "✓", "amber": "!", "red": "×"}


def rating(value: Rating, score: int | None = None) -> Safe:
    """Never by colour alone: a mark and words carry it too."""
    said = words.RATING[value] if score is None else f"{words.RATING[value]} · {score}"
    return el(f"span.rating.{value}", el("i", RATING_MARK[value], aria_hidden="true"), said)


def dot(value: Rating) -> Safe:
    return el(f"span.dot.{value}", title=words.RATING[value], role="img", aria_label=words.RATING[value])


def chip(*children: Child, kind: str = "") -> Safe:
    return el("span.chip", *children, class_=kind or None)


def due(at: datetime, now: datetime, before: str = "", title: str = "") -> Safe:
    """Counts down in the browser; what stands here is right when it is sent. `title`: the moment in other words."""
    left = (at - now).total_seconds()
    urgency = "late" if left < 0 else "soon" if left < 3600 else ""
    return _due(f"{before}{words.due(at, now)}", urgency, at.isoformat(), before, title or moment(at))


@lru_cache(maxsize=4096)  # fifty stand in a list, and everybody has one
def _due(text: str, urgency: str, at: str, before: str, title: str) -> Safe:
    return el("time.due", text, class_=urgency or None, datetime=at, data_due=before, title=title)


def ago(at: datetime, now: datetime) -> Safe:
    return el("time", words.ago(at, now), datetime=at.isoformat(), data_ago=True, title=moment(at))


def moment(at: datetime) -> str:
    return locales.moment(at)


def avatar(name: str, full_name: str | None = None) -> Safe:
    letters = "".join(part[0] for part in (full_name or name).split()[:2]).upper()
    return el("span.avatar", letters, data_hue=sum(map(ord, name)) % 6, aria_hidden="true")


def button(text: str, act: str, kind: str = "", **data: str | int | bool | None) -> Safe:
    """Sends `act` with its own data and the named fields of the form around it. Pressing one that `waits` does nothing,
    but it keeps the focus, which one that is `disabled` cannot have.
    """
    named = {f"data_{key}": value for key, value in data.items() if key not in ("disabled", "waits")}
    off = {"disabled": bool(data.get("disabled")), "aria_disabled": "true" if data.get("waits") else None}
    return el("button.button", text, class_=kind or None, type="button", data_act=act, **off, **named)


def cancel() -> Safe:
    """Puts the form back that it stands in, and folds it; nothing is sent."""
    return el("button.button.quiet", say("words.cancel"), type="button", data_cancel=True)


def link(text: Child, href: str, *, kind: str = "", current: bool = False) -> Safe:
    """Opens in place; without scripts it is a plain link."""
    return el("a", text, href=href, data_open=True, class_=kind or None, aria_current="page" if current else None)


def notice(
    text: str | None, kind: str = "bad", rows: Sequence[str] = (), *, told: bool | str = False, box: str = ""
) -> Safe | None:
    """`told`: what somebody's press came to, which news on the page does not take away; of the card it names it goes
    when that card changes. `box`: the name of the one that could not be read, which says so too.
    """
    if not text:
        return None
    text = here(text)
    role = "alert" if kind == "bad" else "status"
    close = el("button.close", "×", type="button", data_dismiss=True, aria_label=say("shell.dismiss"))
    listed = el("ul", *(el("li", here(row)) for row in rows)) if rows else None
    return el(
        f"div.notice.{kind}",
        el("div", el("p", text), listed),
        close,
        role=role,
        data_key=f"notice-{text}",
        data_told=told,
        data_box=box or None,
    )


def needs(key: str, said: str | None) -> dict[str, str]:
    """What a box inside `needed` carries that must not be left empty."""
    return {"data_needed": said, **told_at(key)} if said else {}


def told_at(key: str) -> dict[str, str]:
    """What any box inside `needed` carries: who hears it hears what is wrong with it."""
    return {"aria_describedby": f"needed-{key}"}


def needed(field: Safe, key: str, said: str | None = "") -> Safe:
    """A labelled box, which carries `needs` or `told_at`, with what `static/needed.js` shows at it: `said` where it was
    left empty, or why the desk could not read it. `key` is its own on the page.
    """
    if said is None:
        return field
    return el("div.needs", field, wrong(key, said))


def wrong(key: str, said: str = "") -> Safe:
    """The line itself, inside whatever has the class `needs`."""
    return el("small.wrong", said, id=f"needed-{key}", role="alert", hidden=True)


def empty(title: str, text: str, *more: Child) -> Safe:
    return el("div.empty", el("h2", title), el("p", here(text)), *more)


def language(tag: str) -> str:
    return words.LANGUAGE.get(tag.split("-")[0].lower(), tag) + (f" ({tag})" if "-" in tag else "")


def coded(text: str) -> Child:
    """What stands between backticks is to be typed as it is."""
    return [el("code", piece) if number % 2 else piece for number, piece in enumerate(text.split("`"))]
