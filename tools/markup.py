"""What a reader sees of a text: blocks without code, addresses and markup, each character with its place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Literal

import regex

Format = Literal["markdown", "html", "text"]
HOLE = "\ufffc"  # stands for what is left alone: code, an address
_GONE = "\ue000"  # stands, while reading, for what nobody sees: a comment, a script
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "’": "'", "ʼ": "'"})


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, heading, list item, cell or sentence as it is read.

    `starts[i]` and `ends[i]` are where character i came from; without them the text lies at `base` as it is.
    """

    text: str
    tags: frozenset[str]
    base: int = 0
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source that text[start:end] was read from."""
        if self.starts is None or self.ends is None:
            return self.base + start, self.base + end
        if start >= len(self.text):
            edge = self.ends[-1] if self.ends else self.base
            return edge, edge
        return self.starts[start], self.ends[end - 1] if end > start else self.starts[start]

    def part(self, start: int, end: int, tags: frozenset[str]) -> "Block":
        if self.starts is None or self.ends is None:
            return Block(self.text[start:end], tags, self.base + start)
        return Block(self.text[start:end], tags, self.base, self.starts[start:end], self.ends[start:end])

    @cached_property
    def plain(self) -> str:
        """One kind of space and of apostrophe, the same length."""
        return self.text.translate(_SPACES)

    @cached_property
    def lower(self) -> str:
        """`plain` in lower case, the same length."""
        lowered = self.plain.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.plain)


class Lines:
    """Lines and columns of a text, from 1, in code points. Counts CR LF, LF and CR as one line end each."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


_LINE_END = regex.compile(r"\r\n|\n|\r")
_TEXT = frozenset({"text"})
_PARAGRAPH = frozenset({"text", "paragraph"})
_SUMMARY = frozenset({"text", "summary"})
_RAW = frozenset({"raw"})
# Nothing of this in it, and a text is one paragraph that reads as it stands.
_SPECIAL = regex.compile(
    r"[`*_\[\]<>&\\~|\n\r]|://|www\.|@\w|\.[A-Za-z]|^ {0,3}(?:#{1,6}|[-+•]|\d{1,9}[.)])[ \t]|^(?: {4}|\t)"
)


def read(text: str, form: Format = "markdown") -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    if not text.strip():
        return ()
    if not _SPECIAL.search(text):
        return (Block(text, _PARAGRAPH),)
    return tuple(block for block in _blocks(text, form) if block.text.strip(" \t\r\n\ue000"))


def raw(text: str) -> Block:
    """The source itself, markup and all."""
    return Block(text, _RAW)


def summary(blocks: tuple[Block, ...]) -> Block | None:
    """All blocks as one, a line each."""
    if len(blocks) == 1:
        return Block(blocks[0].text, _SUMMARY, blocks[0].base, blocks[0].starts, blocks[0].ends)
    writer = _Writer()
    for block in blocks:
        if writer.chars:
            writer.put("\n", writer.ends[-1], writer.ends[-1])
        for index, char in enumerate(block.text):
            writer.put(char, *block.place(index, index + 1))
    return writer.block(_SUMMARY) if writer.chars else None


class _Writer:
    def __init__(self) -> None:
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def put(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        self.starts.append(start)
        self.ends.append(end)

    def copy(self, text: str, start: int) -> None:
        self.chars += text
        self.starts += range(start, start + len(text))
        self.ends += range(start + 1, start + len(text) + 1)

    def block(self, tags: frozenset[str]) -> Block:
        return Block("".join(self.chars), tags, 0, tuple(self.starts), tuple(self.ends))


@dataclass(frozen=True, slots=True)
class _Span:
    """Lines that belong together, as stretches of the source; what stands between them (a quote sign) is dropped."""

    stretches: tuple[tuple[int, int], ...]
    tags: frozenset[str]


_FRONT = regex.compile(r"\A---[ \t]*\r?\n(?:.*\r?\n){0,400}?---[ \t]*(?:\r?\n|\Z)")
_HIDDEN = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|template)\b[^<>]{0,1000}>.*?(?:</\1\s*>|\Z)",
    regex.DOTALL | regex.IGNORECASE,
)
_FENCE = regex.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = regex.compile(r"(?: {0,3}> ?)+")
_HEADING = regex.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = regex.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = regex.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = regex.compile(r" {0,3}(=+|-+)[ \t]*$")
_TABLE_RULE = regex.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BLOCK_TAG = regex.compile(
    r"</?(?:address|article|aside|blockquote|body|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html"
    r"|li|main|nav|ol|option|p|section|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^<>]{0,1000}>",
    regex.IGNORECASE,
)


def _blocks(text: str, form: Format) -> Iterator[Block]:
    shown = _shown(text, form)
    for span in _html_spans(shown) if form == "html" else _spans(shown, code=form == "markdown"):
        yield _inline(shown, span, form)


def _shown(text: str, form: Format) -> str:
    """The text with front matter, comments and preformatted elements blanked, the same length."""
    if form == "text":
        return text
    if form == "markdown" and (front := _FRONT.match(text)):
        text = _blank(front.group()) + text[front.end() :]
    return _HIDDEN.sub(lambda found: _blank(found.group(), _GONE), text) if "<" in text else text


def _blank(text: str, filler: str = " ") -> str:
    return "".join(char if char in "\r\n" else filler for char in text)


def _html_spans(shown: str) -> Iterator[_Span]:
    at, tags = 0, _PARAGRAPH
    for found in _BLOCK_TAG.finditer(shown):
        yield _Span(((at, found.start()),), tags)
        at, tags = found.end(), _html_tags(found.group().lower())
    yield _Span(((at, len(shown)),), tags)


def _html_tags(tag: str) -> frozenset[str]:
    name = regex.match(r"</?([a-z]+[1-6]?)", tag)
    if tag.startswith("</") or name is None:
        return _PARAGRAPH
    if regex.fullmatch(r"h[1-6]", name.group(1)):
        return frozenset({"text", "heading", name.group(1)})
    return {
        "li": frozenset({"text", "list"}),
        "blockquote": frozenset({"text", "blockquote"}),
        "td": frozenset({"text", "table", "cell"}),
        "th": frozenset({"text", "table", "header"}),
    }.get(name.group(1), _PARAGRAPH)


class _Gatherer:
    """Collects the lines of one paragraph until something ends it."""

    def __init__(self) -> None:
        self.stretches: list[tuple[int, int]] = []
        self.tags = _PARAGRAPH

    def take(self) -> Iterator[_Span]:
        if self.stretches:
            yield _Span(tuple(self.stretches), self.tags)
        self.stretches, self.tags = [], _PARAGRAPH


def _spans(shown: str, *, code: bool) -> Iterator[_Span]:
    lines = _lines(shown)
    gathered = _Gatherer()
    fence = ""
    for index, (start, line) in enumerate(lines):
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
            continue
        if code and (opened := _FENCE.match(line)):
            yield from gathered.take()
            fence = opened.group(1)
            continue
        if code and not gathered.stretches and line.startswith(("    ", "\t")) and not _ITEM.match(line):
            continue
        yield from _line(gathered, lines, index, start, line)
    yield from gathered.take()


def _lines(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for found in _LINE_END.finditer(text):
        lines.append((at, text[at : found.start()]))
        at = found.end()
    return [*lines, (at, text[at:])]


def _line(gathered: _Gatherer, lines: list[tuple[int, str]], index: int, start: int, line: str) -> Iterator[_Span]:
    quote = _QUOTE.match(line)
    body = start + (quote.end() if quote else 0)
    content = line[body - start :]
    under = _UNDERLINE.match(content) if gathered.stretches else None
    if under is None and _ends_paragraph(content):
        yield from gathered.take()
        return
    if under:
        gathered.tags = frozenset({"text", "heading", "h1" if "=" in under.group(1) else "h2"})
        yield from gathered.take()
    elif heading := _HEADING.match(content):
        yield from gathered.take()
        tags = frozenset({"text", "heading", f"h{len(heading.group(1))}"})
        yield _Span(((body + heading.start(2), body + heading.end(2)),), tags)
    elif _in_table(lines, index):
        yield from gathered.take()
        yield from _cells(body, content, header=_is_table_rule(lines, index + 1))
    else:
        if item := _ITEM.match(content):
            yield from gathered.take()
            gathered.tags = frozenset({"text", "list"})
            body += item.end()
        if quote:
            gathered.tags |= {"blockquote"}
        gathered.stretches.append((body, start + len(line)))


def _ends_paragraph(line: str) -> bool:
    return not line.strip() or bool(_RULE.match(line)) or ("|" in line and bool(_TABLE_RULE.match(line)))


def _is_table_rule(lines: list[tuple[int, str]], index: int) -> bool:
    return 0 <= index < len(lines) and "|" in lines[index][1] and bool(_TABLE_RULE.match(lines[index][1]))


def _in_table(lines: list[tuple[int, str]], index: int) -> bool:
    if "|" not in lines[index][1]:
        return False
    if _is_table_rule(lines, index + 1):
        return True
    while index > 0 and "|" in lines[index - 1][1]:
        index -= 1
        if _is_table_rule(lines, index):
            return True
    return False


def _cells(start: int, line: str, *, header: bool) -> Iterator[_Span]:
    tags = frozenset({"text", "table", "header" if header else "cell"})
    for cell in regex.finditer(r"(?:\\\||[^|])+", line):
        yield _Span(((start + cell.start(), start + cell.end()),), tags)


_URL = (
    r"(?:https?://|ftp://|mailto:|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]*_~]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|(?<![\w@.])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|eu|de|fr|es|it|nl|be|pt|uk|ch|at|app|shop|example)\b(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?"
)
_MARKERS = r"(?<marker>\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|`+)"
_BREAK = r"(?<newline>[ \t]*(?:\\?\r?\n|\r)[ \t]*|<br\b[^<>]{0,100}>)|(?<gone>\ue000+)"
_ENTITY = r"(?<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_TAG = r"(?<tag></?[A-Za-z][^<>]{0,1000}>|<![A-Za-z][^<>]{0,1000}>)"
_LINK = (
    r"(?<open>!?\[(?=[^\[\]]{0,1000}\](?:\(|\[)))"
    r"|(?<close>(?<=[^\\])\](?:\([^()\s]{0,2000}(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\)|\[[^\[\]]{0,200}\]))"
    r"|(?<note>\[\^[^\[\]\s]{1,50}\]:?)"
)
_CODE = r"(?<code>(?<!`)(?<ticks>`{1,5})(?!`)[^`]{1,2000}(?<!`)(?P=ticks)(?!`))"
_INLINE = {
    "markdown": regex.compile(
        rf"{_CODE}|(?<auto><(?:{_URL})>)|(?<url>{_URL})|{_BREAK}|{_TAG}|{_LINK}|{_ENTITY}"
        rf"|\\(?<escaped>[!-/:-@\[-`{{-~])|{_MARKERS}"
    ),
    "html": regex.compile(rf"(?<url>{_URL})|{_BREAK}|{_TAG}|{_ENTITY}"),
    "text": regex.compile(rf"(?<url>{_URL})|{_MARKERS}|{_BREAK}"),
}


def _inline(source: str, span: _Span, form: Format) -> Block:
    """One block's text: markup dropped, code and addresses as a hole, line ends as a space."""
    if len(span.stretches) == 1 and not _INLINE[form].search(source, *span.stretches[0]):
        start, end = span.stretches[0]
        return Block(source[start:end], span.tags, start)
    writer = _Writer()
    for number, (start, end) in enumerate(span.stretches):
        if number:
            writer.put(" ", span.stretches[number - 1][1], start)
        _write(source, start, end, _INLINE[form], writer)
    return writer.block(span.tags)


def _write(source: str, start: int, end: int, pattern: "regex.Pattern[str]", writer: _Writer) -> None:
    at = start
    for found in pattern.finditer(source, start, end):
        writer.copy(source[at : found.start()], at)
        at = found.end()
        kind = found.lastgroup if found.lastgroup != "ticks" else "code"
        if kind in ("code", "url", "auto"):
            writer.put(HOLE, *found.span())
        elif kind == "escaped":
            writer.put(found.group("escaped"), *found.span())
        elif kind == "entity":
            char = unescape(found.group())
            writer.put(char if len(char) == 1 else HOLE, *found.span())
        elif kind == "newline":
            writer.put(" ", *found.span())
    writer.copy(source[at:end], at)
