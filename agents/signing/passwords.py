"""Passwords: argon2id hashes, and how long somebody waits after wrong ones."""

import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from knowledge.errors import InputError

MIN_LENGTH = 8  # NIST SP 800-63B: at least 8 characters, no rules about which
MAX_LENGTH = 1_000
FREE_ATTEMPTS = 5  # wrong ones in a row before anybody waits
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


class Passwords:
    """Hashes and checks. Its own hasher has RFC 9106's settings for little memory (64 MiB); tests pass a cheap one."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """Raises InputError for a password that is too short or too long."""
        check_length(password)
        return self._hasher.hash(_one_spelling(password))

    def verify(self, kept: str | None, password: str) -> bool:
        """False too where no password was ever given; takes as long then, so that nobody learns who is here."""
        try:
            matches = self._hasher.verify(kept or self._nobody, _one_spelling(password[:MAX_LENGTH]))
        except (VerificationError, InvalidHashError):
            return False
        return matches and bool(kept) and len(password) <= MAX_LENGTH

    def is_outdated(self, kept: str) -> bool:
        """Hashed with weaker settings than today's: hash it again at the next sign-in."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe())


def check_length(password: str) -> None:
    if len(password) < MIN_LENGTH:
        raise InputError(f"A password needs at least {MIN_LENGTH} characters. A few words in a row are good ones.")
    if len(password) > MAX_LENGTH:
        raise InputError(f"A password has at most {MAX_LENGTH:,} characters.")


def wait_before_next(failures: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait before the next attempt is looked at, after these wrong ones since the last right one.

    Five are free; then 1 s, 2 s, 4 s, … to a quarter of an hour, counted from the last. A clock that jumps back makes
    nobody wait longer than that.
    """
    recent = [at for at in failures if now - at < FORGOTTEN_AFTER]
    if len(recent) < FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(len(recent) - FREE_ATTEMPTS, 20)
    penalty = min(timedelta(seconds=2**doublings), LONGEST_WAIT)
    return min(max(max(recent) + penalty - now, timedelta(0)), penalty)


def _one_spelling(password: str) -> bytes:
    """The same keys give different code points on different machines: NFKC, as NIST SP 800-63B advises."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
