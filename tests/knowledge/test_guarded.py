"""A guarded pattern answers as the pattern alone does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.guarded import Guarded, GuardedMany

PATTERN = r"(?<!\w)(?:opens?|geöffnet|by (?:bus|train)|six|(?-i:Kiosk)|ouvert\w*)(?!\w)"


@pytest.mark.parametrize(
    "text",
    ["It OPENS at six", "ganz GEÖFFNET heute", "By Train", "\u017fix doors", "a kiosk", "A Kiosk", "s\u0131x", "SİX"],
)
def test_it_finds_what_the_pattern_finds(text: str) -> None:
    alone = re.search(PATTERN, text, re.IGNORECASE)
    found = Guarded(PATTERN, re.IGNORECASE).search(text)
    assert (found and found.span()) == (alone and alone.span())


@given(st.text(alphabet="openskitx \u0131\u0130\u017fß\u212a.GÖöüÜBybusTrain", max_size=40))
def test_so_it_does_on_any_text(text: str) -> None:
    alone = re.search(PATTERN, text, re.IGNORECASE)
    found = Guarded(PATTERN, re.IGNORECASE).search(text)
    assert (found and found.span()) == (alone and alone.span())


def test_a_text_without_its_literals_is_not_searched() -> None:
    assert not Guarded(PATTERN, re.IGNORECASE).may_match("Neither shut nor locked")


def test_a_pattern_of_which_nothing_is_certain_is_always_run() -> None:
    assert Guarded(r"\w+\s*$").search("a word") is not None


NAMED = {
    name: re.compile(one, re.IGNORECASE) for name, one in (("opens", PATTERN), ("end", r"\w+\s*$"), ("bus", "bus"))
}


@given(st.text(alphabet="openskitx \u0131\u0130\u017fß\u212a.GÖöüÜBybusTrain", max_size=40))
def test_many_patterns_find_together_what_each_finds_alone(text: str) -> None:
    alone = [(name, match.span()) for name, pattern in NAMED.items() for match in pattern.finditer(text)]
    assert [(name, match.span()) for name, match in GuardedMany(NAMED).finditer(text)] == alone
