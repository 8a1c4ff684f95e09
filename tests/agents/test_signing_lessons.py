"""Phrases that an edit teaches, and what is no phrase."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.signing.lessons import LONGEST, Lesson, Phrase, apply, phrases

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=UTC)


def lesson(find: str, replace: str) -> Lesson:
    return Lesson(id="l-1", find=find, replace=replace, by="Ana", at=TUESDAY)


def learnt(before: str, after: str) -> list[tuple[str, str]]:
    return [(each.find, each.replace) for each in phrases({"caption": before}, {"caption": after})]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Doors closing, one hand free.", "Doors closing, both hands free.", [("one hand", "both hands")]),
        ("A turn locks the cap.", "A turn keeps the cap shut.", [("locks the cap", "keeps the cap shut")]),
        ("Grab it now. It rests in steel.", "Take it now. It waits in steel.", [("Grab", "Take"), ("rests", "waits")]),
        ("It costs €118 with the cap.", "It costs €120 with the cap.", []),  # a fact, and no way of saying it
        ("The cap locks. It is free.", "The cap locks.", []),
        ("The cap locks, always.", "The cap locks, ALWAYS.", []),
        ("One thing entirely.", "Something else, written anew from its first word to its last.", []),
    ],
)  # fmt: skip
def test_what_an_edit_teaches(before, after, expected):
    assert learnt(before, after) == expected


def test_a_long_change_is_another_text():
    words = [f"word{chr(97 + n)}" for n in range(20)]
    other = [*words[:5], *(f"new{chr(97 + n)}" for n in range(LONGEST + 1)), *words[5 + LONGEST + 1 :]]
    assert learnt(" ".join(words), " ".join(other)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take one hand off.", "Take both hands off."),
        ("One hand free.", "Both hands free."),
        ("one  hand free", "both hands free"),
        ("None handed it over.", "None handed it over."),
        ("Stone hand.", "Stone hand."),
    ],
)
def test_it_is_changed_where_it_stands_as_words(text, expected):
    assert apply(text, [lesson("one hand", "both hands")])[0] == expected


def test_only_what_changed_something_is_named_and_by_whom():
    text, used = apply("One hand free.", [lesson("one hand", "both hands"), lesson("grab", "take")])
    assert (text, [each.find for each in used]) == ("Both hands free.", ["one hand"])
    assert used[0].words == "uses Ana's change of Tuesday, 17 November 2026: “one hand” → “both hands”"


WORDS = st.lists(st.sampled_from(["one", "hand", "locks", "the", "cap", ".", ",", "7"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_any_edit_teaches_short_phrases_without_figures(before, after):
    for phrase in phrases({"caption": before}, {"caption": after}):
        assert phrase == Phrase(find=phrase.find.strip(), replace=phrase.replace.strip())
        assert not any(char.isdigit() for char in phrase.find + phrase.replace)
        assert len(phrase.find.split()) <= LONGEST
