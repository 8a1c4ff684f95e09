"""When a message that did not get through is tried again, and when it is given up. Pure."""

import random
from datetime import timedelta
from typing import NamedTuple


class Pace(NamedTuple):
    """Seconds. Each wait is twice the one before, up to `longest`; `tries` in all."""

    first: float
    longest: float
    tries: int


CALM = Pace(first=30, longest=3600, tries=12)  # given up after some six hours
URGENT = Pace(first=5, longest=60, tries=30)  # after some half an hour: by then others have been told


def wait(attempts: int, *, urgent: bool, chance: random.Random, asked: float | None = None) -> timedelta | None:
    """After that many tries in vain; None: given up. Between half of the pace and all of it, so that many do not come
    back at once; never sooner than the target asked for, in seconds.
    """
    pace = URGENT if urgent else CALM
    if attempts >= pace.tries:
        return None
    full = min(pace.first * 2 ** (attempts - 1), pace.longest)
    return timedelta(seconds=max(full * (0.5 + chance.random() / 2), asked or 0.0))
