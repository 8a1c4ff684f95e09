"""XLSX to blocks: each sheet a section, each row with its header; hidden sheets, rows and columns are told apart."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from knowledge.formats.blocks import Block
from knowledge.formats.grid import make_table
from knowledge.formats.office import check_office, opened
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError, Row, Table

_SIGNS = {
    "€": "€",
    "[$€": "€",
    "EUR": "€",
    "£": "£",
    "[$£": "£",
    "GBP": "£",
    "[$$": "$",
    "USD": "$",
    "$": "$",
    "CHF": "CHF ",
}
_LARGE = 20_000_000  # bytes unpacked, beyond which remarks and hidden rows are not looked for


def read_sheets(data: bytes, limits: Limits) -> Parsed:
    """Values as they were last calculated; nothing is calculated here, and no link is followed.

    Raises RefusedError.
    """
    archive = check_office(data, limits)
    large = sum(part.file_size for part in archive.infolist()) > _LARGE
    return opened(lambda: _read(data, limits, large=large), "Excel file")


def _read(data: bytes, limits: Limits, *, large: bool) -> Parsed:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=large, data_only=True, keep_links=False)
    sheets = book.worksheets
    if len(sheets) > limits.max_pages:
        raise RefusedError(f"it has {len(sheets):,} sheets, the limit is {limits.max_pages:,}")
    blocks: list[Block] = []
    tables: list[Table] = []
    hidden: list[Hidden] = []
    cells = 0
    for sheet in sheets:
        rows = list(_rows(sheet, limits.max_cells - cells, hidden, large=large))
        cells += sum(len(row.cells) for row in rows)
        if sheet.sheet_state != "visible":
            text = "\n".join("; ".join(cell for cell in row.cells if cell) for row in rows)
            hidden.append(Hidden(f"sheet {sheet.title}", "a hidden sheet", text))
            continue
        found, table = make_table(sheet.title, rows)
        if found and len(sheets) > 1:
            blocks.append(Block("heading", sheet.title, found[0].line, 2, f"sheet {sheet.title}"))
        blocks.extend(found)
        if table:
            tables.append(table)
    return Parsed(blocks=blocks, title=(book.properties.title or "").strip() or None, tables=tables, hidden=hidden)


def _rows(sheet: Any, most: int, hidden: list[Hidden], *, large: bool) -> Iterator[Row]:  # noqa: ANN401
    shut = set() if large else {key for key, column in sheet.column_dimensions.items() if column.hidden}
    taken = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        taken += len(cells)
        if taken > most:
            raise RefusedError("it holds more cells than the limit allows; split it, or raise the limit")
        at = f"sheet {sheet.title}, row {number}"
        if not large:
            hidden.extend(_remarks(cells, at))
            if sheet.row_dimensions[number].hidden:
                _hide(hidden, at, "a hidden row", cells)
                continue
            unseen = [cell for cell in cells if cell.column_letter in shut]
            _hide(hidden, at, "a hidden column", unseen)
            cells = [cell for cell in cells if cell.column_letter not in shut]
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, at, texts)


def _remarks(cells: Sequence[Any], at: str) -> Iterator[Hidden]:
    for cell in cells:
        if getattr(cell, "comment", None) and cell.comment.text.strip():
            yield Hidden(at, "a comment", " ".join(cell.comment.text.split()))


def _hide(hidden: list[Hidden], at: str, how: str, cells: Sequence[Any]) -> None:
    text = "; ".join(filter(None, map(_text, cells)))
    if text:
        hidden.append(Hidden(at, how, text))


def _text(cell: Any) -> str:  # noqa: ANN401
    """As the sheet shows it, as far as currency, percent and dates go."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).strip()


def _number(value: float, shown: str) -> str:
    if "%" in shown:
        return f"{round(value * 100, 6):g}%"
    plain = f"{value:d}" if isinstance(value, int) else str(int(value)) if value.is_integer() else f"{value:.10g}"
    sign = next((sign for key, sign in _SIGNS.items() if key in shown), None)
    if sign is None:
        return plain
    return sign + (plain if float(value).is_integer() else f"{value:.2f}")
