"""Prices that are so many times others, or several together, and prices that are not."""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "en", "Three jars of Calm Balm come to €96. Two come to €64."),
        (O, "en", "A bottle at €118 and ten refills at €64 each: €758 in all."),
        (O, "en", "A jar of Calm Balm sent within Germany comes to €36.90."),
        (O, "de", "Zweimal Calm Balm macht 64 €, dazu 4,90 € Versand: 68,90 €."),
        (O, "de", "Orrelune Refillable Bottle für 118 €, danach fünfmal nachfüllen zu je 64 €: zusammen 438 €."),
        (O, "fr", "Le flacon et deux recharges font 246 €."),
        (O, "es", "El frasco y tres recargas suman 310 €."),
        (O, "it", "118 € il flacone, poi 64 € ogni ricarica. Dopo due ricariche hai speso 246 €."),
        (O, "tr", "İki Evening Candle 92 € eder."),
        (K, "en", "With two cargo bikes: €90 for the day and €300 as a deposit."),
        (K, "en", "A city bike and a cargo bike for one day come to €64."),
        (K, "en", "Two punctures in one week? That makes €30."),
        (K, "de", "Zwei Stadträder, zwei Tage: viermal 19 €, also 76 €."),
        (K, "fr", "Deux vélos de ville pour trois jours : 114 €."),
        (K, "es", "Dos bicis de carga y una de ciudad, un día entero: 45 + 45 + 19, es decir, 109 €."),
        (K, "it", "Due bici da carico per un giorno costano 90 €, più 300 € di cauzione."),
    ],
)
def test_a_bill_follows_from_its_prices(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert [one for one in found(bases, brand, locale, text) if one[0] == "red"] == []


@pytest.mark.parametrize(
    ("brand", "locale", "text", "wrong"),
    [
        (O, "en", "Three jars of Calm Balm for €90.", "€90"),
        (O, "en", "A bottle and ten refills come to €700.", "€700"),
        (O, "en", "Buy one candle and one balm and you pay €70.", "€70"),
        (O, "de", "Zweimal Calm Balm macht 60 €.", "60 €"),
        (O, "it", "Due candele fanno 88 €.", "88 €"),
        (O, "en", "Calm Balm, 40 g, €46.", "€46"),
        (K, "en", "Two cargo bikes for a day: €80.", "€80"),
        (K, "de", "Zwei Stadträder, zwei Tage: 70 €.", "70 €"),
        (K, "fr", "Deux vélos de ville pour trois jours : 100 €.", "100 €"),
        (K, "es", "Dos pinchazos, 25 €.", "25 €"),
    ],
)
def test_a_wrong_bill_is_red(bases: _Bases, brand: str, locale: str, text: str, wrong: str) -> None:
    assert ("red", wrong) in found(bases, brand, locale, text)
