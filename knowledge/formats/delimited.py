"""CSV and TSV to blocks: the separator is told from the rows themselves."""

import csv
from collections.abc import Iterator

from knowledge.formats.grid import make_table
from knowledge.formats.parsed import Limits, Parsed, RefusedError, Row

SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 50  # rows


def read_delimited(text: str, name: str, limits: Limits) -> Parsed:
    """`text` has bare newlines. A cell may hold line breaks; `Row.line` is where its row begins.

    Raises RefusedError.
    """
    try:
        rows = list(_rows(text, _separator(text), limits))
    except csv.Error as error:
        if "field limit" in str(error):
            most = f"{csv.field_size_limit():,} characters"
            raise RefusedError(f"one of its cells is longer than {most}: is a quotation mark not closed?") from error
        raise RefusedError(f"it is not a table of separated values: {error}") from error
    blocks, table = make_table(name, rows)
    return Parsed(blocks=blocks, tables=[table] if table else ())


def _separator(text: str) -> str:
    """The one that gives most rows the same number of cells, more than one."""

    def fit(separator: str) -> tuple[int, int]:
        counts = []
        for row in csv.reader(text.splitlines(), delimiter=separator):
            counts.append(len(row))
            if len(counts) == _LOOKED_AT:
                break
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(SEPARATORS, key=fit)


def _rows(text: str, separator: str, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=False)
    taken, line = 0, 1
    for cells in reader:
        taken += len(cells)
        if taken > limits.max_cells:
            raise RefusedError("it holds more cells than the limit allows; split it, or raise the limit")
        if any(cell.strip() for cell in cells):
            yield Row(line, f"row {line}", [cell.strip() for cell in cells])
        line = reader.line_num + 1
