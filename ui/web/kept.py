"""What a press came to, kept for a while for whoever pressed: news on the page and a reload show it again."""

import secrets
import threading
from collections import OrderedDict
from typing import Generic, TypeVar

from ui.web.sessions import Visitor

MOST = 100  # of all people together; the oldest goes first

T = TypeVar("T")


class Kept(Generic[T]):
    """In memory alone: after a restart it is gone, and whoever asks is told None. Threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, str], T] = OrderedDict()

    def keep(self, visitor: Visitor, found: T) -> str:
        """Returns the name to ask for it by."""
        name = secrets.token_urlsafe(6)
        with self._lock:
            self._found[visitor.user.name, name] = found
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return name

    def of(self, visitor: Visitor, name: str | None) -> T | None:
        """Nobody reads what somebody else tried."""
        with self._lock:
            return self._found.get((visitor.user.name, name or ""))
