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
    gone = come = ""
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, is_ = "".join(old[a:b]), "".join(new[c:d])
        if change == "equal" and (was.strip() or not (gone and come) or d == len(new)):
            pieces += [*_changed(gone, come), was]
            gone = come = ""
        else:  # a space between two changed words belongs to them: they are read as one change
            gone, come = gone + was, come + is_
    return el("p.diff", *pieces, *_changed(gone, come))


def _changed(gone: str, come: str) -> list[Child]:
    return [el("del", gone) if gone else None, el("ins", come) if come else None]


def fields_diff(before: Mapping[str, str], after: Mapping[str, str]) -> list[Safe]:
    """The fields that differ, each under its name where there are several fields."""
    found = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found += [el("h4", words.field(name))] if len(after) > 1 else []
            found.append(diff(old, new))
    return found
