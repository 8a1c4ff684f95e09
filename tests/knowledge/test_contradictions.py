"""Facts that cannot both be true, as files bring them in."""

import io

import openpyxl
import pytest

from knowledge.contradictions import Contradiction
from tests.knowledge.files import saved

HEAD = "sku,name,price,currency,valid_from"


def book(**sheets: list[list[object]]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(saved(openpyxl.Workbook())))
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    workbook.remove(workbook.worksheets[0])
    return saved(workbook)


@pytest.fixture
def found(open_base, documents):
    """Takes files by name, and gives the contradictions between them."""

    def ingest(**files: str | bytes) -> tuple[Contradiction, ...]:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (documents / name.replace("__", ".")).write_bytes(data)
        base = open_base()
        assert base.ingest([documents]).refused == ()
        return base.report().contradictions

    return ingest


def values(found: tuple[Contradiction, ...]) -> list[tuple[str, str, str]]:
    return sorted((one.attribute, *sorted((one.one, one.other))) for one in found)


def test_two_rows_of_a_feed_with_one_code_are_told_with_both_rows(found):
    (one,) = found(feed__csv=f"{HEAD}\nR-1,Ruff Hat,20,EUR,2026-01-01\nR-1,Ruff Hat,25,EUR,2026-01-01\n")
    assert (one.subject, one.attribute, one.one, one.other) == ("Ruff Hat", "price", "20 EUR", "25 EUR")
    assert (one.one_at, one.other_at) == ("feed.csv, row 2", "feed.csv, row 3")


def test_two_sheets_of_a_book_are_compared_and_named(found):
    head = ["SKU", "Product", "Price"]
    (one,) = found(
        a__xlsx=book(
            Feed=[head, ["KJ-4410-M", "Kestrel Jacket", 189]], Old_prices=[head, ["KJ-4410-M", "Kestrel Jacket", 199]]
        )
    )
    assert (one.one, one.other) == ("189", "199")
    assert "Feed" in one.one_at
    assert "Old prices" in one.other_at


def test_a_code_is_who_it_is_whatever_the_name(found):
    (one,) = found(
        a__csv="sku,product,price\nKJ-4410-M,Kestrel Jacket,189\n",
        b__csv="Artikelnummer;Produkt;Preis\nkj-4410-m;Kestrel rain jacket;219\n",
    )
    assert (one.one, one.one_at, one.other, one.other_at) == ("189", "a.csv, row 2", "219", "b.csv, row 2")


def test_a_gtin_is_the_same_with_and_without_its_leading_zeros(found):
    assert values(
        found(
            a__csv="sku,gtin,product,price\nA-1,04006381333931,Pen,€3\n",
            b__csv="ean,item,price\n4006381333931,Biro,€4\n",
        )
    ) == [("price", "€3", "€4")]


@pytest.mark.parametrize(
    "feed",
    [
        "sku,product,size,price\nR-S,Ruff Hat,S,€20\nR-M,Ruff Hat,M,€25\n",
        "sku,product,price\nR-S,Ruff Hat,€20\nR-M,Ruff Hat,€25\n",
        "product,size,price\nRuff Hat,50 ml,€20\nRuff Hat,100 ml,€25\n",
        "product,unit,price\nRuff Hat,piece,€20\nRuff Hat,box of 6,€100\n",
        "sku,product,price,sale_price\nR-S,Ruff Hat,€20,€15\nR-S,Ruff Hat,€20,€15\n",
        "sku,product,price,uvp\nR-S,Ruff Hat,€15,€20\nR-S,Ruff Hat,€15,€20\n",
        "id,product,price\n1,Ruff Hat,€20\n2,Ruff Hat,€25\n",
        "sku,product,size,price\nR-1,Ruff Hat,S,€20\nR-1,Ruff Hat,M,€25\n",
        f"{HEAD}\nR-1,Ruff Hat,20,EUR,2026-01-01\nR-1,Ruff Hat,25,EUR,2027-01-01\n",
    ],
)
def test_sizes_and_sale_prices_and_later_prices_are_no_contradiction(found, feed):
    assert found(feed__csv=feed, again__csv=feed) == ()


def test_rows_of_one_name_and_one_size_are_compared(found):
    feed = "product,size,price\nHat,S,€20\nHat,M,€25\nHat,S,€22\n"
    assert values(found(feed__csv=feed)) == [("price", "€20", "€22")]


def test_a_size_is_compared_with_its_like_in_another_file(found):
    assert values(
        found(
            a__csv="product,size,price\nHat,S,€20\nHat,M,€25\n", b__csv="Produkt;Größe;Preis\nHat;S;22 €\nHat;M;25 €\n"
        )
    ) == [("price", "22 €", "€20")]


def test_a_price_without_a_size_contradicts_only_where_no_size_has_it(found):
    sizes = "sku,product,size,price\nH-S,Hat,S,€20\nH-M,Hat,M,€25\n"
    fact = "{attribute: price, value: €25, statement: It is €25.}"
    sheet = f"---\nkind: product\nproduct: Hat\nfacts:\n  - {fact}\n---\nHat.\n"
    assert found(a__csv=sizes, hat__md=sheet) == ()
    assert values(found(hat__md=sheet.replace("25", "28"))) == [("price", "€20", "€28")]


def test_numbers_of_rows_are_no_codes(found):
    assert found(a__csv="id,product,price\n1,Bottle,€118\n", b__csv="id,product,price\n1,Candle,€42\n") == ()
    assert values(found(b__csv="id,product,price\n7,Bottle,€120\n")) == [("price", "€118", "€120")]


def test_many_values_of_one_thing_are_each_told_once(found):
    rows = "".join(f"H-1,Hat,€{price}\n" for price in (20, 21, 22, 21, 20))
    assert values(found(a__csv=f"sku,product,price\n{rows}")) == [("price", "€20", "€21"), ("price", "€20", "€22")]
