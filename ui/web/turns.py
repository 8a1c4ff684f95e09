"""Looks for news take turns, so that nobody's press waits for what other people's open pages ask meanwhile."""

import time
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

T = TypeVar("T")
PATIENCE = 15.0  # seconds; the page's script waits no longer, and asks anew


class TurnLostError(Exception):
    """Whoever asked has given up waiting: to work for them would only make the next ones wait."""


class Turns:
    """`at_once` calls in threads of their own, the others after them in the order in which they came."""

    def __init__(self, at_once: int, patience: float = PATIENCE) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._patience = patience

    async def take(self, call: Callable[[], T]) -> T:
        """What the call returns. Raises TurnLostError where its turn comes more than `patience` seconds after this."""
        asked = time.monotonic()

        def turn() -> T:
            if time.monotonic() - asked > self._patience:
                raise TurnLostError
            return call()

        return await to_thread.run_sync(turn, limiter=self._limiter)
