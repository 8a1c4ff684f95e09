from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.feeds import Feed, read_feed
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
    "word",
    ["pending", "In review", "DRAFT", "awaiting approval", "not yet approved", "ausstehend", "en attente", "Pendiente"],
)
def test_a_claim_that_nobody_has_approved_yet_must_not_be_said(word):
    (one,) = feed("Claim | Status | Note", f"Softer skin | {word} | Ask Ana.").claims
    assert one.row.status == "forbidden"
    assert one.row.note == f"Not approved yet: the register has it as “{word}”. Ask Ana."


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (
            "Claim | Status",
            "Softer | maybe",
            "the status 'maybe' is not known; there are substantiated, partly, forbidden, pending",
        ),
        (
            "Claim | Status",
            "Softer | aproved",
            "the status 'aproved' is not known; did you mean 'approved' (substantiated)?",
        ),
        ("Product | Price | From | Until", "B | 1 | 2026-05-01 | 2026-01-01", "it ends on 2026-01-01, before it"),
        ("Claim | Status | Until", "Softer | ok | soon", "column 'Until': 'soon' is not a date such as"),
        ("Product | Price | Until", "B | 1 | 2026-02-30", "column 'Until': '2026-02-30' is not a date"),
        ("Product | Price | Until", "B | 1 | 31.02.2026", "column 'Until': '31.02.2026' is not a date"),
        ("Product | Price | Until", "B | 1 | 03/04/2026", "column 'Until': '03/04/2026' is not a date"),
        ("Product | Price", "B | cheap", "column 'Price': 'cheap' is not a price such as 118.00"),
        ("Product | Price", "B | -5 EUR", "'-5 EUR' is not a price"),
        ("Product | Price", "B | 1.2.3", "'1.2.3' is not a price"),
        ("Product | Price", "B | 31.12.2026", "'31.12.2026' is not a price"),
        ("Product | Price", "B | 2026-12-31", "'2026-12-31' is not a price"),
        ("Product | Price", "B | #REF!", "'#REF!' is not a price"),
        ("Product | Attribute | Value", "B | Preis | viel", "column 'Value': 'viel' is not a price"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_are_taken(header, row, words):
    good = {"Claim": "Warmer | ok", "Product": "C | 3"}[header.split(" ", 1)[0]]
    good = "C | size | 3" if "Attribute" in header else good
    found = feed(header, good, row, good)
    (refused,) = found.refused
    assert words in refused.reason
    assert (refused.at, refused.line) == ("row 3", 3)
    assert len(found.facts) + len(found.claims) == 2


@pytest.mark.parametrize(
    "price",
    ["118", "118.00 EUR", "€118", "1.234,50 €", "1,234.50", "1 234,50 €", "CHF 1'234.50", "1,00,000",
     "from 12 to 15 EUR", "118,-", "0", "free", "118EUR", "0.0045"],
)  # fmt: skip
def test_prices_are_taken_as_people_write_them(price):
    assert facts(feed("Product | Price", f"B | {price}")) == [("B", "Price", price, None)]


@pytest.mark.parametrize("word", ["n/a", "TBD", "on request", "auf Anfrage", "-", "–"])
def test_a_price_that_is_not_told_leaves_the_rest_of_its_row(word):
    found = feed("Product | Price | Size", f"B | {word} | 50 ml")
    assert facts(found) == [("B", "Size", "50 ml", None)]
    assert found.refused == ()


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


def test_a_row_that_cannot_be_used_is_not_read_as_text_either(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim;status\nWarmer;approved\nSofter;maybe\nRicher;forbidden\n")
    loaded = load_file(path)
    assert [block.text for block in loaded.blocks] == [
        "claim: Warmer; status: approved",
        "claim: Richer; status: forbidden",
    ]
    assert loaded.notes == [
        "row 3 is not taken: the status 'maybe' is not known; there are substantiated, partly, forbidden, pending"
    ]


def test_a_feed_without_a_row_that_can_be_used_is_refused(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim;status\n" + "Softer;maybe\n" * 25)
    words = r"none of its rows can be used: row 2 is not taken: the status 'maybe'.*5 more rows are not taken"
    with pytest.raises(RefusedError, match=words):
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
def test_any_table_is_read(header, rows, of_products):
    table = Table("t", header, [Row(n, f"row {n}", cells) for n, cells in enumerate(rows)])
    found = read_feed([table], of_products=of_products)
    assert all(one.row.statement for one in found.facts)


@pytest.mark.parametrize(
    "header",
    [
        "Titel | Preis", "Produktbezeichnung | Verkaufspreis", "Naam | Prijs", "Productnaam | Verkoopprijs",
        "Nom | Prix", "Désignation | Prix de vente", "Nombre | Precio", "Artículo | Precio de venta",
        "Nome | Prezzo", "Nome prodotto | Prezzo di vendita", "Nome do produto | Preço", "Item name | Price",
    ],
)  # fmt: skip
def test_a_feed_is_known_by_its_columns_in_each_language(header):
    (one,) = feed(header, "Flakon | 118 €").facts
    assert (one.row.subject, one.row.value) == ("Flakon", "118 €")


@pytest.mark.parametrize(
    ("header", "row", "claim"),
    [
        (
            "Werbeaussage | Freigabestatus | Beleg | Gültig bis",
            "Weicher | freigegeben | Studie 1 | 2027-01-01",
            "Weicher",
        ),
        ("Allégation | Statut | Preuve | Jusqu'au", "Plus doux | approuvé | étude 1 | 2027-01-01", "Plus doux"),
        ("Declaración | Estado | Prueba | Hasta", "Más suave | aprobado | estudio 1 | 2027-01-01", "Más suave"),
        ("Affermazione | Stato | Prova | Scadenza", "Più morbido | approved | studio 1 | 2027-01-01", "Più morbido"),
        ("Claim | Status | Bewijs | Geldig tot", "Zachter | goedgekeurd | studie 1 | 2027-01-01", "Zachter"),
    ],
)
def test_a_register_is_known_by_its_columns_in_each_language(header, row, claim):
    (one,) = feed(header, row).claims
    assert (one.row.claim, one.row.valid_until) == (claim, date(2027, 1, 1))
    assert one.row.evidence


def test_a_table_with_prices_that_gives_no_fact_says_what_is_missing():
    (note,) = feed("Flakon-Art | Preis", "rund | 118 €").notes
    assert note.startswith(
        "the table 't' has a column 'Preis', and none that names the product (such as product, title"
    )
    (note,) = feed("Produkt | Preis", " | 118 €").notes
    assert "no row with a product in 'Produkt' and a value beside it" in note
    assert feed("Produkt | Preis", "Flakon | 118 €").notes == ()
    assert feed("Campaign | id", "Spring | 4").notes == ()


def test_a_document_carries_the_note_on_its_table(tmp_path):
    (tmp_path / "prices.csv").write_text("Kennung,Preis\nrund,118\neckig,119\n")
    assert "none that names the product" in load_file(tmp_path / "prices.csv").notes[0]
