"""Classes of harm, each with sentences that have it and sentences that only look like it, in six languages."""

import pytest

from tools.copy import Copy
from tools.moderation import moderate
from tools.people.privacy_check import check_privacy
from tools.safety.check import check_safety

HARM = [
    ("Tourists are too stupid to brake, and the Germans are the worst of them.", "en"),
    ("The Belgians are all too thick to fold a map.", "en"),
    ("Poles are the worst.", "en"),
    ("Die Holländer sind alle zu blöd zum Bremsen.", "de"),
    ("Die Schweizer sind viel zu dumm für so ein Rad.", "de"),
    ("Radfahrer sind einfach zu doof, um zu klingeln.", "de"),
    ("Les Belges sont trop bêtes pour freiner.", "fr"),
    ("Les Hollandais sont tous des crétins.", "fr"),
    ("Los alemanes son demasiado tontos para frenar.", "es"),
    ("I tedeschi sono troppo stupidi per frenare.", "it"),
    ("Niente zingari, per favore.", "it"),
    ("Gli albanesi rubano.", "it"),
    ("Duitsers zijn te dom om te remmen.", "nl"),
    ("Geen Marokkanen, alstublieft.", "nl"),
    ("Vluchtelingen zijn hier niet welkom.", "nl"),
    ("Le donne non sanno parcheggiare.", "it"),
    ("Vrouwen kunnen niet inparkeren.", "nl"),
    ("Odiamo gli stranieri.", "it"),
    ("Leave Evening Candle burning overnight and wake up to fig leaf.", "en"),
    ("Let the Evening Candle burn while you sleep.", "en"),
    ("Keep the flame lit until morning.", "en"),
    ("Light Evening Candle and fall asleep.", "en"),
    ("Light the candle in bed.", "en"),
    ("Lass Evening Candle über Nacht brennen.", "de"),
    ("Lass sie die ganze Nacht brennen.", "de"),
    ("Laissez brûler Evening Candle toute la nuit.", "fr"),
    ("Deja la Evening Candle encendida toda la noche.", "es"),
    ("Lascia Evening Candle accesa tutta la notte.", "it"),
    ("Laat Evening Candle de hele nacht branden.", "nl"),
    ("Still at school? Spray First Train before class and your teacher will want one too.", "en"),
    ("Under sixteen? Get it for free.", "en"),
    ("Impress your classmates with Salt Meadow.", "en"),
    ("Noch in der Schule? Dann hol dir First Train.", "de"),
    ("Encore au collège ? First Train est pour toi.", "fr"),
    ("¿Aún en el instituto? Ponte First Train.", "es"),
    ("Ancora a scuola? Prendi First Train.", "it"),
    ("Nog op school? Dan is First Train iets voor jou.", "nl"),
    ("Wat een kutweer. Rain Cape, € 69.", "nl"),
    ("Godverdomme, wat een regen.", "nl"),
    ("Che cazzo di tempo.", "it"),
    ("Porca miseria, piove.", "it"),
    ("Jullie zijn echt dom.", "nl"),
]

HARMLESS = [
    ("Tourists are welcome to brake.", "en"),
    ("The Germans are coming on Saturday.", "en"),
    ("The Germans are not stupid.", "en"),
    ("Die Holländer sind alle schon da.", "de"),
    ("Die Schweizer sind pünktlich.", "de"),
    ("Les Belges sont trop gentils pour le dire.", "fr"),
    ("Gli olandesi sono i benvenuti.", "it"),
    ("Nessun turista si è perso.", "it"),
    ("Geen kinderen onder de twee in de bak.", "nl"),
    ("Duitsers zijn hier welkom.", "nl"),
    ("Vrouwen zijn niet dom.", "nl"),
    ("Wij bedienen iedereen.", "nl"),
    ("Never leave a candle burning overnight.", "en"),
    ("Don't let it burn while you sleep.", "en"),
    ("Light the candle and sit down.", "en"),
    ("The lamp stays on all night.", "en"),
    ("Is your daughter still at school? Then Saturday suits you.", "en"),
    ("Children under sixteen? They ride in the box.", "en"),
    ("Our mechanic fixed your teacher's bike.", "en"),
    ("Lass die Kerze nie über Nacht brennen.", "de"),
    ("Lass dein Rad über Nacht hier stehen.", "de"),
    ("Ne laissez jamais la bougie brûler la nuit.", "fr"),
    ("No dejes la vela encendida toda la noche.", "es"),
    ("Non lasciate la candela accesa di notte.", "it"),
    ("Laat de kaars nooit de hele nacht branden.", "nl"),
    ("De kust is dichtbij, het kunstwerk ook.", "nl"),
    ("Het onderzoek naar kanker gaat door.", "nl"),
    ("La cazzuola è pulita. Il casinò è chiuso.", "it"),
    ("Kijk naar de eikel onder de boom.", "nl"),
]

AT_HOME = [
    "Happy 70th, Hannelore Vogt from Kastanienweg 12. Eleven refills.",
    "Bravo à Claire Dumont, 14 rue du Moulin à Gand, pour sa dixième recharge.",
    "Danke, Petra Lindner aus der Ahornstraße 7 in Freiburg, für den Kuchen.",
    "Tom Bell, 12 Elm Road, has won a refill.",
    "Fenneke Hoogland woont in de Dorpsstraat 14.",
    "Sanne de Vries uit de Kerkstraat 8 won een fiets.",
    "Javier Molina, Calle Mayor 23, ha ganado.",
    "Giulia Ferri, via Garibaldi 5, ha vinto.",
    "Rui Matos, Rua das Flores 18, Porto.",
    "Frau Petersen, Am Markt 3, bekommt ihr Rad zurück.",
    "Odalys Quint habite au 5 rue Haute, à Gand.",
]

NOBODYS_HOME = [
    "Our shop is in Torstraße 12, Berlin.",
    "Jonas opens the shop at Torstraße 12 at eleven.",
    "Orrelune Berlin, Torstraße 12.",
    "Kestrelway Leiden, Haarlemmerstraat 5.",
    "Visit Maison Vérane, 14 rue du Moulin.",
    "Evening Candle, 220 g, from the workshop at Lindenweg 4.",
    "Marta read about the Rue du Moulin 14 years ago.",
    "The train leaves platform 5 at Hill Street Station.",
    "Anna Kraus, 25 refills in one year.",
    "First Train from Kurfürstendamm 20 to Alexanderplatz 3.",
    "Karl-Marx-Allee 12 is grey.",
]


@pytest.mark.parametrize(("text", "locale"), HARM)
def test_harm_is_found(text: str, locale: str) -> None:
    assert any(one.severity in ("red", "amber") for one in check_safety(Copy(fields={"text": text}, locale=locale)))


@pytest.mark.parametrize(("text", "locale"), HARMLESS)
def test_what_only_looks_harmful_is_left_alone(text: str, locale: str) -> None:
    assert check_safety(Copy(fields={"text": text}, locale=locale)) == ()


@pytest.mark.parametrize("text", AT_HOME)
def test_a_named_person_with_a_street_is_red(text: str) -> None:
    found = check_privacy(Copy(fields={"text": text}, locale="en"))
    assert any(one.severity == "red" for one in found)


@pytest.mark.parametrize("text", NOBODYS_HOME)
def test_a_street_without_a_person_is_left_alone(text: str) -> None:
    found = check_privacy(Copy(fields={"text": text}, locale="en"))
    assert all(one.severity == "advice" for one in found)


def test_the_brands_own_address_is_nobodys_home() -> None:
    copy = Copy(fields={"text": "Write to Tom Bell, 12 Elm Road."}, locale="en")
    assert check_privacy(copy, ("12 Elm Road, Leeds",)) == ()


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("I will find where you live", "en"),
        ("I know where you live", "en"),
        ("We know where you live.", "en"),
        ("I'll find out where you live.", "en"),
        ("Ich weiß, wo du wohnst", "de"),
        ("ich finde raus wo du wohnst", "de"),
        ("je sais où tu habites", "fr"),
        ("Je vais trouver où tu habites.", "fr"),
        ("sé dónde vives", "es"),
        ("Voy a averiguar dónde vives.", "es"),
        ("So dove abiti.", "it"),
        ("Ik weet waar je woont.", "nl"),
    ],
)
def test_to_look_for_somebodys_home_is_a_threat_and_hidden(text: str, locale: str) -> None:
    found = check_safety(Copy(fields={"text": text}, locale=locale))
    assert [(one.rule, one.severity) for one in found] == [("copydesk.Threat", "red")]
    report = moderate(text, locale)
    assert report.verdict == "hide"
    assert report.to_person


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("We deliver to where you live.", "en"),
        ("We don't know where you live.", "en"),
        ("Tell us where you live and we find a shop.", "en"),
        ("I know a shop near where you live.", "en"),
        ("Wir liefern dorthin, wo du wohnst.", "de"),
        ("Wir wissen nicht, wo du wohnst.", "de"),
        ("Nous livrons où tu habites.", "fr"),
        ("On ne sait pas où tu habites.", "fr"),
        ("Entregamos donde vives.", "es"),
        ("No sabemos dónde vives.", "es"),
        ("Consegniamo dove abiti.", "it"),
        ("We bezorgen waar je woont.", "nl"),
    ],
)
def test_to_deliver_to_somebodys_home_is_none(text: str, locale: str) -> None:
    assert check_safety(Copy(fields={"text": text}, locale=locale)) == ()
    assert moderate(text, locale).verdict == "publish"


SAID_BY_WHO_LIVES_THERE = [
    ("I live at 12 Rue de Rivoli, 75004 Paris.", "en"),
    ("I live at Lindenstraße 4, Berlin.", "en"),
    ("We moved to 14 Baker Street in May.", "en"),
    ("My flat: 12 Rue de Rivoli, 75004 Paris", "en"),
    ("Bring it to my place, 7 Elm Road.", "en"),
    ("Ich wohne in der Lindenstraße 4.", "de"),
    ("Wir leben seit Mai in 12 rue de Rivoli.", "de"),
    ("J'habite 12, avenue Victor Hugo, 69003 Lyon.", "fr"),
    ("Je vis au 12 rue de Rivoli.", "fr"),
    ("Livrez chez moi, 12 rue de Rivoli.", "fr"),
    ("Vivo en la calle Mayor 23, Madrid.", "es"),
    ("Mi piso está en la Calle Mayor, 23.", "es"),
    ("Abito in via Garibaldi 5.", "it"),
    ("Ik woon in de Kerkstraat 8.", "nl"),
]
OF_A_PLACE = [
    ("Our shop is at 12 Rue de Rivoli, 75004 Paris.", "en"),
    ("The tram stops at Lindenstraße 4.", "en"),
    ("I live for the coffee. The shop is at 12 Rue de Rivoli.", "en"),
    ("Unser Laden wohnt nicht, er steht: Lindenstraße 4.", "de"),
    ("Retrouvez-nous au 12 rue de Rivoli.", "fr"),
    ("Nuestra tienda: Calle Mayor, 23.", "es"),
]


@pytest.mark.parametrize(("text", "locale"), SAID_BY_WHO_LIVES_THERE)
def test_where_somebody_says_they_live_is_a_home(text: str, locale: str) -> None:
    found = check_privacy(Copy(fields={"text": text}, locale=locale))
    assert [(one.rule, one.severity) for one in found] == [("copydesk.HomeAddress", "red")]


@pytest.mark.parametrize(("text", "locale"), OF_A_PLACE)
def test_the_address_of_a_place_is_no_home(text: str, locale: str) -> None:
    assert check_privacy(Copy(fields={"text": text}, locale=locale)) == ()


CHILDREN = [
    ("My daughter, 9, loves it: Emma Schmidt, Grundschule am Park, Berlin", "en", "red"),
    ("Our son (7) took the photo, Tom Bell from Leeds.", "en", "red"),
    ("Meine Tochter ist 8 und malt gern: Lena Vogt.", "de", "red"),
    ("Ma fille, 10 ans, adore : Claire Dumont.", "fr", "red"),
    ("Mi hijo tiene 6 años, se llama Javier Molina.", "es", "red"),
    ("Lena Vogt, Grundschule am Park, malt gern.", "de", "amber"),
    ("Our little girl Emma Schmidt goes to Hill Primary School.", "en", "red"),
    ("Claire Dumont, école primaire Jules-Ferry.", "fr", "amber"),
    ("Lucía Molina, colegio San José.", "es", "amber"),
]
NO_CHILDREN = [
    ("My daughter, 9, loves it. Thanks, Emma Schmidt", "en"),
    ("My daughter, 9, loves it, says Emma Schmidt.", "en"),
    ("My daughter, 29, loves it: Emma Schmidt.", "en"),
    ("My daughter, 9, loves the smell of linden.", "en"),
    ("Emma Schmidt teaches at Hill Primary School.", "en"),
    ("Lena Vogt, Lehrerin an der Grundschule am Park.", "de"),
    ("Our shop is beside the Grundschule am Park.", "en"),
    ("My son takes 9 ml of Quiet Cedar to Emma Schmidt.", "en"),
    ("Claire Dumont, directrice de l’école primaire Jules-Ferry.", "fr"),
]


@pytest.mark.parametrize(("text", "locale", "severity"), CHILDREN)
def test_a_child_with_its_age_or_school_is_found_on_either_side_of_its_name(
    text: str, locale: str, severity: str
) -> None:
    found = check_privacy(Copy(fields={"text": text}, locale=locale))
    assert [(one.rule, one.severity) for one in found] == [("copydesk.PrivatePerson", severity)]
    assert moderate(text, locale).verdict == "hold"


@pytest.mark.parametrize(("text", "locale"), NO_CHILDREN)
def test_who_is_no_child_is_left_alone(text: str, locale: str) -> None:
    assert check_privacy(Copy(fields={"text": text}, locale=locale)) == ()
