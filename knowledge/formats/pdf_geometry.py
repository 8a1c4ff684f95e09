"""Where things stand on a page of a PDF: points are 1/72 inch, y upwards, on the page as it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

THIN = 3.0  # points: a rectangle that is a line
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line, or an edge of a box, that runs along the page's edges."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


def edges(box: Rule) -> Iterator[Rule]:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if min(wide, high) <= THIN:
        if max(wide, high) > THIN:
            yield box
        return
    yield Rule(box.x0, box.y0, box.x1, box.y0)
    yield Rule(box.x0, box.y1, box.x1, box.y1)
    yield Rule(box.x0, box.y0, box.x0, box.y1)
    yield Rule(box.x1, box.y0, box.x1, box.y1)


def turned(page: "PageObject") -> Matrix:
    """From the page as it is written to the page as it is shown."""
    turn = page.rotation % 360
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    if turn == 90:
        return (0.0, -1.0, 1.0, 0.0, 0.0, wide)
    if turn == 180:
        return (-1.0, 0.0, 0.0, -1.0, wide, high)
    return (0.0, 1.0, -1.0, 0.0, high, 0.0) if turn == 270 else UNIT


def placed_box(page: "PageObject", turn: Matrix) -> tuple[float, float, float, float]:
    box = page.mediabox
    placed = box_of(UNIT, (float(box.left), float(box.bottom), float(box.right), float(box.top)), turn)
    return placed.x0, placed.y0, placed.x1, placed.y1


def matrix_of(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def point(matrix: Matrix, along: float, turn: Matrix) -> tuple[float, float]:
    placed = times((1.0, 0.0, 0.0, 1.0, along, 0.0), times(matrix, turn))
    return placed[4], placed[5]


def box_of(matrix: Matrix, corners: tuple[float, float, float, float], turn: Matrix) -> Rule:
    whole = times(matrix, turn)
    ends = [times((1.0, 0.0, 0.0, 1.0, x, y), whole) for x, y in (corners[:2], corners[2:])]
    xs, ys = sorted(end[4] for end in ends), sorted(end[5] for end in ends)
    return Rule(xs[0], ys[0], xs[1], ys[1])
