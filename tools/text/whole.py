"""A whole source as its reader sees it: one text, with the place of each letter in the source.

HTML loses its tags, comments and entities; Markdown the same, and the asterisks of its emphasis, while its lists, links
and code stay as they are written; plain text its entities alone, which no writer means.
"""

from collections.abc import Callable, Iterator, Sequence
from html import unescape

import regex

from tools.text.markup import HOLE, Block, Format, Writer
from tools.text.reading import GAP, markup_in, shown, spans
from tools.text.spans import BLOCK_TAG, GONE

_PLAIN = frozenset({"text"})
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ODD_SPACE = regex.compile("[\u2000-\u2008\u200a\u205f]")  # en, em, figure and hair spaces; to a reader they are one
_TELLS: dict[Format, regex.Pattern[str]] = {
    "html": regex.compile(rf"[<\r\n\ue000\ue001]|{_ENTITY.pattern}|{_ODD_SPACE.pattern}"),
    "markdown": regex.compile(rf"[<*\\\ue000\ue001]|\b_|_\b|{_ENTITY.pattern}|{_ODD_SPACE.pattern}"),
    "text": regex.compile(rf"{_ENTITY.pattern}|{_ODD_SPACE.pattern}"),
}
_BETWEEN = regex.compile(rf"(?P<gone>{GONE}+)|(?P<gap>{GAP}+)|(?P<tag>{BLOCK_TAG.pattern})", regex.IGNORECASE)
_CODE_SIGNS = ("`", "~~~", "    ", "\t")
_Match = regex.Match[str]


def whole(text: str, form: Format) -> Block | None:
    """None where the source reads as it stands."""
    if not _TELLS[form].search(text):
        return None
    writer = Writer()
    _WRITE[form](text, writer)
    block = _with_one_kind_of_space(writer.block(_PLAIN))
    return None if block.text == text else block


def _html(text: str, writer: Writer) -> None:
    seen, last = shown(text, "html"), 0
    for span in spans(seen, "html"):
        for start, end in span.stretches:
            if not seen[start:end].strip(f" \t\r\n{GONE}"):
                continue
            if writer.length:
                writer.put("\n\n", last, start)
            _stretch(seen, start, end, markup_in(seen, start, end, "html"), writer, "html")
            last = end


def _markdown(text: str, writer: Writer) -> None:
    seen, at = shown(text, "markdown"), 0
    stretches = sorted(each for span in spans(seen, "markdown") for each in span.stretches)
    for start, end in stretches:
        if start < at:
            continue
        _between(text, seen, at, start, writer)
        _stretch(seen, start, end, markup_in(seen, start, end, "markdown"), writer, "markdown")
        at = end
    _between(text, seen, at, len(text), writer)


def _plain(text: str, writer: Writer) -> None:
    _stretch(text, 0, len(text), list(_AS_ENTITY.finditer(text)), writer, "text")


_AS_ENTITY = regex.compile(rf"(?<entity>{_ENTITY.pattern})")
_WRITE: dict[Format, Callable[[str, Writer], None]] = {"html": _html, "markdown": _markdown, "text": _plain}


def _between(text: str, seen: str, start: int, end: int, writer: Writer) -> None:
    """What is no paragraph's: line ends and signs of lists, tables and code stay; comments and tags of blocks go."""
    if any(sign in seen[start:end] for sign in _CODE_SIGNS):
        writer.put(text[start:end], start, end)
        return
    at = start
    for found in _BETWEEN.finditer(seen, start, end):
        writer.put(text[at : found.start()], at, found.start())
        at = found.end()
        if found.group("tag"):
            writer.put("\n\n", *found.span())
        elif found.group("gap"):
            writer.put(HOLE, *found.span())
    writer.put(text[at:end], at, end)


def _stretch(seen: str, start: int, end: int, markup: Sequence[_Match], writer: Writer, form: Format) -> None:
    dropped = set(_emphasis(seen, start, end, markup)) if form == "markdown" else set()
    at = start
    for found in markup:
        told = "" if found.start() in dropped else _told(found, form)
        if told is None:
            continue
        writer.put(seen[at : found.start()], at, found.start())
        writer.put(told, *found.span())
        at = found.end()
    writer.put(seen[at:end], at, end)


def _told(found: _Match, form: Format) -> str | None:
    """What is read of a piece of markup; None of what is read as it stands."""
    match found.lastgroup:
        case "entity":
            told = unescape(found.group())
            return None if told == found.group() else told
        case "newline" if "<" in found.group():
            return "\n"
        case "newline":
            return " " if form == "html" else None
        case "tag" | "gone":
            return ""
        case "gap":
            return HOLE
        case "escaped":
            return found.group("escaped")
    return None


def _emphasis(seen: str, start: int, end: int, markup: Sequence[_Match]) -> Iterator[int]:
    """Where marks stand that set words in bold or italics. Italics of whole words stay: checks take them for words
    that are spoken about.
    """
    opened: list[_Match] = []
    for found in markup:
        if found.lastgroup != "marker" or found.group()[0] not in "*_":
            continue
        before, after = _beside(seen, found, start, end)
        pair = next((one for one in reversed(opened) if one.group() == found.group()), None)
        if pair is not None and _flanks(after, before):
            del opened[opened.index(pair) :]
            if len(found.group()) > 1 or _is_within_word(seen, pair, found, start, end):
                yield from (pair.start(), found.start())
        elif _flanks(before, after):
            opened.append(found)


def _beside(seen: str, found: _Match, start: int, end: int) -> tuple[str, str]:
    before = seen[found.start() - 1] if found.start() > start else " "
    return before, seen[found.end()] if found.end() < end else " "


def _flanks(outside: str, inside: str) -> bool:
    """As CommonMark has it: a mark leans against the word that it belongs to."""
    return not inside.isspace() and (inside.isalnum() or inside in "€$£¥" or not outside.isalnum())


def _is_within_word(seen: str, first: _Match, last: _Match, start: int, end: int) -> bool:
    """Or around a number."""
    before, after = _beside(seen, first, start, end)[0], _beside(seen, last, start, end)[1]
    return before.isalnum() or after.isalnum() or any(map(str.isdigit, seen[first.end() : last.start()]))


def _with_one_kind_of_space(block: Block) -> Block:
    if not _ODD_SPACE.search(block.text):
        return block
    return Block(_ODD_SPACE.sub(" ", block.text), block.tags, block.base, block.pieces)
