"""What reading a file gives, whatever the file was; and the limits within which it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.formats.blocks import Block


class RefusedError(Exception):
    """This file cannot be taken; the words say why, and make sense beside its name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one file may go before it is refused."""

    max_bytes: int = 20_000_000  # of the file
    max_unpacked: int = 200_000_000  # bytes: of what an office file holds, packed
    max_pages: int = 1_000  # pages, slides or sheets
    max_cells: int = 1_000_000  # of all tables together
    max_passages: int = 5_000  # that it becomes: each is embedded, some fifty in a second
    max_seconds: float = 120.0  # of reading; whoever starts the reading watches it
    max_memory: int = 3 << 30  # bytes of address space that the process which reads it may take

    @property
    def max_words(self) -> int:
        """Of all that is read of it: full pages hold about half as many."""
        return 1_000 * self.max_pages


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that somebody who opens the file does not see. They are never read into passages."""

    at: str  # "page 3", "sheet Prices, row 14"
    how: str  # "hidden text", "a comment", "white text"
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it stands, and its cells in the order of the header."""

    line: int
    at: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a whole file or sheet is made of: it may be a feed of facts or a register of claims."""

    name: str
    header: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file, read. `notes` say what of it was left out, for the people who look after it."""

    blocks: Sequence[Block] = ()
    title: str | None = None
    language: str | None = None
    tables: Sequence[Table] = ()
    hidden: Sequence[Hidden] = ()
    notes: Sequence[str] = field(default=())


# what no reader sees and no index finds: soft hyphens, marks of no width, control characters; and half characters
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")


def tidied(parsed: Parsed) -> Parsed:
    """With texts that can be searched and stored."""
    return Parsed(
        blocks=[replace(one, text=tidy(one.text), at=tidy(one.at)) for one in parsed.blocks if tidy(one.text).strip()],
        title=tidy(parsed.title or "").strip() or None,
        language=tidy(parsed.language or "").strip() or None,
        tables=[_tidied_table(table) for table in parsed.tables],
        hidden=[Hidden(tidy(one.at), one.how, tidy(one.text)) for one in parsed.hidden],
        notes=[tidy(note) for note in parsed.notes],
    )


def _tidied_table(table: Table) -> Table:
    rows = [replace(row, at=tidy(row.at), cells=[tidy(cell) for cell in row.cells]) for row in table.rows]
    return Table(tidy(table.name), [tidy(name) for name in table.header], rows)


def tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _LIGATURE.sub(lambda match: _LIGATURES[match.group()], _UNSEEN.sub("", text))
