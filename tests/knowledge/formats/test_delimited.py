import pytest

from knowledge.formats.blocks import Block
from knowledge.formats.delimited import read_delimited
from knowledge.formats.parsed import Limits, Parsed, RefusedError
from knowledge.formats.plain import decode


def read(text: str, **limits: int) -> Parsed:
    return read_delimited(text, "prices", Limits(**limits))


def test_each_row_is_a_record_with_its_header_and_its_row():
    parsed = read("product,size\nLinden Hour,50 ml\n\nSalt Meadow,\n")
    assert parsed.blocks == [
        Block("record", "product: Linden Hour; size: 50 ml", 2, at="row 2"),
        Block("record", "product: Salt Meadow", 4, at="row 4"),
    ]
    assert (parsed.tables[0].name, list(parsed.tables[0].header)) == ("prices", ["product", "size"])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_rows(separator):
    rows = [("product", "price", "note"), ("Linden Hour", "96,00", "soft; warm"), ("Salt Meadow", "98,00", "a | b")]
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    assert [block.text for block in read("\n".join(lines)).blocks] == [
        "product: Linden Hour; price: 96,00; note: soft; warm",
        "product: Salt Meadow; price: 98,00; note: a | b",
    ]


def test_decimal_commas_do_not_make_a_comma_the_separator():
    text = "Produkt;Preis\n" + "\n".join(f"Duft {n};{n},50" for n in range(9))
    assert read(text).blocks[1].text == "Produkt: Duft 1; Preis: 1,50"


def test_a_cell_of_several_lines_is_one_row_that_begins_where_it_begins():
    parsed = read('product,text\nA,"one\ntwo ""so"", three"\nB,four\n')
    assert [(block.text, block.line) for block in parsed.blocks] == [
        ('product: A; text: one two "so", three', 2),
        ("product: B; text: four", 4),
    ]


def test_titles_above_the_header_are_paragraphs():
    parsed = read("Price list 2026\nas of January\nproduct,price\nA,96\n")
    assert [(block.kind, block.text) for block in parsed.blocks] == [
        ("paragraph", "Price list 2026"),
        ("paragraph", "as of January"),
        ("record", "product: A; price: 96"),
    ]


def test_a_row_longer_than_the_header_is_named_and_not_taken():
    parsed = read("product,price\nA,96\nB,96,00\nC,98,\nD,99\n")
    assert [block.text for block in parsed.blocks] == [
        "product: A; price: 96",
        "product: C; price: 98",
        "product: D; price: 99",
    ]
    assert parsed.notes == [
        "row 3 is not taken: it has 3 cells, and the header has 2: is a cell with a separator not in quotation marks?"
    ]
    assert [row.line for row in parsed.tables[0].rows] == [2, 4, 5]


def test_a_table_whose_rows_are_mostly_longer_than_its_header_is_refused():
    with pytest.raises(RefusedError, match="most of its rows are broken: row 2 is not taken: it has 3 cells"):
        read("product,price\nA,96,00\nB,98,00\nC,99\n")
    with pytest.raises(RefusedError, match="none of its rows can be used: row 2 is not taken: it has 4 cells"):
        read("a,b\n1,2,3,4\n")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1,2\n3,4\n", ["1; 2", "3; 4"]),
        ("only one line, with a comma", ["only one line; with a comma"]),
        ("a\nb\nc\n", ["a", "b", "c"]),
    ],
)
def test_numbers_and_single_columns_have_no_header_and_make_no_table(text, rows):
    parsed = read(text)
    assert parsed.tables == ()
    assert [block.text for block in parsed.blocks] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_usual_encoding_is_read(encoding):
    text = "Größe;Preis (€)\r\n50 ml;96 €\r\nfür die große Flasche;118 €\r\n"
    assert read(decode(text.encode(encoding))).blocks[0].text == "Größe: 50 ml; Preis (€): 96 €"


CUT = "the table ends inside a quotation mark that opens there; is it cut off?"


def test_an_open_quote_takes_its_own_row_and_no_other():
    parsed = read('a,b\n0,zero\n1,"two\n3,4\n5,six\n')
    assert [block.text for block in parsed.blocks] == ["a: 0; b: zero", "a: 3; b: 4", "a: 5; b: six"]
    assert parsed.notes == [f"row 3 is not taken: {CUT}"]


def test_a_quote_that_another_row_closes_takes_its_own_row_alone():
    parsed = read('a,b\n1,"two\n3,four\n5,"six, seven"\n8,nine\n')
    assert [block.text for block in parsed.blocks] == ["a: 3; b: four", "a: 5; b: six, seven", "a: 8; b: nine"]
    assert parsed.notes == ["row 2 is not taken: a quotation mark that opens there is not closed"]


def test_a_table_that_is_cut_in_a_cell_of_several_lines_makes_no_rows_of_its_lines():
    parsed = read('a,b,c\n1,2,3\n4,5,"one\ntwo, and\nthree\n')
    assert [block.text for block in parsed.blocks] == ["a: 1; b: 2; c: 3"]
    assert parsed.notes == [
        f"row 3 is not taken: {CUT}",
        "row 4 is not taken: it is part of a cell that is not closed",
        "row 5 is not taken: it is part of a cell that is not closed",
    ]


@pytest.mark.parametrize("text", ['claim,status\n"Softer sk', '"claim,status\nSofter,approved\nWarmer,approved\n'])
def test_a_table_that_is_cut_before_its_first_row_ends_is_no_text(text):
    with pytest.raises(RefusedError, match=r"none of its rows can be used: row \d is not taken: the table ends inside"):
        read(text)


def test_many_open_quotes_are_refused_soon():
    with pytest.raises(RefusedError, match="in more than 100 of its rows a quotation mark is not closed"):
        read("a,b\n" + '1,"two\n3,4\n' * 3_000)


def test_too_many_cells_or_a_cell_too_long_are_refused():
    with pytest.raises(RefusedError, match="more cells than the limit"):
        read("a,b\n" * 30, max_cells=50)
    with pytest.raises(RefusedError, match=r"longer than 131,072 characters: is a quotation mark not closed\?"):
        read('a,b\n1,"' + "x" * 200_000 + '"\n')
