"""Where a preposition with a sentence's capital stands before a country, nobody is named."""

import pytest

from tools.people.person_names import persons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "En Allemagne, l'envoi coûte 4,90 € et prend trois jours."),
        ("es", "En Alemania el envío cuesta 5 €."),
        ("it", "In Germania la spedizione costa 5 €."),
        ("nl", "In Duitsland kost het € 5."),
        ("pt", "Na Alemanha o envio custa 5 €."),
    ],
)
def test_a_country_is_nobody(language: str, text: str) -> None:
    assert not [one for one in persons(text, language) if one.full or one.sure]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "À Paul Dubois, qui nous doit 3 €", "Paul Dubois"),
        ("es", "A Marta Ruiz le robaron la bici.", "Marta Ruiz"),
        ("it", "Alla Giulia Neri abbiamo detto di no.", "Giulia Neri"),
    ],
)
def test_somebody_behind_a_preposition_is_named_without_it(language: str, text: str, name: str) -> None:
    assert [text[one.start : one.end] for one in persons(text, language) if one.full] == [name]
