import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readability import FEWEST, lix

EASY = "The cat sat on a mat. It was a red mat. " * 10
HARD = (
    "Notwithstanding aforementioned regulatory considerations, organisations implementing sophisticated recommendation "
    "architectures necessarily encounter interoperability constraints whose consequences practitioners underestimate. "
) * 5


def test_short_words_in_short_sentences_are_easy_and_long_ones_hard():
    easy, hard = lix(EASY), lix(HARD)
    assert easy is not None
    assert hard is not None
    assert easy < 20 < 60 < hard


def test_it_counts_words_a_sentence_and_long_words_of_a_hundred():
    ten_words_two_long = "We all know that glasses of ours are refilled again.\n"  # glasses, refilled
    assert lix(ten_words_two_long * 10) == pytest.approx(10 + 20)


def test_each_line_is_a_sentence_of_its_own_and_numbers_are_no_words():
    lines = "- one two three 118 €\n" * 30
    assert lix(lines) == pytest.approx(3)


def test_it_means_the_same_in_german():
    text = "Der Flakon ist aus Glas. Man kann ihn wieder befüllen. " * 10  # befüllen: one long word of ten
    assert lix(text) == pytest.approx(5 + 10)


@pytest.mark.parametrize("text", ["", "word " * (FEWEST - 1), "118 €. " * 100])
def test_a_text_too_short_to_tell_has_none(text):
    assert lix(text) is None


@given(st.text(max_size=300))
def test_any_text_has_a_figure_or_none(text):
    found = lix(text)
    assert found is None or found > 0
