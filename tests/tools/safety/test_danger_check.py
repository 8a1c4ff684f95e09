"""Dangers told in any order of words: a candle nobody watches, a flame by a curtain, balm in wounds, no helmet."""

import pytest

from tools.copy import Copy
from tools.safety.check import check_safety
from tools.safety.danger_check import dangers
from tools.text.placed import Reading


def _red(locale: str, text: str) -> bool:
    copy = Copy(fields={"text": text}, channel="text", locale=locale)
    return any(one.severity == "red" for one in check_safety(copy))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (
            "en",
            "Evening Candle burns for 45 hours. Leave it on overnight beside the bed, and the room smells of fig.",
        ),
        (
            "de",
            "Einfach anzünden und das Haus verlassen: Evening Candle empfängt dich später mit Feige und kaltem Tee.",
        ),
        (
            "fr",
            "Le soir, la bougie sur le rebord, juste sous le rideau, et la pièce sent la figue.",
        ),
        ("en", "Light the Evening Candle, pop out to the shops and come home to fig leaf."),
        ("en", "Our candle happily burns while you're at work."),
        ("en", "Keep the candle lit while everyone is asleep: the room smells of tea by seven."),
        ("en", "Evening Candle looks best on the sill, right behind the curtains."),
        ("de", "Die Kerze brennt auch weiter, wenn du längst schläfst."),
        ("de", "Stell die Evening Candle dicht an die Gardine, dann riecht der Stoff mit."),
        (
            "de",
            "Evening Candle angezündet lassen, während du einkaufen bist: so riecht die Wohnung am Abend nach Feige.",
        ),
        ("fr", "Allumez la bougie et partez faire vos courses : au retour, ça sent la figue."),
        ("fr", "La bougie peut brûler pendant que vous dormez."),
        ("es", "Enciende la vela y sal de casa: al volver huele a higo."),
        ("it", "La candela può restare accesa mentre dormi."),
        ("nl", "Steek de kaars aan en ga boodschappen doen."),
        ("pt", "A vela pode ficar acesa enquanto dorme."),
        ("tr", "Mum bütün gece yanabilir, sabah oda incir kokar."),
        ("en", "Calm Balm goes on fresh cuts too, no sting, no scent."),
        ("en", "A little balm on burnt skin and dinner goes on."),
        ("fr", "Calm Balm s'étale aussi sur les brûlures et les petites plaies."),
        ("it", "Il balsamo va bene anche sulle ferite aperte."),
        ("nl", "Calm Balm mag ook op open wondjes."),
        ("en", "For short trips the kids can sit in the cargo bike without helmets."),
        ("de", "Auf kurzen Strecken können Kinder ruhig ohne Helm im Lastenrad sitzen."),
        ("es", "Los niños pueden ir en la bici sin casco, el trayecto es corto."),
        ("en", "Even tipsy you ride home fine on a city bike."),
        ("de", "Mit einem Glas zu viel fährt sich das Stadtrad immer noch prima nach Hause."),
        ("fr", "Même pompette, on pédale très bien jusqu'à la maison."),
        ("de", "Nach dem Wein: Angeheitert fährt sich das Lastenrad besonders lustig."),
        ("en", "Cargo bikes are short trips' best friend, and without belts the kids can stand up and wave."),
    ],
)
def test_what_endangers_people_is_red(locale: str, text: str) -> None:
    assert _red(locale, text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Never leave the candle burning overnight, and not beside curtains."),
        (
            "en",
            "Not beside curtains, not out of sight, not where a child or a cat can reach it. It is on each candle.",
        ),
        ("en", "Burn the candle for three hours at most, and blow it out before you go to bed."),
        ("en", "Lit at seven, out at ten: the candle's scent stays in the room all night."),
        ("en", "Put the candle out when you leave the house."),
        ("en", "Somebody lit the candle, somebody read, nobody talked."),
        ("en", "Is the candle burning while you're out? Then go back."),
        ("en", "Keep the candle away from curtains and pillows."),
        ("en", "The candle burns for about 45 hours. We post it while you sleep."),
        ("en", "A candle, a book, the night train: light it when you come home."),
        ("de", "Die Kerze nie neben dem Vorhang brennen lassen."),
        ("de", "Kerze aus, bevor du das Haus verlässt."),
        ("de", "Wir haben zwölf Kerzen drei Stunden am Tag gebrannt, über Nacht standen sie aus."),
        ("de", "Anzünden, hinsetzen, drei Stunden lesen, auspusten."),
        ("de", "Calm Balm ist nicht für offene Wunden."),
        ("de", "Nicht geprüft: offene Wunden, verbrannte Haut, Ekzeme."),
        ("fr", "N'allumez jamais la bougie près des rideaux."),
        ("fr", "Éteignez la bougie avant de quitter la maison."),
        ("fr", "Calm Balm n'a pas été testé sur des plaies."),
        ("fr", "Sans casque, les enfants ne montent pas. On peut en emprunter un ici."),
        ("en", "Children ride along from the day they can sit, with a helmet; we show you the belts."),
        ("en", "Came without a helmet? You can borrow one here."),
        ("en", "Nobody rides along without a helmet, not even for a short trip."),
        ("en", "One glass too many? Leave the bike with us and take the tram."),
        ("de", "Ein Glas zu viel? Schieb das Rad nach Hause, wir verstehen das."),
        ("es", "La vela se apaga antes de salir de casa."),
        ("es", "Nunca dejes la vela encendida toda la noche."),
        ("it", "Spegni la candela prima di uscire di casa."),
        ("nl", "Laat de kaars nooit branden terwijl je slaapt."),
        ("es", "Calm Balm no se usa sobre heridas abiertas."),
        ("en", "We tested Calm Balm on adults only, and never on broken or burnt skin."),
        ("en", "Balm for hands with dry skin; for open wounds ask a doctor."),
        ("en", "Light Evening Candle, read a chapter, and go to bed with the window open: blow it out first."),
        ("en", "A refill, a candle, a good night's sleep: we promise only the first two."),
        ("en", "On the pillow lies a card; the candle stands on the table."),
        ("en", "The candle fits the sill, a hand's breadth from nothing; keep it clear of curtains."),
        ("en", "The curtains are drawn, the candle stands on the table."),
        ("de", "Der Vorhang ist zu, die Kerze steht auf dem Tisch."),
        ("de", "Wer mit Helm kommt, fährt; wer ohne Helm kommt, kann einen leihen."),
        ("fr", "La bougie tient 45 heures, trois heures par jour au plus, et jamais pendant que vous dormez."),
        ("es", "Tras la lluvia, la bici espera. Sin casco no se monta."),
        ("nl", "Zonder helm rijdt er niemand mee."),
        ("pt", "Um copo a mais? Deixe a bicicleta connosco."),
        ("en", "Drunk on the smell of rain, we ride the bus."),
        ("en", "The 12 candles burned three hours a day until they went out, in our workshop."),
    ],
)
def test_what_warns_of_it_or_only_has_its_words_is_none(locale: str, text: str) -> None:
    assert not _red(locale, text)


def test_the_whole_of_it_is_found() -> None:
    reading = Reading("text", "Evening Candle costs €46. Leave it on overnight, and the room smells of tea.")
    assert [one.span for one in dangers(reading)] == ["Leave it on overnight"]
    assert not list(dangers(Reading("text", "A card says “leave the candle burning overnight”; it is wrong.")))
