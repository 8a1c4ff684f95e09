"""The record of a desk: read, verified, exported, and whom its references mean."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from agents.ledger import audit, references, trail
from agents.ledger.chain import AuditReport
from agents.ledger.database import Ledger
from agents.ledger.trail import Wanted
from agents.views import AuditPage, AuditRecord
from knowledge.progress import Progress, silent


class Records:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def verify(self, heads: tuple[str, ...], progress: Progress | None) -> AuditReport:
        with self._ledger.read() as connection:
            return audit.verify(connection, *heads, progress=progress or silent)

    def export(self, since: datetime | None) -> Iterator[dict[str, Any]]:
        with self._ledger.read() as connection:
            yield from audit.records(connection, since)

    def page(self, wanted: Wanted, limit: int, before: int | None, after: int | None) -> AuditPage:
        with self._ledger.read() as connection:
            rows, newer, older = trail.page(connection, wanted, limit, before=before, after=after)
            head = audit.head(connection)
        shown = tuple(AuditRecord.model_validate(dict(row._mapping)) for row in rows)
        last = int(head.partition(":")[0]) if ":" in head else 0
        return AuditPage(records=shown, newer=newer, older=older, head=head, last=last)

    def name(self, reference: str) -> str:
        with self._ledger.read() as connection:
            return references.name_of(connection, reference)
