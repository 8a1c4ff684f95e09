"""Shares in words are found in each language, and a text without one is passed over."""

import pytest

from knowledge.text.offers import find_offers
from knowledge.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("low", "language", "share"),
    [
        ("nine out of ten say so.", "en", 90),
        ("3 in every 4 do.", "en", 75),
        ("neun von zehn sagen es.", "de", 90),
        ("trois personnes, neuf sur 10 en tout", "fr", 90),
        ("nueve de cada diez lo dicen.", "es", 90),
        ("nove su dieci lo dicono.", "it", 90),
        ("negen op de tien zeggen het.", "nl", 90),
        ("negen van de 10 zeggen het.", "nl", 90),
    ],
)
def test_a_share_in_words(low: str, language: str, share: int) -> None:
    assert [(one.kind, one.value) for one in find_offers(low, language)] == [("percent", share)]


@pytest.mark.parametrize("low", ["one in the hand", "in ten minutes", "open in three towns", "made in 10"])
def test_what_is_no_share(low: str) -> None:
    assert not find_offers(low, "en")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("pt", "Custa metade do preço."),
        ("pt", "Agora pagas metade do preço."),
        ("es", "Cuesta la mitad del precio."),
        ("it", "Costa la metà del prezzo."),
        ("fr", "Il ne coûte que la moitié du prix."),
        ("nl", "Het kost nog maar de helft."),
        ("nl", "Je betaalt de helft van de prijs."),
        ("de", "Sie kostet nur die Hälfte."),
    ],
)
def test_half_of_a_price_is_off(locale: str, text: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in find_quantities(text, locale)] == [("percent", 50, "off")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("pt", "Custa metade do tempo."),
        ("it", "Costa la metà del tempo."),
        ("es", "Cuesta la mitad del tiempo."),
        ("nl", "Het kost de helft van de tijd."),
        ("fr", "Il coûte la moitié du temps."),
    ],
)
def test_half_of_something_else_is_a_share(locale: str, text: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in find_quantities(text, locale)] == [("percent", 50, None)]
