"""Full names show as they stand, and no two people share one."""

import pytest

from agents.service import Desk
from agents.signing.names import LONGEST, check_own, full_name
from knowledge.errors import InputError


@pytest.mark.parametrize("name", ["Ana Ferreira", "Tomas Dvořák", "山田 花子", "می‌نا", "עדי כהן", "O’Brien-Smith", ""])
def test_a_name_stays_as_it_is(name: str) -> None:
    assert full_name(name) == name


def test_a_name_stands_on_one_line() -> None:
    assert full_name(" Ana \r\n Ferreira\t") == "Ana Ferreira"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ana\u202eFerreira", r"U\+202E"),
        ("Ana Ferreira\u0000", r"U\+0000"),
        ("Ana\u2066 Ferreira", r"U\+2066"),
        ("\u200fAna", r"U\+200F"),
        ("Ana\u200b Ferreira", r"U\+200B"),
        ("Ana\ud800", r"U\+D800"),
        ("\u200d", "shows nothing"),
        ("A" * (LONGEST + 1), "at most 200 characters, this one 201"),
    ],
)
def test_a_name_that_does_not_show_as_it_stands_is_refused(name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        full_name(name)


@pytest.mark.parametrize("name", ["Ana Ferreira", "ana  ferreira", "Ａｎａ Ferreira", "Ana Fer\u200dreira", "ANA"])
def test_nobody_is_called_as_somebody_else_is(name: str) -> None:
    with pytest.raises(InputError, match=r"ana is called “.*” already\. Decisions are told by full names"):
        check_own("bea", name, {"joost": "Joost Bakker", "gone": "", "ana": "Ana Ferreira"})
    check_own("bea", "Ana Ferreira (Lisbon)", {"ana": "Ana Ferreira"})


def test_the_desk_takes_neither(desk: Desk) -> None:
    before = desk.users()
    for name in ("Ana\u202eFerreira\u0000", "Ana Ferreira"):
        with pytest.raises(InputError):
            desk.add_user("bea", ("brand",), name, "joost", "test")
    assert desk.users() == before
    assert desk.add_user("bea", ("brand",), "Bea  Ferreira", "joost", "test").full_name == "Bea Ferreira"
    desk.disable_user("bea", "joost", "test")
    assert desk.add_user("bea", ("brand",), "Bea Ferreira", "joost", "test").active
