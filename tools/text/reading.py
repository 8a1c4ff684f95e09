"""What a reader sees of a text: blocks without code, addresses and markup."""

from collections.abc import Iterator
from html import unescape

import regex

from tools.text.front_matter import FRONT
from tools.text.markup import HOLE, Block, Format, Writer
from tools.text.spans import GONE, PARAGRAPH, PRE, Span, html_spans, text_spans

GAP = "\ue001"  # stands, while reading, for what is left alone in its place: code in HTML, an ignored token
_NOTHING = f" \t\r\n{GONE}{HOLE}"
_SUMMARY = frozenset({"text", "summary"})
_RAW = frozenset({"raw"})
_ALT = frozenset({"text", "attr", "alt"})
# Nothing of this in it, and a text is one paragraph that reads as it stands.
_SPECIAL = regex.compile(
    r"[`*_\[\]<>&\\~|\n\r\ue000\ue001]|://|www\.|@\w|\.[A-Za-z]|^ {0,3}(?:#{1,6}|[-+•]|\d{1,9}[.)])[ \t]|^(?: {4}|\t)"
)


def read(text: str, form: Format = "markdown") -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    if not text.strip():
        return ()
    if not _SPECIAL.search(text):
        return (Block(text, PARAGRAPH),)
    return tuple(block for block in _blocks(text, form) if block.text.strip(_NOTHING))


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


def code_blocks(text: str, form: Format) -> int:
    """How many blocks of code a text has."""
    if form == "text":
        return 0
    elements = len(regex.findall(r"(?i)<pre\b", text))
    fenced = (span.tags == PRE for span in text_spans(shown(text, form), code=True)) if form == "markdown" else ()
    return elements + sum(fenced)


_HIDDEN = regex.compile(
    r"(?<!`)(?P<ticks>`{1,5})(?!`)[^`]{1,2000}(?<!`)(?P=ticks)(?!`)|"  # stays: what stands in it is code, not markup
    r"<!--.*?(?:-->|\Z)|"
    r"<(?P<element>script|style|pre|code|kbd|tt|template|noscript|iframe)\b[^<>]{0,1000}>.*?(?:</(?P=element)\s*>|\Z)",
    regex.DOTALL | regex.IGNORECASE,
)
_INLINE_CODE = frozenset({"code", "kbd", "tt"})


def _blocks(text: str, form: Format) -> Iterator[Block]:
    seen = shown(text, form)
    pictures = form != "text" and ("![" in seen or "<img" in seen.lower())
    for span in spans(seen, form):
        yield inline(seen, span.stretches, span.tags, form)
        if pictures:
            yield from _alternatives(seen, span, form)


def spans(seen: str, form: Format) -> Iterator[Span]:
    yield from html_spans(seen) if form == "html" else text_spans(seen, code=form == "markdown")


def shown(text: str, form: Format) -> str:
    """The text with front matter, comments and preformatted elements blanked, the same length."""
    if form == "text":
        return text
    if form == "markdown" and (front := FRONT.match(text)):
        text = blank(front.group()) + text[front.end() :]
    return _HIDDEN.sub(_hidden, text) if "<" in text else text


def _hidden(found: "regex.Match[str]") -> str:
    if found.group("ticks"):
        return found.group()
    element = (found.group("element") or "").lower()
    return blank(found.group(), GAP if element in _INLINE_CODE else GONE)


def blank(text: str, filler: str = " ") -> str:
    return "".join(char if char in "\r\n" else filler for char in text)


_URL = (
    r"(?:https?://|ftp://|mailto:|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]*_~]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|(?<![\w@.])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|eu|de|fr|es|it|nl|be|pt|uk|ch|at|app|shop|example)\b(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?"
)
_MARKERS = r"(?<marker>\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|`+)"
_BREAK = r"(?<newline>(?<![ \t])[ \t]*(?:\\?\r?\n|\r)[ \t]*|<br\b[^<>]{0,100}>)|(?<gone>\ue000+)|(?<gap>\ue001+)"
_ENTITY = r"(?<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_TAG = r"(?<tag></?[A-Za-z][^<>]{0,1000}>|<![A-Za-z][^<>]{0,1000}>)"
# Where a link leads: <in angles>, or without spaces and with brackets in pairs, three deep.
_DEEP = r"(?:[^()\s]|\((?:[^()\s]|\((?:[^()\s]|\([^()\s]{0,500}+\)){0,500}+\)){0,500}+\)){0,2000}+"
_TARGET = rf"\([ \t]*(?:<[^<>\n]{{0,1000}}+>|{_DEEP})(?:\s{{1,20}}+(?:\"[^\"]{{0,500}}\"|'[^']{{0,500}}'))?[ \t]*\)"
_REFERENCE = r"\[[^\[\]]{0,200}\]"
_PICTURE = rf"(?<picture>!\[(?P<alt>[^\[\]]{{0,1000}})\](?:{_TARGET}|{_REFERENCE}))"
_LINK = (
    r"(?<open>\[(?=[^\[\]]{0,1000}\](?:\(|\[)))"
    rf"|(?<close>(?<=[^\\])\](?:{_TARGET}|{_REFERENCE}))"
    r"|(?<note>\[\^[^\[\]\s]{1,50}\]:?)"
)
CODE = r"(?<code>(?<!`)(?<ticks>`{1,5})(?!`)[^`]{1,2000}(?<!`)(?P=ticks)(?!`))"
# With one of these all does but addresses: spaces begin something only before a line's end.
_BEGINS = r"(?=[`<!\[\]&\\*~_\n\r\ue000\ue001]|(?<![ \t])[ \t]++\\?[\r\n])"
_BEGINS_ADDRESS = r"(?:(?=[hfmw])|(?<![\w.])(?=[\w.+-]))"
_BESIDE_ADDRESSES = {
    "markdown": rf"{CODE}|{_PICTURE}|{_BREAK}|{_TAG}|{_LINK}|{_ENTITY}|\\(?<escaped>[!-/:-@\[-`{{-~])|{_MARKERS}",
    "html": rf"{_BREAK}|{_TAG}|{_ENTITY}",
    "text": rf"{_MARKERS}|{_BREAK}",
}
_WITHOUT_ADDRESSES = {form: regex.compile(f"{_BEGINS}(?:{rest})") for form, rest in _BESIDE_ADDRESSES.items()}
_AUTO = {"markdown": rf"(?<auto><(?:{_URL})>)|"}
_INLINE = {
    form: regex.compile(rf"{_BEGINS_ADDRESS}(?<url>{_URL})|{_BEGINS}(?:{_AUTO.get(form, '')}{rest})")
    for form, rest in _BESIDE_ADDRESSES.items()
}
_MAY_HAVE_ADDRESS = regex.compile(r"://|mailto:|www\.|@|\.[a-z]")
# Nothing of this in a stretch, and none of these stands in it.
_MAY_HAVE_MARKUP = regex.compile(r"[`*_\[\]<>&\\~@\n\r\ue000\ue001]|://|www\.|mailto:|\.[A-Za-z]")
_IMAGE = regex.compile(
    rf"{CODE}|{_PICTURE}|<img\b[^<>]{{0,1000}}?\balt\s{{0,20}}=\s{{0,20}}(?:\"(?P<alt>[^\"<>]{{0,1000}})\"|'(?P<alt>[^'<>]{{0,1000}})')",
    regex.IGNORECASE,
)


def _alternatives(seen: str, span: Span, form: Format) -> Iterator[Block]:
    """What stands for the pictures of a span."""
    for start, end in span.stretches:
        for found in _IMAGE.finditer(seen, start, end):
            if found.group("alt"):
                yield inline(seen, (found.span("alt"),), _ALT, form)


def inline(source: str, stretches: tuple[tuple[int, int], ...], tags: frozenset[str], form: Format) -> Block:
    """One block's text: markup dropped, code and addresses as a hole, line ends as a space."""
    found = [markup_in(source, start, end, form) for start, end in stretches]
    if len(stretches) == 1 and not found[0]:
        start, end = stretches[0]
        return Block(source[start:end], tags, start)
    writer = Writer()
    for number, (start, end) in enumerate(stretches):
        if number:
            writer.put(" ", stretches[number - 1][1], start)
        _write(source, start, end, found[number], writer)
    return writer.block(tags, source)


def markup_in(source: str, start: int, end: int, form: Format) -> "list[regex.Match[str]]":
    """What in a stretch is not read as it stands, or is left alone, each by its kind (`lastgroup`)."""
    if _MAY_HAVE_MARKUP.search(source, start, end) is None:
        return []
    may_have_address = _MAY_HAVE_ADDRESS.search(source, start, end) is not None
    patterns = _INLINE if may_have_address else _WITHOUT_ADDRESSES
    return list(patterns[form].finditer(source, start, end))


_HOLES = frozenset({"code", "ticks", "url", "auto", "gap"})


def _write(source: str, start: int, end: int, markup: "list[regex.Match[str]]", writer: Writer) -> None:
    at = start
    for found in markup:
        writer.put(source[at : found.start()], at, found.start())
        at = found.end()
        kind = found.lastgroup
        if kind in _HOLES:
            writer.put(HOLE, *found.span())
        elif kind == "escaped":
            writer.put(found.group("escaped"), *found.span())
        elif kind == "entity":
            char = unescape(found.group())
            writer.put(char if len(char) == 1 else HOLE, *found.span())
        elif kind == "newline":
            writer.put(" ", *found.span())
    writer.put(source[at:end], at, end)
