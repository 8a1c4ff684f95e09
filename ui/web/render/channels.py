"""A draft in the look of its channel, so that it is read the way its readers will see it."""

from collections.abc import Callable, Mapping, Sequence

from tools.findings import Finding
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render.findings import highlighted

Marked = Callable[[str], list[Child]]  # a field's text, by the field's name


def preview(
    channel: str, fields: Mapping[str, str], findings: Sequence[Finding], brand: str, marked: Marked | None = None
) -> Safe:
    """`marked` gives a field's text with what is to be told of it; else its findings are marked."""

    def plainly(name: str) -> list[Child]:
        return highlighted(fields.get(name, ""), findings, name)

    marked = marked or plainly
    look = _LOOKS.get(channel, _plain)
    known = _FIELDS.get(channel, ())
    rest = [name for name in fields if name not in known] if known else []
    extra = _labelled(rest, marked) if rest else None
    return el(f"div.preview.{channel}", look(fields, marked, brand), extra)


def wording(fields: Mapping[str, str], findings: Sequence[Finding]) -> Safe:
    """Its words alone with what was found in them, where the channel's look stands beside them."""
    names = list(fields)
    if len(names) == 1:
        return el("div.wording", el("p.copy", *highlighted(fields[names[0]], findings, names[0])))
    return el("div.wording", _labelled(names, lambda name: highlighted(fields[name], findings, name)))


def _post(body: str, place: str) -> Callable[[Mapping[str, str], Marked, str], Safe]:
    def look(fields: Mapping[str, str], marked: Marked, brand: str) -> Safe:
        return el(
            "div.post",
            _sender(brand, place),
            el("p.copy", *marked(body)),
            el("p.meta", say("chat.characters", n=len(fields.get(body, "")))),
        )

    return look


def _instagram(fields: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    return el(
        "div.post",
        _sender(brand, "Instagram"),
        el("div.picture", el("span", say("chat.picture")), aria_hidden="true"),
        el("div.icons", el("i.heart"), el("i.reply"), el("i.send"), aria_hidden="true"),
        el("p.copy", el("b", _handle(brand)), " ", *marked("caption")),
        el("p.meta", say("chat.characters", n=len(fields.get("caption", "")))),
    )


def _email(_: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    subject = el("p.subject", el("span.label", words.field("subject")), *marked("subject"))
    preheader = el("p.preheader", el("span.label", words.field("preheader")), *marked("preheader"))
    return el("div.mail", _sender(brand, "E-mail"), subject, preheader, el("div.copy", *marked("body")))


def _sms(fields: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    return el(
        "div.phone",
        el("p.from", brand),
        el("p.bubble.copy", *marked("message")),
        el("p.meta", say("chat.characters", n=len(fields.get("message", "")))),
    )


def _push(_: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    head = el("p.from", el("span.app", brand[:1], aria_hidden="true"), brand, el("small", say("chat.now")))
    return el("div.push-card", head, el("p.title", *marked("title")), el("p.copy", *marked("body")))


def _search_ad(fields: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    lines = [el("span", *marked(name)) for name in fields if name.startswith("headline")]
    texts = [el("span", *marked(name)) for name in fields if name.startswith("description")]
    return el(
        "div.ad", _sender(brand, say("chat.sponsored")), el("p.headline", *lines), el("p.copy.descriptions", *texts)
    )


def _feed_ad(body: str, place: str) -> Callable[[Mapping[str, str], Marked, str], Safe]:
    def look(_: Mapping[str, str], marked: Marked, brand: str) -> Safe:
        return el(
            "div.post",
            _sender(brand, f"{place} · {say('chat.sponsored')}"),
            el("p.copy", *marked(body)),
            el("div.picture.wide", el("span", say("chat.picture")), aria_hidden="true"),
            el("div.strip", el("b", *marked("headline")), el("span", *marked("description"))),
        )

    return look


def _plain(fields: Mapping[str, str], marked: Marked, brand: str) -> Safe:
    if len(fields) == 1:
        return el("div.post", el("p.copy", *marked(next(iter(fields)))))
    return el("div.post", _sender(brand, ""), _labelled(list(fields), marked))


def _labelled(names: Sequence[str], marked: Marked) -> Safe:
    return el("dl.fields", *((el("dt", words.field(name)), el("dd.copy", *marked(name))) for name in names))


def _sender(brand: str, place: str) -> Safe:
    return el(
        "div.sender",
        el("span.mark", brand[:1].upper(), aria_hidden="true"),
        el("span", el("b", brand), el("small", place) if place else None),
    )


def _handle(brand: str) -> str:
    return "".join(letter for letter in brand.casefold() if letter.isalnum()) or "brand"


_LOOKS: dict[str, Callable[[Mapping[str, str], Marked, str], Safe]] = {
    "instagram": _instagram,
    "x": _post("post", "X"),
    "linkedin": _post("post", "LinkedIn"),
    "email": _email,
    "sms": _sms,
    "push": _push,
    "google-rsa": _search_ad,
    "meta-ad": _feed_ad("primary_text", "Meta"),
    "linkedin-ad": _feed_ad("introduction", "LinkedIn"),
}
_FIELDS = {
    "instagram": ("caption",),
    "x": ("post",),
    "linkedin": ("post",),
    "email": ("subject", "preheader", "body"),
    "sms": ("message",),
    "push": ("title", "body"),
    "google-rsa": tuple(f"{kind}_{n}" for kind in ("headline", "description") for n in range(1, 16)),
    "meta-ad": ("primary_text", "headline", "description"),
    "linkedin-ad": ("introduction", "headline", "description"),
}
