"""CSV and TSV to blocks: the separator is told from the rows themselves; a broken row is named, the others are read."""

import csv
from collections.abc import Iterator, Sequence

from knowledge.formats.grid import make_table
from knowledge.formats.parsed import Limits, Parsed, RefusedError, Row, Table

SEPARATORS = (",", ";", "\t", "|")
MOST_OPEN = 100  # rows with an open quotation mark: each is read to its end in vain
_LOOKED_AT = 50  # rows
_MANY = 20  # broken rows that are named one by one


def read_delimited(text: str, name: str, limits: Limits) -> Parsed:
    """`text` has bare newlines. A cell may hold line breaks; `Row.line` is where its row begins.

    Raises RefusedError.
    """
    try:
        separator = _separator(text)
        rows = _Rows(text.splitlines(keepends=True), separator, limits)
        whole = list(rows)
    except csv.Error as error:
        if "field limit" in str(error):
            most = f"{csv.field_size_limit():,} characters"
            raise RefusedError(f"one of its cells is longer than {most}: is a quotation mark not closed?") from error
        raise RefusedError(f"it is not a table of separated values: {error}") from error
    blocks, table = make_table(name, whole)
    width = len(table.header) if table else 0
    long = {row.line: _too_long(row, width) for row in table.rows if any(row.cells[width:])} if table else {}
    rest = dict.fromkeys(rows.rest(width), "it is part of a cell that is not closed")
    if broken := {**long, **rest, **rows.broken}:
        _check(broken, table, whole, most=len(long.keys() - rest.keys()))
        blocks, table = make_table(name, [row for row in whole if row.line not in broken])
    return Parsed(blocks=blocks, tables=[table] if table else (), notes=_named(broken))


def _check(broken: dict[int, str], table: Table | None, rows: Sequence[Row], *, most: int) -> None:
    """Raises RefusedError where what is left is no table any more, or has no more than `most` rows: nobody may take
    half a register for a text."""
    left = [row for row in table.rows if row.line not in broken] if table else []
    head = max((row.line for row in rows if table and row.line < table.rows[0].line), default=0)
    if not left or min(broken) < head:
        raise RefusedError(f"none of its rows can be used: {'; '.join(_named(broken))}")
    if most > len(left):
        raise RefusedError(f"most of its rows are broken: {'; '.join(_named(broken))}")


def _too_long(row: Row, width: int) -> str:
    count = max(at for at, cell in enumerate(row.cells, start=1) if cell)
    return f"it has {count:,} cells, and the header has {width:,}: is a cell with a separator not in quotation marks?"


def _named(broken: dict[int, str]) -> list[str]:
    more = [f"{len(broken) - _MANY:,} more rows are not taken"] if len(broken) > _MANY else []
    return [f"row {line} is not taken: {broken[line]}" for line in sorted(broken)[:_MANY]] + more


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


class _Rows:
    """The rows of a text. Where a quotation mark is not closed, its row is `broken`, and reading goes on below it."""

    def __init__(self, lines: Sequence[str], separator: str, limits: Limits) -> None:
        self._lines = lines
        self._separator = separator
        self._limits = limits
        self._doubtful: dict[int, int] = {}  # cells of each row that an open quotation mark had swallowed
        self.broken: dict[int, str] = {}  # by line, why

    def __iter__(self) -> Iterator[Row]:
        taken, line, swallowed = 0, 1, 0
        while line <= len(self._lines):
            reader = csv.reader(self._lines[line - 1 :], delimiter=self._separator, strict=False)
            start = line
            for cells in reader:
                end = start + reader.line_num - 1
                if (end > line or end == len(self._lines)) and (why := self._opened(line, end)):
                    self.broken[line] = why
                    swallowed = max(swallowed, end)
                    if len(self.broken) > MOST_OPEN:
                        raise RefusedError(f"in more than {MOST_OPEN} of its rows a quotation mark is not closed")
                    break
                taken += len(cells)
                if taken > self._limits.max_cells:
                    raise RefusedError("it holds more cells than the limit allows; split it, or raise the limit")
                if line <= swallowed:
                    self._doubtful[line] = len(cells)
                if any(cell.strip() for cell in cells):
                    yield Row(line, f"row {line}", [cell.strip() for cell in cells])
                line = end + 1
            else:
                return
            line += 1

    def _opened(self, line: int, end: int) -> str | None:
        """Why the row of these lines, read leniently, is not what somebody wrote."""
        try:
            next(csv.reader(self._lines[line - 1 : end], delimiter=self._separator, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                return "the table ends inside a quotation mark that opens there; is it cut off?"
            return "a quotation mark that opens there is not closed" if end > line else None
        return None

    def rest(self, width: int) -> list[int]:
        """Lines of rows that an open quotation mark had swallowed, and that are no whole rows of a table so wide."""
        return [line for line, count in self._doubtful.items() if count != width]
