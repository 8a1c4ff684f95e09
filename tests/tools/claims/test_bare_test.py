"""A test that the register has may be named without its outcome; with half of it, or of another product, it may not."""

import pytest

from knowledge.facts import Claim, Product
from tools.claims.check import check_claims
from tools.copy import Copy

REGISTER = (
    Claim(
        id="c-patch",
        claim="Calm Balm was patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction "
        "after 48 hours.",
        status="substantiated",
        evidence="report of 18 March 2026",
        note="Give all three numbers or none.",
        passage="p-register",
    ),
)
PRODUCTS = tuple(Product(name=name, aliases=(), document="products.md") for name in ("Calm Balm", "Linden Hour"))


def rules(text: str, locale: str = "en") -> list[str]:
    copy = Copy(fields={"caption": text}, channel="instagram", locale=locale)
    return [one.span for one in check_claims(copy, REGISTER, (), PRODUCTS)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Calm Balm came out in 2021. It was patch-tested much later, in 2026."),
        ("en", "Calm Balm was patch-tested in Bremen in 2026."),
        ("it", "Calm Balm è stato sottoposto a un patch test nel 2026."),
        ("fr", "Le test sous patch de Calm Balm a été fait à Brême ; c'est nous qui l'avons payé."),
        ("de", "Der Patchtest von Calm Balm stammt aus Bremen, und bezahlt haben wir ihn."),
        ("es", "La prueba de parche de Calm Balm se hizo en Bremen, y la pagamos nosotros."),
        ("nl", "De plaktest van Calm Balm is in Bremen gedaan, en wij hebben hem betaald."),
    ],
)
def test_that_it_was_tested_stands(locale: str, text: str) -> None:
    assert rules(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "Calm Balm, testé sous patch sans une seule réaction."),
        ("de", "Der Patchtest von Calm Balm: keine Reaktion."),
        ("es", "Calm Balm pasó la prueba de parche sin reacciones."),
        ("de", "Der Patchtest von Linden Hour stammt aus Bremen."),
    ],
)
def test_nor_does_it_in_another_language(locale: str, text: str) -> None:
    assert rules(text, locale)


@pytest.mark.parametrize(
    "text",
    [
        "Calm Balm is patch-tested, so nobody shows a reaction.",
        "Calm Balm is patch-tested. No reaction at all.",
        "Calm Balm: patch-tested for sensitive skin.",
        "Calm Balm was patch-tested on 60 adults.",
        "Linden Hour was patch-tested in 2026.",
        "Calm Balm is clinically tested.",
        "Patch-tested in 2026.",
    ],
)
def test_half_of_its_outcome_or_another_test_does_not(text: str) -> None:
    assert rules(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Wir nehmen billigend in Kauf, dass es nach Sägespänen riecht."),
        ("de", "Der Rat hat den Radweg gebilligt."),
        ("en", "We cured the leather for a week."),
        ("en", "The glue cures overnight."),
        ("es", "El queso se cura seis meses en la bodega."),
    ],
)
def test_a_word_in_another_sense_claims_nothing(locale: str, text: str) -> None:
    assert rules(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [("de", "Unser billigstes Rad."), ("en", "Our balm cures eczema."), ("es", "Nuestro bálsamo cura el eccema.")],
)
def test_in_its_own_sense_it_does(locale: str, text: str) -> None:
    assert rules(text, locale)
