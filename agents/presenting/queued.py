"""Rows of a queue as people see them: of those that everybody looks at again and again, each is made once."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals, questions, taken
from agents.ledger.taken import Lapsed
from agents.presenting.approvals import approval_view
from agents.signing.rounds import ApprovalState
from agents.views import ApprovalView

KEPT = 1_000  # rows: of a list there are fifty on a page
One = tuple[ApprovalView, ApprovalState]


class Queued:
    """Thread-safe. A row is known by all that it is made of: what was read of it, the signatures of its round, who has
    taken it, and how many questions were asked.
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._known: dict[bytes, One] = {}  # the one that was asked for last stands last
        self._lock = Lock()

    def views(self, connection: Connection, rows: Sequence[Row[Any]], lapsed: Lapsed) -> Iterator[One]:
        """Of each row of `approvals.listing` or `queue.page`."""
        ids = [row.id for row in rows]
        held, asked = taken.of_many(connection, ids, lapsed), questions.counts_of(connection, ids)
        for row, marks in zip(rows, approvals.signatures_of_many(connection, rows), strict=True):
            yield self._of(row, marks, held.get(row.id, ()), asked.get(row.id, (0, 0)))

    def _of(self, row: Row[Any], marks: Sequence[Row[Any]], held: Sequence[Row[Any]], asked: tuple[int, int]) -> One:
        read = repr((tuple(row), [tuple(mark) for mark in marks], [tuple(each) for each in held], asked))
        key = blake2b(read.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            found = self._known.pop(key, None)
        if found is None:
            state = approvals.state_with(row, marks, held)
            found = approval_view(row, state, asked), state
        with self._lock:
            self._known[key] = found
            if len(self._known) > self._most:
                del self._known[next(iter(self._known))]
        return found
