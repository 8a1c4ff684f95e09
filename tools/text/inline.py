"""Stretches within a block that have a scope of their own: link texts, strong and emphasised words, code.

They are read beside the block that they stand in; a block's tags are theirs as "in:heading", for rules that leave
headings out.
"""

from collections.abc import Iterator

import regex

from tools.text.markup import Block, Format
from tools.text.reading import CODE, inline, shown, spans

_LINK = r"(?<!!)\[(?P<link>[^\[\]]{1,1000})\](?=\(|\[)"
_STRONG = r"\*\*(?=\S)(?P<strong>[^*]{1,1000}(?<!\s))\*\*|(?<!\w)__(?=\S)(?P<strong>[^_]{1,1000}(?<!\s))__(?!\w)"
_EMPHASIS = (
    r"(?<!\*)\*(?=[^\s*])(?P<emphasis>[^*]{1,1000}(?<!\s))\*(?!\*)"
    r"|(?<![\w_])_(?=[^\s_])(?P<emphasis>[^_]{1,1000}(?<!\s))_(?![\w_])"
)
_ELEMENT = "|".join(
    rf"<{name}\b[^<>]{{0,1000}}>(?P<{scope}>[^<>]{{1,1000}})</{name}\s*>"
    for name, scope in (("a", "link"), ("strong", "strong"), ("b", "strong"), ("em", "emphasis"), ("i", "emphasis"))
)
_HTML_CODE = r"<(?P<tag>code|tt|kbd)\b[^<>]{0,1000}>(?P<code_text>[^<>]{1,2000})</(?P=tag)\s*>"
_ESCAPED = r"\\."
_PATTERNS = {
    "markdown": regex.compile(rf"{_ESCAPED}|{CODE}|{_LINK}|{_STRONG}|{_EMPHASIS}|{_ELEMENT}", regex.IGNORECASE),
    "html": regex.compile(_ELEMENT, regex.IGNORECASE),
}
_CODE_ELEMENT = regex.compile(_HTML_CODE, regex.IGNORECASE)
_SCOPES = ("link", "strong", "emphasis")


def inlines(text: str, form: Format) -> Iterator[Block]:
    """Every such stretch, in the order of the blocks; none in plain text."""
    if form == "text":
        return
    seen = shown(text, form)
    for span in spans(seen, form):
        around = frozenset(f"in:{tag}" for tag in span.tags)
        for start, end in span.stretches:
            yield from _within(text, seen, start, end, around, form)


def _within(text: str, seen: str, start: int, end: int, around: frozenset[str], form: Format) -> Iterator[Block]:
    for found in _PATTERNS[form].finditer(seen, start, end):
        if found.groupdict().get("code"):
            ticks = len(found.group("ticks"))
            yield _code(text, found.start() + ticks, found.end() - ticks, around)
            continue
        for scope in _SCOPES:
            if found.group(scope):
                yield inline(seen, (found.span(scope),), around | {scope, f"in:{scope}"}, form)
                yield from _within(text, seen, *found.span(scope), around | {f"in:{scope}"}, form)
    if "<" in text[start:end]:
        for found in _CODE_ELEMENT.finditer(text, start, end):
            yield _code(text, *found.span("code_text"), around)


def _code(text: str, start: int, end: int, around: frozenset[str]) -> Block:
    return Block(text[start:end], around | {"code", "in:code"}, start)
