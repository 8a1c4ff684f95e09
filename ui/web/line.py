"""A line in which people take turns: nobody's many hold up another's few."""

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Line(Generic[T]):
    """Thread-safe. Of each person what came first goes first."""

    def __init__(self) -> None:
        self._of: dict[str, deque[T]] = {}  # whose turn is next stands first
        self._more = threading.Condition()

    def put(self, who: str, item: T) -> None:
        with self._more:
            self._of.setdefault(who, deque()).append(item)
            self._more.notify()

    def get(self) -> T:
        """Waits until there is one."""
        with self._more:
            self._more.wait_for(lambda: bool(self._of))
            who = next(iter(self._of))
            own = self._of.pop(who)
            item = own.popleft()
            if own:
                self._of[who] = own
            return item
