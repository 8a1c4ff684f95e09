"""The cheap look before a pattern never hides a match."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules
from tools.rules.required import Requirements, required
from tools.rules.safety import compile_safe
from tools.rules.syntax import parse
from tools.text.markup import Block


def stands(needed: frozenset[str], lower: str, text: str | None = None) -> bool:
    return Requirements([needed]).standing_in(lower, text) == {0}


@pytest.mark.parametrize(
    ("patterns", "literals"),
    [
        (["last chance"], {"last chance"}),
        ([r"(?:the )?best price\w*"], {"best price"}),
        (["colou?r"], {"colo"}),
        (["Grab|grabs"], {"grab", "grabs"}),
        (["[Dd]on’t"], {"don't"}),
        ([r"\bsave\b up"], {"save up"}),
        (["!{2,}"], {"!!"}),
        (["€"], {"€"}),
        (["a", "cheap"], None),
        ([r"\w+"], None),
        ([r"(cheap)?"], None),
        (["x*"], None),
    ],
)
def test_literals(patterns, literals):
    found = required([parse(pattern, ignore_case=True).tree for pattern in patterns])
    assert found == (None if literals is None else frozenset(literals))


_PATTERNS = [
    *(
        "ab+c",
        "(?:ab|ba)c?",
        "[aA]b",
        "a{2,3}b",
        r"\d+ ?%",
        r"\d{2}",
        "é+",
        "[éß]",
        "a’b",
        "a b",
        "!+|¡",
        "(?=ab)a",
        r"\p{Lu}{2,3}b",
        r"(?<!é)[A-Zß]{2}",
        "[A-Z]{2}|x",
        "ſa",
        "sa",
    ),
    *("(?:a|b)(?:c|ab)", "a(?!b)", r"x\.y", "ab?(?:ba)+", "K", "İ", "ı"),
]


@example("İ", "i", True)
@example("ı", "I", True)
@given(st.sampled_from(_PATTERNS), st.text("abcABCxy. 1²9%éÉß’'!¡ſsSKkKİi\u00a0\t", max_size=30), st.booleans())
def test_what_matches_has_them(source, text, ignore_case):
    needed = required([parse(source, ignore_case=ignore_case).tree])
    block = Block(text, frozenset())
    if needed is not None and compile_safe(source, ignore_case=ignore_case).search(block.spaced):
        assert stands(needed, block.lower)
        assert stands(needed, block.lower, text)


def test_every_shipped_rule_sees_its_own_bad_examples():
    for rule in load_rules(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)).rules:
        assert rule.own is not None
        assert rule.own.bad, rule.id  # that each trips its rule is tried when the rules are loaded


@given(
    st.lists(st.sampled_from([required([parse(one, ignore_case=True).tree]) for one in _PATTERNS]), max_size=6),
    st.text("abcxy. 1²9%éß'!ski", max_size=30),
)
def test_several_are_looked_for_at_once(needed, lower):
    plain = {number for number, each in enumerate(needed) if each is None or stands(each, lower)}
    assert Requirements(needed).standing_in(lower) == plain


def test_capitals_are_looked_for_in_the_text_as_it_is_written():
    needed = required([parse(r"\p{Lu}{3,20}").tree])
    assert needed is not None
    assert not stands(needed, "all small", "All Small")
    assert stands(needed, "not all small", "Not ALL small")
    assert Requirements([needed]).standing_in("all small", "All Small") == set()
    assert Requirements([needed]).standing_in("ünü", "ÜNÜ") == {0}


def test_the_most_telling_word_is_looked_for():
    """Of "all … beasts" the word that few texts have."""
    assert required([parse(r"(?:all|the) \w+ (?:beasts|brutes|vermins)").tree]) == {"beasts", "brutes", "vermins"}
