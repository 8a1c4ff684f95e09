"""What is promised for nothing or for less, in the grammar of six languages, and what only sounds like it."""

import pytest

from knowledge.text.quantities import find_quantities


def _offers(text: str, locale: str) -> list[str]:
    found = find_quantities(text, locale)
    return [one.key for one in found if (one.unit or "").endswith(("off", "free", "shipping"))]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Every refill costs 20% less, in the shops too.", "en"),
        ("The third day is on us.", "en"),
        ("A gift with every order.", "en"),
        ("We'll throw in a candle.", "en"),
        ("Prices drop by 10% on Friday.", "en"),
        ("A €10 voucher for every friend.", "en"),
        ("The second refill is free.", "en"),
        ("Am Freitag liegt die Kerze als Geschenk in jedem Paket.", "de"),
        ("Der dritte Tag geht auf uns.", "de"),
        ("Wir schenken dir die dritte Füllung.", "de"),
        ("Jede Nachfüllung kostet 20 % weniger.", "de"),
        ("Zwei Kerzen zum Preis von einer.", "de"),
        ("50 € de remise sur le flacon.", "fr"),
        ("Nous vous offrons la gravure.", "fr"),
        ("Une bougie offerte dès 80 € d'achat.", "fr"),
        ("La recharge coûte 20 % de moins.", "fr"),
        ("El tercer día va por nuestra cuenta.", "es"),
        ("Una vela de regalo con cada pedido.", "es"),
        ("Lleva 3 y paga 2.", "es"),
        ("Una candela in omaggio con ogni ordine.", "it"),
        ("La ricarica costa il 20% in meno.", "it"),
        ("De derde dag is van ons.", "nl"),
        ("Een cadeautje bij elke bestelling.", "nl"),
    ],
)
def test_a_promise_is_an_offer(text: str, locale: str) -> None:
    assert _offers(text, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("As a gift it needs no paper.", "en"),
        ("A candle as a gift for your sister.", "en"),
        ("It depends on us.", "en"),
        ("You can count on us.", "en"),
        ("Refills use 62% less packaging by weight.", "en"),
        ("Each refill costs €32 less than a new bottle.", "en"),
        ("Feel free to ask every one of us.", "en"),
        ("Eine Kerze als Geschenk für die Schwester.", "de"),
        ("Das haben wir nicht umsonst gemacht.", "de"),
        ("Ein Beutel verbraucht 62 % weniger Verpackung.", "de"),
        ("Une bougie en cadeau à sa mère.", "fr"),
        ("Offerte à une amie.", "fr"),
        ("62 % d'emballage en moins.", "fr"),
        ("Como regalo para tu hermana.", "es"),
        ("Una candela in regalo alla zia.", "it"),
    ],
)
def test_presents_and_comparisons_are_none(text: str, locale: str) -> None:
    assert not _offers(text, locale)


@pytest.mark.parametrize(
    ("text", "locale", "key"),
    [
        ("La révision prend une demi-journée.", "fr", "measure:0.5:day"),
        ("Das dauert einen halben Tag.", "de", "measure:0.5:day"),
        ("Tarda medio día.", "es", "measure:0.5:day"),
        ("Una mezza giornata.", "it", "measure:0.5:day"),
        ("Een halve dag.", "nl", "measure:0.5:day"),
        ("It takes half a day.", "en", "measure:0.5:day"),
        ("Commandez avant le 24.", "fr", "date:---24"),
    ],
)
def test_halves_and_days_of_the_month_are_read(text: str, locale: str, key: str) -> None:
    assert key in {one.key for one in find_quantities(text, locale)}


@pytest.mark.parametrize(
    ("text", "locale"),
    [("Une fois vide, rendez-le.", "fr"), ("Una volta aperta, versala.", "it"), ("Una vez vacío, guárdalo.", "es")],
)
def test_once_it_is_empty_counts_nothing(text: str, locale: str) -> None:
    assert find_quantities(text, locale) == ()
