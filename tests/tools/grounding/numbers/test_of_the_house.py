"""What a house takes off a price in words, and how long ago it began."""

import pytest

from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

LAMP = passage("The Tide Lamp costs €58.", "Tide Lamp")
ABOUT = passage("Since 2011 we have repaired first and sold second. We are in Leiden.")
FACTS = (fact("The Tide Lamp costs €58.", "price", "58", "EUR", LAMP),)


def reds(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_numbers(copy, (LAMP, ABOUT), FACTS, TODAY) if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Die Tide Lamp kostet 58 €, und im November ziehen wir davon ein Viertel ab.", "de", "ein Viertel"),
        ("Im Dezember gibt es ein Drittel auf die Tide Lamp.", "de", "ein Drittel"),
        ("En novembre, nous enlevons un quart du prix de la Tide Lamp.", "fr", "un quart du prix"),
        ("Vijf jaar geleden begonnen we in Leiden met één standaard.", "nl", "Vijf jaar"),
        ("Vor fünf Jahren haben wir in Leiden mit einem Ständer angefangen.", "de", "fünf Jahren"),
        ("Hace siete años empezamos con una bomba.", "es", "siete años"),
    ],
)
def test_told_otherwise_of_the_house(text: str, locale: str, span: str) -> None:
    assert reds(text, locale) == [span]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Ein Viertel der Schrauben ziehen wir nach.", "de"),
        ("Un quart d'heure, et la lampe est réparée.", "fr"),
        ("Vor zwei Jahren haben wir im Laden mit dem Kaffee angefangen.", "de"),
        ("Fifteen years ago we started in Leiden with one stand.", "en"),
        ("Three years ago we began to sell lamps in Leiden.", "en"),
    ],
)
def test_nothing_taken_off_and_nothing_begun(text: str, locale: str) -> None:
    assert reds(text, locale) == []
