"""The policy file as it stands on the disk, read again when it changes."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from agents.policy.lint import Holders
from agents.policy.policy import Policy
from knowledge.errors import InputError

log = logging.getLogger(__name__)


class PolicyFileWatch:
    """Keeps the policy in force where its file breaks, or changes so that nobody could satisfy it any more."""

    def __init__(
        self,
        path: Path,
        holders: Callable[[], Holders] | None = None,
        last_used: Callable[[], Policy | None] = lambda: None,
    ) -> None:
        """`holders`: role → the active people who hold it; without it nobody is known, and no file is refused for
        them. `last_used`: what the desk decided under before it was started.
        """
        self._path = path
        self._holders = holders
        self._last_used = last_used
        self._lock = threading.Lock()
        self._policy: Policy | None = None
        self._seen: tuple[int, int] | None = None
        self._refused: Policy | None = None  # what the file says, where it would lock people out
        self._people: Holders | None = None  # for whom it would
        self._why: str | None = None

    def current(self) -> Policy:
        """Raises InputError or NotFoundError where no policy was ever read."""
        with self._lock:
            seen = self._stamp()
            if self._policy is None or seen != self._seen:
                self._read()
                self._seen = seen
            elif self._refused is not None and self._holders is not None and self._holders() != self._people:
                self._weigh(self._refused, self._policy)
            assert self._policy is not None  # noqa: S101 — read or raised
            return self._policy

    def refusal(self) -> str | None:
        """Why the file as it stands is not in force, in one line; None where it is."""
        self.current()
        return self._why

    def _read(self) -> None:
        try:
            found = Policy.load(self._path)
        except InputError as error:
            self._policy = self._policy or self._before()
            if self._policy is None:
                raise
            self._refused, self._why = None, f"{error} The policy in force stays."
            log.error("%s", self._why)
            return
        self._weigh(found, self._policy or self._before())

    def _before(self) -> Policy | None:
        return self._last_used() if self._holders is not None else None

    def _weigh(self, found: Policy, before: Policy | None) -> None:
        """Takes the new policy, unless it locks people out whom the one before does not."""
        self._people = self._holders() if self._holders is not None else None
        if before is not None and self._people is not None and found.digest != before.digest:
            old = before.lockouts(self._people)
            new = [problem for problem in found.lockouts(self._people) if problem not in old]
            if new:
                more = f" ({len(new) - 1} more.)" if len(new) > 1 else ""
                what = f"{new[0].rule}: {new[0].words}{more}"
                self._why = f"{self._path} is not in force: it locks people out. {what} The policy before it stays."
                self._policy, self._refused = before, found
                log.error("%s", self._why)
                return
        self._policy, self._refused, self._why = found, None, None

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
