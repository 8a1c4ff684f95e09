"""Tables that are more than text: product feeds become facts, claim registers become claims.

The names of columns decide, in the languages in which such tables are kept; Google's product feed
(https://support.google.com/merchants/answer/7052112) is one of them. A table without such columns stays text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.documents import ClaimRow, FactRow
from knowledge.formats.parsed import Row, Table
from knowledge.statuses import StatusError, claim_status, plain_key

_NAMES = Path(__file__).parent / "feeds.yaml"
_Days = tuple[date | None, date | None]  # the first and the last on which a row holds
MAX_VALUE = 120  # characters: longer cells are text, not values
_UNIT_IN_NAME = re.compile(r"^(.*?)\s*[(\[]\s*([^)\]]{1,12})\s*[)\]]\s*$")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_AMOUNT = re.compile(r"\d+(?:[.,]\d{1,4})?|\d{1,3}(?:[.,'’\s]\d{2,3})*[.,'’\s]\d{3}(?:[.,]\d{1,2})?")
_DIGITS = re.compile(r"\d(?:[\d.,'’]|\s(?=\d{3}\b))*(?<![.,'’])")
_EUROPEAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class FeedError(ValueError):
    """A row that cannot be used; the words name column and value."""


@dataclass(frozen=True, slots=True)
class FeedFact:
    row: FactRow
    at: str  # the `at` of the table's row
    line: int
    codes: tuple[str, ...] = ()  # as in facts.Fact
    variant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedClaim:
    row: ClaimRow
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """It is read neither as a row nor as text: half of it might be true."""

    reason: str
    at: str
    line: int


@dataclass(frozen=True, slots=True)
class Feed:
    """What the tables of one file say, beside their text."""

    facts: tuple[FeedFact, ...] = ()
    claims: tuple[FeedClaim, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = ()  # why a table that looks like a feed is none


def read_feed(tables: Sequence[Table], *, of_products: bool) -> Feed:
    """`of_products`: somebody said so; else only a table with prices or article numbers is taken for a feed.

    A row is refused for a date that is none, or that ends before it begins, for a price that is none, and for a status
    that is not known."""
    facts: list[FeedFact] = []
    claims: list[FeedClaim] = []
    refused: list[RefusedRow] = []
    notes: list[str] = []
    for table in tables:
        columns = _Columns(table.header)
        before = len(facts) + len(claims) + len(refused)
        for row in table.rows:
            cells = columns.cells(row)
            try:
                if columns.claim and columns.status:
                    claims.extend(_claim(columns, cells, row))
                elif columns.subject and (of_products or columns.attribute or columns.is_catalogue):
                    facts.extend(_facts(columns, cells, row))
            except FeedError as error:
                refused.append(RefusedRow(str(error), row.at, row.line))
        if len(facts) + len(claims) + len(refused) == before and (note := _missing(columns, table)):
            notes.append(note)
    return Feed(tuple(facts), tuple(claims), tuple(refused), tuple(notes))


def _missing(columns: "_Columns", table: Table) -> str | None:
    """What keeps a table with prices or article numbers from being a feed."""
    told = [name for name in table.header if _is_price(name) or _key(name) in _names("code") - _names("row_number")]
    if not told or not table.rows:
        return None
    if columns.subject is None:
        heads = ", ".join(f"'{name}'" for name in table.header if name)
        return (
            f"the table '{table.name}' has a column '{told[0]}', and none that names the product (such as product, "
            f"title or name) among {heads:.200}: it gives no facts, and stays text"
        )
    return (
        f"the table '{table.name}' has a column '{told[0]}', and no row with a product in '{columns.subject}' and a "
        "value beside it: it gives no facts, and stays text"
    )


class _Columns:
    """Which column of a table is what; None where there is none."""

    def __init__(self, header: Sequence[str]) -> None:
        self.header = list(header)
        self.claim = self._find("claim")
        self.status = self._find("status")
        self.subject = self._find("subject")
        self.attribute = self._find("attribute")
        self.value = self._find("value")
        self.unit = self._find("unit")
        self.currency = self._find("currency")
        self.statement = self._find("statement")
        self.evidence = self._find("evidence")
        self.note = self._find("note")
        self.start = self._find("from")
        self.end = self._find("until")

    @property
    def is_catalogue(self) -> bool:
        return any(map(_is_price, self.header)) or self._find("code") is not None

    def _find(self, role: str) -> str | None:
        return next((name for name in self.header if _key(name) in _names(role)), None)

    def cells(self, row: Row) -> dict[str, str]:
        return {
            name: " ".join(cell.split()) for name, cell in zip(self.header, row.cells, strict=False) if cell.strip()
        }

    def identity(self, cells: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of a row, and what tells it from other rows about the same product."""
        codes, variant = {}, {}
        for name, value in cells.items():
            column = _key(name)
            if (kind := _code_kinds().get(column)) is not None and kind not in codes:
                codes[kind] = _code(kind, column, value)
            elif (what := variant_of(name)) is not None and not (self.attribute and name == self.unit):
                variant[what] = f"{what}:{''.join(value.casefold().split())}"
        return tuple(sorted(codes.values())), tuple(sorted(variant.values()))

    @property
    def described(self) -> list[str]:
        """The columns of a wide feed that hold values of the subject."""
        other = {self.subject, self.start, self.end, self.currency, self.statement}
        return [
            name
            for name in self.header
            if name and name not in other and _key(name) not in _names("code") | _names("address")
        ]


def _facts(columns: _Columns, cells: Mapping[str, str], row: Row) -> list[FeedFact]:
    subject = cells.get(columns.subject or "")
    if subject is None:
        return []
    days = _days(columns, cells)
    if columns.attribute and columns.value:
        value, attribute = cells.get(columns.value), cells.get(columns.attribute)
        if value is None or attribute is None or (_is_price(attribute) and not _is_told(value, columns.value)):
            return []
        unit, said = cells.get(columns.unit or ""), cells.get(columns.statement or "")
        fact = _fact(subject, attribute, value, unit, said, days)
        return [FeedFact(fact, row.at, row.line, *columns.identity(cells))]
    facts = []
    identity = columns.identity(cells)
    for name in columns.described:
        value = cells.get(name)
        if value is None or (_is_price(name) and not _is_told(value, name)):
            continue
        if len(value) <= MAX_VALUE and not value.startswith(("http://", "https://")):
            attribute, unit = _named(name)
            unit = unit or (cells.get(columns.currency or "") if _is_price(name) else None)
            facts.append(FeedFact(_fact(subject, attribute, value, unit, None, days), row.at, row.line, *identity))
    return facts


def _is_price(column: str) -> bool:
    """ "Retail price" and "Price incl. VAT" are prices too."""
    names = _names("price") | _names("sale") | _names("list_price")
    return not names.isdisjoint([_key(column), *_key(column).split("_")])


def _is_told(price: str, column: str) -> bool:
    """False for "on request" and the like. Raises FeedError for what is no price."""
    if _key(price) in _names("no_price") or not re.search(r"\w", price):
        return False
    parts = _DIGITS.findall(price)
    if _key(price) not in _names("free") and (
        not parts or price.startswith(("-", "−")) or _ISO.search(price) or not all(map(_AMOUNT.fullmatch, parts))
    ):
        raise FeedError(f"column '{column}': '{price:.60}' is not a price such as 118.00 or 118 EUR")
    return True


def _named(column: str) -> tuple[str, str | None]:
    """A column's name and its unit: "Price (EUR)" is the price, in EUR."""
    match = _UNIT_IN_NAME.match(column)
    return (match.group(1), match.group(2)) if match else (column, None)


def _fact(subject: str, attribute: str, value: str, unit: str | None, said: str | None, days: _Days) -> FactRow:
    words = attribute.replace("_", " ")
    amount = f"{value} {unit}" if unit else value
    return FactRow(
        subject=subject,
        attribute=words,
        value=value,
        unit=unit,
        statement=said or f"{subject}: {words} {amount}.",
        valid_from=days[0],
        valid_until=days[1],
    )


def _claim(columns: _Columns, cells: Mapping[str, str], row: Row) -> list[FeedClaim]:
    claim, status = cells.get(columns.claim or ""), cells.get(columns.status or "")
    if claim is None or status is None:
        return []
    try:
        known, waits = claim_status(status)
    except StatusError as error:
        raise FeedError(str(error)) from error
    _, end = _days(columns, cells)
    values = {
        "claim": claim,
        "status": known,
        "evidence": cells.get(columns.evidence or ""),
        "note": " ".join(filter(None, (waits, cells.get(columns.note or "")))) or None,
        "valid_until": end,
    }
    try:
        return [FeedClaim(ClaimRow.model_validate(values), row.at, row.line)]
    except ValidationError as error:
        raise FeedError(error.errors()[0]["msg"]) from error


def _days(columns: _Columns, cells: Mapping[str, str]) -> _Days:
    start, end = (_day(cells.get(name or ""), name) for name in (columns.start, columns.end))
    if start and end and start > end:
        raise FeedError(f"it ends on {end}, before it begins on {start}")
    return start, end


def _day(text: str | None, column: str | None) -> date | None:
    if not text:
        return None
    iso, european = _ISO.match(text), _EUROPEAN.fullmatch(text)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()))
        if european:
            day, month, year = (int(part) for part in european.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise FeedError(f"column '{column}': '{text:.60}' is not a date such as 2026-12-31")


def column_role(name: str) -> str | None:
    """What a column, or an attribute, of this name gives ("Preis" → "price"); None where nothing is known of it."""
    key = _key(name)
    return next((role for role in ("price", "sale", "list_price", "code", "address") if key in _names(role)), None)


def variant_of(name: str) -> str | None:
    """In what the rows of such a column differ while they are about one product ("Größe" → "size")."""
    return _variants().get(_key(name))


def _code(kind: str, column: str, value: str) -> str:
    plain = "".join(value.casefold().split())
    if kind == "gtin":
        return f"gtin:{plain.lstrip('0')}"
    if column in _names("row_number") and plain.isdecimal() and len(plain) < CODE_DIGITS:
        return f"row:{plain}"
    return f"{kind}:{plain}"


CODE_DIGITS = 6  # an "id" of fewer, and of digits alone, may be no more than the number of the row


@cache
def _column_names() -> Mapping[str, Any]:
    known: Mapping[str, Any] = yaml.safe_load(_NAMES.read_text(encoding="utf-8"))
    return known


@cache
def _names(role: str) -> frozenset[str]:
    return frozenset(_column_names()[role])


@cache
def _variants() -> Mapping[str, str]:
    return {name: what for what, names in _column_names()["variant"].items() for name in names}


@cache
def _code_kinds() -> Mapping[str, str]:
    """GTINs are the world's, all other codes are somebody's own."""
    return {name: "gtin" if name in _names("gtin") else "sku" for name in _names("code")}


def _key(name: str) -> str:
    """ "Prix (€)" is prix."""
    return plain_key(_UNIT_IN_NAME.sub(r"\1", name))
