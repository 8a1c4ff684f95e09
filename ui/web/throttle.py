"""Slows down whoever guesses passwords: after a few misses each further one costs more waiting."""

from datetime import datetime, timedelta
from threading import Lock

from agents.clock import Clock

FREE = 5  # misses that cost nothing
LONGEST = 300.0  # seconds
KEPT = timedelta(minutes=30)
MOST = 10_000  # remembered pairs


class Throttle:
    """Counts by caller and by name, so that neither many names from one place nor one name from many goes free."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._misses: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def wait(self, caller: str, name: str) -> float:
        """Seconds until the next try is looked at; 0 when it is now."""
        with self._lock:
            return max(self._left(key) for key in _keys(caller, name))

    def missed(self, caller: str, name: str) -> None:
        with self._lock:
            if len(self._misses) > MOST:
                self._misses.clear()
            for key in _keys(caller, name):
                count, last = self._misses.get(key, (0, self._clock.now()))
                count = 0 if self._clock.now() - last > KEPT else count
                self._misses[key] = (count + 1, self._clock.now())

    def forget(self, caller: str, name: str) -> None:
        with self._lock:
            for key in _keys(caller, name):
                self._misses.pop(key, None)

    def _left(self, key: str) -> float:
        now = self._clock.now()
        count, last = self._misses.get(key, (0, now))
        if count < FREE:
            return 0.0
        if last > now:  # the clock went back: the pause begins anew, and ends
            last = now
            self._misses[key] = (count, now)
        pause = min(LONGEST, 2.0 ** (count - FREE + 1))
        return max(0.0, pause - (now - last).total_seconds())


def _keys(caller: str, name: str) -> tuple[str, str]:
    return f"from {caller}", f"as {name.casefold()}"
