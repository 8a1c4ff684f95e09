"""Rows of cells to a table and its blocks: CSV files and spreadsheets alike."""

import re
from collections.abc import Sequence

from knowledge.formats.blocks import Block, table_row
from knowledge.formats.parsed import Row, Table

_NUMBER = re.compile(r"[\d.,\s%€$£¥+-]+")
MOST_BEFORE_HEADER = 10  # rows of titles and remarks above a table


def make_table(name: str, rows: Sequence[Row]) -> tuple[list[Block], Table | None]:
    """Blocks of all rows, each readable without its table, and the table where there is a header.

    The header is the first row of at least two cells, none of which is a number, that has a row below it; what stands
    above it are paragraphs.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    head = next((at for at, row in enumerate(filled[:MOST_BEFORE_HEADER]) if _is_header(row.cells)), None)
    if head is None or head + 1 == len(filled):
        return [block for row in filled if (block := _loose(row, "row")).text], None
    header = [" ".join(cell.split()) for cell in filled[head].cells]
    below = filled[head + 1 :]
    blocks = [_loose(row, "paragraph") for row in filled[:head]]
    blocks += [Block("record", table_row(header, _plain(row)), row.line, at=row.at) for row in below]
    return [block for block in blocks if block.text], Table(name, header, below)


def _is_header(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and len(set(filled)) == len(filled) and not any(map(_NUMBER.fullmatch, filled))


def _plain(row: Row) -> list[str]:
    return [" ".join(cell.split()) for cell in row.cells]


def _loose(row: Row, kind: str) -> Block:
    return Block(kind, "; ".join(cell for cell in _plain(row) if cell), row.line, at=row.at)  # type: ignore[arg-type]
