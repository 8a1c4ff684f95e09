"""What is drawn on a page of a PDF: words with their place, size and whether anybody sees them; and ruled lines.

pypdf follows the page and decodes its letters; the state that it keeps to itself (colours, widths, the pen) is followed
here beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.formats.pdf_fonts import fonts_of, resources_of
from knowledge.formats.pdf_geometry import (
    UNIT,
    Matrix,
    Rule,
    box_of,
    edges,
    matrix_of,
    placed_box,
    point,
    times,
    turned,
)
from knowledge.formats.pdf_state import COLOURS, Frame, State, advance, follow

if TYPE_CHECKING:
    from pypdf import PageObject

TINY = 2.0  # points: too small to read
WIDE = 900  # thousandths of an em: a gap within a string that parts two cells
_PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_PAINTING = _PAINTS | _STROKES | {b"Do", b"INLINE IMAGE", b"sh"}
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
_INVISIBLE = 3  # of Tr: letters that are not painted
MOST_RULES = 4_000  # more are a drawing


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: its ends and its base line in points, y upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    hidden: str | None = None  # why nobody sees it


@dataclass(frozen=True, slots=True)
class Drawn:
    pieces: Sequence[Piece]
    rules: Sequence[Rule]
    bottom: float = 0.0
    top: float = 0.0


def drawn_on(page: "PageObject") -> Drawn:
    from pypdf.generic import ContentStream, NameObject

    if "/Contents" in page:
        content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")  # strings as the codes that they are
        content.operations = list(_parted(content.operations))
        page[NameObject("/Contents")] = content
    canvas = _Canvas(page)
    page.extract_text(
        visitor_operand_before=canvas.before, visitor_operand_after=canvas.after, visitor_text=canvas.text
    )
    rules = canvas.rules if len(canvas.rules) <= MOST_RULES else ()
    return Drawn(canvas.pieces, rules, canvas.box[1], canvas.box[3])


def is_painted(page: "PageObject") -> bool:
    """Whether a page that was looked at holds anything but letters: pictures, lines, areas."""
    from pypdf.generic import ContentStream

    content = page.get("/Contents")
    return isinstance(content, ContentStream) and any(operator in _PAINTING for _, operator in content.operations)


def _parted(operations: Sequence[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes]]:
    """The same page, with the current font named again wherever a new piece begins: there pypdf hands out its text."""
    font: Any = None
    kept: list[Any] = []
    for operands, operator in operations:
        if operator == b"Tf":
            font = operands
        elif operator == b"q":
            kept.append(font)
        elif operator == b"Q":
            font = kept.pop() if kept else font
        elif font is not None and (operator in _MOVES or operator in COLOURS or operator in (b"Tr", b"gs")):
            yield font, b"Tf"
        if operator == b"TJ" and font is not None and operands and isinstance(operands[0], list):
            yield from _parted_string(operands[0], font)
        else:
            yield operands, operator


def _parted_string(items: Sequence[Any], font: Any) -> Iterator[tuple[Any, bytes]]:  # noqa: ANN401
    from pypdf.generic import ArrayObject

    held = ArrayObject()
    for item in items:
        if isinstance(item, int | float) and -item > WIDE and held:
            yield [held], b"TJ"
            yield font, b"Tf"
            held = ArrayObject()
        held.append(item)
    yield [held], b"TJ"


class _Canvas:
    def __init__(self, page: "PageObject") -> None:
        self._turn = turned(page)
        self.box = placed_box(page, self._turn)
        resources = resources_of(page)
        self._frames = [Frame(UNIT, resources, fonts_of(resources))]
        self._shown: list[Piece] = []  # strings since pypdf handed out text; they carry all but the text
        self._path: list[Rule] = []
        self._pen_at: tuple[float, float] | None = None
        self._areas: list[Rule] = []  # painted with a colour: white letters may stand on them
        self.pieces: list[Piece] = []
        self.rules: list[Rule] = []

    def before(self, operator: bytes, operands: Sequence[Any], cm: Sequence[float], tm: Sequence[float]) -> None:
        frame = self._frames[-1]
        try:
            if operator in _SHOWS:
                self._show(frame, operator, operands, times(matrix_of(tm), times(matrix_of(cm), frame.base)))
            elif operator in _MOVES or operator == b"BT":
                frame.pen = 0.0
            elif operator == b"Do":
                self._open(frame, str(operands[0]), times(matrix_of(cm), frame.base))
            elif operator in (b"m", b"l", b"re", b"S", b"s", b"n", b"sh") or operator in _PAINTS:
                self._draw(frame, operator, operands, times(matrix_of(cm), frame.base))
            else:
                follow(frame, operator, operands)
        except (IndexError, TypeError, ValueError, KeyError, AttributeError):  # operands that are none
            return

    def after(self, operator: bytes, operands: Sequence[Any], cm: object, tm: object) -> None:
        del operands, cm, tm
        if operator == b"Do" and len(self._frames) > 1:
            self._frames.pop()

    def text(self, text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float) -> None:
        del font, size
        shown, self._shown = self._shown, []
        words = " ".join(text.split())
        if not words:
            return
        if not shown:
            place = times(times(matrix_of(tm), times(matrix_of(cm), self._frames[-1].base)), self._turn)
            shown = [Piece("", place[4], place[4], place[5], 0.0)]
        first = shown[0]
        end = max(one.x1 for one in shown)
        before, behind = " " * text[0].isspace(), " " * text[-1].isspace()
        self.pieces.append(replace(first, text=before + words + behind, x1=end))

    def _show(self, frame: Frame, operator: bytes, operands: Sequence[Any], matrix: Matrix) -> None:
        state = frame.state
        if operator in (b"'", b'"'):
            frame.pen = 0.0
        items = operands[0] if operator == b"TJ" else [operands[-1]]
        start = frame.pen
        leading = True
        for item in items:
            if isinstance(item, int | float):
                frame.pen -= float(item) / 1000 * state.size * state.stretch
                start = frame.pen if leading else start
            else:
                leading = False
                frame.pen += advance(state, item)
        a, b = point(matrix, start, self._turn), point(matrix, frame.pen, self._turn)
        upright = times(matrix, self._turn)
        points = abs(state.size) * (upright[2] ** 2 + upright[3] ** 2) ** 0.5
        bold = state.font.bold if state.font else False
        piece = Piece("", min(a[0], b[0]), max(a[0], b[0]), a[1], points, bold)
        self._shown.append(replace(piece, hidden=self._unseen(piece, state)))

    def _unseen(self, piece: Piece, state: State) -> str | None:
        if state.mode == _INVISIBLE or state.clear:
            return "invisible text"
        if 0 < piece.size < TINY:
            return "text too small to read"
        left, bottom, right, top = self.box
        if not (left - 1 <= piece.x1 and piece.x0 <= right + 1 and bottom - piece.size <= piece.y <= top + 1):
            return "text outside the page"
        return "white text" if state.white and not self._is_painted_below(piece) else None

    def _is_painted_below(self, piece: Piece) -> bool:
        middle, height = (piece.x0 + piece.x1) / 2, piece.y + piece.size / 4
        return any(one.x0 <= middle <= one.x1 and one.y0 <= height <= one.y1 for one in self._areas)

    def _open(self, frame: Frame, name: str, matrix: Matrix) -> None:
        """A form, whose words follow, or a picture."""
        found = frame.resources.get("/XObject", {}).get_object()[name].get_object()
        if found.get("/Subtype") != "/Form":
            self._areas.append(box_of(matrix, (0, 0, 1, 1), self._turn))
        own = found.get("/Resources")
        resources = own.get_object() if own is not None else frame.resources
        base = times(matrix_of(found.get("/Matrix", UNIT)), matrix)
        self._frames.append(
            Frame(base, resources, fonts_of(resources) if own is not None else frame.fonts, frame.state)
        )

    def _draw(self, frame: Frame, operator: bytes, operands: Sequence[Any], matrix: Matrix) -> None:
        values = [float(value) for value in operands] if operator in (b"m", b"l", b"re") else []
        if operator == b"re":
            x, y, wide, high = values
            self._path.append(box_of(matrix, (x, y, x + wide, y + high), self._turn))
        elif operator in (b"m", b"l"):
            if operator == b"l" and self._pen_at is not None:
                self._path.append(box_of(matrix, (*self._pen_at, values[0], values[1]), self._turn))
            self._pen_at = (values[0], values[1])
        elif operator == b"sh":
            self._areas.append(Rule(*self.box))
        else:
            if operator in _PAINTS and not frame.state.white and self._path and len(self._areas) < MOST_RULES:
                xs = [x for one in self._path for x in (one.x0, one.x1)]
                ys = [y for one in self._path for y in (one.y0, one.y1)]
                self._areas.append(Rule(min(xs), min(ys), max(xs), max(ys)))
            if (operator in _PAINTS or operator in _STROKES) and len(self.rules) <= MOST_RULES:
                self.rules.extend(edge for one in self._path for edge in edges(one))
            self._path = []
