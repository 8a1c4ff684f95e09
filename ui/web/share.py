"""How much of the desk one person's uploads may take: connections that send, and room on its disk."""

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import InputError
from ui.texts import say

AT_ONCE = 2  # bodies of one person that come at once: each chunk is written by a thread that all share
AGAIN = "5"  # seconds


class NotNowError(InputError):
    """Too much is there already: the same can go in later, and nobody has to do anything for it."""


class NoRoomError(InputError):
    """The disk is nearly full."""


def free_bytes() -> int:
    return shutil.disk_usage(Path(tempfile.gettempdir())).free


class Shares:
    """Thread-safe. What is sent counts until it has been read, or refused."""

    def __init__(self, free: Callable[[], int] = free_bytes) -> None:
        """`free`: bytes that are left where files wait."""
        self._free = free
        self._coming: Counter[str] = Counter()
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def sending(self, user: str) -> Iterator[None]:
        with self._lock:
            if self._coming[user] >= AT_ONCE:
                raise NotNowError(say("knowledge.sending_already", n=AT_ONCE))
            self._coming[user] += 1
        try:
            yield
        finally:
            with self._lock:
                self._coming[user] -= 1

    def take(self, user: str, size: int, most: int, spare: int) -> None:
        """`size` more bytes of `most` that one person may hold; `spare` of them stay free on the disk."""
        with self._lock:
            if self._held[user] + size > most:
                raise NotNowError(say("knowledge.holds_already"))
            self._held[user] += size
        if self._free() < spare:
            self.give_back(user, size)
            raise NoRoomError(say("knowledge.disk_full"))

    def give_back(self, user: str, size: int) -> None:
        with self._lock:
            self._held[user] -= size
