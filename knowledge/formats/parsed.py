"""What reading a file gives, whatever the file was; and the limits within which it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    max_seconds: float = 60.0  # of reading; whoever starts the reading watches it


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
