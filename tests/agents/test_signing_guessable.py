"""A password that is guessed first is refused with the reason; words in a row, and what only looks like it, are not."""

import pytest

from agents.signing.guessable import check_unguessable
from knowledge.errors import InputError

NAMES = ("mara", "Mara Lindqvist")
PLACES = ("orrelune", "salt-meadow")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password", "most common"),
        ("Password", "most common"),
        ("PASSWORD2026!", "most common"),
        ("trustno1", "most common"),
        ("\uff50assword", "most common"),  # typed in full width
        ("sunshine_99", "most common"),
        ("dragon2026", "most common"),
        ("lindqvist", "your own name"),
        ("MaraLindqvist", "your own name"),
        ("lindqvist.mara", "your own name"),
        ("Lindqvist-26", "your own name"),
        ("mara mara mara!", "your own name"),
        ("copydesk", "of this desk"),
        ("Copydesk2026", "of this desk"),
        ("Orrelune", "of this desk"),
        ("saltmeadow1", "of this desk"),
        ("aaaaaaaa", "repeats"),
        ("abababab", "repeats"),
        ("xk7xk7xk7xk7", "repeats"),
        ("häßhäßhäß", "repeats"),
        ("12345678", "row of"),
        ("87654321", "row of"),
        ("abcdefgh", "row of"),
        ("qwertzuiop", "row of"),
        ("lkjhgfdsa", "row of"),
        ("abcd1234", "row of"),
        ("1111aaaa2222", "row of"),
        ("1qaz2wsx3edc", "row of"),
        ("aaaaaaaab", "row of"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"guessed at once.*{reason}"):
        check_unguessable(password, NAMES, PLACES)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "nine quiet cedars",
        "a password of hers",
        "monkeys on my roof",
        "monopoly-night",
        "mara likes plums",
        "the copydesk is open",
        "tramway 17 to Porto",
        "12 Abcissa stones",
        "пять тихих кедров",
        "静かな杉の木が九本",
        "k7#Qp2vX",
    ],
)
def test_what_is_not_guessed_first_is_taken(password: str) -> None:
    check_unguessable(password, NAMES, PLACES)
