"""How many calls of one person are at work at once, so that nobody's programs take the threads that all share."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import HTTPException
from starlette.concurrency import run_in_threadpool

from ui.api.security import Caller

T = TypeVar("T")

AT_ONCE = 8  # calls of one person at work; their others stand in line, and hold no thread
WAITS = 4  # of one person for their runs
ALL_WAITS = 32  # of everybody: each sleeps in a thread of its own
AGAIN = "5"  # seconds


class Turns:
    """Of one application. The home's own token is this machine's command line, and stands in no line."""

    def __init__(self) -> None:
        self._at_work: dict[str, CapacityLimiter] = {}
        self._waiting: dict[str | None, int] = {}
        self._sleepers = CapacityLimiter(ALL_WAITS)

    async def work(self, caller: Caller, call: Callable[[], T]) -> T:
        """In one of the threads that all share."""
        if caller is None:
            return await run_in_threadpool(call)
        async with self._at_work.setdefault(caller.name, CapacityLimiter(AT_ONCE)):
            return await run_in_threadpool(call)

    async def wait(self, caller: Caller, call: Callable[[], T]) -> T:
        """In a thread that is kept for it. Answers 429 where too many wait."""
        who = caller.name if caller is not None else None
        mine = self._waiting.get(who, 0)
        if who is not None and mine >= WAITS:
            raise _later(f"{who} waits for {WAITS} runs already")
        if sum(self._waiting.values()) >= ALL_WAITS:
            raise _later(f"{ALL_WAITS} calls wait for runs already")
        self._waiting[who] = mine + 1
        try:
            return await to_thread.run_sync(call, limiter=self._sleepers)
        finally:
            self._waiting[who] -= 1
            if not self._waiting[who]:
                del self._waiting[who]


def _later(why: str) -> HTTPException:
    words = f"{why}. Ask again in {AGAIN} seconds, or read `run`, which does not wait."
    return HTTPException(429, words, headers={"Retry-After": AGAIN})
