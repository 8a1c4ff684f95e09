"""A table of drafts, one a row, in columns `text` or a channel's fields; maybe `channel`, `locale`, `machine_made`."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.errors import InputError

if TYPE_CHECKING:
    from tools.channels import Channels
    from tools.copy import Copy

SEPARATORS = (",", ";", "\t", "|")
BESIDE = frozenset({"channel", "locale", "machine_made"})
SAID = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MOST_LINES = 400  # of one row; a row that is longer has a quotation mark that nobody closed


@dataclass(frozen=True)
class Row:
    """A row as people count them, the head being the first. `error` says why there is no copy."""

    number: int
    copy: "Copy | None" = None
    error: str = ""


def copy_in_fields(fields: Mapping[str, str], channel: str | None, locale: str, channels: "Channels") -> "Copy":
    """In the order of the channel's fields. Raises InputError for a channel that is not known."""
    from tools.copy import Copy

    order = [] if channel in (None, "text") else [field.name for field in channels.get(channel).fields]
    ordered = sorted(fields.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    return Copy(fields=dict(ordered), channel=channel, locale=locale)


class Table:
    """`text` is the whole file, with bare newlines. Raises InputError where its head names no column of drafts."""

    def __init__(self, text: str, name: str, channels: "Channels") -> None:
        lines = text.split("\n")
        self._channels = channels
        known = {field.name for each in channels.ids for field in channels.get(each).fields} | {"text"} | BESIDE
        head, self._separator = _head(lines[0], known)
        self.columns = tuple(head)
        self._known = known
        self._lines = lines[1:]
        if not set(head) & (known - BESIDE):
            there = ", ".join(f"'{column}'" for column in head[:6] if column) or "nothing"
            raise InputError(
                f"{name}: row 1: no column holds drafts: there is {there}. Name one 'text', or name columns by the "
                "channel's fields, such as 'subject' and 'body'; 'channel', 'locale' and 'machine_made' may stand "
                "beside them."
            )
        double = next((column for column in head if column in known and head.count(column) > 1), None)
        if double is not None:
            raise InputError(f"{name}: row 1: there are two columns '{double}'.")

    @property
    def unread(self) -> tuple[str, ...]:
        """Columns that say nothing of a draft."""
        return tuple(column for column in self.columns if column and column not in self._known)

    def __len__(self) -> int:
        """At most so many rows."""
        return sum(1 for line in self._lines if line.strip())

    def rows(self, channel: str | None, locale: str, *, machine_made: bool = False) -> Iterator[Row]:
        """In order; what is given holds where a row does not say it."""
        for number, cells in self._records():
            if isinstance(cells, str):
                yield Row(number, error=cells)
            elif any(cell.strip() for cell in cells):
                yield self._row(number, cells, channel, locale, machine_made=machine_made)

    def _row(self, number: int, cells: Sequence[str], channel: str | None, locale: str, *, machine_made: bool) -> Row:
        if len(cells) != len(self.columns):
            there = f"{len(cells)} cell{'s' if len(cells) > 1 else ''} where the head names {len(self.columns)}"
            return Row(number, error=f"{there}: is a separator or a quotation mark missing?")
        values = {column: cell.strip() for column, cell in zip(self.columns, cells, strict=True) if cell.strip()}
        try:
            machine = _said(values["machine_made"]) if "machine_made" in values else machine_made
            copy = self._copy(values, values.get("channel", channel), values.get("locale", locale))
            return Row(number, copy.model_copy(update={"machine_made": machine}))
        except InputError as error:
            return Row(number, error=str(error))

    def _copy(self, values: Mapping[str, str], channel: str | None, locale: str) -> "Copy":
        from tools.check import copy_of

        fields = {name: text for name, text in values.items() if name in self._known - BESIDE - {"text"}}
        text = values.get("text")
        if text is not None and fields:
            raise InputError(f"both 'text' and '{next(iter(fields))}' are filled: which is the draft?")
        if text is not None:
            return copy_of(text, channel=channel, locale=locale, channels=self._channels)
        if not fields:
            raise InputError("the draft is empty")
        return copy_in_fields(fields, channel, locale, self._channels)

    def _records(self) -> Iterator[tuple[int, list[str] | str]]:
        """Cells, or why there are none. A row with an open quotation mark costs one line, not the rest of the file."""
        at, number = 0, 1
        while at < len(self._lines):
            number += 1
            taken, cells = self._record(at)
            yield number, cells
            at += taken

    def _record(self, at: int) -> tuple[int, list[str] | str]:
        quotes = 0
        for taken in range(1, min(MOST_LINES, len(self._lines) - at) + 1):
            quotes += self._lines[at + taken - 1].count('"')
            if quotes % 2:
                continue
            cells = self._cells(self._lines[at : at + taken])
            if taken == 1 or (cells is not None and len(cells) == len(self.columns)):
                return taken, cells if cells is not None else "a quotation mark stands within a cell: double it"
            break
        return 1, "a quotation mark is not closed"

    def _cells(self, lines: Sequence[str]) -> list[str] | None:
        try:
            return next(csv.reader(["\n".join(lines)], delimiter=self._separator, strict=True), [])
        except csv.Error:
            return None


def _said(cell: str) -> bool:
    """Raises InputError."""
    if cell.lower() not in SAID:
        raise InputError(f"'machine_made' is yes or no, not '{cell}'")
    return SAID[cell.lower()]


def _head(line: str, known: set[str]) -> tuple[list[str], str]:
    """The columns, by the separator under which most of them mean something."""
    found = []
    for separator in SEPARATORS:
        cells = next(csv.reader([line], delimiter=separator), [])
        columns = ["_".join(cell.strip().lower().split()) for cell in cells]
        found.append((sum(column in known for column in columns), len(columns), columns, separator))
    best = max(found, key=lambda each: each[:2])
    return best[2], best[3]
