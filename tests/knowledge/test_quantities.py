from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.quantities import Quantity, find_quantities


def keys(text: str, locale: str = "en") -> list[str]:
    return [quantity.key for quantity in find_quantities(text, locale)]


@pytest.mark.parametrize(
    ("text", "locale", "key"),
    [
        ("It costs €118.", "en", "price:118:EUR"),
        ("It costs 118 EUR.", "en", "price:118:EUR"),
        ("It costs EUR 118.00.", "en", "price:118:EUR"),
        ("It costs 1,234.56 euros", "en", "price:1234.56:EUR"),
        ("1.234,56 €", "de", "price:1234.56:EUR"),
        ("1 234,56 €", "fr", "price:1234.56:EUR"),
        ("1\u202f234,56\u00a0€", "fr", "price:1234.56:EUR"),
        ("1'234.50 CHF", "de-CH", "price:1234.5:CHF"),
        ("CHF 90.–", "de-CH", "price:90:CHF"),
        ("€ 118,-", "nl", "price:118:EUR"),
        ("$20", "en", "price:20:USD"),
        ("US$ 20", "en", "price:20:USD"),
        ("twenty euros", "en", "price:20:EUR"),
        ("one hundred and eighteen euros", "en", "price:118:EUR"),
        ("two hundred forty-five euros", "en", "price:245:EUR"),
        ("Getestet für 25.", "de", "count:25"),
        ("a hundred euros", "en", "price:100:EUR"),
        ("vingt euros", "fr", "price:20:EUR"),
        ("zwanzig Euro", "de", "price:20:EUR"),
        ("veinte euros", "es", "price:20:EUR"),
        ("140k EUR", "en", "price:140000:EUR"),
        ("€1.5m", "en", "price:1500000:EUR"),
        ("2,5 millions €", "fr", "price:2500000:EUR"),
        ("€20–€30", "en", "price:20-30:EUR"),
        ("20 € – 30 €", "de", "price:20-30:EUR"),
        ("価格は118ユーロ", "ja", "price:118:EUR"),
        ("価格は１１８ユーロ", "ja", "price:118:EUR"),
        ("€10 off", "en", "price:10:EUR-off"),
        ("62 %", "en", "percent:62"),
        ("62%", "en", "percent:62"),
        ("62 percent", "en", "percent:62"),
        ("sixty-two per cent", "en", "percent:62"),
        ("62,5 Prozent", "de", "percent:62.5"),
        ("0.125 %", "de", "percent:0.125"),
        ("20–30 %", "fr", "percent:20-30"),
        ("two thirds of it", "en", "percent:66.7"),
        ("half the plastic", "en", "percent:50"),
        ("20 % off", "en", "percent:20:off"),
        ("save 20%", "en", "percent:20:off"),
        ("-20 %", "fr", "percent:20:off"),
        ("20 % de réduction", "fr", "percent:20:off"),
        ("20 % Rabatt", "de", "percent:20:off"),
        ("half price", "en", "percent:50:off"),
        ("buy one get one free", "en", "price:1+1:free"),
        ("2 for 1", "en", "price:1+1:free"),
        ("free shipping", "en", "price:0:shipping"),
        ("livraison offerte", "fr", "price:0:shipping"),
        ("versandkostenfrei", "de", "price:0:shipping"),
        ("3–5 days", "en", "measure:3-5:day"),
        ("three to five days", "en", "measure:3-5:day"),
        ("3 days to 5 days", "en", "measure:3-5:day"),
        ("between 3 and 5 days", "en", "measure:3-5:day"),
        ("zwischen 19 € und 45 €", "de", "price:19-45:EUR"),
        ("2 weeks", "en", "measure:14:day"),
        ("0.05 l", "en", "measure:50:ml"),
        ("0,05 l", "de", "measure:50:ml"),
        ("50ml", "en", "measure:50:ml"),
        ("Half a litre", "en", "measure:500:ml"),
        ("½ litre", "en", "measure:500:ml"),
        ("1/2 litre", "en", "measure:500:ml"),
        ("1½ Liter", "de", "measure:1500:ml"),
        ("ein halber Liter", "de", "measure:500:ml"),
        ("un demi-litre", "fr", "measure:500:ml"),
        ("medio litro", "es", "measure:500:ml"),
        ("one and a half hours", "en", "measure:90:min"),
        ("5 cl", "fr", "measure:50:ml"),
        ("1 kg", "en", "measure:1000:g"),
        ("1,5 Kilo", "de", "measure:1500:g"),
        ("12 cm", "en", "measure:120:mm"),
        ("120 minutes", "en", "measure:2:h"),
        ("90 min", "en", "measure:90:min"),
        ("two-year", "en", "measure:24:month"),
        ("tenue 12 h", "fr", "measure:12:h"),
        ("10-day", "en", "measure:10:day"),
        ("30 refills", "en", "count:30:refill"),
        ("thirty refills", "en", "count:30:refill"),
        ("30 times", "en", "count:30:time"),
        ("30-mal", "de", "count:30:time"),
        ("deux fois", "fr", "count:2:time"),
        ("twice", "en", "count:2:time"),
        ("5-star", "en", "count:5:star"),
        ("1,500 bottles", "en", "count:1500:bottle"),
        ("1.500 Flakons", "de", "count:1500:flakon"),
        ("three new scents", "en", "count:3:scent"),
        ("up to 30", "en", "count:30"),
        ("2026-12-01", "en", "date:2026-12-01"),
        ("1 December 2026", "en", "date:2026-12-01"),
        ("December 1st, 2026", "en", "date:2026-12-01"),
        ("1 December", "en", "date:--12-01"),
        ("1er décembre 2026", "fr", "date:2026-12-01"),
        ("1. Dezember 2026", "de", "date:2026-12-01"),
        ("01.12.2026", "de", "date:2026-12-01"),
        ("1.12.", "de", "date:--12-01"),
        ("1 de diciembre de 2026", "es", "date:2026-12-01"),
        ("1º dicembre 2026", "it", "date:2026-12-01"),
        ("1 december 2026", "nl", "date:2026-12-01"),
        ("2026年12月1日", "ja", "date:2026-12-01"),
        ("12/01/2026", "en-US", "date:2026-12-01"),
        ("01/12/2026", "en-GB", "date:2026-12-01"),
        ("December 2026", "en", "date:2026-12"),
        ("since 1998", "en", "date:1998"),
        ("9 am", "en", "time:09:00"),
        ("12 a.m.", "en", "time:00:00"),
        ("9:30 pm", "en", "time:21:30"),
        ("18 Uhr", "de", "time:18:00"),
        ("18h30", "fr", "time:18:30"),
    ],
)
def test_one_quantity(text: str, locale: str, key: str) -> None:
    assert keys(text, locale) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "one of our own",
        "a first for the house",
        "First Train",
        "Three Wishes is a scent.",
        "Two of our own.",
        "the one you keep",
        "One day you will notice.",
        "Just one second.",
        "https://example.com/30/days",
        "shop.example.com/2026",
        "Write to desk30@example.com",
        "#30days #2026",
        "@house30",
        "SKU-100 and A4 and 5th Avenue",
        "Version 1.2.3",
        "No. 5",
        "N°5",
        "Step 2",
        "a 2-in-1 balm, 24/7",
        "the 1980s",
        "in your 30s",
        "+49 30 1234567",
        "the other half",
        "feel free to write",
        "fragrance-free",
        "1. Open it\n2. Breathe",
        "You may march on.",
        "Once upon a time.",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert keys(text) == []


def test_a_german_ordinal_is_none() -> None:
    assert keys("Im 3. Stock, am 2. Fenster.", "de") == []


def test_several_in_order_with_exact_places() -> None:
    text = "Le flacon : 118 € pour 50 ml, dès le 1er décembre à 9 h 30, livraison offerte."
    found = find_quantities(text, "fr")
    assert [quantity.key for quantity in found] == [
        "price:118:EUR",
        "measure:50:ml",
        "date:--12-01",
        "time:09:30",
        "price:0:shipping",
    ]
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)


def test_dates_of_one_month_are_two_dates() -> None:
    assert keys("1–5 December") == ["date:--12-01", "date:--12-05"]


def test_a_date_that_does_not_exist_is_none() -> None:
    assert keys("31.02.2026", "de") == []
    assert keys("31 February") == ["count:31:february"]


def test_a_quantity_survives_json() -> None:
    (quantity,) = find_quantities("€118.50")
    assert Quantity.model_validate_json(quantity.model_dump_json()).key == quantity.key == "price:118.5:EUR"


_amounts = st.decimals(min_value=0, max_value=9_999_999, places=2)


@pytest.mark.parametrize(
    "piece", ["1.", "1 ", "€118 ", "1 December 2026. ", "a.", "a@", "a-", "+1 ", "half the ", "1\u202f234"]
)
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    assert all(one.text for one in find_quantities(piece * 5_000))


@given(_amounts)
def test_one_amount_in_every_locale_is_one_key(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate({ord(","): ".", ord("."): ","})
    french = english.translate({ord(","): "\u202f", ord("."): ","})
    swiss = english.replace(",", "’")
    written = {
        f"€{english}": "en",
        f"{german} €": "de",
        f"{french}\u00a0€": "fr",
        f"EUR {swiss}": "de-CH",
        german + " EUR": "es",
    }
    assert len({key for text, locale in written.items() for key in keys(text, locale)}) == 1


@given(st.dates())
def test_one_date_in_every_format_is_one_key(day) -> None:
    year = f"{day.year:04}"
    english = f"{day.day} {day:%B} {year}"
    assert keys(english) == keys(f"{day:%B} {day.day}, {year}") == keys(f"{year}-{day:%m-%d}")
    assert keys(f"{day:%d.%m}.{year}", "de") == keys(english)


@given(st.text(max_size=200), st.sampled_from(["en", "en-US", "de", "fr", "es", "it", "nl", "ja", "xx"]))
def test_any_text_is_read_and_places_are_exact(text: str, locale: str) -> None:
    last = 0
    for quantity in find_quantities(text, locale):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.text
        assert quantity.start >= last
        last = quantity.end


@given(st.text(alphabet="0123456789 .,-/€$%:hmlgk'apdays\u202f", max_size=60))
def test_numbers_in_any_mess_are_read(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_quantities(text, "fr"))


@pytest.mark.parametrize(
    ("text", "locale", "hours"),
    [
        ("8–10 pm", "en", ["20:00", "22:00"]),
        ("from 8 to 10pm", "en", ["20:00", "22:00"]),
        ("11–2 pm", "en", ["11:00", "14:00"]),
        ("9:30–11 am", "en", ["09:30", "11:00"]),
        ("von 20 bis 22 Uhr", "de", ["20:00", "22:00"]),
        ("de 20 à 22 h", "fr", ["20:00", "22:00"]),
    ],
)
def test_hours_from_one_to_another_are_two_times(text: str, locale: str, hours: list[str]) -> None:
    assert keys(text, locale) == [f"time:{hour}" for hour in hours]


@pytest.mark.parametrize("text", ["38 €", "EUR 38.00", "38,00 euros", "€38", "38,- €"])
def test_a_price_is_one_however_it_is_written(text: str) -> None:
    assert keys(text, "fr") == ["price:38:EUR"]


def test_a_large_number_in_words_may_count_what_was_counted_before() -> None:
    assert [one.value for one in find_quantities("Fifty-one of them showed no reaction.")] == [51]
    assert find_quantities("Two or three of them did.") == ()


@pytest.mark.parametrize(
    ("text", "locale"),
    [("un día: 19 € y 45 €", "es"), ("19 € und 45 €", "de"), ("€ 19 en € 45", "nl"), ("19 € oder 45 €", "de")],
)
def test_two_amounts_side_by_side_are_no_range(text: str, locale: str) -> None:
    assert [one.upper for one in find_quantities(text, locale)] == [None, None]
