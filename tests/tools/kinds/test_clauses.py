"""What a sentence says beside something else."""

import pytest

from tools.kinds.clauses import clauses, words_in


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("It smells of fig leaf and cold tea.", ("It smells of fig leaf",)),
        (
            "Six ingredients, no scent, and it lets you sleep at night.",
            ("it lets you sleep at night.",),
        ),
        (
            "The bottle weighs 1,4 kg and costs 58 euros: a lock for life.",
            ("The bottle weighs 1,4 kg", "a lock for life."),
        ),
        ("One thing only is said here.", ()),
        ("六つの材料、夜はぐっすり眠れます。", ("夜はぐっすり眠れます。",)),
    ],
)
def test_clauses_of_four_words(sentence: str, parts: tuple[str, ...]) -> None:
    assert clauses(sentence) == parts


def test_words_without_spaces_are_counted_by_two_characters() -> None:
    assert (words_in("one two"), words_in("夜はぐっすり")) == (2, 3)
