"""Walks the audit trail beside the pages: a long one takes seconds, and nobody waits for it with a page that stands."""

import logging
import threading
from dataclasses import dataclass, replace
from datetime import datetime

from agents.clock import Clock
from agents.ledger.chain import AuditReport
from knowledge.errors import CopydeskError, InputError
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.here import here

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Walk:
    """One verification: under way while it has neither a report nor trouble."""

    began: datetime
    heads: tuple[str, ...]
    done: int = 0
    total: int = 0
    report: AuditReport | None = None
    trouble: str = ""

    @property
    def under_way(self) -> bool:
        return self.report is None and not self.trouble


class Verifying:
    """One walk at a time, whoever asked for it; each person sees their own last one. Thread-safe."""

    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._lock = threading.Lock()
        self._walks: dict[str, Walk] = {}  # by user

    def of(self, user: str) -> Walk | None:
        with self._lock:
            return self._walks.get(user)

    def start(self, user: str, heads: tuple[str, ...]) -> None:
        """Raises InputError while another walk is under way."""
        with self._lock:
            if any(walk.under_way for walk in self._walks.values()):
                raise InputError(say("audit.verify_busy"))
            self._walks[user] = Walk(self._clock.now(), heads)
        threading.Thread(target=self._walk, args=(user, heads), name="verify", daemon=True).start()

    def _walk(self, user: str, heads: tuple[str, ...]) -> None:
        def progress(step: str, done: int, total: int) -> None:  # noqa: ARG001 - one step alone
            self._note(user, done=done, total=total)

        try:
            self._note(user, report=self._desk.audit_verify(heads, progress))
        except CopydeskError as error:
            self._note(user, trouble=here(str(error)))
        except Exception:  # a thread that dies unheard would leave its page waiting for ever
            log.exception("the audit trail could not be walked")
            self._note(user, trouble=say("audit.verify_failed"))

    def _note(self, user: str, **changes: object) -> None:
        with self._lock:
            self._walks[user] = replace(self._walks[user], **changes)  # type: ignore[arg-type]
