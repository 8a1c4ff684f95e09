"""Numbers that state nothing about a brand, beside those that only look like them."""

import pytest

from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

LAMP = "Tide Lamp"
SHEET = passage("The Tide Lamp costs €46 and burns for about 45 hours. It is packed with three wicks.", LAMP)
EVIDENCE = (SHEET, passage("The Ghent shop is open until 18:30. Wrapping: no charge. From €80 we pay the shipping."))
FACTS = (fact("The Tide Lamp burns for about 45 hours.", "burning time", "45", "hours", SHEET),)


def spans(text: str, locale: str = "en") -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_numbers(copy, EVIDENCE, FACTS, TODAY)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("5:52, platform 3.", "en"),
        ("Take a seat in carriage 7.", "en"),
        ("Gleis 9, kurz vor sechs.", "de"),
        ("Quai 4, il pleut.", "fr"),
        ("Andén 2 y un café.", "es"),
        ("In an emergency dial 112.", "en"),
        ("Unter 112 erreichst du Hilfe.", "de"),
        ("We are at Vlaskaai 21.", "en"),
        ("His plate is B-XY 1234.", "en"),
        ("Pay to NL91 ABNA 0417 1643 00.", "en"),
        ("The lamp is not waterproof to 50 metres.", "en"),
        ("Die Lampe hält keine 50 Meter Tiefe aus.", "de"),
        ("He bought three bottles.", "en"),
        ("Elle a rapporté dix flacons vides.", "fr"),
        ("Two crates, one dog, zero regrets.", "en"),
        ("Zwei Kisten, ein Hund.", "de"),
        ("It weighs as much as a thermos, and the bag is five times that.", "en"),
        ("The 7:14 is late again.", "en"),
        ("La lumière s'en va à quatre heures.", "fr"),
        ("Las seis menos ocho.", "es"),
        ("Gratis ist die Lampe nicht.", "de"),
        ("Free it is not.", "en"),
        ("Der Bahnsteig ist gratis dabei.", "de"),
        ("Danke für das kostenlose Set.", "de"),
        ("Merci pour le coffret reçu gratuitement.", "fr"),
        ("We wrap it at no charge.", "en"),
    ],
)
def test_it_states_nothing(text: str, locale: str) -> None:
    assert spans(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("We have 3 platforms for returns.", "en", "3 platforms"),
        ("The lamp is waterproof to 50 metres.", "en", "50 metres"),
        ("The lamp takes not more than 90 minutes.", "en", "90 minutes"),
        ("Die Lampe hält 50 Meter Tiefe aus.", "de", "50 Meter"),
        ("We sold three thousand bottles.", "en", "three thousand bottles"),
        ("The lamp comes with nine wicks.", "en", "nine wicks"),
        ("Nine wicks, one lamp.", "en", "Nine wicks"),
        ("The lamp lasts five times as long.", "en", "five times"),
        ("The shop closes at 21:00.", "en", "21:00"),
        ("Die Gravur ist gratis.", "de", "gratis"),
        ("Gratis bis Sonntag!", "de", "Gratis"),
        ("La gravure est gratuite.", "fr", "gratuite"),
        ("Free engraving for everybody.", "en", "Free engraving"),
        ("Dos recargas por el precio de una.", "es", "Dos recargas por el precio de una"),
        ("Zwei Lampen zum Preis von einer.", "de", "Zwei Lampen zum Preis von einer"),
        ("Deux lampes pour le prix d'une.", "fr", "Deux lampes pour le prix d'une"),
        ("The Tide Lamp burns for 60 hours.", "en", "60 hours"),
    ],
)
def test_it_states_something(text: str, locale: str, found: str) -> None:
    assert found in spans(text, locale)
