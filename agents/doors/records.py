"""Who is told what, people, holds, the audit trail, and what is kept, erased, backed up."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents.doors.parts import Parts
from agents.ledger.chain import AuditReport
from agents.ledger.trail import Wanted
from agents.notices.views import NoticeTest, NoticeView
from agents.signing import crisis, staff
from agents.views import AuditPage, Check, HoldView, NewToken, OneTimePassword, TokenView, UserView

if TYPE_CHECKING:
    from agents.backup.manifest import BackupView
    from agents.erasing.erasure import Erasure, ErasureView
    from agents.retention.apply import RetentionView
    from knowledge.progress import Progress


class RecordsDoor(Parts):
    # notices

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> tuple[NoticeView, ...]:
        """What was told, the newest first. `user`: to that person; `dead`: what was given up."""
        return self._notices.listing(user=user, dead=dead, limit=limit)

    def retry_notice(self, id: str, user: str, door: str) -> NoticeView:
        """Puts a message that was given up back into the queue."""
        return self._notices.retry(id, user, door)

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> NoticeTest:
        """Sends a test to a person or a webhook of the brand's notify.yaml, and waits for the answer."""
        return self._notices.test(name, self.home.folder(brand).brand.id, user, door)

    # holds, people, audit, health

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        """Holds every publication of a brand at once, until it is lifted."""
        staff.hold(self.ledger, self.home.folder(brand).brand.id, reason, user, door)

    def lift(self, brand: str | None, user: str, door: str) -> None:
        staff.lift(self.ledger, self.home.folder(brand).brand.id, user, door)
        self.engine.scheduler.tick()

    def holds(self, brand: str | None = None) -> tuple[HoldView, ...]:
        """What keeps brands from publishing now, oldest first; of one brand, where one is named."""
        return crisis.listing(self.ledger, None if brand is None else self.home.folder(brand).brand.id)

    def crisis_on(self, brand: str | None, reason: str, until: datetime, user: str, door: str) -> HoldView:
        """Every publication of a brand stands still at once, until then or until the same roles switch it off."""
        return crisis.on(self.ledger, self.home.folder(brand).brand.id, reason, until, user, door)

    def crisis_off(self, brand: str | None, user: str, door: str) -> None:
        crisis.off(self.ledger, self.home.folder(brand).brand.id, user, door)
        self.engine.scheduler.tick()

    def users(self) -> tuple[UserView, ...]:
        return self._staff.listing()

    def user(self, name: str) -> UserView:
        return self._staff.one(name)

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> UserView:
        return self._staff.add(name, roles, full_name, by, door)

    def disable_user(self, name: str, by: str, door: str) -> UserView:
        return self._staff.disable(name, by, door)

    def enable_user(self, name: str, by: str, door: str) -> UserView:
        return self._staff.enable(name, by, door)

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> UserView:
        return self._staff.set_roles(name, roles, by, door)

    def set_absent(
        self, name: str, until: datetime, by: str, door: str, since: datetime | None = None, deputy: str | None = None
    ) -> UserView:
        """From now on, where `since` is not given. The deputy acts in their roles meanwhile."""
        return self._staff.absent(name, since, until, deputy, by, door)

    def set_back(self, name: str, by: str, door: str) -> UserView:
        return self._staff.back(name, by, door)

    def set_password(self, name: str, password: str, by: str, door: str) -> UserView:
        return self._staff.set_password(name, password, by, door)

    def reset_password(self, name: str, by: str, door: str) -> OneTimePassword:
        """By an admin, for somebody else: a password that nobody chose and that opens nothing but the choice of one."""
        return self._staff.reset_password(name, by, door)

    def user_changes(self) -> dict[str, datetime]:
        """When somebody last changed each person's place at the desk."""
        return self._staff.changes()

    def tokens(self, user: str | None = None) -> tuple[TokenView, ...]:
        """Personal tokens, the newest first; of one person, or of everybody."""
        return self._staff.tokens(user)

    def create_token(self, name: str, user: str, door: str, days: int = 90) -> NewToken:
        """For `user`, whom it then speaks for. The token itself is told this once."""
        return self._staff.create_token(name, user, door, days)

    def revoke_token(self, id: str, user: str, door: str) -> TokenView:
        return self._staff.revoke_token(id, user, door)

    def by_token(self, token: str) -> UserView:
        """Whom a personal token speaks for. Raises TokenError."""
        return self._staff.by_token(token)

    def authenticate(self, name: str, password: str) -> UserView:
        return self._staff.authenticate(name, password)

    def audit_verify(self, heads: tuple[str, ...] = (), progress: "Progress | None" = None) -> AuditReport:
        """`heads` were written down elsewhere: what they stand for must still be there."""
        return self._records.verify(heads, progress)

    def audit_export(self, since: datetime | None = None) -> Iterator[dict[str, Any]]:
        return self._records.export(since)

    def audit_page(
        self,
        *,
        about: str | None = None,
        person: str | None = None,
        event: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> AuditPage:
        """The newest record first. `about`: a request with all that belongs to it, or one id; `event`: one or a family.

        `person`: a reference, or a user's name. `before` and `after` are numbers of records.
        """
        wanted = Wanted(about=about, person=person, event=event, since=since, until=until)
        return self._records.page(wanted, limit, before, after)

    def audit_name(self, reference: str) -> str:
        """Whom or what a reference in the records means."""
        return self._records.name(reference)

    # what is kept

    def erase(
        self, wanted: "Erasure", user: str, door: str, dry_run: bool = False, progress: "Progress | None" = None
    ) -> "ErasureView":
        """Everything that is kept of a run, a person or a text; the audit trail stays whole and has the receipt."""
        return self._keeping.erase(wanted, user, door, dry_run, progress)

    def backup(self, file: Path, progress: "Progress | None" = None) -> "BackupView":
        """All of the home in one archive, also while its runs move."""
        from agents.backup.write import write
        from knowledge.progress import silent

        return write(self.ledger, self.home, file, progress or silent)

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]:
        """What a restore holds may go out: one request, or all of them."""
        from agents.backup.held import release

        released = release(self.ledger, run, user, door)
        self.engine.scheduler.tick()
        return tuple(released)

    def retention(self) -> "tuple[RetentionView, ...]":
        """How long each brand keeps what, and how much is older than that."""
        return self._keeping.look()

    def apply_retention(self, user: str, door: str, progress: "Progress | None" = None) -> "tuple[RetentionView, ...]":
        """At once what the scheduler does every hour."""
        return self._keeping.apply(user, door, progress)

    def doctor(self) -> tuple[Check, ...]:
        from agents.doctor import examine

        return examine(self.settings, self.home, self._benches, self.ledger, self._secrets)
