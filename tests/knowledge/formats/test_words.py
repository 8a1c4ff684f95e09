import pytest

from knowledge.formats.parsed import Limits, RefusedError
from knowledge.formats.words import check_characters, check_words, shortened


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 5_000, "^it holds no words: 5,000 characters, 0 words$"),
        ("a" * 5_000, "^it holds no words: 5,000 characters, 1 word$"),
        ("-+ | " * 1_000, "no words"),
        ("一" * 5_000, "no words"),
        ("aa " * 5_000, "no words"),
    ],
)
def test_signs_and_one_letter_over_and_over_are_no_words(text, reason):
    with pytest.raises(RefusedError, match=reason):
        check_characters(text)


@pytest.mark.parametrize(
    "text",
    [
        "?!" * 100,
        "The bottle can be refilled. " * 200,
        "香りが長く続きます。" * 500,
        "ขวดนี้เติมได้" * 500,
        "| 50 ml |------|\n" * 500,
    ],
)
def test_words_of_any_script_and_short_texts_pass(text):
    check_characters(text)
    check_words([text], Limits())


def test_a_text_without_spaces_is_no_words_and_one_long_address_does_no_harm():
    with pytest.raises(RefusedError, match="it holds no words: of 90,000 characters, 90,000 stand without a space"):
        check_words(["abc" * 30_000], Limits())
    with pytest.raises(RefusedError, match="of 30,000 characters, 0 are letters or digits"):
        check_words(["[ * " * 7_500], Limits())
    check_words(["See https://orrelune.example/" + "a" * 400, "The bottle can be refilled. " * 100], Limits())


def test_more_words_than_its_pages_would_hold_are_refused():
    check_words(["one two " * 500], Limits(max_pages=1))
    with pytest.raises(RefusedError, match="it holds 1,002 words, the limit is 1,000: 1,000 for each of 1 pages"):
        check_words(["one two ", "one two " * 500], Limits(max_pages=1))


def test_an_endless_word_is_cut_and_scripts_without_spaces_are_not():
    assert shortened(f"Before {'x' * 900} after.") == f"Before {'x' * 200} after."
    assert shortened("香り" * 300) == "香り" * 300
