"""Of a desk: the audit trail, erasure, backup, retention; notices that went out, and the doctor."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.backup.manifest import BackupView
    from agents.erasing.erasure import Erasure, ErasureView
    from agents.ledger.chain import AuditReport
    from agents.notices.views import NoticeTest, NoticeView
    from agents.retention.apply import RetentionView
    from agents.views import AuditPage, Check
    from knowledge.progress import Progress


class RecordsApi(Protocol):
    def audit_page(
        self,
        *,
        about: str | None = None,
        person: str | None = None,
        event: str | None = None,
        since: "datetime | None" = None,
        until: "datetime | None" = None,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> "AuditPage":
        """Records of the audit trail, the newest first. `about`: a request with all that belongs to it, or one id.

        `event`: one or a family. `person`: a reference, or a user's name. `before` and `after` are numbers of records.
        """
        ...

    def audit_verify(self, heads: tuple[str, ...] = (), progress: "Progress | None" = None) -> "AuditReport":
        """Walks the whole audit trail and says whether anything in it was changed.

        `heads` were written down elsewhere: what they stand for must still be there.
        """
        ...

    def audit_export(self, since: "datetime | None" = None) -> Iterator[dict[str, Any]]:
        """Records of the audit trail as they are hashed, oldest first; from the first not older than `since`."""
        ...

    def audit_name(self, reference: str) -> str:
        """Whom or what a reference in the records means. Raises NotFoundError where that was erased."""
        ...

    def erase(
        self, wanted: "Erasure", user: str, door: str, dry_run: bool = False, progress: "Progress | None" = None
    ) -> "ErasureView":
        """Everything that is kept of a run, a person or a text; the audit trail stays whole and has the receipt.

        `dry_run` says what would go. Raises InputError where nothing of it is kept.
        """
        ...

    def backup(self, file: Path, progress: "Progress | None" = None) -> "BackupView":
        """All of the home in one archive, also while its runs move."""
        ...

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]:
        """Lets go out what a restore holds: one request, or all of them. Returns the runs."""
        ...

    def retention(self) -> "tuple[RetentionView, ...]":
        """How long each brand keeps what, and how much is older than that."""
        ...

    def apply_retention(self, user: str, door: str, progress: "Progress | None" = None) -> "tuple[RetentionView, ...]":
        """Erases at once what is older than a brand keeps it, as the scheduler does every hour."""
        ...

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> "tuple[NoticeView, ...]":
        """What was told, the newest first. `user`: to that person; `dead`: what was given up."""
        ...

    def retry_notice(self, id: str, user: str, door: str) -> "NoticeView":
        """Puts a message that was given up back into the queue. Raises NotFoundError."""
        ...

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> "NoticeTest":
        """Sends a test to a person or a webhook of the brand's notify.yaml, and waits for the answer."""
        ...

    def doctor(self) -> "tuple[Check, ...]":
        """Whether everything that the desk needs is there, a line each, with the remedy where it is not."""
        ...
