"""Groups of people under one word."""

import pytest

from tools.kinds.enumerated import counts_groups_up
from tools.kinds.people import as_anybody


@pytest.mark.parametrize(
    ("told", "language", "said"),
    [
        ("Deaf people and Turks wait outside.", "en", "people and people wait outside."),
        ("We asked people with hearing loss about the bell.", "en", "We asked people about the bell."),
        ("People with Down syndrome work here.", "en", "people work here."),
        ("An old woman taught us.", "en", "An person taught us."),
        ("Frauen und Technik", "de", "Leute und Technik"),
        ("Leute mit Demenz singen mit.", "de", "Leute singen mit."),
        ("Les touristes chinois prennent le train.", "fr", "Les touristes gens prennent le train."),
        ("Personas con discapacidad y jubilados", "es", "gente y gente"),
        ("Chairs and tables", "en", "Chairs and tables"),
        ("Kadınlar burada", "tr", "Kadınlar burada"),
    ],
)
def test_everybody_is_the_same_word(told: str, language: str, said: str) -> None:
    assert as_anybody(told, language) == said


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
