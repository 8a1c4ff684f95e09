import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.lexical import Lexicon, tokens

TEXTS = (
    "Write email, never with a hyphen.",
    "Use block list instead of blacklist.",
    "The capitalisation of headings.",
    "詰め替えボトルの値段は118ユーロです。",
    "Straße und Größe der Flasche.",
    "SKU LH-050-R, fits the side pocket.",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(TEXTS)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("e-mail", 0),
        ("E-Mail?", 0),
        ("blacklist", 1),
        ("capitalise a heading", 2),
        ("ボトルの値段", 3),
        ("strasse", 4),
        ("grosse Flasche", 4),
        ("LH-050-R", 5),
    ],
)
def test_exact_words_are_found_however_they_are_written(lexicon, query, best):
    scores = lexicon.scores(query)
    assert scores[best] == scores.max() > 0


def test_words_that_nothing_holds_find_nothing(lexicon):
    assert not lexicon.scores("xylophone").any()
    assert not lexicon.scores("?!").any()


def test_coverage_is_the_share_of_the_question_that_stands_in_a_text(lexicon):
    assert lexicon.coverage("blacklist")[1] == pytest.approx(1)
    assert 0 < lexicon.coverage("blacklist of xylophones")[1] < 0.6
    assert lexicon.coverage("xylophone").max() == 0


def test_nothing_can_be_asked_too(lexicon):
    for texts in ((), ("",), ("…",)):
        empty = Lexicon(texts)
        assert len(empty.scores("anything")) == len(texts) == len(empty.coverage("anything"))


@given(st.text(max_size=60))
@example("㊀+")
def test_any_text_has_tokens_without_spaces(text):
    assert all(token and not any(char.isspace() for char in token) for token in tokens(text))
