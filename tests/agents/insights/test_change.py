"""How much of a text was changed, in words."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.insights.change import change_share

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("A quarter turn locks the cap.", "A quarter turn locks the cap.", 0),
        ("A quarter turn locks the cap.", "A  quarter turn\nlocks the cap.", 0),
        ("A quarter turn locks the cap.", "A half turn locks the cap.", 1 / 7),
        ("one two", "three four", 1),
        ("", "all new", 1),
        ("gone", "", 1),
        ("", "", 0),
    ],
)
def test_one_word_of_seven_is_a_seventh(before: str, after: str, share: float) -> None:
    assert change_share({"caption": before}, {"caption": after}) == pytest.approx(share)


def test_every_field_counts_by_its_words() -> None:
    before = {"subject": "Refill it", "body": "A quarter turn locks the cap"}
    after = {"subject": "Keep it", "body": "A quarter turn locks the cap"}
    assert change_share(before, after) == pytest.approx(1 / 8)


@given(WORDS, WORDS)
def test_it_is_the_same_both_ways_and_never_more_than_difflib_says(before: str, after: str) -> None:
    share = change_share({"t": before}, {"t": after})
    assert share == change_share({"t": after}, {"t": before})
    assert 0 <= share <= 1
    matched = SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()
    assert share <= 1 - matched + 1e-9 if before or after else share == 0
