"""HTML to blocks. Nothing is fetched, and what a reader does not see is not read."""

import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PreformattedString

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.parsed import Hidden

_UNSEEN = frozenset(
    ["script", "style", "template", "noscript", "nav", "footer", "aside", "form", "iframe", "svg", "head"]
)
_TRICKS = ("display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TEXT = frozenset(["p", "blockquote", "figcaption", "dd", "dt", "caption", "summary", "address", "pre"])
_BOXES = frozenset(["ul", "ol", "table", "div", "section", "article", "main", "header", "body", "html", "figure", "dl"])
_BREAKS = _TEXT | _BOXES | frozenset(_HEADINGS) | {"li", "td", "th", "tr", "br"}


class WebPage:
    """A parsed page: its title, language and blocks."""

    def __init__(self, text: str) -> None:
        self._soup = _parse(text)

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

    def blocks(self) -> list[Block]:
        return [block for block in _walk(self._soup.body or self._soup, 0) if block.text]


def fragment_blocks(text: str, first_line: int) -> Iterator[Block]:
    """Blocks of a piece of HTML that begins at `first_line` of its file."""
    yield from (block for block in _walk(_parse(text), first_line - 1) if block.text)


def _parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guesses that a text is really a file name, or XML
        return BeautifulSoup(text, "html.parser")


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
            yield Block("item", "- " + " ".join(_text(item).split()), (item.sourceline or line) + offset)
    elif tag.name == "table":
        yield from _rows(tag, offset)
    elif tag.name in _TEXT:
        yield Block("paragraph", squeeze(_text(tag)), line)
    else:
        yield from _walk(tag, offset)


def _rows(table: Tag, offset: int) -> Iterator[Block]:
    rows = table.find_all("tr")
    header: list[str] = []
    spans: dict[int, tuple[int, str]] = {}  # a cell that reaches down: column → rows left, words
    for number, row in enumerate(rows):
        cells = _cells(row, spans)
        if number == 0 and len(rows) > 1:
            header = cells
        else:
            yield Block("row", table_row(header, cells), (row.sourceline or 1) + offset)


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
        reach = str(cell.get("rowspan") or "1")
        if reach.isdecimal() and 1 < int(reach) < 10_000:
            spans[len(cells)] = (int(reach) - 1, words)
        cells.append(words)
    carry()
    return cells


def _is_block(tag: Tag) -> bool:
    return tag.name in _BREAKS or tag.find(list(_TEXT | _BOXES | frozenset(_HEADINGS))) is not None


def _unseen(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower() + ";"
    return tag.name in _UNSEEN or tag.has_attr("hidden") or any(trick in style for trick in _TRICKS)


def _text(node: object) -> str:
    """The words below a node; a block or a line break ends a word."""
    if isinstance(node, NavigableString):
        return "" if isinstance(node, PreformattedString) else str(node)
    if not isinstance(node, Tag) or _unseen(node):
        return ""
    inside = "".join(_text(child) for child in node.children)
    return f"\n{inside}\n" if node.name in _BREAKS else inside
