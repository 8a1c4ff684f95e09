"""Patterns that find any of many words fast match where a plain list of them would."""

import re

import pytest

from knowledge.text.wordlist import any_of, one_of


@pytest.mark.parametrize("text", ["a bottle", "bottles", "bot", "no deal", "non-stick", "must", "mustard", ""])
def test_alternatives_match_the_same_texts(text: str) -> None:
    alternatives = r"bottle|bottles|no \w+|must\b|non-|not|nothing"
    plain = re.search(rf"\b(?:{alternatives})", text)
    folded = re.search(rf"\b(?:{any_of(alternatives)})", text)
    assert (plain is None) == (folded is None)


def test_the_longest_word_wins() -> None:
    assert re.findall(one_of(["bot", "bottle", "bottles"]), "bottles bot bottle") == ["bottles", "bot", "bottle"]


def test_no_word_matches_nothing() -> None:
    assert re.search(one_of([]), "a") is None
