"""Groups of people shut out or called a burden to everybody else, and sentences that only speak of them."""

import pytest

from tools.safety.hate_check import hate
from tools.text.placed import Reading


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (
            "en",
            "Over 70? Old people are a danger to everybody and should stay on the sofa.",
        ),
        ("en", "Old people simply don't notice any more what they do to the rest of us."),
        (
            "en",
            "Don't come from Belgium: people there are too thick to tell a brake from a bell.",
        ),
        ("en", "From Monday we don't hire out to Poles any more."),
        ("en", "Gypsies about? Then lock it."),
        ("en", "Our bikes aren't for fat people."),
        ("en", "Deaf people can take the bus."),
        ("en", "We no longer sell candles to Muslims."),
        ("en", "Women and spanners, we all know how that ends."),
        ("en", "No repairs for Romanians."),
        ("en", "Migrants get nothing here."),
        ("de", "Frauen und Ketten, das wird nichts mehr: Bring dein Rad lieber gleich zur großen Durchsicht."),
        ("de", "Frauen am Lenker, das geht selten gut."),
        ("de", "Nach Rabatt fragen bei uns nur Schwaben und Asylanten."),
        ("de", "An Polen verleihen wir nichts mehr."),
        ("de", "Rentner sollten lieber zu Hause bleiben."),
        ("de", "Alte Leute sind eine Gefahr für alle."),
        ("de", "Ausländer bekommen bei uns kein Rad."),
        ("fr", "Les vieux ralentissent tout le monde sur la piste."),
        ("fr", "Pas de voile au guidon chez nous : on reste entre gens civilisés."),
        ("fr", "On ne loue plus de vélos aux Roms."),
        ("fr", "Les gitans n'ont qu'à prendre le bus."),
        ("es", "Aviso para gordos: nuestras bicis no son para vosotros, quedaos en el sofá."),
        ("es", "Ya no alquilamos bicis a los gitanos."),
        ("es", "Las mujeres y la mecánica, ya se sabe."),
        ("es", "Los viejos son un peligro."),
        ("it", "Non noleggiamo biciclette agli zingari."),
        ("it", "I vecchi sono un pericolo per tutti."),
        ("nl", "Marokkanen krijgen bij ons geen fiets mee."),
        ("nl", "We verhuren niet meer aan Polen."),
        ("pt", "Gordo não entra na nossa bicicleta de carga."),
        ("tr", "Suriyelilere bisiklet vermiyoruz, hepsi hırsız."),
        ("ja", "頭のおかしい障害者には貸しません。"),
        ("pt", "Ciganos não entram na nossa oficina."),
        ("ja", "外国人は入店禁止です。"),
        ("tr", "Yaşlılar giremez."),
        ("es", "Para abuelas lentas y novatos torpes no hay bicis."),
        ("de", "Für Ausländer gibt es hier keine Räder."),
        ("en", "Even your dim blonde friend can do it."),
    ],
)
def test_who_is_shut_out_or_run_down_is_red(locale: str, text: str) -> None:
    found = hate(Reading("text", text), locale)
    assert {(one.family, one.severity) for one in found} == {("inclusive", "red")}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Children ride along from the day they can sit; the rest of us pedal."),
        ("en", "We don't sell to shops, only to people who come in."),
        ("en", "Deaf people can write to us, and old people are welcome at nine as at six."),
        ("en", "A cargo bike isn't for children alone."),
        ("en", "The balm isn't for babies: we tested adults only."),
        ("en", "We don't ship to Americans yet, the customs forms are too long."),
        ("en", "Women and men stay in the queue like everybody."),
        ("en", "Old people are a pleasure to repair for: they bring cake."),
        ("en", "Wheelchair users can stay outside while we bring the ramp."),
        ("en", "Students get no discount here; nobody does."),
        ("en", "People with a cold should stay at home, we say that for their neighbours."),
        ("de", "Kinder bekommen bei uns keinen Kaffee, Erwachsene auch nicht vor neun."),
        ("de", "Frauen und Männer, das Rad ist dasselbe."),
        ("de", "An Kinder verkaufen wir keine Kerzen."),
        ("de", "Rentner und Studierende, da sind sich alle einig, stehen früh auf."),
        ("fr", "Pas de voile sur la photo : l'objectif est propre."),
        ("fr", "Les enfants ralentissent devant la vitrine."),
        ("fr", "Nous ne vendons rien aux enfants seuls."),
        ("es", "Nuestras bicis no son para niños de menos de un año."),
        ("es", "Los niños no pueden ir sin casco en nuestras bicis."),
        ("nl", "Kinderen krijgen bij ons een helm, volwassenen als ze willen."),
        ("nl", "De bakfiets is niet voor kinderen alleen."),
        ("it", "La candela non è per bambini."),
        ("en", "The Rain Cape isn't for dogs."),
        ("de", "Nichts für Kinder: die Kerze brennt."),
        ("en", "Tourists can walk to the sea from here."),
        ("pt", "As crianças não entram sem capacete."),
        ("pt", "Velhos, novos, altos, baixos: a bicicleta custa 19 € por dia."),
        ("tr", "Kadın, erkek, kedi: Quiet Cedar'ı kim koklasa sedir duyar."),
        ("ja", "背の高い人も低い人も、おばあさんも学生も、同じ自転車に乗ります。"),
        ("ja", "お子さまだけのご利用はお断りしています。"),
        ("ja", "女性も男性も歓迎します。"),
        ("tr", "Ekmek vermiyoruz, bisiklet veriyoruz."),
        ("pt", "Não entra água: a capa é verde."),
        ("de", "Für Kinder gibt es keine Kerze von uns."),
        ("en", "For children there is no balm: we tested adults only."),
        ("es", "Para todos hay bicis; para niños de un mes, no."),
    ],
)
def test_who_is_only_spoken_of_is_not(locale: str, text: str) -> None:
    assert hate(Reading("text", text), locale) == []
