import pytest

from knowledge.formats.parsed import RefusedError
from knowledge.formats.plain import decode, decoded, paragraphs


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Größe;Preis\n50 ml;96 €\n"),
        ("cp1252", "Prix : 96 € – livré à l’étage, « déjà prêt »"),
        ("cp1252", "¿Cuánto cuesta el frasco de Ñandú?"),
        ("cp1252", "Linden Hour™ costs £96."),
        ("cp1250", "Zażółć gęślą jaźń. Książka kosztuje pięćdziesiąt złotych, a żółta świeca trochę więcej."),
        ("cp1251", "Цена флакона девяносто шесть евро, а маленькая свеча стоит меньше."),
        ("cp932", "詰め替えボトルの価格は百十八ユーロで、何度でも詰め替えることができます。"),
        ("utf-16-le", "The bottle can be refilled, and costs 118 €."),
        ("utf-16-be", "The bottle can be refilled, and costs 118 €."),
    ],
)
def test_what_windows_programs_write_is_read(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"a\x00b\x00\x00c", b"\x00\x00\x00\x00", bytes(range(1, 9)) * 4])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(RefusedError, match="it is not text"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"# T\n\nGood text \xc3\xa9 and \xff\xfe\x81 broken bytes.", 23),
        ("Größe: ".encode() + b"50 ml f\xfcr " + "schöne Häuser.".encode(), 17),  # two files glued together
        ("Цена флакона девяносто шесть евро".encode() + b"\xd0", 63),
        (b"Plain words all along, " * 8 + b"and \x81 one broken byte.", 189),
        ("it’s ".encode() * 3 + b"\xe2\x80", 22),
    ],
)
def test_broken_utf8_is_refused_with_its_place(data, byte):
    with pytest.raises(RefusedError, match=rf"^it is broken UTF-8 at byte {byte}[:;]"):
        decode(data)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "LE CAFÉ» fermé"),
        ("cp932", "ずっとつづく、つつましい香り。" * 3),
        ("euc-jp", "もっと使って、ずっと続く香りです。詰め替えボトルの価格は百十八ユーロで、何度でも使えます。"),
        ("gbk", "补充瓶的价格是一百一十八欧元，可以多次补充，香味持久。"),
    ],
)
def test_a_code_page_is_not_taken_for_broken_utf8(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_a_guessed_code_page_is_told_and_utf8_is_not():
    assert decoded("Größe".encode("cp1252")) == ("Größe", "it is not UTF-8: it was read as cp1252; look at its accents")
    assert decoded("Größe".encode()) == ("Größe", None)


def test_paragraphs_are_parted_by_empty_lines_and_know_their_line():
    found = paragraphs("One\n  goes on.\n\n \nTwo.\n", first_line=5)
    assert [(block.text, block.line) for block in found] == [("One\ngoes on.", 5), ("Two.", 9)]
