import pytest

from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

LAMP, SOAP = "Tide Lamp", "Shed Soap"
LAMP_SHEET = passage("The Tide Lamp costs €96.", LAMP)
SOAP_SHEET = passage("Shed Soap costs €12.", SOAP)
HOUSE = passage(
    "From €80 we pay the shipping. Wrapping in grey paper: no charge. "
    "You can cancel a class free of charge until 24 hours before it begins."
)
EVIDENCE = (LAMP_SHEET, SOAP_SHEET, HOUSE)
FACTS = (
    fact("The Tide Lamp costs €96.", "price", "96", "EUR", LAMP_SHEET),
    fact("Shed Soap costs €12.", "price", "12", "EUR", SOAP_SHEET),
    fact("From €80 we pay the shipping.", "free shipping from", "80", "EUR", HOUSE),
)
PRODUCTS = tuple(Product(name=name, aliases=(), document=f"{name}.md") for name in (LAMP, SOAP))


def found(locale: str, *fields: str) -> list[tuple[str, str]]:
    named = {f"field{place}": text for place, text in enumerate(fields)}
    copy = Copy(channel="instagram", locale=locale, fields=named)
    findings = check_numbers(copy, EVIDENCE, FACTS, TODAY, PRODUCTS)
    return [(one.rule.removeprefix("copydesk."), one.severity) for one in findings]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Free shipping on all orders."),
        ("en", "Free shipping on everything."),
        ("en", "We pay the shipping for every order."),
        ("en", "Free shipping."),
        ("en", "Every parcel ships free."),
        ("en", "Free shipping on all orders. The Tide Lamp costs €96."),
        ("en", "Free shipping on all orders, also on the Tide Lamp for €96."),
        ("en", "Shed Soap, €12, with free shipping."),
        ("en", "Cancel your class free of charge at any time."),
        ("de", "Kostenloser Versand für alle Bestellungen."),
        ("de", "Versandkostenfrei, immer."),
        ("de", "Wir übernehmen den Versand für jede Bestellung."),
        ("fr", "Livraison gratuite pour toutes les commandes."),
        ("fr", "Livraison offerte sur tout le site."),
        ("es", "Envío gratis en todos los pedidos."),
        ("es", "Envíos gratuitos, siempre."),
        ("it", "Spedizione gratuita su tutti gli ordini."),
        ("nl", "Gratis verzending bij elke bestelling."),
    ],
)
def test_an_offer_told_without_its_condition_is_red(locale: str, text: str) -> None:
    assert found(locale, text) == [("UngroundedOffer", "red")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "From €80 we pay the shipping."),
        ("en", "Free shipping on all orders over €80."),
        ("en", "Free shipping on everything. It begins at €80."),
        ("en", "Free shipping above a minimum order."),
        ("en", "Is free shipping for every order?"),
        ("en", "Shipping is not free for every order."),
        ("en", "The Tide Lamp, €96, with free shipping."),
        ("en", "Buy the Tide Lamp with free shipping."),
        ("en", "Wrapping of every order at no charge."),
        ("en", "Cancel your class free of charge until 24 hours before it begins."),
        ("en", "You can cancel your class free of charge."),
        ("de", "Kostenloser Versand ab 80 €."),
        ("de", "Ab 80 € zahlen wir den Versand für jede Bestellung."),
        ("de", "Kostenloser Versand ab einem Mindestbestellwert."),
        ("fr", "Livraison gratuite dès 80 €."),
        ("fr", "Livraison offerte pour toute commande de 80 € ou plus."),
        ("es", "Envío gratis a partir de 80 €."),
        ("es", "Envío gratis en todos los pedidos de más de 80 €."),
        ("it", "Spedizione gratuita da 80 €."),
    ],
)
def test_with_its_condition_it_is_none(locale: str, text: str) -> None:
    assert found(locale, text) == []


def test_the_condition_may_stand_in_another_field() -> None:
    assert found("en", "Free shipping", "From €80 we pay the shipping.") == []


def test_of_a_wrong_condition_only_the_sum_is_wrong() -> None:
    assert found("en", "Free shipping starts at €50.") == [("UngroundedPrice", "red")]
