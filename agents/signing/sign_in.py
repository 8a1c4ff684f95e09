"""Signing in with a password."""

import math
import threading
from datetime import datetime, timedelta

from agents.ledger import people
from agents.ledger.database import Ledger
from agents.signing.errors import SignInError, TooManyAttemptsError
from agents.signing.passwords import Passwords, wait_before_next


class SignIn:
    """Counts wrong passwords by name, in memory: a restart forgets them."""

    def __init__(self, ledger: Ledger, passwords: Passwords) -> None:
        self._ledger = ledger
        self._passwords = passwords
        self._failures: dict[str, list[datetime]] = {}
        self._lock = threading.Lock()

    def check(self, name: str, password: str) -> None:
        """Raises SignInError in the same words and after the same time whether name or password is wrong.

        After some wrong ones in a row: TooManyAttemptsError, with the seconds to wait.
        """
        now = self._ledger.clock.now()
        with self._lock:
            missed = [min(at, now) for at in self._failures.get(name, [])]  # a clock that went back bars nobody
            if missed:
                self._failures[name] = missed
            wait = wait_before_next(missed, now)
        if wait > timedelta(0):
            raise TooManyAttemptsError(math.ceil(wait.total_seconds()))
        with self._ledger.read() as connection:
            row = next((row for row in people.listing(connection) if row.name == name), None)
        right = self._passwords.verify(row.password if row is not None and row.active else None, password)
        with self._lock:
            if right:
                self._failures.pop(name, None)
                return
            self._failures.setdefault(name, []).append(now)
        raise SignInError
