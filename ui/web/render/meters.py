"""How much of its room each field of a draft takes."""

from collections.abc import Mapping

from tools.channels import Channel, ChannelField
from tools.text.counting import length
from ui import locales, words
from ui.texts import say
from ui.web.html import Safe, el


def meters(fields: Mapping[str, str], channel: Channel | None) -> Safe | None:
    """One for each field that has a limit; None where the channel has none."""
    known = {field.name: field for field in channel.fields} if channel else {}
    rows = [_meter(known[name], text) for name, text in fields.items() if name in known]
    shown = [row for row in rows if row]
    return el("ul.meters", *shown) if shown else None


def _meter(field: ChannelField, text: str) -> Safe | None:
    taken = length(text, field.count)
    most = field.max or field.soft_max
    if most is None:
        return None
    over = field.max is not None and taken > field.max
    advised = field.soft_max is not None and taken > field.soft_max
    state = "red" if over else "amber" if advised else "green"
    bar = el("meter", min=0, max=most, value=min(taken, most), aria_label=words.field(field.name))
    return el(f"li.{state}", el("span", words.field(field.name)), bar, el("small", _said(field, taken)))


def _said(field: ChannelField, taken: int) -> str:
    soft, visible = field.limits.soft, field.limits.visible
    if field.max is not None and (taken > field.max or not (soft or visible)):
        return say("chat.of", n=taken, most=field.max)
    if soft is not None and (visible is None or taken > visible.max):
        return say("chat.of_advised", n=taken, most=soft.max)
    if visible is not None:
        return say("chat.of_visible", n=taken, most=visible.max)
    return say("chat.of", n=taken, most=field.max or 0)


def counted(name: str, text: str, channel: Channel | None) -> Safe | None:
    """How long a text is while somebody types; the browser counts on, in code points, until it is saved."""
    field = channel.field(name) if channel else None
    most = (field.max or field.soft_max) if field else None
    if field is None or most is None:
        return None
    said = say("chat.of", n="{n}", most=most)
    return el("small", said.replace("{n}", locales.number(length(text, field.count))), data_said=said)
