from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.feeds import Feed, FeedError, read_feed
from knowledge.formats.parsed import RefusedError, Row, Table
from tests.knowledge.files import sheet_of
from tests.knowledge.loads import load_file


def feed(header: str, *rows: str, of_products: bool = False) -> Feed:
    cells = [Row(n, f"row {n}", [cell.strip() for cell in row.split("|")]) for n, row in enumerate(rows, start=2)]
    return read_feed([Table("t", [name.strip() for name in header.split("|")], cells)], of_products=of_products)


def facts(found: Feed) -> list[tuple[str | None, str, object, str | None]]:
    return [(one.row.subject, one.row.attribute, one.row.value, one.row.unit) for one in found.facts]


def test_googles_feed_gives_the_values_of_each_product():
    found = feed(
        "id | title | description | link | image_link | price | sale_price | availability | color",
        f"B-118 | Refillable Bottle | {'long ' * 40} | https://x.test/b | https://x.test/b.png | 118.00 EUR | "
        "99.00 EUR | in stock | amber",
    )
    assert facts(found) == [
        ("Refillable Bottle", "price", "118.00 EUR", None),
        ("Refillable Bottle", "sale price", "99.00 EUR", None),
        ("Refillable Bottle", "availability", "in stock", None),
        ("Refillable Bottle", "color", "amber", None),
    ]
    assert found.facts[0].row.statement == "Refillable Bottle: price 118.00 EUR."
    assert {(one.at, one.line) for one in found.facts} == {("row 2", 2)}


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Produkt | Preis (€) | Größe", "Flakon | 118 | 50 ml", [("Preis", "118", "€"), ("Größe", "50 ml", None)]),
        ("Artikel | Artikelnummer | Preis [EUR]", "Flakon | F-1 | 118", [("Preis", "118", "EUR")]),
        ("Nom | Prix (€) | Poids (g)", "Flacon | 118 | 250", [("Prix", "118", "€"), ("Poids", "250", "g")]),
        ("Producto | Precio", "Frasco | 118 €", [("Precio", "118 €", None)]),
        ("Product | Price (EUR)", "Bottle | 118", [("Price", "118", "EUR")]),
        ("Product name | SKU | Price incl. VAT", "Bottle | B-1 | €118", [("Price incl. VAT", "€118", None)]),
        ("Product | Retail price", "Bottle | €118", [("Retail price", "€118", None)]),
        ("Produkt | UVP | Inhalt", "Flakon | 118 € | 50 ml", [("UVP", "118 €", None), ("Inhalt", "50 ml", None)]),
        ("Product | Price | Currency", "Bottle | 118 | EUR", [("Price", "118", "EUR")]),
        ("Product | Price | Unit", "Bottle | €118 | piece", [("Price", "€118", None), ("Unit", "piece", None)]),
    ],
)
def test_headings_of_other_languages_and_units_in_them_are_understood(header, row, expected):
    found = feed(header, row)
    assert [(one.row.attribute, one.row.value, one.row.unit) for one in found.facts] == expected


def test_the_long_form_names_attribute_value_and_days():
    found = feed(
        "Subject | Attribute | Value | Unit | Statement | valid_from | Valid until",
        "Bottle | price | 118 | EUR | The bottle costs €118. | 2026-01-12 | 31.12.2026",
        "Bottle | refills | 25 | | | |",
        "Bottle | lost | | | | |",
        " | price | 3 | | | |",
    )
    first, second = (one.row for one in found.facts)
    assert (first.subject, first.attribute, first.value, first.unit) == ("Bottle", "price", "118", "EUR")
    assert (first.statement, first.valid_from, first.valid_until) == (
        "The bottle costs €118.", date(2026, 1, 12), date(2026, 12, 31),
    )  # fmt: skip
    assert (second.statement, second.valid_from) == ("Bottle: refills 25.", None)


def test_a_table_without_prices_is_a_feed_only_where_somebody_says_that_it_is_of_products():
    table = ("Name | City", "Ana | Lisbon")
    assert feed(*table).facts == ()
    assert facts(feed(*table, of_products=True)) == [("Ana", "City", "Lisbon", None)]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("approved", "substantiated"),
        ("Substantiated", "substantiated"),
        ("Yes", "substantiated"),
        ("freigegeben", "substantiated"),
        ("Partially", "partly"),
        ("bedingt", "partly"),
        ("Not allowed", "forbidden"),
        ("VERBOTEN", "forbidden"),
        ("no", "forbidden"),
        ("approuvé", "substantiated"),
        ("Aprobado", "substantiated"),
        ("goedgekeurd", "substantiated"),
        ("sous conditions", "partly"),
        ("interdit", "forbidden"),
        ("Prohibido", "forbidden"),
    ],
)
def test_a_register_says_of_each_claim_whether_it_may_be_made(word, status):
    found = feed(
        "Claim | Status | Evidence | Note | Expires",
        f"Tested for 25 refills | {word} | report 7 | Name the test. | 2027-06-30",
    )
    (one,) = found.claims
    assert (one.row.claim, one.row.status, one.row.evidence) == ("Tested for 25 refills", status, "report 7")
    assert (one.row.note, one.row.valid_until, one.at) == ("Name the test.", date(2027, 6, 30), "row 2")
    assert found.facts == ()


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("Claim | Status", "Softer | maybe", "row 2: the status 'maybe' is none of substantiated, partly, forbidden"),
        (
            "Product | Price | From | Until",
            "B | 1 | 2026-05-01 | 2026-01-01",
            "row 2: it ends on 2026-01-01, before it",
        ),
        ("Claim | Status | Until", "Softer | ok | soon", "row 2, column 'Until': 'soon' is not a date such as"),
        ("Product | Price | Until", "B | 1 | 2026-02-30", "row 2, column 'Until': '2026-02-30' is not a date"),
        ("Product | Price | Until", "B | 1 | 31.02.2026", "row 2, column 'Until': '31.02.2026' is not a date"),
        ("Product | Price | Until", "B | 1 | 03/04/2026", "row 2, column 'Until': '03/04/2026' is not a date"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(header, row, words):
    with pytest.raises(FeedError) as caught:
        feed(header, row)
    assert words in str(caught.value)


def test_a_date_with_a_time_is_its_day():
    assert feed("Product | Price | Until", "B | 1 | 2026-05-01 23:59").facts[0].row.valid_until == date(2026, 5, 1)


def test_a_feed_of_a_sheet_is_cited_by_its_rows(tmp_path):
    path = tmp_path / "products" / "prices.xlsx"
    path.parent.mkdir()
    path.write_bytes(sheet_of(["Prices 2026"], ["Product", "Price (EUR)"], ["Linden Hour", 96], ["Salt Meadow", 98.5]))
    loaded = load_file(path, below=tmp_path)
    assert [(one.row.subject, one.row.value, one.at) for one in loaded.feed.facts] == [
        ("Linden Hour", "96", "sheet Sheet, row 3"),
        ("Salt Meadow", "98.5", "sheet Sheet, row 4"),
    ]


def test_a_feed_that_contradicts_itself_is_refused_with_its_row(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim;status\nSofter;maybe\n")
    with pytest.raises(RefusedError, match="row 2: the status 'maybe' is none of"):
        load_file(path)


HEADINGS = (
    "product price claim status value attribute unit currency subject statement valid_from until id Preis(€) ( [] x"
)
NAMES = st.sampled_from(HEADINGS.split(" ")) | st.text(max_size=12)
CELLS = st.sampled_from(["", "ok", "2026-01-01", "9999-99-99", "1.1.1", "x" * 500, "http://"]) | st.text(max_size=12)


@given(
    st.lists(NAMES, max_size=7),
    st.lists(st.lists(CELLS, max_size=8), max_size=4),
    st.booleans(),
)
def test_any_table_is_read_or_refused(header, rows, of_products):
    table = Table("t", header, [Row(n, f"row {n}", cells) for n, cells in enumerate(rows)])
    with suppress(FeedError):
        found = read_feed([table], of_products=of_products)
        assert all(one.row.statement for one in found.facts)
