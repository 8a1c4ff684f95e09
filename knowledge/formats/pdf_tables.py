"""Tables on a page of a PDF: those with ruled lines, those whose cells stand in line; and two columns of text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.formats.blocks import count_words
from knowledge.formats.pdf_geometry import Rule
from knowledge.formats.pdf_lines import Cell, Line, lines_of
from knowledge.formats.pdf_page import Drawn, Piece

NEAR = 2.5  # points: lines that meet
ALIGNED = 4.0  # points: cells that stand below one another
MOST_CELLS = 20_000
FEWEST_ROWS = 5  # of two columns of text that are drawn line by line
PROSE = 3.0  # words: the fewest in a line of a column of text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the texts of its rows, the first of which is taken for its header."""

    rows: Sequence[Sequence[str]]
    page: int


def laid_out(drawn: Drawn, page: int) -> list[Line | Grid]:
    """In the order in which the file draws them."""
    boxes = list(_ruled(drawn.rules))
    found: list[Line | Grid] = []
    loose: list[Piece] = []
    inside: dict[int, list[Piece]] = {}
    for piece in drawn.pieces:
        at = next((n for n, box in enumerate(boxes) if piece.hidden is None and box.holds(piece)), None)
        if at is None:
            loose.append(piece)
            continue
        if at not in inside:
            found += [*_aligned(lines_of(loose, page)), boxes[at]]  # type: ignore[list-item]
            loose = []
        inside.setdefault(at, []).append(piece)
    found += _aligned(lines_of(loose, page))
    filled = {id(boxes[at]): boxes[at].filled(pieces, page) for at, pieces in inside.items()}
    return [part for one in found for part in filled.get(id(one), [one])]


@dataclass(frozen=True, slots=True)
class _Box:
    """A net of ruled lines; xs rise, ys fall."""

    xs: Sequence[float]
    ys: Sequence[float]

    def holds(self, piece: Piece) -> bool:
        middle, height = (piece.x0 + piece.x1) / 2, piece.y + piece.size / 4
        return self.xs[0] - NEAR <= middle <= self.xs[-1] + NEAR and self.ys[-1] - NEAR <= height <= self.ys[0] + NEAR

    def filled(self, pieces: Sequence[Piece], page: int) -> list[Line | Grid]:
        cells: dict[tuple[int, int], list[Piece]] = {}
        falling = [-y for y in self.ys]
        for piece in pieces:
            row = bisect_right(falling, -(piece.y + piece.size / 4)) - 1
            column = bisect_right(self.xs, piece.x0 + NEAR) - 1
            key = (min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2))
            cells.setdefault(key, []).append(piece)
        rows = [
            [
                " ".join(line.text for line in lines_of(cells.get((row, column), ()), page))
                for column in range(len(self.xs) - 1)
            ]
            for row in range(len(self.ys) - 1)
        ]
        rows = [row for row in rows if any(row)]
        wide = [column for column in range(len(self.xs) - 1) if any(row[column] for row in rows)]
        if len(rows) < 2 or len(wide) < 2:  # a frame around text
            return list(lines_of(pieces, page))
        return [Grid([[row[column] for column in wide] for row in rows], page)]


def _ruled(rules: Sequence[Rule]) -> Iterator[_Box]:
    for net in _nets(rules):
        xs = _distinct([rule.x0 for rule in net if not rule.level])
        ys = _distinct([rule.y0 for rule in net if rule.level])
        if len(xs) >= 3 and len(ys) >= 3 and len(xs) * len(ys) <= MOST_CELLS:
            yield _Box(xs, ys[::-1])


def _nets(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, directly or by others."""
    owner = list(range(len(rules)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    order = sorted(range(len(rules)), key=lambda at: rules[at].x0)
    open_now: list[int] = []
    for at in order:
        open_now = [one for one in open_now if rules[one].x1 + NEAR >= rules[at].x0]
        for one in open_now:
            if rules[one].y0 - NEAR <= rules[at].y1 and rules[at].y0 - NEAR <= rules[one].y1:
                owner[root(at)] = root(one)
        open_now.append(at)
    nets: dict[int, list[Rule]] = {}
    for at in range(len(rules)):
        nets.setdefault(root(at), []).append(rules[at])
    return list(nets.values())


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _aligned(lines: Sequence[Line]) -> list[Line | Grid]:
    found: list[Line | Grid] = []
    run: list[Line] = []
    for line in lines:
        if run and not (_continues(run, line) or _below(run[-1], line)):
            found += _closed(run)
            run = []
        if run or len(line.cells) > 1:
            run.append(line)
        else:
            found.append(line)
    return found + _closed(run)


def _below(above: Line, line: Line) -> bool:
    """Whether at least two cells stand below cells of the line above: at their left, right or middle."""
    if line.hidden or above.hidden or not 0 < above.y - line.y < 4 * max(line.size, 1.0):
        return False
    pairs = [(one, other) for one in above.cells for other in line.cells if _stand_together(one, other)]
    return min(len({id(one) for one, _ in pairs}), len({id(other) for _, other in pairs})) >= 2


def _stand_together(one: Cell, other: Cell) -> bool:
    middle = abs((one.x0 + one.x1) - (other.x0 + other.x1)) / 2
    return min(abs(one.x0 - other.x0), abs(one.x1 - other.x1), middle) <= ALIGNED


def _continues(run: Sequence[Line], line: Line) -> bool:
    """A cell that goes on below its row: close to it, and below one of its cells but the first."""
    if len(line.cells) != 1 or line.hidden or not 0 < run[-1].y - line.y < 1.5 * max(line.size, 1.0):
        return False
    head = max(run, key=lambda one: len(one.cells))
    return any(abs(cell.x0 - line.x0) <= ALIGNED for cell in head.cells[1:])


def _closed(run: Sequence[Line]) -> list[Line | Grid]:
    if sum(len(line.cells) > 1 for line in run) < 2:
        return list(run)
    if _is_prose(run):
        return [
            *(replace(line, cells=line.cells[:1]) for line in run),
            *(replace(line, cells=line.cells[1:]) for line in run if len(line.cells) > 1),
        ]
    starts = _columns(run)
    rows: list[list[str]] = []
    for line in run:
        texts = [""] * len(starts)
        for cell in line.cells:
            at = _nearest(cell, starts)
            texts[at] = f"{texts[at]} {cell.text}".strip()
        if len(line.cells) == 1 and rows and not texts[0]:
            rows[-1] = [f"{above} {more}".strip() for above, more in zip(rows[-1], texts, strict=True)]
        else:
            rows.append(texts)
    return [Grid(rows, run[0].page)]


def _columns(run: Sequence[Line]) -> list[Cell]:
    """Of the line with most cells, each as wide as what stands below one another there."""
    columns = list(max(run, key=lambda line: len(line.cells)).cells)
    for line in run:
        for cell in line.cells if len(line.cells) > 1 else ():
            at = _nearest(cell, columns)
            if _stand_together(cell, columns[at]):
                columns[at] = Cell("", min(cell.x0, columns[at].x0), max(cell.x1, columns[at].x1))
    return columns


def _nearest(cell: Cell, columns: Sequence[Cell]) -> int:
    def away(at: int) -> tuple[float, float]:
        shared = min(cell.x1, columns[at].x1) - max(cell.x0, columns[at].x0)
        return -max(shared, 0.0), abs(cell.x0 - columns[at].x0)

    return min(range(len(columns)), key=away)


def _is_prose(run: Sequence[Line]) -> bool:
    """Two columns of text that are drawn line by line: sentences go on from line to line in each."""
    both = [line for line in run if len(line.cells) == 2]
    if len(both) < FEWEST_ROWS or len(both) < 0.8 * len(run):
        return False
    for side in (0, 1):
        texts = [line.cells[side].text for line in both]
        going_on = sum(text[:1].islower() for text in texts[1:])
        if sum(map(count_words, texts)) < PROSE * len(texts) or going_on < 0.4 * (len(texts) - 1):
            return False
    return True
