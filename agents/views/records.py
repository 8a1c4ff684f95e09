"""The audit trail, page by page."""

from datetime import datetime
from typing import Any

from agents.views.base import View


class AuditRecord(View):
    """As it is hashed. `actor`, `subject` and `details` hold references and ids, never names or texts."""

    seq: int
    at: datetime
    event: str
    actor: str
    role: str | None
    door: str
    subject: str
    digest: str | None
    rule: str | None
    policy: str | None
    details: dict[str, Any]
    hash: str


class AuditPage(View):
    """The newest record first. `head` is the whole trail's, "12:ab3f…"; `last` its newest record's number."""

    records: tuple[AuditRecord, ...]
    newer: bool  # whether there are more of these on either side
    older: bool
    head: str
    last: int
