"""DOCX to blocks: headings by style, lists, tables row by row; what Word does not show is told apart."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.charts import DRAWN, drawn_blocks
from knowledge.formats.office import check_office, opened
from knowledge.formats.parsed import Hidden, Limits, Parsed
from knowledge.formats.word_hidden import comments, unseen

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.I)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for older Words
_UNDRAWN = frozenset({f"{_W}del", f"{_W}txbxContent", _FALLBACK})  # gone, read with the box that holds it, said before
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", f"{_W}pPr"})
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}moveTo", f"{_W}customXml"})
_MOST_STYLES = 20  # based on one another
_MOST_COLUMNS = 1_000


def read_word(data: bytes, limits: Limits) -> Parsed:
    """Places are pages where Word left its page breaks in the file, else paragraphs. Raises RefusedError."""
    check_office(data, limits, "wordprocessingml")
    return opened(lambda: _Reader(data).parsed(), "Word document")


class _Reader:
    def __init__(self, data: bytes) -> None:
        import docx

        self._document: Document = docx.Document(io.BytesIO(data))
        body = self._document.element.body
        self._styles = {style.style_id: style for style in self._document.styles}
        self._titled = any(self._style_name(one) == "title" for one in body.iter(f"{_W}p"))
        self._notes = _foot_notes(self._document)
        self._cited: list[str] = []  # the keys of notes that the current paragraph points to
        self._paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self._page = 1
        self._number = 0
        self._hidden: list[Hidden] = []
        self._unread = 0  # charts and diagrams

    def parsed(self) -> Parsed:
        blocks = [block for block in self._walk(self._document.element.body) if block.text]
        core = self._document.core_properties
        title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
        self._hidden.extend(comments(self._document))
        return Parsed(
            blocks=blocks,
            title=(title or core.title or "").strip() or None,
            language=(core.language or "").strip() or None,
            hidden=self._hidden,
            notes=[f"{self._unread} of its charts or diagrams were not read"] if self._unread else (),
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
            elif child.tag in _WRAPPERS:
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
        yield from self._notes_below()
        yield from self._drawings(paragraph)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if next(box.iterancestors(_FALLBACK), None) is None:
                yield from self._walk(box)

    def _drawings(self, parent: "_Element") -> Iterator[Block]:
        for drawing in parent.iter(*DRAWN):
            above = list(takewhile(lambda one: one is not parent, drawing.iterancestors()))
            if any(one.tag in _UNDRAWN or (one.tag == f"{_W}r" and unseen(one)) for one in above):
                continue
            blocks = list(drawn_blocks(drawing, self._document.part, self._number, self._at))
            self._unread += not blocks
            yield from blocks

    def _notes_below(self) -> Iterator[Block]:
        cited, self._cited = self._cited, []
        for key in cited:
            words = squeeze("\n".join(self._text(one) for one in self._notes[key].iter(f"{_W}p")))
            yield Block("paragraph", words, self._number, at=f"{self._at}, note")
        self._cited = []  # a note does not lead to further ones

    def _text(self, node: "_Element") -> str:
        """The words that Word shows: without deletions and hidden runs, with what was inserted."""
        parts: list[str] = []
        for child in node:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}r":
                words = self._run(child)
                how = unseen(child)
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
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                key = child.tag.removeprefix(_W).removesuffix("Reference") + str(child.get(f"{_W}id"))
                self._cited += [key] if key in self._notes else []
            elif child.tag == f"{_W}lastRenderedPageBreak":
                self._page += 1
        return "".join(parts)

    def _level(self, paragraph: "_Element") -> int:
        """A heading's level; 0 for other paragraphs. Below a title, headings begin at level 2."""
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if self._style_name(paragraph) == "title":
            return 1
        level = _outlined(outline) or self._level_of_style(paragraph)
        return min(6, level + self._titled) if level else 0

    def _style_name(self, paragraph: "_Element") -> str:
        style = self._style(paragraph)
        return (style.name or "").lower() if style is not None else ""

    def _style(self, paragraph: "_Element") -> "BaseStyle | None":
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(f"{_W}val") or "") if found is not None else None

    def _level_of_style(self, paragraph: "_Element") -> int:
        """That of the style itself, or of the nearest one that it is based on."""
        style = self._style(paragraph)
        for _ in range(_MOST_STYLES):
            if style is None:
                return 0
            match = _HEADING.match(style.name or "") or _HEADING.match(style.style_id or "")
            if match:
                return max(1, int(match.group(1)))
            if level := _outlined(style.element.find(f"{_W}pPr/{_W}outlineLvl")):
                return level
            style = getattr(style, "base_style", None)
        return 0

    def _is_item(self, paragraph: "_Element") -> bool:
        return self._style_name(paragraph).startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None

    def _table(self, table: "_Element") -> Iterator[Block]:
        header: list[str] = []
        above: list[str] = []
        rows = list(_parts(table, f"{_W}tr"))
        for number, row in enumerate(rows):
            self._number += 1
            above = self._cells(row, above)
            if number == 0 and len(rows) > 1:
                header = above
            else:
                yield Block("row", table_row(header, above), self._number, at=self._at)
        yield from self._notes_below()
        yield from self._drawings(table)

    def _cells(self, row: "_Element", above: Sequence[str]) -> list[str]:
        """One text a column: a cell that reaches down says the same again, one that reaches right says it once."""
        cells: list[str] = []
        for cell in _parts(row, f"{_W}tc"):
            down = cell.find(f"{_W}tcPr/{_W}vMerge")
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = span.get(f"{_W}val", "1") if span is not None else "1"
            at = len(cells)
            if down is not None and down.get(f"{_W}val") != "restart" and at < len(above):
                cells.append(above[at])
            else:
                cells.append(" ".join(self._cell(cell).split()))
            cells += [""] * (min(int(wide), _MOST_COLUMNS) - 1 if wide.isdecimal() else 0)
        return cells

    def _cell(self, cell: "_Element") -> str:
        return "\n".join(self._text(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _parts(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """Rows of a table or cells of a row, not those of a table inside it."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _parts(child, tag)


def _outlined(level: "_Element | None") -> int:
    value = level.get(f"{_W}val", "9") if level is not None else "9"
    return int(value) + 1 if value.isdecimal() and int(value) < 6 else 0


def _foot_notes(document: "Document") -> dict[str, "_Element"]:
    """Footnotes and endnotes, by the tag and id with which a run points to them."""
    from docx.oxml import parse_xml

    found: dict[str, _Element] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                found[f"{kind.removesuffix('s')}{note.get(f'{_W}id')}"] = note
    return found
