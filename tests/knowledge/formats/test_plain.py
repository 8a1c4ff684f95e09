import pytest

from knowledge.formats.parsed import RefusedError
from knowledge.formats.plain import decode, paragraphs


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


def test_paragraphs_are_parted_by_empty_lines_and_know_their_line():
    found = paragraphs("One\n  goes on.\n\n \nTwo.\n", first_line=5)
    assert [(block.text, block.line) for block in found] == [("One\ngoes on.", 5), ("Two.", 9)]
