"""Pieces of a page's text to lines, each with its cells: what stands at one height, parted where the gaps are wide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.formats.pdf_page import Piece

GAP = 1.3  # ems: between two cells
SPACE = 0.12  # ems: between two words
BULLET = re.compile(r"^\s*(?:[•◦▪‣●○■□►➢➤✓✔\uf0b7\uf0a7\uf0d8]|[–*·-](?=\s))\s*")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_LONE_MARK = re.compile(r"\s*(?:[•◦▪‣●○■□►➢➤✓✔\uf0b7\uf0a7\uf0d8–*·-]|(?:\d{1,2}|[a-z])[.)])\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    cells: Sequence[Cell]
    y: float
    size: float
    page: int
    bold: bool = False
    hidden: str | None = None

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return max(cell.x1 for cell in self.cells)


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """In the order in which the file draws them."""
    found: list[Line] = []
    held: list[Piece] = []
    for piece in pieces:
        if held and not _goes_on(held, piece):
            found.append(_line(held, page))
            held = []
        held.append(piece)
    if held:
        found.append(_line(held, page))
    return found


def _goes_on(held: Sequence[Piece], piece: Piece) -> bool:
    last = held[-1]
    if (last.hidden is None) != (piece.hidden is None) or piece.x0 < last.x0 - 1:
        return False
    size = max(last.size, piece.size, 1.0)
    if abs(held[0].y - piece.y) <= 0.3 * size:
        return True
    raised = min(last.size, piece.size) < 0.85 * size and abs(last.y - piece.y) <= 0.6 * size
    return raised and piece.x0 - last.x1 <= 0.5 * size  # a sign above the line, or one after it


def _line(pieces: Sequence[Piece], page: int) -> Line:
    cells = list(_cells(pieces))
    if len(cells) > 1 and _LONE_MARK.fullmatch(cells[0].text):
        cells[:2] = [Cell(f"{cells[0].text} {cells[1].text}", cells[0].x0, cells[1].x1)]
    size = max(pieces, key=lambda one: len(one.text)).size
    hidden = next((one.hidden for one in pieces if one.hidden), None)
    return Line(cells, pieces[0].y, size, page, all(one.bold for one in pieces), hidden)


def _cells(pieces: Sequence[Piece]) -> Iterator[Cell]:
    text, start = pieces[0].text, pieces[0].x0
    for last, piece in pairwise(pieces):
        gap, em = piece.x0 - last.x1, max(last.size, piece.size, 1.0)
        if gap > GAP * em:
            yield Cell(text.strip(), start, last.x1)
            text, start = piece.text, piece.x0
        else:
            apart = gap > SPACE * em or text.endswith(" ") or (piece.text.startswith(" ") and gap > -0.2 * em)
            text = text.rstrip() + " " * apart + piece.text.lstrip()
    yield Cell(text.strip(), start, pieces[-1].x1)
