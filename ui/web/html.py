"""HTML that is escaped by construction: text becomes markup only through `el`, which escapes it."""

import hashlib
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

VOID = frozenset({"br", "img", "input", "hr", "meta", "link"})


class Safe(str):
    """Markup that `el` made. A plain str never counts as markup."""

    __slots__ = ()


Child: TypeAlias = "str | int | Iterable[Child] | None"
Attribute = str | int | bool | None


def el(name: str, /, *children: Child, **attributes: Attribute) -> Safe:
    """`el("p.note.big", "a < b", data_id=3)` → `<p class="note big" data-id="3">a &lt; b</p>`.

    Underscores in attribute names become hyphens, a trailing one is dropped (`class_`, `for_`); None and False leave
    an attribute out, True makes a bare one.
    """
    tag, *classes = name.split(".")
    given = attributes.pop("class_", None)
    if classes or given:
        attributes = {"class": " ".join([*classes, *([str(given)] if given else [])]), **attributes}
    opening = f"<{tag}{''.join(map(_attribute, attributes.items()))}>"
    return Safe(opening if tag in VOID else f"{opening}{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Safe:
    return Safe("".join(_text(child) for child in children))


def _text(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Safe):
        return child
    if isinstance(child, str | int):
        return escape(str(child))
    return join(child)


def _attribute(item: tuple[str, Attribute]) -> str:
    name, value = item
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{escape(str(value))}"'


def etag(*parts: str) -> str:
    """Names content, so that what has not changed is not sent again."""
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=8).hexdigest()
