"""The chain of audit records: each carries the hash of the one before. Pure: a file of records is verified too."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.errors import FieldError
from knowledge.progress import Progress

GENESIS = "0" * 64
# what the hash covers, beside `previous`
KEYS = ("seq", "at", "event", "actor", "role", "door", "subject", "digest", "rule", "policy", "details")
FORMERLY = "formerly"  # in the details of a record that an earlier release wrote: the hash that it had there
CONVERTED = "audit.converted"  # the record that says so
_HEAD = re.compile(r"(?:(?P<seq>[1-9][0-9]{0,17}):)?(?P<hash>[0-9a-f]{64})")


class Head(BaseModel):
    """The newest record at some time: written down elsewhere, it fixes all that came before."""

    model_config = ConfigDict(frozen=True)

    hash: str
    seq: int | None = None  # heads of earlier releases do not say

    @classmethod
    def read(cls, text: str) -> "Head":
        """ "12:ab3f…", or the hash alone. Raises InputError."""
        found = _HEAD.fullmatch(text.strip().lower())
        if found is None:
            said = f"'{text[:80]}' is no head: it looks like 12:ab3f…, a number and 64 digits from 0 to f."
            raise FieldError(said, "heads")
        return cls(hash=found["hash"], seq=int(found["seq"]) if found["seq"] else None)

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"{self.seq}:{self.hash}"


class AuditReport(BaseModel):
    """`problem` says what is wrong, `at` with which record; `head` is to be written down elsewhere."""

    model_config = ConfigDict(frozen=True)

    ok: bool
    records: int  # that were found to follow each other
    head: str  # "12:ab3f…" of the last of them
    problem: str | None = None
    at: int | None = None  # the record's number


def hash_of(record: Mapping[str, Any]) -> str:
    """SHA-256 of a record with `at` as ISO 8601 text: its keys sorted, no blanks, UTF-8."""
    body = {key: record[key] for key in (*KEYS, "previous")}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def verify(
    records: Iterable[Mapping[str, Any]],
    heads: Sequence[Head] = (),
    *,
    start: tuple[int, str] | None = (1, GENESIS),
) -> AuditReport:
    """Walks the chain, which is then as it was when each of the heads was written down.

    `start`: the first record's number and what it follows; None takes the first record's word for both, as a part of a
    chain needs.
    """
    walk = _Walk(heads, start)
    for record in records:
        problem = walk.step(record)
        if problem:
            return walk.report(problem, walk.expected)
    return walk.end()


class _Walk:
    def __init__(self, heads: Sequence[Head], start: tuple[int, str] | None) -> None:
        self._open = start is None
        self.expected, self._previous = start or (1, GENESIS)
        self._count = 0
        self._by_number = {head.seq: head for head in heads if head.seq is not None}
        self._by_hash = {head.hash for head in heads if head.seq is None}
        self._agreed: int | None = None  # the newest record that a head agrees with
        self._formerly: str | None = None

    def step(self, record: Mapping[str, Any]) -> str | None:
        """What is wrong with this one, or None."""
        if self._open and isinstance(record["seq"], int):
            self.expected, self._previous, self._open = record["seq"], str(record["previous"]), False
        problem = self._look(record)
        if problem:
            return problem
        self._previous = record["hash"]
        self._see(record)
        self._count += 1
        self.expected += 1
        return None

    def _look(self, record: Mapping[str, Any]) -> str | None:
        number = self.expected
        if record["seq"] != number:
            later = isinstance(record["seq"], int) and record["seq"] > number
            return f"record {number} is missing" if later else f"a record was put in before record {number}"
        if record["hash"] != hash_of(record):
            return f"record {number} was changed ({record['event']} of {record['subject']})"
        if record["previous"] != self._previous:
            return f"record {number} does not follow record {number - 1}: one of them was put in or redone"
        head = self._by_number.get(number)
        if head is not None and head.hash not in self._hashes(record):
            since = f", after record {self._agreed}" if self._agreed else ""
            return f"record {number} is not the one whose head was written down: it or one before it was redone{since}"
        if record["event"] == CONVERTED and record["details"].get("problem"):
            return f"before this release brought the trail up to date, {record['details']['problem']}"
        return None

    def _hashes(self, record: Mapping[str, Any]) -> set[str]:
        return {record["hash"], record["details"].get(FORMERLY) or record["hash"]}

    def _see(self, record: Mapping[str, Any]) -> None:
        if record["seq"] in self._by_number:
            del self._by_number[record["seq"]]
            self._agreed = record["seq"]
        found = self._by_hash & self._hashes(record)
        if found:
            self._by_hash -= found
            self._agreed = record["seq"]

    def end(self) -> AuditReport:
        last = self.expected - 1
        if self._by_number:
            missed = min(self._by_number)
            left = f"up to record {missed}" if missed > last + 1 else f"record {missed}"
            return self.report(f"the trail ends with record {last}: what followed, {left}, was cut off", last + 1)
        if self._by_hash:
            named = min(self._by_hash)
            return self.report(f"the head {named} is not in this chain: it was cut or redone", None)
        return self.report(None, None)

    def report(self, problem: str | None, at: int | None) -> AuditReport:
        head = Head(hash=self._previous, seq=self.expected - 1 or None)
        return AuditReport(ok=problem is None, records=self._count, head=str(head), problem=problem, at=at)


def watched(
    records: Iterable[Mapping[str, Any]], tell: Progress, total: int, every: int = 5_000
) -> Iterator[Mapping[str, Any]]:
    """The same records; `tell` hears of them now and then."""
    for number, record in enumerate(records, 1):
        if number % every == 0:
            tell("Verifying records", number, total)
        yield record
