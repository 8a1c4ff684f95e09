"""Documents' Markdown as plain running text."""

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


def prose(markdown: str) -> str:
    """Without emphasis, links' addresses, list marks, headings and tables; one line a paragraph or item."""
    lines = []
    for line in markdown.splitlines():
        if line.lstrip().startswith(("|", "#", ">", "```")):
            continue
        lines.append(_MARKS.sub("", _LINK.sub(r"\1", _ITEM.sub("", line))).strip())
    return "\n".join(lines).strip()
