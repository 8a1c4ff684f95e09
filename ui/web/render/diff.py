"""What changed between two versions, word by word."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from ui import words
from ui.web.html import Child, Safe, el

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def diff(before: str, after: str) -> Safe:
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Child] = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            pieces.append("".join(new[c:d]))
            continue
        if b > a:
            pieces.append(el("del", "".join(old[a:b])))
        if d > c:
            pieces.append(el("ins", "".join(new[c:d])))
    return el("p.diff", *pieces)


def fields_diff(before: Mapping[str, str], after: Mapping[str, str]) -> list[Safe]:
    """The fields that differ, each under its name where there are several fields."""
    found = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found += [el("h4", words.field(name))] if len(after) > 1 else []
            found.append(diff(old, new))
    return found
