"""A ledger with a past: rows as runs leave them, written many at a time."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from agents.ledger.database import Ledger
from agents.ledger.schema import approvals, cases, drafts, outbox, runs, version_findings, versions

BRAND = "orrelune"
TEXT = "Doors closing, one hand free. A quarter turn locks the cap."
EDITED = "Doors closing, one hand free. A half turn locks the cap."


class Past:
    """Collects rows; `write` puts them into the ledger. Hours count from each run's own request."""

    def __init__(self) -> None:
        self._rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (runs, drafts, versions, version_findings, approvals, outbox, cases)
        }
        self._numbers = itertools.count(1)

    def draft(
        self,
        asked: datetime,
        *,
        signed: float | None = 2.0,
        published: float | None = None,
        status: str = "approved",
        by: str = "ana",
        channel: str = "instagram",
        rating: str = "green",
        calls: int = 3,
        tokens: int = 900,
        edited: str | None = None,
        sent_back: str | None = None,
        findings: Mapping[str, int] | None = None,
        brand: str = BRAND,
    ) -> str:
        """One run with one draft; `edited`: a person's words, `sent_back`: the desk's own after a person's notes."""
        number = next(self._numbers)
        run, draft = f"r-{number:06}", f"d-{number:06}"
        texts = [TEXT, *(text for text in (sent_back, edited) if text is not None)]
        ended = published is not None or status != "approved"
        self._run(run, asked, brand, calls, tokens, finished=ended)
        self._rows[drafts].append(
            {"id": draft, "run": run, "variant": 1, "alternative": "A", "channel": channel, "locale": "en"}
            | {"audience": [], "targets": ["files"], "status": status, "version": len(texts)}
            | {"attempts": 1 + (sent_back is not None)}
        )
        for version, text in enumerate(texts, 1):
            person = edited is not None and version == len(texts)
            self._rows[versions].append(
                {"draft": draft, "version": version, "attempt": None if person else version, "rating": rating}
                | {"author": "ana" if person else "copydesk", "fields": {"caption": text}, "citations": []}
                | {"digest": f"{number}-{version}", "created": asked, "report": {"findings": []}}
                | {"note": "Shorter." if sent_back is not None and version == 2 else None}
            )
        for family, count in (findings or {}).items():
            counted = {"draft": draft, "version": 1, "family": family, "findings": count}
            self._rows[version_findings].append(counted)
        if signed is not None:
            self._approval(draft, run, brand, len(texts), status, by, asked, asked + timedelta(hours=signed))
        if published is not None:
            at = asked + timedelta(hours=published)
            self._rows[outbox].append(
                {"key": f"k-{number}", "run": run, "draft": draft, "target": "files", "brand": brand, "payload": {}}
                | {"status": "delivered", "attempts": 1, "created": at, "delivered": at}
            )
        return run

    def case(self, opened: datetime, *, taken: float | None, severity: str = "P1") -> str:
        """`taken` in minutes; the clocks stand at 2 and 15."""
        number = next(self._numbers)
        run = f"r-{number:06}"
        self._run(run, opened, BRAND, 0, 0, finished=False)
        self._rows[cases].append(
            {"id": f"c-{number:06}", "run": run, "brand": BRAND, "severity": severity, "flags": ["harm"]}
            | {"status": "open" if taken is None else "taken", "owner_role": "on-call", "release_roles": []}
            | {"why": "x", "holding_reply": "x", "opened": opened, "transfer_due": opened + timedelta(minutes=2)}
            | {"acknowledge_due": opened + timedelta(minutes=15)}
            | {"taken_at": None if taken is None else opened + timedelta(minutes=taken)}
        )
        return run

    def rows(self, table: str) -> list[dict[str, Any]]:
        """What was collected for a table, to be changed."""
        return next(rows for known, rows in self._rows.items() if known.name == table)

    def write(self, ledger: Ledger) -> None:
        with ledger.write() as connection:
            for table, rows in self._rows.items():
                if rows:
                    connection.execute(insert(table), rows)

    def _run(self, run: str, asked: datetime, brand: str, calls: int, tokens: int, *, finished: bool) -> None:
        self._rows[runs].append(
            {"id": run, "brand": brand, "requester": "mara", "door": "test", "request": "x", "masked": "x"}
            | {"options": {}, "status": "published", "flags": [], "created": asked, "updated": asked}
            | {"calls": calls, "tokens": tokens, "finished": finished}
        )

    def _approval(
        self, draft: str, run: str, brand: str, version: int, status: str, by: str, asked: datetime, at: datetime
    ) -> None:
        who = {"expired": "the deadline"}.get(status, by)
        self._rows[approvals].append(
            {"id": f"a-{draft[2:]}", "subject_kind": "draft", "subject": draft, "run": run, "brand": brand}
            | {"status": status, "round": version, "version": version, "digest": "x", "requirement": {}}
            | {"edited": version > 1, "created": asked, "due": at, "decided_by": who, "decided_at": at}
        )


def over(begin: datetime, days: int, each: int) -> Iterator[datetime]:
    """`each` moments a day."""
    for day in range(days):
        for number in range(each):
            yield begin + timedelta(days=day, minutes=5 * number)
