"""What a draft denies although the documents say it: a price, a measure, a substance."""

import pytest

from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.sentences.told_otherwise import check_told_otherwise

LAMP, SCENT, BALM = "Tide Lamp", "Salt Hour", "Dune Balm"
LAMP_SHEET = passage("The Tide Lamp costs €58 and weighs 1.4 kg.", LAMP)
SCENT_SHEET = passage("Salt Hour costs €96. A refill of Salt Hour costs €64. It is 16% scent oil in alcohol.", SCENT)
BALM_SHEET = passage("Dune Balm contains beeswax. It contains no water and no alcohol.", BALM)
EVIDENCE = (LAMP_SHEET, SCENT_SHEET, BALM_SHEET)
FACTS = (
    fact("The Tide Lamp costs €58.", "price", "58", "EUR", LAMP_SHEET),
    fact("The Tide Lamp weighs 1.4 kg.", "weight", "1.4", "kg", LAMP_SHEET),
    fact("Salt Hour costs €96.", "price", "96", "EUR", SCENT_SHEET),
    fact("A refill of Salt Hour costs €64.", "refill price", "64", "EUR", SCENT_SHEET),
)
PRODUCTS = tuple(Product(name=name, aliases=(), document=f"{name}.md") for name in (LAMP, SCENT, BALM))


def numbers(text: str, locale: str) -> list[tuple[str, str]]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [(one.severity, one.span) for one in check_numbers(copy, EVIDENCE, FACTS, TODAY, PRODUCTS)]


def substances(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_told_otherwise(copy, EVIDENCE, FACTS, PRODUCTS)]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Salt Hour does not cost €96.", "en", "€96"),
        ("Salt Hour doesn't cost €96.", "en", "€96"),
        ("The Tide Lamp doesn't weigh 1.4 kg.", "en", "1.4 kg"),
        ("Salt Hour kostet nicht 96 €.", "de", "96 €"),
        ("Salt Hour ne coûte pas 96 €.", "fr", "96 €"),
        ("Salt Hour no cuesta 96 €.", "es", "96 €"),
        ("Salt Hour non costa 96 €.", "it", "96 €"),
        ("Salt Hour kost niet € 96.", "nl", "€ 96"),
    ],
)
def test_a_number_that_is_so_and_denied_is_red(text: str, locale: str, span: str) -> None:
    assert numbers(text, locale) == [("red", span)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Salt Hour does not cost €58.", "en"),
        ("Salt Hour doesn't cost €64, that's the refill.", "en"),
        ("Salt Hour doesn't cost €120.", "en"),
        ("Salt Hour kostet nicht 58 €.", "de"),
        ("Salt Hour costs €96, and that's not up for debate.", "en"),
    ],
)
def test_what_is_not_so_may_be_denied(text: str, locale: str) -> None:
    assert numbers(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Salt Hour is alcohol-free.", "en", "alcohol-free"),
        ("Salt Hour is alcohol free.", "en", "alcohol free"),
        ("Salt Hour contains no alcohol.", "en", "contains no alcohol"),
        ("Salt Hour: no alcohol, no fuss.", "en", "no alcohol"),
        ("Dune Balm is free from beeswax.", "en", "free from beeswax"),
        ("Salt Hour ist alkoholfrei.", "de", "alkoholfrei"),
        ("Salt Hour enthält keinen Alkohol.", "de", "keinen Alkohol"),
        ("Salt Hour ne contient pas d'alcool.", "fr", "ne contient pas d'alcool"),
        ("Salt Hour no contiene alcohol.", "es", "no contiene alcohol"),
        ("Salt Hour è senza alcol.", "it", "senza alcol"),
        ("Salt Hour bevat geen alcohol.", "nl", "geen alcohol"),
    ],
)
def test_a_substance_that_is_in_it_is_denied(text: str, locale: str, span: str) -> None:
    assert substances(text, locale) == [span]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Dune Balm contains no alcohol.", "en"),
        ("Dune Balm enthält kein Wasser.", "de"),
        ("Is Salt Hour alcohol-free?", "en"),
        ("Nobody says that Salt Hour is alcohol-free.", "en"),
        ("Rinse the Tide Lamp without alcohol.", "en"),
        ("Salt Hour contains alcohol.", "en"),
        ("An evening without alcohol.", "en"),
    ],
)
def test_what_is_not_in_it_may_be_denied(text: str, locale: str) -> None:
    assert substances(text, locale) == []
