"""Each brand's `notify.yaml` as it stands on the disk, read again when it changes."""

import logging
import threading
from pathlib import Path

from agents.home import Home
from agents.notices.settings import Notify
from knowledge.errors import InputError
from knowledge.yaml_file import read_yaml

log = logging.getLogger(__name__)

NAME = "notify.yaml"
Stamp = tuple[int, int] | None


class NotifyFiles:
    """Keeps the last settings that could be read: a file that somebody is breaking silences nobody."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Stamp, Notify]] = {}
        self._refused: dict[str, Stamp] = {}

    def path(self, brand: str) -> Path:
        return self._home.folder(brand).path / NAME

    def read(self, brand: str) -> Notify:
        """As the file stands. Raises InputError, in one line; a file that is not there is an empty one."""
        path = self.path(brand)
        return read_yaml(path, Notify) if path.is_file() else Notify()

    def of(self, brand: str) -> Notify:
        """Raises InputError where the file could never be read."""
        path = self.path(brand)
        with self._lock:
            stamp = _stamp(path)
            known = self._known.get(brand)
            if known is not None and stamp in (known[0], self._refused.get(brand)):
                return known[1]
            try:
                found = self.read(brand)
            except InputError as error:
                if known is None:
                    raise
                self._refused[brand] = stamp
                log.error("the notices' settings in force stay: %s", error)
                return known[1]
            self._known[brand] = (stamp, found)
            return found


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
