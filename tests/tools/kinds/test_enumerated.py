"""Groups that are counted up one after the other, and one alone."""

import pytest

from tools.kinds.enumerated import counts_groups_up


@pytest.mark.parametrize(
    ("language", "sentence", "counted"),
    [
        ("en", "Grandmothers, students, a plumber with his pipes: they all ride the same bikes.", True),
        ("es", "Mujeres, hombres y un galgo: todos bajo la misma capa.", True),
        ("de", "Muslime, Atheistinnen, Menschen mit Wärmflasche: nass werden sie alle.", True),
        ("fr", "Une femme, un homme et un chien sur le même banc.", True),
        ("en", "Women at the wheel, that rarely goes well.", False),
        ("de", "Frauen am Lenker, das geht selten gut.", False),
        ("ja", "女性も男性も、同じ自転車に乗ります。", False),
    ],
)
def test_groups_that_are_counted_up_are_everybody(language: str, sentence: str, counted: bool) -> None:
    assert counts_groups_up(sentence, language) is counted
