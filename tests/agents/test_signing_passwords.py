"""Hashes that verify, nobody told who is here, and waits that grow and end."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from hypothesis import given
from hypothesis import strategies as st

from agents.signing.passwords import LONGEST_WAIT, Passwords, wait_before_next
from knowledge.errors import InputError

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(PasswordHasher.from_parameters(CHEAPEST))


def test_the_right_password_verifies_and_no_other(passwords: Passwords) -> None:
    kept = passwords.hash("linden hour at noon")
    assert kept.startswith("$argon2id$")
    assert kept != passwords.hash("linden hour at noon")
    assert passwords.verify(kept, "linden hour at noon")
    assert not passwords.verify(kept, "linden hour at moon")


def test_one_spelling_of_an_accent(passwords: Passwords) -> None:
    assert passwords.verify(passwords.hash("caf\u00e9 noisette"), "cafe\u0301 noisette")


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_no_password_or_a_broken_hash_lets_nobody_in(passwords: Passwords, kept: str | None) -> None:
    assert not passwords.verify(kept, "nobody has this password")


@pytest.mark.parametrize("password", ["", "short", "x" * 1_001])
def test_too_short_and_too_long_are_refused(passwords: Passwords, password: str) -> None:
    with pytest.raises(InputError, match="A password"):
        passwords.hash(password)


def test_a_very_long_attempt_does_not_match_its_beginning(passwords: Passwords) -> None:
    kept = passwords.hash("x" * 1_000)
    assert passwords.verify(kept, "x" * 1_000)
    assert not passwords.verify(kept, "x" * 1_001)


def test_weaker_settings_are_noticed(passwords: Passwords) -> None:
    kept = passwords.hash("linden hour at noon")
    assert not passwords.is_outdated(kept)
    assert Passwords().is_outdated(kept)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (15, 900), (500, 900)]
)
def test_waits_double_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert wait_before_next([NOON] * failures, NOON) == timedelta(seconds=seconds)


def test_a_wait_is_over_when_it_is_over_and_old_failures_are_forgotten() -> None:
    assert wait_before_next([NOON] * 7, NOON + timedelta(seconds=3)) == timedelta(seconds=1)
    assert wait_before_next([NOON] * 7, NOON + timedelta(seconds=4)) == timedelta(0)
    assert wait_before_next([NOON] * 500, NOON + timedelta(hours=24)) == timedelta(0)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=40))
def test_no_clock_makes_anybody_wait_longer_than_the_longest(seconds: list[int]) -> None:
    wait = wait_before_next([NOON + timedelta(seconds=second) for second in seconds], NOON)
    assert timedelta(0) <= wait <= LONGEST_WAIT
