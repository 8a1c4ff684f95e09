"""DOCX to blocks: headings by style, lists, tables row by row; what Word does not show is told apart."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.office import check_office, opened
from knowledge.formats.parsed import Hidden, Limits, Parsed

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.I)
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", f"{_W}pPr"})
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD", "FCFCFC"})


def read_word(data: bytes, limits: Limits) -> Parsed:
    """Places are pages where Word left its page breaks in the file, else paragraphs. Raises RefusedError."""
    check_office(data, limits)
    return opened(lambda: _Reader(data).parsed(), "Word document")


class _Reader:
    def __init__(self, data: bytes) -> None:
        import docx

        self._document: Document = docx.Document(io.BytesIO(data))
        body = self._document.element.body
        self._paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._number = 0
        self._hidden: list[Hidden] = []

    def parsed(self) -> Parsed:
        blocks = [block for block in self._walk(self._document.element.body) if block.text]
        core = self._document.core_properties
        title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
        self._hidden.extend(_comments(self._document))
        return Parsed(
            blocks=blocks,
            title=(title or core.title or "").strip() or None,
            language=(core.language or "").strip() or None,
            hidden=self._hidden,
        )

    @property
    def _at(self) -> str:
        return f"page {self._page}" if self._paged else f"paragraph {self._number}"

    def _walk(self, parent: "_Element") -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
                yield from self._walk(child)

    def _paragraph(self, paragraph: "_Element") -> Iterator[Block]:
        self._number += 1
        text = squeeze(self._text(paragraph))
        level = self._level(paragraph)
        if text and level:
            yield Block("heading", " ".join(text.split()), self._number, level, self._at)
        elif text:
            kind, words = ("item", f"- {text}") if self._is_item(paragraph) else ("paragraph", text)
            yield Block(kind, words, self._number, at=self._at)  # type: ignore[arg-type]
        for box in paragraph.iter(f"{_W}txbxContent"):
            if (
                next(box.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"), None)
                is None
            ):
                yield from self._walk(box)

    def _text(self, node: "_Element") -> str:
        """The words that Word shows: without deletions and hidden runs, with what was inserted."""
        parts: list[str] = []
        for child in node:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}r":
                words = self._run(child)
                how = _unseen(child)
                if how and words.strip():
                    self._hidden.append(Hidden(self._at, how, " ".join(words.split())))
                elif not how:
                    parts.append(words)
            else:
                parts.append(self._text(child))
        return "".join(parts)

    def _run(self, run: "_Element") -> str:
        parts: list[str] = []
        for child in run:
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag == f"{_W}tab":
                parts.append("\t")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
                self._page += child.get(f"{_W}type") == "page" and not self._paged
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{_W}lastRenderedPageBreak":
                self._page += 1
        return "".join(parts)

    def _level(self, paragraph: "_Element") -> int:
        """A heading's level; 0 for other paragraphs."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (value := outline.get(f"{_W}val", "9")).isdecimal() and int(value) < 6:
            return int(value) + 1
        if style is None:
            return 0
        key = style.get(f"{_W}val") or ""
        name = next((one.name or "" for one in self._document.styles if one.style_id == key), key)
        if name.lower() == "title":
            return 1
        match = _HEADING.match(name) or _HEADING.match(key)
        return min(6, int(match.group(1))) if match else 0

    def _is_item(self, paragraph: "_Element") -> bool:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        listed = style is not None and (style.get(f"{_W}val") or "").lower().startswith("list")
        return listed or paragraph.find(f"{_W}pPr/{_W}numPr") is not None

    def _table(self, table: "_Element") -> Iterator[Block]:
        rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]
        header: list[str] = []
        for number, row in enumerate(rows):
            self._number += 1
            cells = [" ".join(self._cell(cell).split()) for cell in row.iter(f"{_W}tc")]
            if number == 0 and len(rows) > 1:
                header = cells
            else:
                yield Block("row", table_row(header, cells), self._number, at=self._at)

    def _cell(self, cell: "_Element") -> str:
        return "\n".join(self._text(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _unseen(run: "_Element") -> str | None:
    """Why a reader does not see this run, or None."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return None
    vanish = properties.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false"):
        return "hidden text"
    color, shade = properties.find(f"{_W}color"), properties.find(f"{_W}shd")
    white = color is not None and (color.get(f"{_W}val") or "").upper() in _WHITE
    if white and not any(_is_dark(one) for one in (shade, *_shades_around(run))):
        return "white text"
    size = properties.find(f"{_W}sz")
    if size is not None and (value := size.get(f"{_W}val") or "").isdecimal() and int(value) <= 4:  # half points
        return "text too small to read"
    return None


def _shades_around(run: "_Element") -> Iterator["_Element"]:
    """Of the paragraph and the table cell that the run stands in."""
    for around in run.iterancestors(f"{_W}p", f"{_W}tc"):
        yield from around.iterfind(f"{_W}pPr/{_W}shd")
        yield from around.iterfind(f"{_W}tcPr/{_W}shd")


def _is_dark(shade: "_Element | None") -> bool:
    return shade is not None and (shade.get(f"{_W}fill") or "auto").upper() not in (_WHITE | {"AUTO"})


def _comments(document: "Document") -> Iterator[Hidden]:
    for comment in document.comments:
        if comment.text.strip():
            yield Hidden("a comment", "a comment", " ".join(comment.text.split()))
