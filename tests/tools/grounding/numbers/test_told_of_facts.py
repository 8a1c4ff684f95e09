"""Numbers that the copy works out from what the facts give, and a fact's figure in another unit."""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (K, "es", "Una bicicleta de ciudad y una de carga, un día: 19 € y 45 €, o sea 64 € en total."),
        (K, "de", "Ein Stadtrad und ein Lastenrad für einen Tag: 19 € und 45 €, zusammen 64 €."),
        (K, "de", "Ein Lastenrad kostet 45 € am Tag, dein Wochenende also 90 €."),
        (K, "ja", "ライデンで自転車を借りるなら、1日19ユーロ、1週間95ユーロです。"),
        (K, "fr", "Votre vélo vous attend le 5 décembre. Annulez jusqu'à 24 heures avant, donc le 4 décembre."),
        (K, "en", "A Full Check costs €79, and we have 60 city bikes and 12 cargo bikes for hire."),
        (K, "fr", "Le Rain Cape coûte 69 €. La pluie, elle, ne coûte rien."),
        (O, "de", "Ein gefüllter Flakon und zwei Nachfüllungen: 246 €. Dafür hast du 150 ml."),
        (O, "fr", "À six semaines, Quiet Cedar sent encore la sciure. Nous attendons donc huit semaines."),
        (O, "fr", "Nous étions à Porto, les deux autres boutiques dormaient."),
        (O, "de", "Die nächsten 50 ml kosten 64 €."),
        (O, "de", "Im Set liegt ein Code über 24 €. Er gilt ein halbes Jahr."),
    ],
)
def test_what_follows_is_no_finding(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert found(bases, brand, locale, text) == []


@pytest.mark.parametrize(
    ("brand", "locale", "text", "wrong"),
    [
        (K, "en", "Full Check: two hours, €79.", "two hours"),
        (K, "es", "Revisión completa: dos horas, 79 €.", "dos horas"),
        (O, "de", "Ungeöffnet hält sich eine Nachfüllung 24 Wochen im Schrank.", "24 Wochen"),
        (K, "de", "Das Kestrel Lock wiegt 1,4 Pfund.", "1,4 Pfund"),
        (O, "en", "A refill leaves us in 61 kg of packaging.", "61 kg"),
        (O, "fr", "Quiet Cedar tient huit minutes sur la peau.", "huit minutes"),
        (O, "es", "Una recarga sin abrir se conserva 36 meses en un armario.", "36 meses"),
        (O, "it", "Il codice vale dodici mesi, una volta sola.", "dodici mesi"),
        (O, "de", "Im Set liegt ein Code über 24 €. Er gilt zwölf Monate.", "zwölf Monate"),
    ],
)
def test_a_fact_told_otherwise_is_red(bases: _Bases, brand: str, locale: str, text: str, wrong: str) -> None:
    assert ("red", wrong) in found(bases, brand, locale, text)
