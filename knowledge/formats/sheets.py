"""XLSX to blocks: each sheet a section, each row with its header; hidden sheets, rows and columns are told apart."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

from knowledge.formats.blocks import Block
from knowledge.formats.grid import make_table
from knowledge.formats.office import check_office, opened
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError, Row, Table

_LARGE = 20_000_000  # bytes unpacked, beyond which remarks and hidden rows are not looked for
# what of a number format shows a currency: [$€-407], [$CHF], "kr", or the bare sign
_CURRENCY = re.compile(r'\[\$([^\]-]+)[^\]]*\]|"([^"0-9]{1,5})"|([€£¥$]|\b(?:EUR|GBP|USD|CHF)\b)')
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
_BEFORE = frozenset("€£$¥")
_DECIMALS = re.compile(r"[0#]\.([0#?]+)")
_PADDED = re.compile(r"0{2,}")  # article numbers: 00417
# t="str": the result is an empty text
_UNCALCULATED = re.compile(rb'<c (?![^>]*t="str")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


def read_sheets(data: bytes, limits: Limits) -> Parsed:
    """Values as they were last calculated; nothing is calculated here, and no link is followed.

    Raises RefusedError.
    """
    archive = check_office(data, limits, "spreadsheetml")
    large = sum(part.file_size for part in archive.infolist()) > _LARGE
    parsed = opened(lambda: _read(data, limits, large=large), "Excel file")
    empty = 0 if large else sum(map(len, map(_UNCALCULATED.findall, _sheet_parts(archive))))
    if empty:
        note = f"{empty:,} formulas carry no result: open the file in Excel and save it, so that they are calculated"
        return replace(parsed, notes=[*parsed.notes, note])
    return parsed


def _sheet_parts(archive: ZipFile) -> Iterator[bytes]:
    for part in archive.infolist():
        if part.filename.startswith("xl/worksheets/"):
            yield archive.read(part)


def _read(data: bytes, limits: Limits, *, large: bool) -> Parsed:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=large, data_only=True, keep_links=False)
    sheets = book.worksheets
    if len(sheets) > limits.max_pages:
        raise RefusedError(f"it has {len(sheets):,} sheets, the limit is {limits.max_pages:,}")
    if not large and sum(sheet.max_row * sheet.max_column for sheet in sheets) > limits.max_cells:
        return _read(data, limits, large=True)  # a cell far out makes a sheet that is nearly all gaps
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
    return Parsed(
        blocks=blocks,
        title=(book.properties.title or "").strip() or None,
        tables=tables,
        hidden=[one for one in hidden if one.text],
        notes=["remarks, hidden rows and hidden columns were not told apart: the file is too large"] if large else (),
    )


def _rows(sheet: Any, most: int, hidden: list[Hidden], *, large: bool) -> Iterator[Row]:  # noqa: ANN401
    shut: frozenset[int] = frozenset() if large else frozenset(_hidden_columns(sheet))
    merged = {} if large else _merged(sheet)
    if large:
        sheet.reset_dimensions()  # what the file says of its size may be made up
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
            _hide(hidden, at, "a hidden column", [cell for cell in cells if cell.column in shut])
            cells = [merged.get((number, cell.column), cell) for cell in cells if cell.column not in shut]
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, at, texts)


def _hidden_columns(sheet: Any) -> Iterator[int]:  # noqa: ANN401
    for column in sheet.column_dimensions.values():
        if column.hidden:  # one entry stands for all columns from min to max
            column.reindex()
            yield from range(column.min, column.max + 1)


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401
    """A cell that reaches down says the same in each row: the cell to read, by row and column."""
    return {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1)
    }


def _remarks(cells: Sequence[Any], at: str) -> Iterator[Hidden]:
    for cell in cells:
        if getattr(cell, "comment", None) and cell.comment.text.strip():
            yield Hidden(at, "a comment", " ".join(cell.comment.text.split()))


def _hide(hidden: list[Hidden], at: str, how: str, cells: Sequence[Any]) -> None:
    text = "; ".join(filter(None, map(_text, cells)))
    if text:
        hidden.append(Hidden(at, how, text))


def _text(cell: Any) -> str:  # noqa: ANN401
    """As the sheet shows it, as far as currency, percent and dates go; nothing where it shows an error."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format or "")
    return str(value).strip()


def shown_number(value: float, shown: str) -> str:
    """`shown` is Excel's number format: "0%", "#,##0.00 [$€-407]", "General"."""
    shown = shown.partition(";")[0]  # of negative numbers and zeros it may say something else
    decimals = max(2, len(match.group(1))) if (match := _DECIMALS.search(shown)) else 2
    if "%" in shown:
        return f"{_plain(round(value * 100, decimals))}%"
    if _PADDED.fullmatch(shown) and float(value).is_integer():
        return str(int(value)).zfill(len(shown))
    match = _CURRENCY.search(shown)
    sign = next((part.strip() for part in match.groups() if part), "") if match else ""
    if not sign:
        return _plain(value if shown in ("", "General") else round(value, max(decimals, 4)))
    sign = _SIGNS.get(sign, sign)
    value = round(value, decimals)
    amount = str(int(abs(value))) if float(value).is_integer() else f"{abs(value):.2f}"
    return f"{'-' if value < 0 else ''}{sign}{amount}" if sign in _BEFORE else f"{_plain(value)} {sign}"


def _plain(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}"
