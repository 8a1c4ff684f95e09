"""The blocks of a source text: paragraphs, headings, list items, quotes, cells, as stretches of the source."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from tools.text.markup import LINE_END

PARAGRAPH = frozenset({"text", "paragraph"})
PRE = frozenset({"pre"})
GONE = "\ue000"  # stands, while reading, for what nobody sees: a comment, a script


@dataclass(frozen=True, slots=True)
class Span:
    """Lines that belong together, as stretches of the source; what stands between them (a quote sign) is dropped."""

    stretches: tuple[tuple[int, int], ...]
    tags: frozenset[str]


_FENCE = regex.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = regex.compile(r"(?: {0,3}> ?)+")
_HEADING = regex.compile(r" {0,3}(#{1,6})[ \t]+")
_ITEM = regex.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
# What a reader never sees: where the text's links lead. A footnote's text is seen.
_DEFINITION = regex.compile(
    r" {0,3}\[(?!\^)(?:[^\[\]\\]|\\.){1,500}\]:[ \t]*(?:<[^<>]{0,1000}>|[^\s<]\S{0,1999}+)"
    r"(?:[ \t]+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?[ \t]*$"
)
_DEFINITION_TITLE = regex.compile(r"[ \t]*(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\))[ \t]*$")
_RULE = regex.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = regex.compile(r" {0,3}(=+|-+)[ \t]*$")
_TABLE_RULE = regex.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LONGEST_RULE = 2_000
_BLANK = " \t\f\v\u00a0" + GONE  # a comment on a line of its own ends a paragraph
BLOCK_NAMES = (
    "address|article|aside|blockquote|body|caption|center|colgroup|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h[1-6]|head|header|hr|html|legend|li|main|menu|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th"
    "|thead|title|tr|ul"
)
BLOCK_TAG = regex.compile(rf"<(?P<ends>/)?(?P<name>{BLOCK_NAMES})\b[^<>]{{0,1000}}>", regex.IGNORECASE)
# Begins a block of HTML in Markdown, which goes on to the next blank line.
_HTML_BLOCK = regex.compile(rf" {{0,3}}</?(?:{BLOCK_NAMES})(?=[ \t>]|/>|$)", regex.IGNORECASE)


_HTML_TAGS = {
    "li": frozenset({"text", "list"}),
    "blockquote": frozenset({"text", "blockquote"}),
    "td": frozenset({"text", "table", "cell"}),
    "th": frozenset({"text", "table", "header"}),
    "caption": frozenset({"text", "table", "caption"}),
    "figcaption": frozenset({"text", "figure", "caption"}),
} | {f"h{level}": frozenset({"text", "heading", f"h{level}"}) for level in range(1, 7)}


def html_spans(shown: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """What stands between the tags of blocks, from start to end.

    The outermost element since a block ended says the tags: a paragraph in a list's item is the item.
    """
    stop = len(shown) if end is None else end
    at, tags = start, PARAGRAPH
    for found in BLOCK_TAG.finditer(shown, start, stop):
        yield Span(((at, found.start()),), tags)
        at = found.end()
        if found.group("ends"):
            tags = PARAGRAPH
        elif tags is PARAGRAPH:
            tags = _HTML_TAGS.get(found.group("name").lower(), PARAGRAPH)
    yield Span(((at, stop),), tags)


class _Gatherer:
    """Collects the lines of one paragraph until something ends it; knows whether a list or a table is being read."""

    def __init__(self, *, code: bool) -> None:
        self.code = code
        self.fence = ""
        self.indented = False
        self.in_list = False
        self.in_table = False
        self.after_definition = False
        self.stretches: list[tuple[int, int]] = []
        self.tags = PARAGRAPH

    def defines(self, line: str) -> bool:
        """Whether the line says where a link leads, or goes on with saying it."""
        titled = self.after_definition and bool(_DEFINITION_TITLE.match(line))
        self.after_definition = not self.stretches and "]:" in line and bool(_DEFINITION.match(line))
        return self.code and (titled or self.after_definition)

    def take(self) -> Iterator[Span]:
        if self.stretches:
            yield Span(tuple(self.stretches), self.tags)
        self.stretches, self.tags = [], PARAGRAPH

    def skips(self, line: str) -> bool:
        """Whether the line belongs to code, fenced or indented."""
        if not self.code:
            return False
        if self.fence:
            bare = line.strip()
            self.fence = "" if bare.startswith(self.fence) and not bare.strip(self.fence[0]) else self.fence
            return True
        if line.strip():
            at_margin = self.stretches or self.in_list or not line.startswith(("    ", "\t"))
            self.indented = not at_margin and not _ITEM.match(line)
        return self.indented


def text_spans(shown: str, *, code: bool) -> Iterator[Span]:
    """`code`: fences and indented lines are code, as Markdown has it; each block of it is an empty span."""
    lines = _lines(shown)
    gathered = _Gatherer(code=code)
    below = 0  # the first line after a block of HTML
    for index, (start, line) in enumerate(lines):
        if index < below:
            continue
        indented = gathered.indented
        if gathered.skips(line):
            if gathered.indented and not indented:
                yield Span(((start, start),), PRE)
            continue
        if code and (opened := _FENCE.match(line)):
            yield from gathered.take()
            yield Span(((start, start),), PRE)
            gathered.fence = opened.group(1)
            continue
        if code and "<" in line and _HTML_BLOCK.match(line):
            yield from gathered.take()
            below = next((n for n in range(index, len(lines)) if not lines[n][1].strip()), len(lines))
            last, words = lines[below - 1]
            yield from html_spans(shown, start, last + len(words))
            continue
        if not gathered.defines(line):
            following = lines[index + 1][1] if index + 1 < len(lines) else ""
            yield from _line(gathered, start, line, following)
    yield from gathered.take()


def _lines(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    if "\r" not in text:
        for line in text.split("\n"):
            lines.append((at, line))
            at += len(line) + 1
        return lines
    for found in LINE_END.finditer(text):
        lines.append((at, text[at : found.start()]))
        at = found.end()
    return [*lines, (at, text[at:])]


def _line(gathered: _Gatherer, start: int, line: str, following: str) -> Iterator[Span]:
    quote = _QUOTE.match(line)
    body = start + (quote.end() if quote else 0)
    content = line[body - start :]
    header = "|" in content and _is_table_rule(following)
    gathered.in_table = "|" in content and (gathered.in_table or header)
    under = _UNDERLINE.match(content) if gathered.stretches else None
    if under:
        gathered.tags = frozenset({"text", "heading", "h1" if "=" in under.group(1) else "h2"})
        yield from gathered.take()
    elif not content.strip(_BLANK) or _RULE.match(content) or _is_table_rule(content):
        yield from gathered.take()
    elif heading := _HEADING.match(content):
        yield from gathered.take()
        tags = frozenset({"text", "heading", f"h{len(heading.group(1))}"})
        yield Span(((body + heading.end(), body + _heading_end(content)),), tags)
    elif gathered.in_table:
        yield from gathered.take()
        yield from _cells(body, content, header=header)
    else:
        yield from _words(gathered, body, start + len(line), content, quoted=bool(quote))


def _words(gathered: _Gatherer, start: int, end: int, content: str, *, quoted: bool) -> Iterator[Span]:
    if quoted and "blockquote" not in gathered.tags:
        yield from gathered.take()
    if item := _ITEM.match(content):
        yield from gathered.take()
        gathered.tags = frozenset({"text", "list"})
        gathered.in_list = True
        start += item.end()
    elif not gathered.stretches and content[:1] not in " \t":
        gathered.in_list = False
    if quoted:
        gathered.tags |= {"blockquote"}
    gathered.stretches.append((start, end))


def _heading_end(line: str) -> int:
    bare = line.rstrip(" \t")
    closed = bare.rstrip("#")
    return len(closed.rstrip(" \t")) if closed.endswith((" ", "\t")) else len(bare)


def _is_table_rule(line: str) -> bool:
    return "|" in line and len(line) < _LONGEST_RULE and bool(_TABLE_RULE.match(line))


def _cells(start: int, line: str, *, header: bool) -> Iterator[Span]:
    tags = frozenset({"text", "table", "header" if header else "cell"})
    for cell in regex.finditer(r"(?:\\\||[^|])+", line):
        yield Span(((start + cell.start(), start + cell.end()),), tags)
