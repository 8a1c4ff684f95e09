"""PPTX to blocks: each slide a section, its notes after it; hidden slides are told apart."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.charts import DRAWN, drawn_blocks
from knowledge.formats.office import check_office, opened
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError

if TYPE_CHECKING:
    from pptx.slide import Slide

_DEEPEST = 20  # groups within groups
_FRAME = "{http://schemas.openxmlformats.org/presentationml/2006/main}graphicFrame"
_TABLE = "{http://schemas.openxmlformats.org/drawingml/2006/main}tbl"


def read_slides(data: bytes, limits: Limits) -> Parsed:
    """Raises RefusedError."""
    check_office(data, limits, "presentationml")
    return opened(lambda: _read(data, limits), "PowerPoint file")


def _read(data: bytes, limits: Limits) -> Parsed:
    import pptx

    deck = pptx.Presentation(io.BytesIO(data))
    slides = list(deck.slides)
    if len(slides) > limits.max_pages:
        raise RefusedError(f"it has {len(slides):,} slides, the limit is {limits.max_pages:,}")
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    drawn: list[int] = []
    for number, slide in enumerate(slides, start=1):
        found = list(_slide(slide, number))
        drawn += [number] if _has_unread(slide) else []
        if slide._element.get("show") == "0":
            hidden.append(Hidden(f"slide {number}", "a hidden slide", "\n".join(block.text for block in found)))
        else:
            blocks.extend(found)
    first = next((title for slide in slides if (title := _title(slide))), None)
    notes = (
        [f"charts, diagrams or embedded files were not read: slide {', '.join(map(str, drawn[:20]))}"] if drawn else []
    )
    return Parsed(blocks=blocks, title=(deck.core_properties.title or "").strip() or first, hidden=hidden, notes=notes)


def _slide(slide: "Slide", number: int) -> Iterator[Block]:
    """Without a title and without words there is nothing to read; a title alone is."""
    at = f"slide {number}"
    title = _title(slide)
    below = list(_below_title(slide, number, at))
    if title or below:
        yield Block("heading", title or f"Slide {number}", number, 1, at)
    yield from below


def _title(slide: "Slide") -> str:
    shape = slide.shapes.title
    return " ".join(shape.text_frame.text.split()) if shape is not None and shape.has_text_frame else ""


def _has_unread(slide: "Slide") -> bool:
    """A drawing that says nothing to us: a funnel, a map, an embedded file, a chart whose part is broken."""
    frames = slide.shapes._spTree.iter(_FRAME)
    drawings = list(slide.shapes._spTree.iter(*DRAWN))
    embedded = any(next(frame.iter(_TABLE, *DRAWN), None) is None for frame in frames)
    return embedded or any(next(drawn_blocks(one, slide.part, 0, ""), None) is None for one in drawings)


def _below_title(slide: "Slide", number: int, at: str) -> Iterator[Block]:
    title = slide.shapes.title
    shapes = [shape for shape in _flat(slide.shapes, 0) if title is None or shape.shape_id != title.shape_id]
    shapes.sort(key=lambda shape: (shape.top or 0, shape.left or 0))  # as read: down, then to the right
    for shape in shapes:
        if getattr(shape, "has_table", False):
            yield from _rows(shape.table, number, at)
        elif shape._element.tag == _FRAME:
            for drawing in shape._element.iter(*DRAWN):
                yield from drawn_blocks(drawing, slide.part, number, at)
        elif shape.has_text_frame:
            yield from _paragraphs(shape.text_frame, number, at)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        text = squeeze(notes.text)
        if text:
            yield Block("paragraph", text, number, at=f"{at}, notes")


def _flat(shapes: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _paragraphs(frame: Any, number: int, at: str) -> Iterator[Block]:  # noqa: ANN401
    paragraphs = [one for one in frame.paragraphs if one.text.strip()]
    for paragraph in paragraphs:
        text = squeeze(paragraph.text.replace("\v", "\n"))
        if len(paragraphs) > 1 or paragraph.level:
            yield Block("item", "  " * paragraph.level + f"- {text}", number, at=at)
        else:
            yield Block("paragraph", text, number, at=at)


def _rows(table: Any, number: int, at: str) -> Iterator[Block]:  # noqa: ANN401
    rows: list[list[str]] = []
    for row in table.rows:
        above = rows[-1] if rows else []
        rows.append([_cell(cell, above[at] if at < len(above) else "") for at, cell in enumerate(row.cells)])
    header = rows[0] if len(rows) > 1 else []
    for cells in rows[1:] if header else rows:
        text = table_row(header, cells)
        if text:
            yield Block("row", text, number, at=at)


def _cell(cell: Any, above: str) -> str:  # noqa: ANN401
    """A cell that reaches down says the same again, one that reaches right says it once."""
    if cell._tc.vMerge:
        return above
    return "" if cell._tc.hMerge else " ".join(cell.text.split())
