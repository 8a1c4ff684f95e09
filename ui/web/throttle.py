"""Slows down whoever guesses passwords: after a few tries each further one costs more waiting."""

import math
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from agents.clock import Clock

FREE = 5  # tries at one name that cost nothing
FREE_FROM_ONE_PLACE = 50  # behind one address a whole team may sit: a proxy's, or this machine's own
LONGEST = 300.0  # seconds
KEPT = timedelta(minutes=30)
MOST = 10_000  # remembered names and places
_FADES = KEPT / FREE_FROM_ONE_PLACE  # what it takes until a place's try no longer counts


class _Key(NamedTuple):
    kind: str
    of: str

    @property
    def free(self) -> int:
        return FREE_FROM_ONE_PLACE if self.kind == "place" else FREE


class Throttle:
    """Counts by name, wherever the tries come from, and by place, whatever the names.

    So one password tried over many names is slowed as well. A team behind one address misses now and then all day:
    a place's tries fade one by one, a name's are forgotten when it was left alone for a while.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: dict[_Key, tuple[float, datetime]] = {}
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
                self._tries[key] = self._count(key, now) + 1, now
            return 0.0

    def forget(self, caller: str, name: str) -> None:
        """The name's tries, and this one of the place's: a password of one's own makes no guesses at others' free."""
        place, person = _keys(caller, name)
        with self._lock:
            self._tries.pop(person, None)
            if place in self._tries:
                count, last = self._tries[place]
                self._tries[place] = max(0.0, count - 1), last

    def _count(self, key: _Key, now: datetime) -> float:
        count, last = self._tries.get(key, (0.0, now))
        if key.kind == "place":
            return max(0.0, count - max(now - last, timedelta(0)) / _FADES)
        return 0.0 if now - last > KEPT else count

    def _left(self, key: _Key) -> float:
        now = self._clock.now()
        count, last = self._tries.get(key, (0.0, now))
        if count < key.free:
            return 0.0
        if last > now:  # the clock went back: the pause begins anew, and ends
            last = now
            self._tries[key] = (count, now)
        pause = min(LONGEST, math.pow(2, min(count - key.free + 1, 10)))
        return max(0.0, pause - (now - last).total_seconds())


def _keys(caller: str, name: str) -> tuple[_Key, _Key]:
    return _Key("place", caller), _Key("name", name.casefold())
