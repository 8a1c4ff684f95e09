"""How many years something has been, against the years of the documents."""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (K, "en", "We've been repairing bicycles for twenty years.", "twenty years"),
        (K, "de", "Seit zwanzig Jahren reparieren wir Fahrräder.", "zwanzig Jahren"),
        (K, "fr", "Nous réparons des vélos depuis vingt ans.", "vingt ans"),
        (K, "es", "Llevamos veinte años reparando bicicletas.", "veinte años"),
        (K, "nl", "Al twintig jaar repareren we fietsen.", "twintig jaar"),
        (O, "en", "Orrelune is fifteen years old this year.", "fifteen years"),
        (O, "de", "Orrelune gibt es seit zwölf Jahren.", "zwölf Jahren"),
        (O, "en", "We have made Linden Hour for twelve years.", "twelve years"),
        (O, "de", "Seit fünf Jahren machen wir Linden Hour.", "fünf Jahren"),
        (O, "fr", "Nous vendons l'Evening Candle depuis onze ans.", "onze ans"),
        (O, "en", "Our shop opened thirty years ago.", "thirty years"),
    ],
)
def test_another_number_of_years_is_red(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert ("red", span) in found(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (K, "en", "We've been repairing bicycles for fifteen years."),
        (K, "de", "Seit fünfzehn Jahren reparieren wir Fahrräder."),
        (K, "es", "Llevamos quince años reparando bicicletas."),
        (O, "en", "Orrelune is ten years old this year."),
        (O, "en", "We have made Linden Hour for eight years."),
        (O, "fr", "Nous vendons l'Evening Candle depuis sept ans."),
        (K, "en", "Marit has cycled to work for thirty years."),
        (K, "de", "Das Rad ist vierzig Jahre alt, und wir bekommen noch Teile."),
        (O, "en", "An unopened refill keeps for two years."),
        (O, "fr", "Ma grand-mère porte le même parfum depuis quarante ans."),
    ],
)
def test_the_right_number_of_years_is_not_red(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert "red" not in {severity for severity, _ in found(bases, brand, locale, text)}
