"""Lines of a PDF to headings, paragraphs, items and rows."""

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.formats.blocks import Block, count_words, table_row
from knowledge.formats.pdf_lines import BULLET, NUMBERED, Line
from knowledge.formats.pdf_tables import Grid

HEADING_SIZE = 1.15  # times the usual size of the letters
HEADING_WORDS = 16
PARAGRAPH_GAP = 1.4  # times the usual distance of two lines
LINE_GAP = 1.25  # times the distance of the two lines above
FEW = 8  # distances: of fewer none can be called usual
INDENT = 6.0  # points
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")


def blocks_of(pages: Sequence[Sequence[Line | Grid]]) -> Iterator[Block]:
    return _Writer(pages).blocks()


class _Writer:
    def __init__(self, pages: Sequence[Sequence[Line | Grid]]) -> None:
        self._parts = [one for page in pages for one in page]
        lines = [one for one in self._parts if isinstance(one, Line)]
        weighed = [line.size for line in lines for _ in range(max(1, len(line.text) // 20))]
        self._usual = statistics.median_low(weighed) if weighed else 1.0
        self._bold_is_usual = sum(line.bold for line in lines) > len(lines) / 2
        self._gap = _usual_gap(lines, self._usual)
        sizes = sorted({round(line.size) for line in lines if self._is_large(line)}, reverse=True)
        self._levels = {size: min(5, rank) for rank, size in enumerate(sizes, start=1)}

    def blocks(self) -> Iterator[Block]:
        held: list[Line] = []
        heading = False
        for at, part in enumerate(self._parts):
            if isinstance(part, Grid):
                yield from self._written(held, heading)
                held = []
                yield from _rows(part)
                continue
            is_heading = self._is_heading(at)
            if held and (is_heading != heading or self._begins(held, part, heading=heading)):
                yield from self._written(held, heading)
                held = []
            held.append(part)
            heading = is_heading
        yield from self._written(held, heading)

    def _is_large(self, line: Line) -> bool:
        return line.size >= HEADING_SIZE * self._usual and _may_be_heading(line)

    def _is_heading(self, at: int) -> bool:
        line = self._parts[at]
        if not isinstance(line, Line):
            return False
        return self._is_large(line) or self._is_bold_heading(at, line)

    def _is_bold_heading(self, at: int, line: Line) -> bool:
        """A short bold line of the usual size, alone above text that is not bold."""
        if not line.bold or self._bold_is_usual or not _may_be_heading(line) or _ENDS.search(line.text):
            return False
        above = self._parts[at - 1] if at else None
        below = self._parts[at + 1] if at + 1 < len(self._parts) else None
        if isinstance(above, Line) and above.bold and not self._is_large(above):
            return False
        return isinstance(below, Grid) or (isinstance(below, Line) and not below.bold)

    def _begins(self, held: Sequence[Line], line: Line, *, heading: bool) -> bool:
        """Whether a line begins a new paragraph, item or heading below those that are held."""
        last = held[-1]
        if heading:
            near = last.page == line.page and 0 < last.y - line.y < 1.7 * last.size
            return not (near and round(last.size) == round(line.size) and last.bold == line.bold)
        if BULLET.match(line.text) or (NUMBERED.match(line.text) and (_is_item(held) or _ENDS.search(last.text))):
            return True
        if last.page != line.page or line.y > last.y:  # the next page, or the next column
            return bool(_ENDS.search(last.text)) or not line.text[:1].islower()
        own = held[-2].y - last.y if len(held) > 1 and held[-2].page == last.page else 0.0
        if last.y - line.y > (LINE_GAP * own if own > 0 else PARAGRAPH_GAP * self._gap):
            return True
        if _is_item(held) and len(held) > 1 and line.x0 < held[1].x0 - INDENT:
            return True
        if not _ENDS.search(last.text):
            return False
        room = max(one.x1 for one in (*held, line)) - last.x1
        return room > _first_word(line) + 0.5 * line.size or line.x0 > max(one.x0 for one in held) + INDENT

    def _written(self, lines: Sequence[Line], heading: bool) -> Iterator[Block]:
        if not lines:
            return
        text, page = _joined(lines), lines[0].page
        place = f"page {page}"
        if heading:
            level = self._levels.get(round(lines[0].size), len(self._levels) + 1)
            yield Block("heading", text, page, min(6, level), place)
        elif mark := BULLET.match(text) or (NUMBERED.match(text) if len(text) < 2_000 else None):
            words = text[mark.end() :] if BULLET.match(text) else text
            if words:
                yield Block("item", f"- {words}", page, at=place)
        else:
            yield Block("paragraph", text, page, at=place)


def _usual_gap(lines: Sequence[Line], size: float) -> float:
    """Of two lines of a paragraph: most lines of a short document may be paragraphs of their own."""
    gaps = sorted(
        above.y - below.y
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < above.y - below.y < 4 * max(above.size, 1.0)
    )
    usual = gaps[len(gaps) // 4] if gaps else 1.3 * size
    return usual if len(gaps) >= FEW else min(usual, 1.45 * size)


def _may_be_heading(line: Line) -> bool:
    return (
        count_words(line.text) <= HEADING_WORDS
        and any(char.isalpha() for char in line.text)
        and not line.text.endswith((",", ";"))
        and not BULLET.match(line.text)
    )


def _first_word(line: Line) -> float:
    """Its width: where there was room for it on the line above, that line was ended on purpose."""
    word = line.text.partition(" ")[0]
    return (line.x1 - line.x0) * len(word) / max(1, len(line.text))


def _is_item(held: Sequence[Line]) -> bool:
    return bool(BULLET.match(held[0].text) or NUMBERED.match(held[0].text))


def _joined(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        parted = _HYPHEN.search(text) and line.text[:1].islower()
        text = _HYPHEN.sub("", text) + line.text if parted else f"{text} {line.text}"
    return text


def _rows(grid: Grid) -> Iterator[Block]:
    header = list(grid.rows[0])
    for row in grid.rows[1:]:
        text = table_row(header, list(row))
        if text:
            yield Block("row", text, grid.page, at=f"page {grid.page}")
