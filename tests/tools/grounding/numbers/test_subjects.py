"""What a number is said of: the product that the sentence names, a word that stands for products, the copy's subject.

All copy here was written for these tests; the documents are the sample brand's.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import Embedder
from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.check import check_numbers

TODAY = date(2026, 11, 21)
BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
_Checked = tuple[KnowledgeBase, tuple[Passage, ...]]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Checked]:
    base = KnowledgeBase(tmp_path_factory.mktemp("knowledge"), BRAND.brand, no_embedder, lambda: TODAY)
    base.ingest([BRAND.documents])
    kinds = ("product", "claim", "research", "other")
    yield base, tuple(passage for kind in kinds for passage in base.passages_of(kind))
    base.close()


def no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")


def check(knowledge: _Checked, text: str, locale: str = "en") -> tuple[Finding, ...]:
    base, evidence = knowledge
    copy = Copy(fields={"caption": text}, locale=locale)
    return check_numbers(copy, evidence, base.facts(), TODAY, base.products())


@pytest.mark.parametrize(
    ("text", "locale", "span", "fix"),
    [
        ("The eau de parfum is €118.", "en", "€118", "€96"),
        ("Our eau de parfum, 50 ml, €118.", "en", "€118", "€96"),
        ("An eau de parfum for €118.", "en", "€118", "€96"),
        ("€118 for the eau de parfum.", "en", "€118", "€96"),
        ("The eau de parfum in our Berlin shop costs 118 EUR.", "en", "118 EUR", "96 EUR"),
        ("The scent costs EUR 118.00.", "en", "EUR 118.00", None),
        ("The balm is €46.", "en", "€46", "€32"),
        ("Your candle: €32.", "en", "€32", "€46"),
        ("The refillable bottle is €96.", "en", "€96", "€118"),
        ("The refillable bottle with the eau de parfum costs €96.", "en", "€96", "€118"),
        ("Linden Hour costs €118.", "en", "€118", "€96"),
        ("First Train, €118.", "en", "€118", "€96"),
        ("Linden Hour costs €118 and the refillable bottle €118.", "en", "€118", "€96"),
        ("Linden Hour smells of hay. It costs €118.", "en", "€118", "€96"),
        ("Calm Balm has six ingredients and no scent. 40 g, €46.", "en", "€46", "€32"),
        ("L'eau de parfum coûte 118 €.", "fr", "118 €", "96 €"),
        ("La bougie coûte 32 €.", "fr", "32 €", "46 €"),
        ("Das Parfum kostet 118 €.", "de", "118 €", "96 €"),
        ("Der Duft kostet 118 €.", "de", "118 €", "96 €"),
        ("La vela cuesta 32 €.", "es", "32 €", "46 €"),
        ("La candela costa 32 €.", "it", "32 €", "46 €"),
        ("De kaars kost € 32.", "nl", "€ 32", "€ 46"),
        ("A vela custa 32 €.", "pt", "32 €", "46 €"),
    ],
)
def test_a_price_of_another_product_is_red(
    knowledge: _Checked, text: str, locale: str, span: str, fix: str | None
) -> None:
    (finding,) = check(knowledge, text, locale)
    assert finding.rule == "copydesk.NumberOfAnotherProduct"
    assert (finding.severity, finding.span) == ("red", span)
    assert fix is None or finding.fix == fix


def test_the_message_names_both_products_and_the_right_price(knowledge: _Checked) -> None:
    (finding,) = check(knowledge, "Linden Hour costs €118.")
    assert finding.message == (
        "€118 is the price of Orrelune Refillable Bottle, not of Linden Hour; its price is €96 "
        "(“Linden Hour costs €96 for 50 ml.”)."
    )


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Ce train coûte 96 €.", "fr"),
        ("Dieser Zug kostet 96 €.", "de"),
        ("Este tren cuesta 96 €.", "es"),
        ("Questo treno costa 96 €.", "it"),
        ("Deze trein kost € 96.", "nl"),
        ("Este comboio custa 96 €.", "pt"),
        ("This train costs €96.", "en"),
        ("Le petit déjeuner coûte 118 €.", "fr"),
    ],
)
def test_a_price_of_something_that_nobody_sells_is_amber(knowledge: _Checked, text: str, locale: str) -> None:
    (finding,) = check(knowledge, text, locale)
    assert (finding.rule, finding.severity) == ("copydesk.NumberOfAnotherThing", "amber")
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Two refills for €64.", "red"),
        ("Three candles together cost €46.", "red"),
        ("The eau de parfum costs €64.", "amber"),
        ("A refill costs €32.", "amber"),
        ("The refillable bottle costs €64.", "amber"),
        ("Refill it 52 times.", "amber"),
        ("Linden Hour stays on skin for 8 hours.", "red"),
        ("The balm burns for 45 hours.", "amber"),
        ("Linden Hour is here. It burns for 45 hours.", "amber"),
        ("Two refills for €100.", "red"),
        ("€96 off the eau de parfum.", "red"),
    ],
)
def test_a_number_of_something_else_is_found(knowledge: _Checked, text: str, severity: str) -> None:
    (finding,) = [one for one in check(knowledge, text) if one.span[0] in "€4568"]
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The eau de parfum is €96.", "en"),
        ("The eau de parfum is 96 EUR.", "en"),
        ("The eau de parfum is EUR 96,00.", "en"),
        ("A new bottle would be €96.", "en"),
        ("The bottle costs €118, filled with the eau de parfum you choose.", "en"),
        ("€118, filled with the scent you choose.", "en"),
        ("First Train pairs well with the candle, €46.", "en"),
        ("The refillable bottle costs €118. The next 50 ml cost €64, because you already have the glass.", "en"),
        ("Each refill costs €32 less than a new 50 ml eau de parfum.", "en"),
        ("A refill is €64, a new bottle €96.", "en"),
        ("Linden Hour costs €96 and the refillable bottle €118.", "en"),
        ("Linden Hour costs €96, a refill of it €64 and the travel spray €28.", "en"),
        ("The scent is €96, the refill €64, the candle €46.", "en"),
        ("A new pump costs €9.", "en"),
        ("Shipping within Germany costs €4.90.", "en"),
        ("Linden Hour, €96. Shipping within Germany costs €4.90.", "en"),
        ("Linden Hour. From €80 we pay the shipping.", "en"),
        ("All four scents for €24, and the €24 come off the bottle you choose.", "en"),
        ("The Discovery Set costs €24. With it comes a code worth €24 towards an eau de parfum (€96).", "en"),
        ("Two refills at €64 each.", "en"),
        ("50 ml, €96.", "en"),
        ("€32 for Calm Balm, €46 for the Evening Candle.", "en"),
        ("€32 Calm Balm, €46 Evening Candle.", "en"),
        ("It costs €118.", "en"),
        ("The next one is €64.", "en"),
        ("After 25 refills you have paid €778 less.", "en"),
        ("It went through 25 refills. Refill it 25 times.", "en"),
        ("Le flacon rechargeable coûte 118 €.", "fr"),
        ("Une recharge coûte 64 €, un flacon neuf de 50 ml coûte 96 €.", "fr"),
        ("La bougie : 46 €.", "fr"),
        ("Cela coûte 96 €.", "fr"),
        ("Der nachfüllbare Flakon kostet 118 €.", "de"),
        ("Eine Nachfüllung kostet 64 €, ein neuer Flakon 96 €.", "de"),
        ("La recarga cuesta 64 €, y un frasco nuevo de eau de parfum, 96 €.", "es"),
        ("Il flacone ricaricabile costa 118 €.", "it"),
        ("De navulling kost € 64.", "nl"),
        ("First Train. Ce train coûte 96 €.", "fr"),
    ],
)
def test_what_the_brand_says_of_it_is_no_finding(knowledge: _Checked, text: str, locale: str) -> None:
    assert check(knowledge, text, locale) == ()
