"""No pattern can hang the check: what could is refused, the rest is bounded."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.backtracking import steps_of
from tools.rules.literals import spellings
from tools.rules.safety import bounded, compile_safe
from tools.rules.syntax import PatternError, parse

HOSTILE = [
    r"(a+)+$",
    r"(a|a)*b",
    r"(a|ab|b)*c",
    r"(?:\w+\s*)*x",
    r"(x+x+)+y",
    r"(?:a?){30,}b",
    r"(?:a?){25}b",
    "a?" * 30 + "b",
    r"([a-z]+)*=",
    r"(?:a{1,30}){1,30}!",
    r"(.*)*x",
    r"(?=(a+)+b)a",
    r"((?:a|)?b)*c",
    r"(?:(?:ab|a)(?:b|))+c",
    r"(\w+\1)+",
    r".*.*.*.*=",
    r"(?:\w+ ?){0,5}(?:\w+ ?){0,5}\w+=",
    r"x(?:(?:(?:[ab]|.|a)){0,4}){0,4}!",
    r"(?:(?:.|[^b]{1,3}|[^b])b+(?:[ab]|bb|a)){1,3}!",
]
FINE = [
    r"(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)",
    r"\b(?:[A-Z]\.){3,}",
    r'"[^"]+"[.,?]',
    r"\(.+\)",
    r".*a.*b",
    r"(?:[A-Z]{1,3}\.)+",
    r"(\w+)\s+\1",
    r"(?<![\w.])\d{1,3}(?:,\d{3})*",
    r"\p{Lu}{3,40}",
    r"(?i)cheap(?:er|est)?",
    r"[^\s-]+ly-\w+",
    r"(?:[^,]+,){1,}\s\w+\s(and|or)",
    r"([—–]\s)|(\s[—–])",
    r"\b(?:AM|PM)\s?[-–]\s?.+(?:AM|PM)\b",
    r"isn't(?=\.)",
    r"\d+(?:ns|ms|s|min|h|d)",
    r"; (?:(?!(?:has|had)\b)\w+ ){0,4}\w+ (?:yet|nor) (?:(?!(?:has|had)\b)\w+ ){0,4}\w+[.?!]",
    r"(?<!^(?i:while|until)\b[^,]{0,80}), (?:(?:un|re)?[a-z]+ ){0,3}(?:ago|hence)",
]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_what_could_explode_is_refused(pattern):
    with pytest.raises(PatternError):
        bounded(pattern)


@pytest.mark.parametrize("pattern", FINE)
def test_what_cannot_is_kept(pattern):
    assert compile_safe(pattern) is not None


@pytest.mark.parametrize(
    ("pattern", "bounds"),
    [
        ("a{1,1000}a{1,1000}b", "a{1,100}a{1,100}b"),  # both take the same letters
        ("a{1,1000}b{1,1000}c", "a{1,1000}b{1,1000}c"),
        ("a{1,90}a{1,90}b", "a{1,90}a{1,90}b"),
        ("a+a+b", "a{1,100}a{1,100}b"),
        ("a+b", "a{1,1000}b"),
    ],
)
def test_far_ends_come_nearer_where_two_repetitions_take_the_same_text(pattern, bounds):
    """What one attempt may cost is bounded, whether an end was written or not."""
    assert bounded(pattern).source == bounds


@pytest.mark.parametrize("pattern", ["a" * 5_001, "x{1001}", "(", "a)", "[a", "\\", "?a", "(?P<n", "(?|a|b)", "(" * 60])
def test_unusable_patterns_are_refused_by_name(pattern):
    with pytest.raises(PatternError):
        bounded(pattern)


_MOST_STEPS = 200_000
_ATOM = st.sampled_from(["a", "b", "[ab]", "\\w", "."])
_TREE = st.recursive(
    _ATOM,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,3}", "{2,}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(_TREE)
def test_whatever_is_kept_ends_soon_on_a_text_that_almost_matches(pattern):
    """In steps of a plain backtracking matcher, which saves none of the work that `regex` saves."""
    try:
        kept = bounded(pattern + "!")
    except PatternError:
        return
    tree = parse(kept.source).tree
    for text in ("a" * 60, "ab" * 30, "b" * 60):
        assert steps_of(tree, text, most=_MOST_STEPS) < _MOST_STEPS


def test_what_is_refused_would_take_very_many_steps():
    refused = parse("(?:a+)+!").tree
    assert steps_of(refused, "a" * 60, most=_MOST_STEPS) == _MOST_STEPS


@settings(max_examples=150, deadline=None)
@given(_TREE, st.text("ab!", max_size=12))
def test_bounds_do_not_change_what_matches_in_a_short_text(pattern, text):
    try:
        compiled = compile_safe(pattern)
    except PatternError:
        return
    plain = regex.compile(pattern, regex.MULTILINE)
    assert [found.span() for found in compiled.finditer(text)] == [found.span() for found in plain.finditer(text)]


@pytest.mark.parametrize(
    ("token", "texts"),
    [
        ("cures?", ("cures", "cure")),
        ("heal(?:s|ed)?", ("heals", "healed", "heal")),
        ("world['’]s best", ("world's best", "world’s best")),
        ("don't", ("don't",)),
        ("low[- ]cost", ("low-cost", "low cost")),
        ("father of *", None),
        ("a.c", None),
        (r"\bocd\b", None),
        (r"miss\.", None),
        ("(?i:usted|ustedes)", None),
        ("(?-i:Usted)", None),
    ],
)
def test_tokens_that_are_a_few_words_are_spelt_out(token, texts):
    assert spellings(token, ignore_case=True) == texts


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["ab?c", "a(?:b|cd)e?", "[ab]{1,2}c", "(?:ab|a)b?"]), st.text("abcde ", max_size=12))
def test_spelling_out_finds_what_the_pattern_finds(token, text):
    texts = spellings(token, ignore_case=False)
    assert texts is not None
    spelt = regex.compile(rf"\b(?:{'|'.join(texts)})\b")
    whole = regex.compile(rf"\b(?:{token})\b")
    assert [found.span() for found in spelt.finditer(text)] == [found.span() for found in whole.finditer(text)]
