from hypothesis import given
from hypothesis import strategies as st

from knowledge.passages import Passage
from knowledge.windows import WINDOW_WORDS, windows


def passage(text: str, title: str = "Title") -> Passage:
    return Passage(
        id="p", brand="b", document="d.md", title=title, heading=("Part",), position=0, line=1, text=text, kind="other",
        locale="en",
    )  # fmt: skip


def test_a_short_passage_is_one_window_with_its_place():
    assert list(windows(passage("None.")).values()) == ["Title › Part\nNone."]


def test_a_long_one_is_cut_between_sentences_into_parts_of_like_length():
    text = " ".join(f"Sentence number {n} says seven words." for n in range(20))
    parts = [one.removeprefix("Title › Part\n") for one in windows(passage(text)).values()]
    assert " ".join(parts) == text
    assert all(part.endswith(".") for part in parts)
    assert all(WINDOW_WORDS / 2 <= len(part.split()) <= WINDOW_WORDS * 1.5 for part in parts)


def test_the_id_is_made_from_the_words_and_the_place():
    assert windows(passage("Same.")).keys() == windows(passage("Same.")).keys()
    assert windows(passage("Same.")).keys() != windows(passage("Same.", title="Other")).keys()


@given(st.text(max_size=400))
def test_every_passage_has_a_window(text):
    assert windows(passage(text))
