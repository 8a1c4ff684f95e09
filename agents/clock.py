"""Time and ids, passed in wherever they are needed, so that tests can hold them still."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Protocol

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class ManualClock:
    """A clock that only moves when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


def new_id(prefix: str, length: int = 8) -> str:
    """A random id such as `r-7k3f9qx2`; 40 bits at the default length."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(length))
