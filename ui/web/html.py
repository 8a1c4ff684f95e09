"""HTML that is escaped by construction: text becomes markup only through `el`, which escapes it."""

import hashlib
from collections.abc import Iterable
from functools import cache
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
    tag, classes = _named(name)
    given = attributes.pop("class_", None) if "class_" in attributes else None
    if classes or given:
        both = f"{classes} {given}" if classes and given else classes or given
        opening = f'<{tag} class="{escape(str(both))}"'
    else:
        opening = f"<{tag}"
    for key, value in attributes.items():
        if value is True:
            opening += f" {_key(key)}"
        elif value is not None and value is not False:
            opening += f' {_key(key)}="{escape(str(value))}"'
    return Safe(f"{opening}>" if tag in VOID else f"{opening}>{_all(children)}</{tag}>")


def join(children: Iterable[Child]) -> Safe:
    return Safe(_all(children))


def _all(children: Iterable[Child]) -> str:
    made = ""
    for child in children:
        if isinstance(child, Safe):
            made += child
        elif isinstance(child, str):
            made += escape(child)
        elif isinstance(child, int):
            made += str(child)
        elif child is not None:
            made += _all(child)
    return made


# A page has a thousand elements, of a few names.


@cache
def _named(name: str) -> tuple[str, str]:
    """Tag and classes of `p.note.big`."""
    tag, *classes = name.split(".")
    return tag, " ".join(classes)


@cache
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def etag(*parts: str) -> str:
    """Names content, so that what has not changed is not sent again."""
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=8).hexdigest()
