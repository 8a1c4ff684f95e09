"""The needles that stand in a text say which patterns are worth a look."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.needles import Needles

_TEXT = st.text("abcé ", max_size=40)


@given(st.lists(st.lists(st.text("abcé ", max_size=6), min_size=1, max_size=4), max_size=12), _TEXT)
def test_finds_what_a_plain_search_finds(needles: list[list[str]], text: str) -> None:
    plain = [number for number, each in enumerate(needles) if any(one in text for one in each)]
    assert Needles(needles).standing_in(text) == plain


def test_an_empty_needle_stands_everywhere() -> None:
    assert Needles([["", "rare"], ["rare"]]).standing_in("") == [0]


@given(st.lists(st.lists(st.text("abcé ", max_size=3), min_size=1, max_size=2), max_size=6), _TEXT)
def test_says_whether_any_stands_and_where_each_begins(needles: list[list[str]], text: str) -> None:
    every = {one for each in needles for one in each}
    asked = Needles(needles)
    assert asked.any_in(text) == any(one in text for one in every)
    if "" not in every:
        begins = {at for at in range(len(text)) for one in every if text.startswith(one, at)}
        assert asked.places_in(text) == sorted(begins)
