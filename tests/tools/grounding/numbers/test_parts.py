"""Numbers that are a part of another one of the copy."""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "es", "Veinticuatro euros entre cuatro aromas: seis euros cada uno."),
        (O, "en", "€24 for four scents: that's six euros each."),
        (O, "en", "€64 for 500 sprays: about 13 cents a spray."),
        (O, "de", "Vier Monate, 64 €: das sind 16 € im Monat."),
        (O, "fr", "64 € pour quatre mois, soit 16 € par mois."),
        (O, "de", "64 € für 50 ml, also 1,28 € pro Milliliter."),
        (K, "en", "€95 for seven days: less than €14 a day."),
        (K, "es", "Siete días por 95 €: ni catorce euros al día."),
        (K, "de", "45 € durch drei Leute: 15 € für jeden."),
    ],
)
def test_a_part_follows(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert not found(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (O, "es", "Veinticuatro euros entre cuatro aromas: cuatro euros cada uno.", "cuatro euros"),
        (O, "en", "€24 for four scents: that's five euros each.", "five euros"),
        (O, "de", "Vier Monate, 64 €: das sind 14 € im Monat.", "14 €"),
        (K, "en", "€95 for seven days: €12 a day.", "€12"),
    ],
)
def test_another_part_does_not(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert ("red", span) in found(bases, brand, locale, text)


def test_a_share_in_words_is_not_held_against_what_was_weighed(bases: _Bases) -> None:
    text = "Nine out of ten customers come back for a refill."
    assert found(bases, O, "en", text) == [("amber", "Nine out of ten")]
