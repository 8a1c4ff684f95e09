"""What one document becomes: passages, facts, claims and a product, with ids that stay the same."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from knowledge.chunking import Chunk, chunk_blocks
from knowledge.documents import ClaimRow, Document, DocumentStatus, FactRow
from knowledge.facts import Claim, Fact, Product
from knowledge.formats.blocks import Block, count_words
from knowledge.formats.parsed import Hidden, Limits, RefusedError
from knowledge.loading import LoadedDocument
from knowledge.passages import Passage
from knowledge.readability import lix
from knowledge.text.instructions import find_instructions
from knowledge.text.personal_data import find_personal_data, mask
from knowledge.text.quantities import find_quantities

_CLAIM_HEADINGS = {
    "substantiated": "May be said",
    "partly": "May be said with a condition",
    "forbidden": "Must not be said",
}
SAYABLE = (_CLAIM_HEADINGS["substantiated"], _CLAIM_HEADINGS["partly"])


RowT = TypeVar("RowT", FactRow, ClaimRow)


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage, the days on which it holds (both ends included), and the quantities that stand in it."""

    passage: Passage
    valid_from: date | None
    valid_until: date | None
    quantities: tuple[str, ...] = ()
    shut: bool = False  # in quarantine: it speaks to the machine

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


READER = 4  # grows when the same file would be read otherwise than before; what an earlier one read is read again


class Reading(BaseModel):
    """What was seen while a document was read: for the quality report, and to know later what its file had said."""

    model_config = ConfigDict(frozen=True)

    reader: int = 0  # READER at that time; 0 before it was counted
    status: DocumentStatus | None = None  # as the file and what stands beside it say; a person may have set another
    own: dict[str, Any] = {}  # keys of its meta before a person at the desk set others; empty before it was kept
    said: tuple[str, ...] = ()  # those of its keys that somebody set; the others are guesses
    guessed: tuple[str, ...] = ()  # those of its keys that were told from its words alone
    notes: tuple[str, ...] = ()  # what of the file was left out
    masked: dict[str, int] = {}  # personal data, by kind
    hidden: int = 0  # pieces that a reader of the file does not see
    words: int = 0
    readability: float | None = None  # LIX: 25 is easy, 60 very hard; None for texts too short to tell


class Quarantined(BaseModel):
    """Words in a document that speak to the machine, or that nobody sees who opens it. They ground nothing until a
    person says that they are harmless; what nobody sees never does."""

    model_config = ConfigDict(frozen=True)

    id: str
    document: str
    where: str  # as a citation
    how: str  # "in the text", or why nobody sees them: "hidden text", "a comment", "white text"
    words: str  # those that speak to the machine; empty where none does
    text: str
    passage: str | None  # that is withheld; None for what is never read into passages
    released: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    document: Document
    entries: tuple[Entry, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    products: tuple[Product, ...]
    reading: Reading = field(default_factory=Reading)
    quarantined: tuple[Quarantined, ...] = ()


def make_record(loaded: LoadedDocument, brand: str, version: int, limits: Limits | None = None) -> Record:
    """Raises RefusedError where it would become more passages than `limits` allow."""
    return _Maker(loaded, brand, version, limits or Limits()).record()


class _Maker:
    def __init__(self, loaded: LoadedDocument, brand: str, version: int, limits: Limits) -> None:
        self._loaded = loaded
        self._limits = limits
        self._meta = loaded.meta
        self._brand = brand
        self._document = Document(
            id=loaded.id, brand=brand, title=loaded.title, meta=loaded.meta, version=version, sha256=loaded.sha256
        )
        self._entries: list[Entry] = []
        self._quarantined: list[Quarantined] = []
        self._masked: Counter[str] = Counter()
        self._seen: dict[str, int] = {}

    def record(self) -> Record:
        chunks = self._chunks()
        facts = self._facts()
        claims = self._claims()
        feed = self._loaded.feed
        statuses = {(claim.line, claim.at): claim.row.status for claim in feed.claims}
        days: dict[tuple[int, str], tuple[date | None, date | None]]
        days = {(claim.line, claim.at): (None, claim.row.valid_until) for claim in feed.claims}
        days |= {(fact.line, fact.at): (fact.row.valid_from, fact.row.valid_until) for fact in feed.facts}
        for chunk in chunks:
            status = statuses.get((chunk.line, chunk.at))  # a register's row says above it whether it may be said
            heading = (*chunk.heading, _CLAIM_HEADINGS[status]) if status else chunk.heading
            row = days.get((chunk.line, chunk.at), (None, None))
            held = _narrowed(self._meta.valid_from, self._meta.valid_until, *row)
            self._entry(heading, chunk.text, chunk.line, *held, at=chunk.at)
        facts += self._feed_facts()
        claims += self._feed_claims()
        self._quarantine_hidden()
        return Record(
            self._document,
            tuple(self._entries),
            tuple(facts),
            tuple(claims),
            tuple(self._products()),
            self._reading(),
            tuple(self._quarantined),
        )

    def _chunks(self) -> list[Chunk]:
        chunks = chunk_blocks(self._loaded.blocks)
        most = self._limits.max_passages
        if len(chunks) > most:
            raise RefusedError(
                f"it would become {len(chunks):,} passages, and the limit is {most:,}; split it, leave out what nobody "
                "asks about, or raise COPYDESK_MAX_PASSAGES"
            )
        return chunks

    def _products(self) -> Iterator[Product]:
        if self._meta.kind != "product":
            return
        if self._meta.product:
            yield Product(name=self._meta.product, aliases=self._meta.aliases, document=self._loaded.id)
        for name in dict.fromkeys(fact.row.subject for fact in self._loaded.feed.facts):
            if name and name != self._meta.product:
                yield Product(name=name, aliases=(), document=self._loaded.id)

    def _reading(self) -> Reading:
        text = "\n".join(entry.passage.text for entry in self._entries)
        return Reading(
            reader=READER,
            status=self._meta.status,
            own={key: value for key, value in self._loaded.own.items() if key not in ("facts", "claims")},
            said=tuple(sorted(self._loaded.said)),
            guessed=tuple(sorted(self._loaded.guessed)),
            notes=tuple(self._loaded.notes),
            masked=dict(sorted(self._masked.items())),
            hidden=len(self._loaded.hidden),
            words=count_words(text),
            readability=lix(text),
        )

    def _feed_facts(self) -> list[Fact]:
        """The rows of a product feed: each fact is cited by the passage that its row became."""
        of_row = self._passages_of_rows()
        return [
            self._fact(fact.row, passage).model_copy(update={"codes": fact.codes, "variant": fact.variant})
            for fact in self._loaded.feed.facts
            if (passage := of_row.get((fact.line, fact.at))) is not None
        ]

    def _feed_claims(self) -> list[Claim]:
        of_row = self._passages_of_rows()
        return [
            self._claim(claim.row, passage)
            for claim in self._loaded.feed.claims
            if (passage := of_row.get((claim.line, claim.at))) is not None
        ]

    def _passages_of_rows(self) -> dict[tuple[int, str], str]:
        found: dict[tuple[int, str], str] = {}
        for entry in self._entries:
            found.setdefault((entry.passage.line, entry.passage.at), entry.passage.id)
        return found

    def _quarantine_hidden(self) -> None:
        for one in self._loaded.hidden:
            spoken = find_instructions(one.text)
            if spoken or not _is_markup(one):
                where = f"{self._loaded.id}, {one.at}"
                self._quarantine(where, one.how, spoken[0].words if spoken else "", self._mask(one.text), None)

    def _quarantine(self, where: str, how: str, words: str, text: str, passage: str | None) -> None:
        self._quarantined.append(
            Quarantined(
                id=self._id("q", where, how, text),
                document=self._loaded.id,
                where=where,
                how=how,
                words=words,
                text=text,
                passage=passage,
            )
        )

    def _mask(self, text: str) -> str:
        """Without personal data, unless a person said that what stands in this document is public."""
        if self._meta.personal_data == "keep":
            return text
        found = find_personal_data(text)
        self._masked.update(one.kind for one in found)
        return mask(text, found)

    def _facts(self) -> list[Fact]:
        rows = self._numbered(self._meta.facts, "facts")
        rows.sort(key=lambda row: (str(row[0].valid_from), str(row[0].valid_until)))  # stable: else in their order
        facts = []
        for (start, end), group in groupby(rows, key=lambda row: (row[0].valid_from, row[0].valid_until)):
            held = _narrowed(self._meta.valid_from, self._meta.valid_until, start, end)
            members = list(group)
            for row, passage in self._listed(("Facts",), [(_statement(row), line) for row, line in members], held):
                facts.append(self._fact(members[row][0], passage))
        return facts

    def _claims(self) -> list[Claim]:
        rows = self._numbered(self._meta.claims, "claims")
        order = list(_CLAIM_HEADINGS)
        rows.sort(key=lambda row: (order.index(row[0].status), str(row[0].valid_until)))
        claims = []
        for (status, end), group in groupby(rows, key=lambda row: (row[0].status, row[0].valid_until)):
            held = _narrowed(self._meta.valid_from, self._meta.valid_until, None, end)
            members = list(group)
            listed = [(_claim_line(row), line) for row, line in members]
            for row, passage in self._listed(("Claims", _CLAIM_HEADINGS[status]), listed, held):
                claims.append(self._claim(members[row][0], passage))
        return claims

    def _numbered(self, rows: Sequence[RowT], key: str) -> list[tuple[RowT, int]]:
        """Each row with its line; the first line of all where YAML gave it in a roundabout way (`<<`)."""
        lines = self._loaded.lines.get(key, [])
        return list(zip(rows, lines if len(lines) == len(rows) else [1] * len(rows), strict=True))

    def _listed(
        self, heading: tuple[str, ...], lines: Sequence[tuple[str, int]], held: tuple[date | None, date | None]
    ) -> Iterator[tuple[int, str]]:
        """Entries for rows of front matter; gives (row, id of its passage)."""
        first = next(
            (block.text for block in self._loaded.blocks if block.kind == "heading" and block.level == 1), None
        )
        path = ((first,) if first else ()) + heading
        chunks = chunk_blocks([Block("item", f"- {text}", line) for text, line in lines])
        row = 0
        for chunk in chunks:
            passage = self._entry(path, chunk.text, chunk.line, *held)
            for text in chunk.text.split("\n"):
                if text.startswith("- ") and row < len(lines):
                    yield row, passage.id
                    row += 1

    def _entry(
        self, heading: tuple[str, ...], text: str, line: int, start: date | None, end: date | None, at: str = ""
    ) -> Passage:
        text = self._mask(text)
        passage = Passage(
            id=self._id("p", *heading, text),
            brand=self._brand,
            document=self._loaded.id,
            title=self._loaded.title,
            heading=heading,
            position=len(self._entries),
            line=line,
            at=at,
            text=text,
            kind=self._meta.kind,
            locale=self._meta.locale,
            product=self._meta.product,
            owner=self._meta.owner,
        )
        keys = dict.fromkeys(quantity.key for quantity in find_quantities(text, self._meta.locale))
        spoken = find_instructions(text)
        self._entries.append(Entry(passage, start, end, tuple(keys), shut=bool(spoken)))
        if spoken:
            self._quarantine(passage.citation, "in the text", spoken[0].words, text, passage.id)
        return passage

    def _fact(self, row: FactRow, passage: str) -> Fact:
        subject = row.subject or self._meta.product or self._loaded.title
        return Fact(
            id=self._id("f", subject, row.attribute, row.statement),
            subject=subject,
            attribute=row.attribute,
            value=str(row.value),
            unit=row.unit,
            statement=self._mask(row.statement),
            passage=passage,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )

    def _claim(self, row: ClaimRow, passage: str) -> Claim:
        return Claim(
            id=self._id("c", row.status, row.claim),
            claim=row.claim,
            status=row.status,
            evidence=row.evidence,
            note=row.note,
            passage=passage,
            valid_until=row.valid_until,
        )

    def _id(self, prefix: str, *parts: str) -> str:
        """Of brand, document and words, and, where a document says a thing twice, of which time it is."""
        key = "\x1f".join((prefix, self._brand, self._loaded.id, *parts))
        self._seen[key] = self._seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}\x1f{self._seen[key]}".encode()).hexdigest()
        return f"{prefix}-{digest[:16]}"


def _is_markup(one: Hidden) -> bool:
    """Comments by which the makers of a page find their way ("end of header"), or speak to one browser."""
    return one.how == "a comment" and ("<" in one.text or one.text.startswith("[if") or len(one.text.split()) < 4)


def _statement(row: FactRow) -> str:
    return " ".join(row.statement.split())


def _claim_line(row: ClaimRow) -> str:
    parts = [f"“{' '.join(row.claim.split())}”"]
    if row.evidence:
        parts.append(f"Evidence: {' '.join(row.evidence.split())}")
    if row.note:
        parts.append(" ".join(row.note.split()))
    return " ".join(part if part.endswith((".", "”")) else f"{part}." for part in parts)


def _narrowed(*bounds: date | None) -> tuple[date | None, date | None]:
    """The days on which both ranges (start, end, start, end) hold."""
    starts = [day for day in bounds[::2] if day]
    ends = [day for day in bounds[1::2] if day]
    return (max(starts) if starts else None, min(ends) if ends else None)
