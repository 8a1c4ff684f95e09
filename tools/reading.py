"""What a reader sees of a text: blocks without code, addresses and markup."""

from collections.abc import Iterator
from html import unescape

import regex

from tools.markup import HOLE, Block, Format, Writer
from tools.spans import PARAGRAPH, Span, html_spans, text_spans

_GONE = "\ue000"  # stands, while reading, for what nobody sees: a comment, a script
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
        return (Block(text, PARAGRAPH),)
    return tuple(block for block in _blocks(text, form) if block.text.strip(" \t\r\n\ue000"))


def raw(text: str) -> Block:
    """The source itself, markup and all."""
    return Block(text, _RAW)


def summary(blocks: tuple[Block, ...]) -> Block | None:
    """All blocks as one, a line each."""
    if len(blocks) == 1:
        return Block(blocks[0].text, _SUMMARY, blocks[0].base, blocks[0].pieces)
    writer = Writer()
    for block in blocks:
        if writer.length:
            writer.put("\n", writer.last, writer.last)
        writer.add(block)
    return writer.block(_SUMMARY) if writer.length else None


_FRONT = regex.compile(r"\A---[ \t]*\r?\n(?:.*\r?\n){0,400}?---[ \t]*(?:\r?\n|\Z)")
_HIDDEN = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|template)\b[^<>]{0,1000}>.*?(?:</\1\s*>|\Z)",
    regex.DOTALL | regex.IGNORECASE,
)


def _blocks(text: str, form: Format) -> Iterator[Block]:
    shown = _shown(text, form)
    for span in html_spans(shown) if form == "html" else text_spans(shown, code=form == "markdown"):
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


_URL = (
    r"(?:https?://|ftp://|mailto:|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]*_~]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|(?<![\w@.])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|eu|de|fr|es|it|nl|be|pt|uk|ch|at|app|shop|example)\b(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?"
)
_MARKERS = r"(?<marker>\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|`+)"
_BREAK = r"(?<newline>(?<![ \t])[ \t]*(?:\\?\r?\n|\r)[ \t]*|<br\b[^<>]{0,100}>)|(?<gone>\ue000+)"
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


def _inline(source: str, span: Span, form: Format) -> Block:
    """One block's text: markup dropped, code and addresses as a hole, line ends as a space."""
    if len(span.stretches) == 1 and not _INLINE[form].search(source, *span.stretches[0]):
        start, end = span.stretches[0]
        return Block(source[start:end], span.tags, start)
    writer = Writer()
    for number, (start, end) in enumerate(span.stretches):
        if number:
            writer.put(" ", span.stretches[number - 1][1], start)
        _write(source, start, end, _INLINE[form], writer)
    return writer.block(span.tags)


def _write(source: str, start: int, end: int, pattern: "regex.Pattern[str]", writer: Writer) -> None:
    at = start
    for found in pattern.finditer(source, start, end):
        writer.put(source[at : found.start()], at, found.start())
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
    writer.put(source[at:end], at, end)
