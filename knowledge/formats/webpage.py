"""HTML to blocks. Nothing is fetched, and what a reader does not see is not read."""

import re
import warnings
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import Comment, NavigableString, PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.parsed import Hidden
from knowledge.formats.styles import apply_rules, is_colour_hidden

_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "nav", "footer", "aside", "iframe", "svg", "head", "button", "select",
    "textarea", "datalist",
})  # fmt: skip
_TRICKS = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0\d*)?[;!]|font-size:(?:0|[01](?:\.\d+)?px|0?\.\d+\w+)[;!]"
    r"|(?:left|top|text-indent|margin-left|margin-top):-(?:\d{4,}|\d{3,}(?:vw|vh|r?em|%))"
)
_DECLARATION = re.compile(r"<!(?!--)[^>]*>?")
_DEEPEST = 20  # lists within lists
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TEXT = frozenset(["p", "blockquote", "figcaption", "dd", "dt", "caption", "summary", "address", "pre"])
_BOXES = frozenset(
    ["ul", "ol", "table", "div", "section", "article", "main", "header", "body", "html", "figure", "dl", "form"]
)
_BREAKS = _TEXT | _BOXES | frozenset(_HEADINGS) | {"li", "td", "th", "tr", "br"}


class WebPage:
    """A parsed page: its title, language and blocks."""

    def __init__(self, text: str) -> None:
        self._soup = _parse(text)
        apply_rules(self._soup)

    @property
    def title(self) -> str | None:
        return _text(self._soup.title) or None if self._soup.title else None

    @property
    def language(self) -> str | None:
        root = self._soup.find("html")
        language = root.get("lang") if isinstance(root, Tag) else None
        return language if isinstance(language, str) and language else None

    def hidden(self) -> list[Hidden]:
        """What the page holds and does not show: comments, and elements that its styles take away."""
        found = [
            Hidden(f"line {tag.sourceline or 1}", "hidden text", " ".join(tag.get_text(" ").split()))
            for tag in self._soup.find_all(True)
            if tag.name not in _UNSEEN and _unseen(tag) and (tag.parent is None or not _unseen(tag.parent))
        ]
        comments = self._soup.find_all(string=lambda text: isinstance(text, Comment))
        found += [Hidden("a comment", "a comment", " ".join(str(comment).split())) for comment in comments]
        return [one for one in found if one.text]

    def without(self, selector: str) -> bool:
        """Takes away what a CSS selector finds; false where there is nothing."""
        found = self._soup.select(selector)
        for tag in found:
            tag.extract()
        return bool(found)

    def blocks(self) -> list[Block]:
        return [block for block in _walk(self._soup.body or self._soup, 0) if block.text]


def declared_encoding(data: bytes) -> str | None:
    return EncodingDetector.find_declared_encoding(data[:4096], is_html=True, search_entire_document=True)


def fragment_blocks(text: str, first_line: int) -> Iterator[Block]:
    """Blocks of a piece of HTML that begins at `first_line` of its file."""
    yield from (block for block in _walk(_parse(text), first_line - 1) if block.text)


def _parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guesses that a text is really a file name, or XML
        try:
            return BeautifulSoup(text, "html.parser")
        except ParserRejectedMarkup:  # a declaration that is none, such as "<![ "
            return BeautifulSoup(_DECLARATION.sub("", text), "html.parser")


def _walk(parent: Tag, offset: int) -> Iterator[Block]:
    loose: list[str] = []
    last_line = (parent.sourceline or 1) + offset
    loose_line = last_line
    for child in parent.children:
        block = isinstance(child, Tag) and _is_block(child)
        if isinstance(child, Tag) and not _unseen(child):
            last_line = (child.sourceline or 1) + offset
        if not block:
            words = _text(child)
            loose_line = loose_line if any(loose) else last_line
            loose.append(words)
            continue
        if any(piece.strip() for piece in loose):
            yield Block("paragraph", squeeze("".join(loose)), loose_line)
        loose = []
        if isinstance(child, Tag) and not _unseen(child):
            yield from _block(child, last_line, offset)
    if any(piece.strip() for piece in loose):
        yield Block("paragraph", squeeze("".join(loose)), loose_line)


def _block(tag: Tag, line: int, offset: int) -> Iterator[Block]:
    if tag.name in _HEADINGS:
        yield Block("heading", squeeze(_text(tag)), line, _HEADINGS[tag.name])
    elif tag.name in ("ul", "ol"):
        for item in tag.find_all("li", recursive=False):
            yield Block("item", _item(item, 0), (item.sourceline or line) + offset)
    elif tag.name == "table":
        yield from _table(tag, offset)
    elif tag.name in _TEXT:
        yield Block("paragraph", squeeze(_text(tag)), line)
    else:
        yield from _walk(tag, offset)


def _item(item: Tag, depth: int) -> str:
    """With the items of the lists in it below, each a step further in."""
    if _unseen(item):
        return ""
    inner = [one for one in item.find_all(["ul", "ol"]) if one.find_parent("li") is item]
    words = " ".join("".join(_text(child, without=inner) for child in item.children).split())
    lines = ["  " * depth + f"- {words}"] if words else []
    if depth < _DEEPEST:
        lines += [_item(below, depth + 1) for one in inner for below in one.find_all("li", recursive=False)]
    return "\n".join(line for line in lines if line)


def _table(table: Tag, offset: int) -> Iterator[Block]:
    """A table that holds another one, or has one column, only puts boxes on the page: newsletters are made so."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table and not _hidden_row(row, table)]
    cells = [row.find_all(["th", "td"], recursive=False) for row in rows]
    if table.find("table") is not None or max(map(len, cells), default=0) < 2:
        for cell in (one for row in cells for one in row if not _unseen(one)):
            yield from _walk(cell, offset)
        return
    if table.caption is not None:
        yield Block("paragraph", squeeze(_text(table.caption)), (table.caption.sourceline or 1) + offset)
    header: list[str] = []
    spans: dict[int, tuple[int, str]] = {}  # a cell that reaches down: column → rows left, words
    for number, row in enumerate(rows):
        texts = _cells(row, spans)
        if number == 0 and len(rows) > 1:
            header = texts
        else:
            yield Block("row", table_row(header, texts), (row.sourceline or 1) + offset)


def _hidden_row(row: Tag, table: Tag) -> bool:
    around = row.parent if row.parent is not None and row.parent is not table else row
    return _unseen(row) or _unseen(around)


def _cells(row: Tag, spans: dict[int, tuple[int, str]]) -> list[str]:
    cells: list[str] = []

    def carry() -> None:
        while len(cells) in spans:
            left, words = spans.pop(len(cells))
            if left > 1:
                spans[len(cells)] = (left - 1, words)
            cells.append(words)

    for cell in row.find_all(["th", "td"], recursive=False):
        carry()
        words = " ".join(_text(cell).split())
        if (down := _reach(cell, "rowspan")) > 1:
            spans[len(cells)] = (down - 1, words)
        cells.append(words)
        cells += [""] * (_reach(cell, "colspan") - 1)
    carry()
    return cells


def _reach(cell: Tag, way: str) -> int:
    reach = str(cell.get(way) or "1")
    return int(reach) if reach.isdecimal() and len(reach) < 4 else 1


def _is_block(tag: Tag) -> bool:
    return tag.name in _BREAKS or tag.find(list(_TEXT | _BOXES | frozenset(_HEADINGS))) is not None


def _unseen(tag: Tag) -> bool:
    if tag.name in _UNSEEN or tag.has_attr("hidden"):
        return True
    style = str(tag.get("style") or "").replace(" ", "").lower() + ";"
    return _TRICKS.search(style) is not None or is_colour_hidden(tag)


def _text(node: object, without: Sequence[Tag] = ()) -> str:
    """The words below a node; a block or a line break ends a word."""
    if isinstance(node, NavigableString):
        return "" if isinstance(node, PreformattedString) else str(node)
    if not isinstance(node, Tag) or _unseen(node) or any(node is one for one in without):
        return ""
    inside = "".join(_text(child, without) for child in node.children)
    return f"\n{inside}\n" if node.name in _BREAKS else inside
