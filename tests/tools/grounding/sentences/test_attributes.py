"""Colours, deposits, the house's birthplace, hours, days and rates, told as the documents do and otherwise, with both
brands.
"""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (K, "en", "The Rain Cape comes in sizes S to XL and in a yellow that every driver sees.", "yellow"),
        (K, "en", "A red Rain Cape for grey days.", "red"),
        (K, "de", "Das Rain Cape ist gelb und kostet 69 €.", "gelb"),
        (K, "fr", "La Rain Cape est jaune et coûte 69 €.", "jaune"),
        (K, "es", "La Rain Cape es azul, de la S a la XL.", "azul"),
        (K, "en", "Cargo bike for €45 a day, no deposit needed.", "no deposit"),
        (K, "de", "Lastenrad für 45 € am Tag, ganz ohne Kaution.", "ohne Kaution"),
        (K, "fr", "Vélo cargo à 45 € la journée, sans caution.", "sans caution"),
        (K, "es", "Bici de carga por 45 € al día, sin fianza.", "sin fianza"),
        (K, "es", "La bici de carga son 45 € por un día. No hace falta dejar fianza.", "fianza"),
        (K, "de", "Eine Kaution für das Lastenrad brauchst du nicht.", "Kaution"),
        (K, "es", "La bici de carga: no hace falta dejar fianza, y subes sin esfuerzo.", "fianza"),
        (K, "nl", "Voor de bakfiets is geen borg nodig.", "geen borg"),
        (K, "en", "Full Check, €79, done while you drink a coffee with us.", "done while you drink"),
        (K, "fr", "La révision complète, 79 €, terminée le temps d'un café.", "terminée le temps d'un café"),
        (O, "en", "The refill also works with your old standard bottle.", "works with your old standard bottle"),
        (
            O,
            "de",
            "Das geht auch mit dem einfachen Standardflakon: Pumpe ab, Beutel an.",
            "geht auch mit dem einfachen Standardflakon",
        ),
        (O, "es", "La prueba la hizo el Instituto Falkner de Múnich.", "el Instituto Falkner"),
        (O, "es", "Orrelune nació en Madrid en 2016.", "Madrid"),
        (O, "pt", "A Orrelune nasceu em Lisboa, em 2016.", "Lisboa"),
        (O, "it", "Orrelune è nata a Milano nel 2016.", "Milano"),
        (O, "en", "Orrelune started in Ghent in 2016.", "Ghent"),
        (O, "ja", "Evening Candleは約60時間燃えます。", "60時間"),
        (K, "fr", "La Night Lamp tient 13 heures avec une charge.", "13 heures"),
        (K, "en", "A flat? €15 and about 10 minutes.", "10 minutes"),
        (K, "es", "Un pinchazo: 15 € y unos 45 minutos.", "45 minutos"),
        (O, "en", "Your parcel waits in Berlin. We're open until 20:00 today.", "20:00"),
        (O, "en", "Your engraved bottle is ready in the Berlin shop. We're open this Monday from 11:00.", "Monday"),
        (O, "de", "Die Flasche liegt in Gent. Wir haben montags geöffnet.", "montags"),
        (K, "tr", "Leiden ve Freiburg'da, pazartesiden pazara kadar açığız.", "pazartesiden pazara"),
        (K, "tr", "Atölyelerimiz pazar günleri de açık.", "pazar"),
        (K, "en", "A city bike for the week is €133.", "€133"),
        (K, "de", "Ein Stadtrad für die Woche kostet 133 €.", "133 €"),
    ],
)
def test_told_otherwise_is_red(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert ("red", span) in found(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (K, "en", "The Rain Cape is green. There is no other colour."),
        (K, "en", "The Rain Cape isn't yellow."),
        (K, "en", "The Rain Cape, for the first red leaves and the last blue sky."),
        (K, "de", "Das Rain Cape ist grün."),
        (K, "en", "A city bike needs no deposit from anybody who can carry it."),
        (K, "en", "Cargo bike, €45 a day, with a deposit of €150 and an ID."),
        (K, "fr", "Trois crevaisons, 45 €, une heure de bavardage."),
        (O, "es", "Orrelune nació en Berlín en 2016."),
        (O, "es", "Orrelune nació en 2016; siete años después abrimos en Oporto."),
        (O, "en", "Orrelune was born in Berlin and opened in Ghent in 2021."),
        (O, "ja", "Calm Balmを2個で64ユーロです。"),
        (O, "en", "Ghent closes at 18:30, Berlin at 19:00, and Porto is open until 20:00."),
        (K, "en", "We get asked this every day, so here it is: both workshops are open from Monday to Saturday."),
        (K, "tr", "Pazartesiden cumartesiye açığız."),
        (K, "en", "Seven days at the day rate would be €133; a city bike for the week is €95."),
        (K, "en", "Two punctures in one week? That makes €30 and 40 minutes of waiting."),
        (K, "en", "This Saturday we're in Leiden until 13:00 only."),
        (K, "en", "We can't hand over a cargo bike without the deposit of €150."),
        (K, "de", "Fürs Stadtrad brauchst du keine Kaution, fürs Lastenrad 150 €."),
        (K, "en", "Full Check, €79, two working days. Flat tyres are fixed while you wait."),
        (O, "en", "A refill costs €32 less than a new bottle in the standard glass."),
        (O, "ja", "四つの香りは50 mlで96ユーロ。Calm Balmは32ユーロ。"),
    ],
)
def test_as_the_documents_say_is_let_be(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert [one for one in found(bases, brand, locale, text) if one[0] == "red"] == []
