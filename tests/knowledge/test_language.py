import pytest

from knowledge.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Three captions", "en"),
        ("shorter, please", "en"),
        ("in French now", "en"),
        ("OK", "en"),
        ("", "en"),
        ("12.30 €", "en"),
        ("Drei Captions für die Flasche", "de"),
        ("kürzer bitte", "de"),
        ("Wie viel kostet die Nachfüllflasche?", "de"),
        ("Écris un post LinkedIn", "fr"),
        ("plus court", "fr"),
        ("Mon bébé a des plaques rouges", "fr"),
        ("más corto, por favor", "es"),
        ("A mi hijo le salió un sarpullido", "es"),
        ("La piel de mi hija está roja", "es"),
        ("Ho la pelle irritata", "it"),
        ("Quanto costa il flacone?", "it"),
        ("Hoeveel kost de navulbare fles?", "nl"),
        ("Mijn huid is rood", "nl"),
        ("Quanto custa o frasco?", "pt"),
        ("Tenho a pele irritada", "pt"),
        ("今すぐ短くして", "ja"),
        ("请写三条说明", "zh"),
        ("Linden Hourのキャプションを書いて", "ja"),
        ("Сколько стоит флакон?", "ru"),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert detect(text) == language
