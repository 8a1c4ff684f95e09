"""The chat page: what to ask for, in free words or by a brief."""

from collections.abc import Iterable, Sequence

from agents.views import BriefChoices
from knowledge.brand import Brand
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts

EXAMPLES = ("captions", "sensitive", "offer", "question", "complaint", "check")
AUDIENCE = 300  # characters that the box takes
WORTH = {"offer": "140,000 EUR"}


def welcome(name: str) -> Safe:
    first = name.split()[0] if name else ""
    return el(
        "section.welcome",
        el("h1", say("chat.hello", name=first) if first else say("chat.hello_nobody")),
        el("p", say("chat.hello_more")),
        el("p.quiet", say("chat.hello_examples")),
        el("div.examples", *map(_example, EXAMPLES)),
        data_key="welcome",
    )


def _example(name: str) -> Safe:
    """It fills the boxes below and sends nothing: a complaint would call a person."""
    text, worth = say(f"chat.example_{name}_text"), WORTH.get(name)
    return el(
        "button.example",
        el("b", say(f"chat.example_{name}")),
        el("span", text),
        el("small", say("chat.worth", value=worth)) if worth else None,
        el("small", say("chat.example_calls")) if name == "complaint" else None,
        type="button",
        data_compose=text,
        data_value=worth,
    )


def composer(brand: Brand, brands: Sequence[Brand], choices: BriefChoices) -> Safe:
    """What is typed here is kept in the browser until it is sent."""
    box = el(
        "textarea",
        name="text",
        rows=2,
        placeholder=say("chat.box_hint"),
        aria_label=say("chat.box"),
        data_keep="value",
        data_submit="ask",
        maxlength=20_000,
        **parts.told_at("text"),
    )
    return el(
        "div.composer.needs",
        box,
        parts.wrong("text"),
        el("div.row", _brief(brand, brands, choices), parts.button(say("chat.ask"), "ask", "primary send")),
        data_form=True,
        data_key="composer",
        data_clear=True,
        data_store="ask",
    )


def _brief(brand: Brand, brands: Sequence[Brand], choices: BriefChoices) -> Safe:
    houses = [(brand.id, brand.name), *((one.id, one.name) for one in brands if one.id != brand.id)]
    focus = el("input", name="focus", placeholder=say("chat.focus_hint"), data_keep="value", data_submit="ask")
    own = [channel.id for channel in choices.channels if channel.id in brand.channels]
    return el(
        "details.options",
        el("summary", say("chat.brief")),
        el(
            "div.sheet",
            el("p.quiet", say("chat.brief_hint")),
            _labelled("focus", focus, "wide"),
            _select("product", [(name, name) for name in choices.products]),
            _select("voice", [(name, name.capitalize()) for name in choices.voices]),
            _select("hook", [(name, name.capitalize()) for name in choices.hooks]),
            _chips("channels", [(id, words.channel(id)) for id in own]),
            _chips("locales", [(tag, parts.language(tag)) for tag in choices.locales]),
            _chips("segments", [(name, name.replace("-", " ").capitalize()) for name in choices.segments], _others()),
            _read("variants", type="number", min=1, max=20),
            _when(brand, brands),
            _read("value", placeholder=say("chat.value_hint")),
            _select("brand", houses[1:], houses[0][1]) if len(houses) > 1 else None,
        ),
        data_keep="open",
    )


def _when(brand: Brand, brands: Sequence[Brand]) -> Safe:
    """Read in the zone of the brand that it is for."""
    zones = {one.timezone for one in (brand, *brands)}
    said = say("chat.when", zone=brand.timezone) if len(zones) == 1 else say("chat.when_of_brand")
    box = el("input", name="when", type="datetime-local", data_keep="value", **parts.told_at("when"))
    return parts.needed(el("label.field", el("span", said), box), "when")


def _read(name: str, **given: str | int) -> Safe:
    """A box whose words are read, and may not be understood."""
    box = el("input", name=name, data_keep="value", **given, **parts.told_at(name))
    return parts.needed(_labelled(name, box), name)


def _labelled(name: str, control: Safe, kind: str = "") -> Safe:
    return el("label.field", el("span", say(f"chat.{name}")), control, class_=kind or None)


def _select(name: str, pairs: Iterable[tuple[str, str]], first: str | None = None) -> Safe:
    unset = el("option", first or say("chat.any"), value="")
    listed = (el("option", shown, value=value) for value, shown in pairs)
    return _labelled(name, el("select", unset, *listed, name=name, data_keep="value"))


def _chips(name: str, pairs: Iterable[tuple[str, str]], more: Child = None) -> Safe:
    """Any number of them; none picked leaves it open."""
    title = "audience" if name == "segments" else name
    boxes = (
        el(
            "label.choice",
            el("input", type="checkbox", name=name, value=value, data_keep="value", data_key=f"{name}-{value}"),
            el("span", shown),
        )
        for value, shown in pairs
    )
    return el("fieldset.wide", el("legend", say(f"chat.{title}")), el("div.choices", *boxes), more)


def _others() -> Safe:
    hint = say("chat.audience_more")
    return el("input", name="audience", placeholder=hint, aria_label=hint, data_keep="value", maxlength=AUDIENCE)
