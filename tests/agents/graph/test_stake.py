"""The value at stake, where an amount counts once for each of several."""

from decimal import Decimal

import pytest

from agents.graph.stake import read_value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Write a caption: twenty hotels, EUR 7,000 each", "en"),
        ("An offer of 7,000 EUR per hotel for 20 hotels", "en"),
        ("A post about 20 hotels at €7k apiece", "en"),
        ("Each of the twenty hotels spends EUR 7,000", "en"),
        ("Twenty hotels have joined. Each pays 7,000 euros.", "en"),
        ("An offer for the hotels: 20 x 7,000 EUR", "en"),
        ("Three captions for twenty hotels, EUR 7,000 each", "en"),
        ("Five hundred gift sets at EUR 280 each", "en"),
        ("zwanzig Hotels, je 7.000 Euro", "de"),
        ("20 Hotels zu je 7.000 €", "de"),
        ("20 Hotels, 7.000 € pro Hotel", "de"),
        ("vingt hôtels, 7 000 € chacun", "fr"),
        ("7 000 € par hôtel pour vingt hôtels", "fr"),
        ("veinte hoteles, 7.000 euros cada uno", "es"),
        ("7.000 € por hotel, 20 hoteles", "es"),
        ("venti hotel, 7.000 euro ciascuno", "it"),
        ("twintig hotels, 7.000 euro elk", "nl"),
        ("20 hotels, 7.000 euro per hotel", "nl"),
        ("20軒のホテル、各7,000ユーロ", "ja"),
        ("20 hotéis, 7.000 euros cada um", "pt"),
    ],
)
def test_an_amount_for_each_counts_as_often(text: str, language: str) -> None:
    value = read_value(text, language)
    assert value is not None
    assert (value.amount, value.currency) == (Decimal(140000), "EUR")


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("Twenty hotels, EUR 7,000 in all", "en", 7000),
        ("An offer of EUR 7,000 for twenty hotels", "en", 7000),
        ("7.000 euro per venti hotel", "it", 7000),
        ("7.000 euros por veinte hoteles", "es", 7000),
        ("An offer of EUR 7,000 per hotel", "en", 7000),
        ("Ein Angebot über 7.000 € per E-Mail an 20 Hotels", "de", 7000),
        ("Three captions: the Evening Candle at 48 EUR each", "en", None),
    ],
)
def test_an_amount_for_all_counts_once(text: str, language: str, amount: int | None) -> None:
    value = read_value(text, language)
    assert (value.amount if value else None) == (amount and Decimal(amount))
