"""What people do to a brand's knowledge at the desk: publish, retire, describe, label, release. Each is audited."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from agents.benches import Benches
from agents.clock import Clock
from agents.ledger import audit, references
from agents.ledger.database import Ledger
from agents.signing import staff
from agents.signing.people import ROLES

if TYPE_CHECKING:
    from knowledge.base import IngestReport, KnowledgeBase
    from knowledge.changes import Change
    from knowledge.documents import Document
    from knowledge.labels import LabelField, Unsure
    from knowledge.passages import Passage
    from knowledge.record import Quarantined

CURATORS = ("admin", "brand", "legal", "compliance")  # who decides what the brand may be quoted on
LABELLERS = tuple(role for role in ROLES if role not in {"marketer", "auditor"})


class Curator:
    """One for a desk; each call names its brand, or means the default."""

    def __init__(self, ledger: Ledger, benches: Benches, clock: Clock) -> None:
        self._ledger = ledger
        self._benches = benches
        self._clock = clock

    def _of(self, brand: str | None) -> "KnowledgeBase":
        return self._benches.of(brand).knowledge

    def publish(self, document: str, user: str, door: str, brand: str | None) -> "Document":
        return self._set(document, "published", user, door, brand)

    def retire(self, document: str, user: str, door: str, brand: str | None) -> "Document":
        return self._set(document, "retired", user, door, brand)

    def _set(self, document: str, status: str, user: str, door: str, brand: str | None) -> "Document":
        knowledge = self._of(brand)
        self._may(user)
        changed = knowledge.publish(document) if status == "published" else knowledge.retire(document)
        found = next(one for one in knowledge.documents() if one.id == document)
        if changed:
            self._record(f"document.{status}", user, door, found, brand=knowledge.brand.id)
        return found

    def describe(
        self, document: str, values: Mapping[str, object], user: str, door: str, brand: str | None
    ) -> "Document":
        knowledge = self._of(brand)
        self._may(user)
        found = knowledge.describe(document, values, by=user, at=self._clock.now())
        self._record("document.described", user, door, found, brand=knowledge.brand.id, keys=sorted(values))
        return found

    def changes(self, document: str, brand: str | None) -> "tuple[Change, ...]":
        return self._of(brand).changes(document)

    def quarantined(self, brand: str | None) -> "tuple[Quarantined, ...]":
        return self._of(brand).quarantined()

    def release(self, item: str, user: str, door: str, brand: str | None) -> "Quarantined":
        knowledge = self._of(brand)
        self._may(user)
        now = self._clock.now()
        found = knowledge.release(item, by=user, at=now)
        with self._ledger.write() as connection:
            audit.append(
                connection,
                at=now,
                event="passage.released",
                actor=user,
                door=door,
                subject=found.passage or item,
                brand=knowledge.brand.id,
                document=references.refer(connection, "document", found.document),
            )
        return found

    def unsure(self, brand: str | None) -> "tuple[Unsure, ...]":
        return self._of(brand).unsure(self._clock.now())

    def label(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None
    ) -> "Passage":
        knowledge = self._of(brand)
        now = self._clock.now()
        with self._ledger.read() as connection:
            staff.holds_one_of(connection, user, LABELLERS, "label passages")
        found = knowledge.label(passage, field, value, by=user, at=now)
        with self._ledger.write() as connection:
            audit.append(
                connection,
                at=now,
                event="passage.labelled",
                actor=user,
                door=door,
                subject=passage,
                brand=knowledge.brand.id,
                field=field,
                value=value,
            )
        return found

    def may_curate(self, user: str) -> None:
        self._may(user)

    def record_upload(self, report: "IngestReport", user: str, door: str, brand: str) -> None:
        """What somebody handed over, as the draft that it became."""
        for name in (*report.added, *report.changed):
            found = next(one for one in self._of(brand).documents() if one.id == name)
            self._record("document.uploaded", user, door, found, brand=brand)

    def record_ingest(self, report: "IngestReport", brand: str) -> None:
        """Whoever can write the home's files did it: nobody is asked for a name."""
        if not (report.added or report.changed or report.refused):
            return
        with self._ledger.write() as connection:
            audit.append(
                connection,
                at=self._clock.now(),
                event="knowledge.ingested",
                actor="home",
                door="home",
                subject=brand,
                added=len(report.added),
                changed=len(report.changed),
                refused=len(report.refused),
            )

    def _may(self, user: str) -> None:
        with self._ledger.read() as connection:
            may_curate(connection, user)

    def _record(
        self, event: str, user: str, door: str, document: "Document", *, brand: str, keys: list[str] | None = None
    ) -> None:
        with self._ledger.write() as connection:
            audit.append(
                connection,
                at=self._clock.now(),
                event=event,
                actor=user,
                door=door,
                subject=f"document:{document.id}",
                digest=document.sha256,
                brand=brand,
                version=document.version,
                keys=keys or [],
            )


def may_curate(connection: Connection, user: str) -> None:
    staff.holds_one_of(connection, user, CURATORS, "decide what the brand may be quoted on")
