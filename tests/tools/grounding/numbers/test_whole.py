"""What is told of all of a number, a share of something else, and a year before the house was founded."""

import pytest

from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

BALM, POUCH = "Dune Balm", "Salt Pouch"
BALM_SHEET = passage(
    "Dune Balm was patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction after "
    "48 hours. Half of our 36 wearers, 50%, still smelled it in the evening.",
    BALM,
)
POUCH_SHEET = passage("A refill uses 62% less packaging by weight than a new boxed bottle.", POUCH)
HOUSE = passage("The house was founded in Ghent in 2016. About 80% by volume. 18% scent oil, the highest of the four.")
FACTS = (fact("The house was founded in Ghent in 2016.", "founded", "2016", "", HOUSE),)
PRODUCTS = tuple(Product(name=name, aliases=(), document=f"{name}.md") for name in (BALM, POUCH))


def reds(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    found = check_numbers(copy, (BALM_SHEET, POUCH_SHEET, HOUSE), FACTS, TODAY, PRODUCTS)
    return [one.span for one in found if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("All 52 showed no reaction after 48 hours.", "en", "52"),
        ("All of the 52 adults showed no reaction.", "en", "52"),
        ("Alle 52 zeigten nach 48 Stunden keine Reaktion.", "de", "52"),
        ("Tous les 52 n'ont montré aucune réaction.", "fr", "52"),
        ("Todos los 52 adultos terminaron sin reacción.", "es", "52"),
        ("None of the 52 showed a reaction.", "en", "52"),
        ("Not one of the 52 adults had a reaction.", "en", "52"),
        ("Dune Balm: 52 adults, 48 hours, not one reaction.", "en", "52"),
        ("Keiner der 52 Erwachsenen zeigte eine Reaktion.", "de", "52"),
        ("52 Erwachsene, 48 Stunden, keine einzige Reaktion.", "de", "52"),
        ("Aucun des 52 n'a réagi.", "fr", "52"),
        ("Ninguno de los 52 mostró reacción.", "es", "52"),
        ("Nessuno dei 52 adulti ha mostrato una reazione.", "it", "52"),
        ("Geen van de 52 volwassenen reageerde.", "nl", "52"),
        ("A refill uses 50% less packaging than a new bottle.", "en", "50%"),
        ("Una recarga usa un 80 % menos de embalaje que un frasco nuevo.", "es", "80 %"),
        ("Eine Nachfüllung braucht 80 % weniger Verpackung.", "de", "80 %"),
        ("Une recharge, c'est 80 % d'emballage en moins.", "fr", "80 %"),
        ("We have made scents in Ghent since 2014.", "en", "2014"),
        ("Wir machen seit 2014 Düfte in Gent.", "de", "2014"),
        ("Nous faisons des parfums depuis 2014.", "fr", "2014"),
        ("Hacemos fragancias desde 2014.", "es", "2014"),
    ],
)
def test_what_cannot_be_true_is_red(text: str, locale: str, number: str) -> None:
    assert [span[: len(number)] for span in reds(text, locale)] == [number]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("All 52 adults say their skin is sensitive.", "en"),
        ("Did all 52 show no reaction?", "en"),
        ("51 of the 52 showed no reaction after 48 hours.", "en"),
        ("A refill uses 62% less packaging than a new bottle.", "en"),
        ("Half of our wearers, 50%, still smelled it in the evening.", "en"),
        ("We have made scents since 2016.", "en"),
        ("Our four scents hold alcohol, about 80% by volume.", "en"),
        ("Ines has lived in Ghent since 2009.", "en"),
    ],
)
def test_what_may_be_true_is_not(text: str, locale: str) -> None:
    assert reds(text, locale) == []
