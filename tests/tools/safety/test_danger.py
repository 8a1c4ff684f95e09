"""Copy that has people ride after drinks, be towed, drink what smells, treat wounds or stay away from a doctor."""

import pytest

from tools.copy import Copy
from tools.safety.check import check_safety


def _red(locale: str, text: str) -> bool:
    return any(
        one.severity == "red" for one in check_safety(Copy(fields={"text": text}, channel="text", locale=locale))
    )


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Hold on to it and let it pull you home."),
        ("en", "Don't call a doctor, just put on more."),
        ("en", "After the third beer the bike knows the way by itself."),
        ("de", "Ein Spritzer Quiet Cedar auf den heißen Grill, und der ganze Hof riecht nach Zeder."),
        ("de", "Lass dem Kleinen auf kurzen Strecken ruhig Helm und Gurt weg."),
        ("en", "Cold tea, better: one spray of Quiet Cedar into the cup, stir, drink slowly."),
        ("es", "Extiende Calm Balm dentro de la herida abierta y sigue cocinando."),
        ("en", "Dab Calm Balm into the fresh cut and carry on."),
        ("en", "Two sprays of First Train on the hot stove and the kitchen wakes up."),
        ("en", "No need to see a doctor, the balm is enough."),
        ("fr", "Quelques gouttes de Linden Hour dans votre tasse, et l'été revient."),
        ("fr", "Appliquez Calm Balm sur la plaie et laissez sécher."),
        ("fr", "Après trois verres, le vélo rentre tout seul."),
        ("es", "Tras tres cervezas, la bici sabe volver."),
        ("es", "Una gota de Quiet Cedar en el café."),
        ("de", "Streich Calm Balm in die offene Wunde."),
        ("de", "Nach drei Bier findet das Rad allein nach Hause."),
        ("de", "Fühlt sich komisch an? Ruf keinen Arzt, nimm mehr davon."),
        ("fr", "Inutile d'appeler un médecin, remettez-en."),
        ("en", "Let the tram pull you up the hill."),
        ("de", "Ohne Helm und mit drei Kindern in der Kiste ist es am lustigsten."),
        ("en", "Race the 5:52 to the level crossing."),
        ("it", "Tieni il telefono in mano mentre pedali: la città si filma meglio."),
        ("fr", "Salut les ados : après les cours, venez voir."),
        ("nl", "Zonder helm voel je pas echt de wind."),
    ],
)
def test_what_may_hurt_somebody_is_red(locale: str, text: str) -> None:
    assert _red(locale, text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Don't put Calm Balm on open wounds."),
        ("en", "Never spray First Train onto a hot stove."),
        ("en", "After three beers, take the tram and leave the bike to us."),
        ("en", "After six beers the bike sleeps at ours. Fetch it tomorrow from nine."),
        ("en", "Don't call us before nine, ask a doctor first."),
        ("en", "Drop by for a cup of tea; it smells of First Train."),
        ("de", "Nach drei Bier: Fahr mit der Straßenbahn, das Rad wartet."),
        ("de", "Sprüh Quiet Cedar nie auf den heißen Herd."),
        ("de", "Lass den Flakon zu Hause, die Füllung reicht."),
        ("de", "Nicht auf offene Wunden auftragen."),
        ("fr", "N'appliquez pas Calm Balm sur une plaie."),
        ("fr", "Une goutte de café dans First Train, c'est tout."),
        ("es", "No apliques Calm Balm sobre heridas."),
        ("es", "Huele a una gota de café en el tranvía."),
        ("en", "The coffee in your cup is real; so is the extract in First Train."),
        ("en", "We spray the tester into a glass bowl, not into the air."),
        ("de", "Lass dein Rad ruhig bei uns, Licht und Bremsen sind morgen fertig."),
        ("en", "Why see a doctor about a squeaky pump? We have alcohol."),
        ("fr", "Après deux verres, on pousse le vélo."),
        ("en", "You don't need a doctor to read our label, but ask one if your skin reacts."),
        ("de", "Ohne Licht fährt bei uns niemand los."),
        ("en", "No helmet, no ride: that goes for children."),
        ("it", "Il telefono in tasca, le mani sul manubrio."),
    ],
)
def test_a_warning_or_a_harmless_drop_is_not(locale: str, text: str) -> None:
    assert not _red(locale, text)


@pytest.mark.parametrize(
    ("locale", "text", "is_danger"),
    [
        ("en", "Take the city bike, it finds its way home after the third glass.", True),
        ("en", "After the second bottle the bike still gets you home.", True),
        ("de", "Mit dem Stadtrad kommst du auch nach der zweiten Flasche noch gut nach Hause.", True),
        ("fr", "Le vélo vous ramène à la maison après la deuxième bouteille.", True),
        ("es", "La bici te lleva a casa incluso después de la segunda botella.", True),
        ("it", "Anche dopo la seconda bottiglia la bici ti riporta a casa.", True),
        ("nl", "Ook na de tweede fles brengt de stadsfiets je thuis.", True),
        ("en", "After the second bottle the bike stays here and you take the tram home.", False),
        ("de", "Nach der zweiten Flasche bleibt das Rad bei uns, und du gehst zu Fuß nach Hause.", False),
        ("de", "Nach der zweiten Flasche Quiet Cedar kommt man gern nach Hause.", False),
        ("fr", "Après deux verres, laissez le vélo chez nous et rentrez en tram.", False),
        ("es", "Después de tres copas, deja la bici y vuelve en tranvía.", False),
    ],
)
def test_a_way_home_after_a_few_glasses_is_dangerous_by_bike_alone(locale: str, text: str, is_danger: bool) -> None:
    found = check_safety(Copy(fields={"text": text}, locale=locale))
    assert bool(found) == is_danger
