"""The record of a desk: verified, exported, and whom its references mean."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from agents.ledger import audit, references
from agents.ledger.chain import AuditReport
from agents.ledger.database import Ledger
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

    def name(self, reference: str) -> str:
        with self._ledger.read() as connection:
            return references.name_of(connection, reference)
