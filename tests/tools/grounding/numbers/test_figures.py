"""Shares of customers and goods, and what a product weighs or bears: nobody says such a figure in passing."""

import pytest

from tests.tools.grounding.numbers.test_reckoned import TODAY, K, O, _Bases, bases, found
from tools.copy import Copy
from tools.grounding.numbers.check import FIGURE, check_numbers

__all__ = ["bases"]


def rules(known: _Bases, brand: str, locale: str, text: str) -> list[tuple[str, str]]:
    base, evidence = known[brand]
    copy = Copy(fields={"text": text}, channel="instagram", locale=locale)
    return [(one.rule, one.span) for one in check_numbers(copy, evidence, base.facts(), TODAY, base.products())]


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (O, "en", "Three bottles in every four that we sold in Ghent have come back.", "Three bottles in every four"),
        (O, "de", "Sieben von zehn Leuten, die zu uns kommen, haben einen leeren Flakon dabei.", "Sieben von zehn"),
        (O, "fr", "Trois flacons sur quatre vendus à Gand sont déjà revenus.", "Trois flacons sur quatre"),
        (O, "fr", "Un flacon sur deux vendu à Porto part en cadeau.", "Un flacon sur deux"),
        (O, "es", "Tres de cada cuatro clientes repiten.", "Tres de cada cuatro"),
        (O, "it", "Due clienti su tre tornano per la ricarica.", "Due clienti su tre"),
        (K, "en", "Two thirds of the bikes we see have a worn chain.", "Two thirds"),
        (K, "de", "Jedes zweite Rad, das wir sehen, hat eine müde Kette.", "Jedes zweite"),
        (K, "es", "La Night Lamp cuesta 34 €. Se ve a dos kilómetros.", "dos kilómetros"),
        (K, "en", "The Night Lamp costs €34. You can see it from two kilometres away.", "two kilometres"),
        (K, "fr", "La Night Lamp coûte 34 €. Elle se voit à 500 mètres.", "500 mètres"),
        (O, "en", "The Orrelune Refillable Bottle survives a fall from two metres.", "two metres"),
    ],
)
def test_a_figure_that_no_document_knows(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert (FIGURE, span) in rules(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "en", "Half of the candle is still there."),
        (O, "de", "Die Hälfte des Novembers ist vorbei."),
        (O, "en", "Nine times out of ten it rains when we open the window."),
        (K, "en", "You rode forty kilometres and the lamp is still on."),
        (K, "de", "Jede zweite Woche weht der Wind von vorn."),
        (
            O,
            "en",
            "412 answered. 181 of them had bought a gift. More than half of those, 96 people, were afraid of it.",
        ),
    ],
)
def test_what_is_told_in_passing_or_reckoned_is_no_such_figure(
    bases: _Bases, brand: str, locale: str, text: str
) -> None:
    assert FIGURE not in {rule for rule, _ in rules(bases, brand, locale, text)}


def test_a_share_in_words_is_wrong_where_the_survey_has_another(bases: _Bases) -> None:
    text = "Nine in ten commuters in our survey carry a scent with them."
    assert ("red", "Nine in ten") in found(bases, O, "en", text)
