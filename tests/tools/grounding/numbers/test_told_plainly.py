"""Numbers of a product, of some of those counted, of several products in turn, of the way somewhere, and of scenes that
state nothing, with both brands.
"""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text", "severity", "span"),
    [
        (K, "en", "The Night Lamp costs €34 and comes with two straps.", "amber", "two straps"),
        (K, "de", "Das Kestrel Lock kostet 58 € und kommt mit drei Schlüsseln.", "amber", "drei Schlüsseln"),
        (K, "es", "El Kestrel Lock cuesta 58 € y viene con cuatro llaves.", "amber", "cuatro llaves"),
        (K, "de", "Die Night Lamp kostet 34 €, brennt 30 Stunden und lädt in 90 Minuten.", "amber", "90 Minuten"),
        (K, "en", "The Rain Cape dries in 40 minutes and costs €69.", "amber", "40 minutes"),
        (K, "de", "Wir haben 72 Räder, und rund 40 davon sind unterwegs.", "amber", "40 davon"),
        (O, "en", "52 adults tried Calm Balm. 50 of them showed no reaction after 48 hours.", "red", "50"),
        (O, "de", "52 Erwachsene, Calm Balm: 49 von ihnen zeigten nach 48 Stunden keine Reaktion.", "red", "49"),
        (O, "es", "Calm Balm se probó en 52 adultos. De ellos, 48 no tuvieron reacción.", "red", "48 no"),
        (O, "en", "Of the 52 adults who tried Calm Balm, 47 showed no reaction after 48 hours.", "red", "47 showed"),
        (O, "en", "Linden Hour stays for about 6 hours, Salt Meadow for about 7.", "red", "7"),
        (O, "de", "Linden Hour bleibt etwa 6 Stunden, First Train etwa 8.", "red", "8"),
        (O, "en", "Shipping to France costs €4.90.", "red", "€4.90"),
        (O, "de", "Innerhalb Deutschlands kostet der Versand 8,90 €.", "red", "8,90 €"),
        (K, "it", "Il sabato siamo a Leida solo fino alle 13:00.", "red", "13:00"),
        (K, "de", "Samstags sind wir in Freiburg nur bis 14 Uhr da.", "red", "14 Uhr"),
        (O, "fr", "Le jeudi, la boutique de Gand reste ouverte jusqu'à 20 h.", "red", "20 h"),
        (O, "en", "Buy two refills and the third is on us until Sunday.", "red", "is on us"),
        (O, "fr", "Deux sachets, et le troisième est offert.", "red", "est offert"),
        (K, "de", "Jeder fünfte Tag geht auf uns.", "red", "geht auf uns"),
        (K, "en", "Hire a city bike for a week and pay nothing for the lamp.", "red", "pay nothing"),
    ],
)
def test_what_no_document_gives_is_found(
    bases: _Bases, brand: str, locale: str, text: str, severity: str, span: str
) -> None:
    assert (severity, span) in found(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (K, "en", "Florists, two dads with twins, a woman and her cello."),
        (K, "en", "On Saturday we saw three students, two mattresses and a lamp on one cargo bike."),
        (O, "en", "The radio at the filling table has played the same song four times since Tuesday."),
        (K, "fr", "Deux facteurs et une fleuriste attendaient devant l'atelier ce matin."),
        (K, "en", "Free of charge until 24 hours before the hire begins"),
        (K, "de", "Bis 24 Stunden vor Beginn kostenlos"),
        (K, "en", "If your plans change, tell us by Friday and you pay nothing."),
        (K, "it", "Hai cambiato idea? Gratis fino a 24 ore prima."),
        (O, "de", "Wir packen es gratis in graues Papier."),
        (O, "en", "Salt Meadow stays for about 5 hours, Linden Hour for about 6, Quiet Cedar for about 8."),
        (O, "en", "Of the 52 adults, 51 showed no reaction to Calm Balm after 48 hours."),
        (O, "en", "Shipping costs €4.90 in Germany and €8.90 in the rest of the EU."),
        (O, "fr", "En Allemagne, la livraison coûte 4,90 € ; ailleurs dans l'Union, 8,90 €."),
        (O, "it", "138 € in meno: cinque volte 32 €, meno i 22 € del flacone."),
        (O, "de", "Quiet Cedar ist erst sechs Wochen alt und darf noch zwei."),
        (O, "fr", "Notre cliente, enceinte de six mois, a rendu son Calm Balm."),
        (O, "fr", "Deux recharges, l'une pour vous, l'autre pour votre mère. 64 € chacune."),
        (K, "de", "Samstags sind wir bis 18 Uhr in der Werkstatt."),
    ],
)
def test_what_states_nothing_wrong_is_left(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert found(bases, brand, locale, text) == []
