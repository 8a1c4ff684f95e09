"""What is read off a pattern stands in every text that the pattern matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.amounts import grammar_of
from knowledge.text.claims import _finder
from knowledge.text.needed import needles_of
from knowledge.text.needles import Needles
from knowledge.text.plain import plain_text

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        (r"\bmay the best [\w-]+ win\b", ("may the best ",)),
        (r"(?:always|never) (?:\w+ )?late", ("always", "never")),
        (r"abc|abd", ("ab",)),
        (r"colou?r", ("colo",)),
        (r"(?<!no )more(?! than)", ("more",)),
        (r"[½¼]", ("¼", "½")),
        (r"(?:more)?less", ("less",)),
        (r"(?:ab)+c?", ("ab",)),
        (r"(?>ab|cd)e", ("ab", "cd")),
        (r"\w+", ("",)),
        (r"(?:cheap)?", ("",)),
        (r"cheap|", ("",)),
        (r"(?i)cheap", ("",)),
        (r"(?i:cheap)", ("",)),
        (r"[^a]", ("",)),
    ],
)
def test_needles(pattern, needles):
    assert needles_of(re.compile(pattern)) == needles


_PATTERNS = [
    *("ab+c", "(?:ab|ba)c?", "[ab]c", "a{2,3}b", r"\d+ ?%", "é+|ü", "(a)(?:b|ca)", "(?=ab)a", "(?!ab)ac"),
    *(r"(a|b)\1", "a(?!b)", r"x\.y", "ab?(?:ba)+", "(?>ab|b)a", "a*+b", "(?:a|b)?c", "^a|b$", "a.b", "[^b]a", "[a-c]b"),
]


@given(st.sampled_from(_PATTERNS), st.text("abcxy. 1²%éü", max_size=20))
def test_no_match_is_hidden(pattern, text):
    compiled = re.compile(pattern)
    if compiled.search(text):
        assert any(needle in text for needle in needles_of(compiled))


_WORDS = """
    one two three ten a hundred and dozen stone often half free 1 12 1,5 1.000 ½ 1/2 € ml % - zwei drei einundzwanzig
    vingt-deux y treinta dos ventidue most best of our never put mei ² ３ İ ß
"""
_SAID = st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join)


@given(st.sampled_from(LANGUAGES), st.one_of(_SAID, st.text(max_size=40)))
def test_numbers_are_those_that_the_pattern_finds(language, text):
    grammar, low = grammar_of(language), plain_text(text)
    assert [one.span() for one in grammar.numbers(low)] == [one.span() for one in grammar.number.finditer(low)]
    assert grammar.may_have_any(low) == (grammar.trigger.search(low) is not None)


@given(st.sampled_from(LANGUAGES), _SAID)
def test_what_may_be_harmless_holds_all_that_is(language, text):
    finder = _finder(language)
    able = finder.may_be_harmless.standing_in(text)
    assert all(number in able for number, one in enumerate(finder.harmless) if one.search(text))


def test_half_a_character_hides_nothing():
    assert Needles([("rare",)]).standing_in("a \ud800 rare one") == [0]
