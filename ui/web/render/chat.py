"""The chat page: requests on the left, one conversation, a box to ask in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.views import RunRow
from knowledge.brand import Brand
from tools.findings import Rating
from ui import words
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import parts


@dataclass(frozen=True)
class Example:
    """A request of the tour."""

    label: str
    text: str
    value: str = ""


EXAMPLES = (
    Example("Captions", "Three Instagram captions for the refillable bottle, for commuters"),
    Example("A sensitive subject", "Write an Instagram caption about our balm for sensitive skin"),
    Example("A large offer", "An e-mail offering our Discovery Set to a hotel group", "140,000 EUR"),
    Example("A question", "What does the refillable bottle cost and how often can it be refilled?"),
    Example("A complaint", "My child got a rash all over her face after using your balm, we are in hospital"),
    Example("A check", "Check this line: Grab this bargain before it is gone!"),
)
_TONE: dict[str, Rating] = {
    "choosing": "amber",
    "waiting": "amber",
    "blocked": "red",
    "escalated": "red",
    "failed": "red",
}


def history(rows: Sequence[RunRow], current: str | None, now: datetime) -> Safe:
    items = [_row(row, current == row.run, now) for row in rows]
    listed = el("ol", *items) if items else el("p.quiet", "What you ask for is kept here.")
    new = parts.link("New request", places.CHAT, kind="button new")
    folded = el("summary", f"Your requests ({len(rows)})")
    return el(
        "aside.history", new, el("details", folded, listed, open=True, data_keep="open"), aria_label="Your requests"
    )


def _row(row: RunRow, current: bool, now: datetime) -> Safe:
    state = el("span.state", words.RUN_STATUS[row.status], class_=_TONE.get(row.status, "calm"))
    body = (el("span.title", row.request), el("span.line", state, parts.ago(row.created, now)))
    return el("li", parts.link(body, places.run(row.run), current=current), data_key=row.run)


def welcome(name: str, examples: Sequence[Example]) -> Safe:
    first = name.split()[0] if name else "there"
    cards = (_example(example) for example in examples)
    return el(
        "section.welcome",
        el("h1", f"What do you need, {first}?"),
        el("p", "Ask for copy, an answer or a check. You choose what goes on, and nothing is published unsigned."),
        el("div.examples", *cards),
        data_key="welcome",
    )


def _example(example: Example) -> Safe:
    worth = el("small", f"worth {example.value}") if example.value else None
    return el(
        "button.example",
        el("b", example.label),
        el("span", example.text),
        worth,
        type="button",
        data_act="ask",
        data_text=example.text,
        data_value=example.value or None,
    )


def composer(brand: Brand, brands: Sequence[Brand]) -> Safe:
    box = el(
        "textarea",
        name="text",
        rows=2,
        placeholder="Three captions for…, a question, or a line to check",
        aria_label="Your request",
        data_keep="value",
        data_submit="ask",
        maxlength=20_000,
    )
    send = parts.button("Ask", "ask", "primary send")
    return el(
        "div.composer",
        box,
        el("div.row", _options(brand, brands), send),
        data_form=True,
        data_key="composer",
        data_clear=True,
    )


def _options(brand: Brand, brands: Sequence[Brand]) -> Safe:
    houses = (_option("", brand.name), *(_option(one.id, one.name) for one in brands if one.id != brand.id))
    channels = [el("option", "As the request says", value=""), *(_option(c, words.channel(c)) for c in brand.channels)]
    locales = [
        el("option", "As the request says", value=""),
        *(_option(tag, parts.language(tag)) for tag in brand.locales),
    ]
    return el(
        "details.options",
        el("summary", "Details"),
        el(
            "div.grid",
            _labelled("Brand", el("select", *houses, name="brand", data_keep="value")) if len(brands) > 1 else None,
            _labelled("Channel", el("select", *channels, name="channel", data_keep="value")),
            _labelled("Language", el("select", *locales, name="locale", data_keep="value")),
            _labelled("How many", el("input", name="variants", type="number", min=1, max=20, data_keep="value")),
            _labelled("Value at stake", el("input", name="value", placeholder="140000 EUR", data_keep="value")),
            _labelled("Publish on", el("input", name="when", type="datetime-local", data_keep="value")),
        ),
        data_keep="open",
    )


def _option(value: str, text: str) -> Safe:
    return el("option", text, value=value)


def _labelled(text: str, control: Safe) -> Safe:
    return el("label.field", el("span", text), control)
