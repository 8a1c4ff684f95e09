"""Phrases found by their first word: the same matches as one pattern for each."""

import pytest

from knowledge.errors import InputError
from knowledge.text.phrase_index import PhraseIndex, head_of, variants
from knowledge.text.phrases import fold


def found(phrases: list[str], text: str) -> list[str]:
    folded = fold(text)
    return sorted(match[0] for match, _ in PhraseIndex.of((phrase, phrase) for phrase in phrases).finditer(folded))


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("deep ?fak*", "A Deepfake, a deep fake", ["deep fake", "deepfake"]),
        ("(my|our) skin", "My skin, our skin, the skin", ["my skin", "our skin"]),
        ("(my )?skin", "my skin", ["my skin", "skin"]),
        ("sell your data", "Sell  your,\ndata", ["sell  your,\ndata"]),
        ("colou?r", "color colour", ["color", "colour"]),
        ("großes glas", "ein grosses Glas", ["grosses glas"]),
        ("café", "CAFE cafés", ["cafe"]),
        ("fag", "non-fag fagin", []),
        ("顔認証", "新しい顔認証です", ["顔認証"]),
    ],
)
def test_a_phrase_is_found_by_its_signs(phrase, text, expected):
    assert found([phrase], text) == expected


def test_shorter_beginnings_are_tried_too():
    assert found(["care*", "careful", "car"], "careful") == ["careful", "careful"]


def test_leading_alternatives_are_phrases_of_their_own():
    assert set(variants("(a|b (c|d))e")) == {"ae", "b (c|d)e"}
    assert set(variants("(my )?(c|d)e")) == {"my (c|d)e", "ce", "de"}
    assert [head_of(one) for one in ("colou?r", "i'll go", "\\d+", "Größe")] == ["colo", "i", "", "gro"]


def test_a_phrase_that_begins_with_no_word_is_refused():
    with pytest.raises(InputError, match="does not begin with a word"):
        PhraseIndex.of([(r"\d+ days", 1)])
