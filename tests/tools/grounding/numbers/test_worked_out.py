"""Right prices beside facts that share a word, differences, tiers, days with another year: with both brands."""

# ruff: noqa: E501  (sentences stand in one line)

import pytest

from tests.tools.grounding.numbers.test_reckoned import TODAY, K, O, _Bases, bases, found
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        # what carries the number says it of the same
        (O, "en", "Advertisement. Orrelune sent me the refillable bottle (€118) and asked what I'd carry it in."),
        (O, "en", "They sent me the bottle (€118). I filled it with First Train."),
        (O, "en", "A customer came in with an empty bottle. We filled it for €64 and didn't ask."),
        (O, "en", "Bring the bottle empty or nearly. We fill it for €64 in about five minutes."),
        (O, "en", "A new bottle of Linden Hour is €96; the one on your shelf costs €64 to fill again."),
        (O, "en", "A refill costs €64 and takes five minutes in any of our three shops."),
        (O, "en", "We engrave up to 12 letters on a refillable bottle. It takes about twenty minutes and costs €12."),
        (O, "en", "The posting box is card, weighs 28 g and is made from waste paper."),
        (O, "en", "Quiet Cedar rests longer than Salt Meadow before we fill it: eight weeks against four."),
        (O, "es", "Dos recargas del frasco recargable son 128 €."),
        (O, "en", "Our second scent, made since 2018. Linden Hour, 50 ml, €96."),
        (O, "en", "It arrives filled. The bottle you refill costs €118."),
        # differences
        (K, "en", "Seven single days would be €133. The week costs €95, so €38 less."),
        (K, "es", "Siete días sueltos son 133 €. La semana entera cuesta 95 €, o sea, 38 € menos."),
        (K, "de", "Mit dem Wochenpreis von 95 € sparst du 38 € gegenüber sieben einzelnen Tagen."),
        (O, "fr", "61 g d'emballage pour une recharge, 160 g pour un flacon neuf. C'est 62 % de moins, au poids."),
        (O, "en", "€46 and €32, so €78. You're two euros short of free shipping."),
        (O, "de", "46 € und 32 €, also 78 €. Zum versandfreien Paket fehlen dann noch 2 €."),
        (O, "fr", "Le flacon rechargeable pèse 190 g une fois rempli, et 42 g de moins quand il ne reste rien."),
        # parts, sums, units that stand once
        (O, "en", "Four sprays make 0.4 ml, so 50 ml sees you through about 125 mornings."),
        (O, "en", "10 ml for €28, 50 ml for €96. By the millilitre that's €2.80 against €1.92."),
        (O, "es", "Dos recargas y llevas 246 € en tres llenados: 118, 64 y 64."),
        (O, "en", "118, 96, 64. That's the filled bottle, a new 50 ml and a refill, in euros."),
        (O, "en", "The refillable bottle weighs 190 g. Emptied to the last spray it says 148."),
        (O, "de", "Die Menschen im Pflastertest von Calm Balm waren zwischen 19 und 71 Jahre alt."),
        # tiers, past prices, days
        (O, "en", "Your question about 150 candles: for 150 pieces the Evening Candle is 35.00 EUR each, without VAT."),
        (O, "es", "Para 260 unidades, Calm Balm cuesta 22,50 EUR por unidad, sin IVA."),
        (O, "en", "The Evening Candle is 35.00 EUR from 50 pieces and 32.50 EUR from 200, without VAT."),
        (O, "de", "2025 kostete der Flakon noch 112 €, seit dem 12. Januar 2026 sind es 118 €."),
        (O, "de", "First Train gibt es seit dem 3. März 2025."),
        (O, "en", "26 fillings of 500 sprays: each pump did 13,000 sprays."),
        (K, "es", "Candado, luz y capa: 58 € + 34 € + 69 € = 161 €. La lluvia sigue siendo gratis."),
        (K, "de", "Schloss und Lampe: 92 €. Der Regen bleibt gratis."),
        (O, "es", "En Oporto rellenamos tu frasco. Ven el lunes a las once, la tienda está vacía."),
        (O, "en", "Aarde & Holm in Bremen tested Calm Balm on 52 adults."),
    ],
)
def test_what_is_right_is_let_be(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert found(bases, brand, locale, text) == []


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (O, "en", "We fill your bottle for €60.", "€60"),
        (O, "en", "A refill of Linden Hour costs €118.", "€118"),
        (K, "es", "Siete días sueltos son 133 €. La semana entera cuesta 95 €, o sea, 48 € menos.", "48 €"),
        (O, "en", "€46 and €32, so €78. You're three euros short of free shipping.", "three euros"),
        (O, "fr", "61 g pour une recharge, 160 g pour un flacon neuf. C'est 72 % de moins.", "72 %"),
        (O, "en", "10 ml for €28. By the millilitre that's €3.10.", "€3.10"),
        (O, "es", "Dos recargas y llevas 256 € en tres llenados: 118, 64 y 64.", "256 €"),
        (O, "en", "An eau de parfum, 50 ml, is €92.", "€92"),
        (O, "en", "For 150 pieces the Evening Candle is 32.50 EUR each, without VAT.", "32.50 EUR"),
        (O, "fr", "Pour 80 pièces, le Discovery Set coûte 17,00 EUR pièce, hors TVA.", "17,00 EUR"),
        (O, "en", "300 candles: the Evening Candle is 35.00 EUR a piece, without VAT.", "35.00 EUR"),
        (O, "fr", "First Train est sorti le 3 mars 2024.", "3 mars 2024"),
        (O, "de", "First Train gibt es seit dem 3. März 2024.", "3. März 2024"),
        (O, "en", "First Train came out on 3 May 2025.", "3 May 2025"),
        (O, "fr", "Le rapport sur Calm Balm date du 18 mars 2025.", "18 mars 2025"),
        (O, "en", "That's 26 fillings of 500 sprays, so each pump did 12,500 sprays.", "12,500 sprays"),
        (K, "en", "The basket comes free with every lock.", "free"),
        (K, "es", "La revisión completa sigue siendo gratis en noviembre.", "gratis"),
        (O, "en", "Aarde & Holm in Hamburg tested Calm Balm on 52 adults.", "Hamburg"),
        (O, "de", "Aarde & Holm aus Kiel hat Calm Balm getestet.", "Kiel"),
        (O, "fr", "Le laboratoire Aarde & Olsen, à Brême, a posé Calm Balm sous patch.", "Aarde & Olsen"),
        (O, "de", "In Berlin füllen wir nach. Komm am Montag um elf vorbei, dann ist der Laden leer.", "Montag"),
        (K, "es", "Llueva o no, los dos talleres abren de 9:00 a 18:00 los siete días de la semana.", "los siete días de la semana"),
        (K, "fr", "Nos deux ateliers sont ouverts sept jours sur sept.", "sept jours sur sept"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_red(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    reds = [one for severity, one in found(bases, brand, locale, text) if severity == "red"]
    assert any(span in one or one in span for one in reds)


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (O, "en", "The samphire came late, so the next 300 bottles are filled on 8 December.", "8 December"),
        (K, "de", "Ab dem 12. Dezember hängt die Kappe wieder am Haken.", "12. Dezember"),
        (K, "fr", "Les prochaines arrivent le 9 décembre, toujours à 69 €.", "9 décembre"),
    ],
)
def test_a_day_that_no_document_knows_is_a_figure(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert found(bases, brand, locale, text) == [("amber", span)]


def test_a_day_that_is_counted_on_is_no_figure(bases: _Bases) -> None:
    base, evidence = bases[O]
    text = "A sealed bottle that was bought on 1 December can come back until 31 December."
    copy = Copy(fields={"text": text}, channel="text", locale="en")
    rules = {one.rule for one in check_numbers(copy, evidence, base.facts(), TODAY, base.products())}
    assert rules == {"copydesk.UngroundedDate"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("For 150 pieces the Evening Candle is 32.50 USD each, without VAT.", ["32.50 USD"]),
        ("For 150 pieces the Evening Candle is 35.00 USD each, without VAT.", []),
    ],
)
def test_rows_of_prices_are_read_in_any_currency(bases: _Bases, text: str, found: list[str]) -> None:
    base, evidence = bases[O]
    abroad = [one.model_copy(update={"text": one.text.replace("EUR", "USD").replace("€", "$")}) for one in evidence]
    told = check_numbers(Copy(fields={"text": text}, locale="en"), abroad, (), TODAY, base.products())
    assert [one.span for one in told if one.severity == "red"] == found
