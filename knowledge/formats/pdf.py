"""PDF to blocks: lines put together from where they stand, headings told by their size, page by page."""

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from knowledge.formats.blocks import Block, count_words
from knowledge.formats.office import opened
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

HEADING_SIZE = 1.15  # times the usual size of the letters
HEADING_WORDS = 16
PARAGRAPH_GAP = 1.45  # times the usual distance of two lines
TINY = 2.0  # points: too small to read
_BULLET = re.compile(r"^\s*[•◦▪‣●○–*·-]\s+")
_PAGE_NUMBER = re.compile(r"(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?", re.I)
_COLOURS = frozenset({b"g", b"rg", b"k", b"sc", b"scn"})  # of letters and areas
_PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do"})
_HYPHEN = re.compile(r"(?<=[^\W\d_])-$")


@dataclass(slots=True)
class _Line:
    text: str
    size: float  # points
    y: float
    page: int
    hidden: str | None  # why nobody sees it


def read_pdf(data: bytes, limits: Limits) -> Parsed:
    """Raises RefusedError: with a password, damaged, too many pages, or pictures of text without text."""
    return opened(lambda: _read(data, limits), "PDF file")


def _read(data: bytes, limits: Limits) -> Parsed:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("it has a password; save it without one")
    count = len(reader.pages)
    if count > limits.max_pages:
        raise RefusedError(f"it has {count:,} pages, the limit is {limits.max_pages:,}")
    pages = [_lines(page, number) for number, page in enumerate(reader.pages, start=1)]
    _unhide_scans(pages)
    seen = _without_margins([[line for line in page if not line.hidden] for page in pages])
    if not any(seen):
        raise RefusedError("it holds pictures of text, and no text: run text recognition (OCR) over it first")
    empty = [number for number, page in enumerate(seen, start=1) if not page]
    notes = [f"{len(empty)} pages without text: {', '.join(map(str, empty[:10]))}"] if empty else []
    hidden = [Hidden(f"page {line.page}", line.hidden, line.text) for page in pages for line in page if line.hidden]
    return Parsed(
        blocks=list(_blocks(seen)), title=_title(reader), language=_language(reader), hidden=hidden, notes=notes
    )


class _Canvas:
    """Follows one page as it is drawn: which words stand where, how large, and whether anybody sees them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._saved: list[tuple[int, bool]] = []
        self._mode = 0  # 3: letters that are not painted
        self._white = False
        self._painted = False  # something coloured or a picture lies on the page: white letters may stand on it
        self.lines: list[_Line] = []

    def operand(self, operator: bytes, operands: Sequence[Any], _cm: object, _tm: object) -> None:
        if operator == b"q":
            self._saved.append((self._mode, self._white))
        elif operator == b"Q" and self._saved:
            self._mode, self._white = self._saved.pop()
        elif operator == b"Tr" and operands:
            self._mode = int(operands[0])
        elif operator in _COLOURS:
            self._white = _is_white(operator, operands)
        elif operator in _PAINTS and not self._white:
            self._painted = True

    def text(self, piece: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        words = " ".join(piece.split())
        if not words:
            return
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        points = max(0.0, float(size) * scale)
        how = self._unseen(points)
        last = self.lines[-1] if self.lines else None
        if last and last.hidden == how and abs(last.y - y) <= 0.3 * max(points, last.size, 1.0):
            last.text = _joined(last.text, words, piece)
            last.size = max(last.size, points)
        else:
            self.lines.append(_Line(words, points, y, self._number, how))

    def _unseen(self, points: float) -> str | None:
        if self._mode == 3:
            return "invisible text"
        if 0 < points < TINY:
            return "text too small to read"
        return "white text" if self._white and not self._painted else None


def _lines(page: "PageObject", number: int) -> list[_Line]:
    """In the order in which the file draws them; pieces at one height are one line."""
    canvas = _Canvas(number)
    page.extract_text(visitor_operand_before=canvas.operand, visitor_text=canvas.text)
    return canvas.lines


def _joined(before: str, words: str, piece: str) -> str:
    glue = "" if words[0] in ",.;:!?)" or (not piece[0].isspace() and before.endswith(("-", "("))) else " "
    return before + glue + words


def _is_white(operator: bytes, operands: Sequence[Any]) -> bool:
    try:
        values = [float(value) for value in operands]
    except (TypeError, ValueError):  # a pattern
        return False
    if operator == b"k" or len(values) == 4:
        return bool(values) and all(value <= 0.01 for value in values)
    return bool(values) and all(value >= 0.99 for value in values)


def _unhide_scans(pages: Sequence[list[_Line]]) -> None:
    """A scan carries its recognised text unseen below the picture: where a page has nothing else, that is its text."""
    for page in pages:
        if page and all(line.hidden == "invisible text" for line in page):
            for line in page:
                line.hidden = None


def _without_margins(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Without page numbers, and without the headers and footers that stand on most pages."""
    repeated: set[str] = set()
    if len(pages) >= 3:
        usual = statistics.median_low([line.size for page in pages for line in page] or [1.0])
        edges = Counter(
            key
            for page in pages
            for key in {_key(line) for line in (*page[:2], *page[-2:]) if line.size < HEADING_SIZE * usual}
        )
        repeated = {key for key, count in edges.items() if count > len(pages) / 2}
    return [
        [line for line in page if _key(line) not in repeated and not _PAGE_NUMBER.fullmatch(line.text.strip())]
        for page in pages
    ]


def _key(line: _Line) -> str:
    """A footer is the same on every page but for the page's number at one end of it."""
    return re.sub(r"^\d+|\d+$", "0", line.text.strip())


def _blocks(pages: Sequence[Sequence[_Line]]) -> Iterator[Block]:
    lines = [line for page in pages for line in page]
    usual = statistics.median_low([line.size for line in lines for _ in range(max(1, len(line.text) // 20))])
    sizes = sorted({round(line.size) for line in lines if _is_heading(line, usual)}, reverse=True)
    level = {size: min(6, rank) for rank, size in enumerate(sizes, start=1)}
    gap = _usual_gap(pages)
    for page in pages:
        held: list[_Line] = []
        for line in page:
            heading = _is_heading(line, usual)
            if held and (
                heading or _BULLET.match(line.text) or held[-1].y - line.y > PARAGRAPH_GAP * gap or line.y > held[-1].y
            ):
                yield _block(held)
                held = []
            if heading:
                yield Block("heading", line.text, line.page, level[round(line.size)], f"page {line.page}")
            else:
                held.append(line)
        if held:
            yield _block(held)


def _is_heading(line: _Line, usual: float) -> bool:
    return (
        line.size >= HEADING_SIZE * usual
        and count_words(line.text) <= HEADING_WORDS
        and any(char.isalpha() for char in line.text)
        and not line.text.rstrip().endswith((",", ";"))
    )


def _usual_gap(pages: Sequence[Sequence[_Line]]) -> float:
    gaps = [
        above.y - below.y
        for page in pages
        for above, below in pairwise(page)
        if 0 < above.y - below.y < 4 * max(above.size, 1.0)
    ]
    return statistics.median_low(gaps) if gaps else 12.0


def _block(lines: Sequence[_Line]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = (
            _HYPHEN.sub("", text) + line.text
            if _HYPHEN.search(text) and line.text[:1].islower()
            else f"{text} {line.text}"
        )
    bullet = _BULLET.match(text)
    at = f"page {lines[0].page}"
    if bullet:
        return Block("item", f"- {text[bullet.end() :]}", lines[0].page, at=at)
    return Block("paragraph", text, lines[0].page, at=at)


def _title(reader: "PdfReader") -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return str(title).strip() or None if title else None


def _language(reader: "PdfReader") -> str | None:
    language = reader.root_object.get("/Lang")
    return str(language).strip() or None if language else None
