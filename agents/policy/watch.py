"""The policy file as it stands on the disk, read again when it changes."""

import logging
import threading
from pathlib import Path

from agents.policy.policy import Policy
from knowledge.errors import InputError

log = logging.getLogger(__name__)


class PolicyFileWatch:
    """Keeps the last policy that could be read: a file that somebody is breaking does not lock the desk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._policy: Policy | None = None
        self._seen: tuple[int, int] | None = None

    def current(self) -> Policy:
        """Raises InputError or NotFoundError where no policy was ever read."""
        with self._lock:
            seen = self._stamp()
            if self._policy is not None and seen == self._seen:
                return self._policy
            try:
                self._policy = Policy.load(self._path)
            except InputError as error:
                if self._policy is None:
                    raise
                log.error("the policy in force stays: %s", error)
            self._seen = seen
            return self._policy

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
