"""Slows down whoever guesses passwords: after a few tries each further one costs more waiting."""

from datetime import datetime, timedelta
from threading import Lock

from agents.clock import Clock

FREE = 5  # tries that cost nothing
LONGEST = 300.0  # seconds
KEPT = timedelta(minutes=30)
MOST = 10_000  # remembered pairs


class Throttle:
    """Counts by caller and by name, so that neither many names from one place nor one name from many goes free."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def tried(self, caller: str, name: str) -> float:
        """Counts a try before its password is looked at, so that guesses at once count as those one after another.

        Seconds to wait where it is not to be looked at; such a try counts for nothing. `forget` it when it was right.
        """
        with self._lock:
            keys = _keys(caller, name)
            if wait := max(map(self._left, keys)):
                return wait
            if len(self._tries) > MOST:
                self._tries.clear()
            now = self._clock.now()
            for key in keys:
                count, last = self._tries.get(key, (0, now))
                self._tries[key] = (0 if now - last > KEPT else count) + 1, now
            return 0.0

    def forget(self, caller: str, name: str) -> None:
        with self._lock:
            for key in _keys(caller, name):
                self._tries.pop(key, None)

    def _left(self, key: str) -> float:
        now = self._clock.now()
        count, last = self._tries.get(key, (0, now))
        if count < FREE:
            return 0.0
        if last > now:  # the clock went back: the pause begins anew, and ends
            last = now
            self._tries[key] = (count, now)
        pause = min(LONGEST, 2.0 ** (count - FREE + 1))
        return max(0.0, pause - (now - last).total_seconds())


def _keys(caller: str, name: str) -> tuple[str, str]:
    return f"from {caller}", f"as {name.casefold()}"
