"""Claims in four languages beside sentences that only look like them; no register, so all rests on the words."""

import time
from collections.abc import Sequence

import pytest

from knowledge.facts import Claim
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.findings import Finding


def check(
    text: str, locale: str = "en", channel: str | None = "instagram", claims: Sequence[Claim] = ()
) -> tuple[Finding, ...]:
    return check_claims(Copy(fields={"caption": text}, channel=channel, locale=locale), claims, ())


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


CLEAN = {
    "en": """
        The sexual health clinic opened its doors.
        Pride sale at the sexual health clinic
        The best of both clinics.
        The most important thing is to arrive.
        The best time to visit is Tuesday.
        We always open at nine.
        Never leave the oven unattended.
        The doctor lives next door.
        A clinical psychology student.
        Sleep well tonight.
        The planet Venus is bright tonight.
        The trial begins on Monday.
        Treat your dog to a walk.
        My grandmother's cure for boredom.
        He was completely wrong about the weather.
        The climate in Lisbon is mild.
        We rated the films ourselves.
        She stays longer on Fridays.
        The organic shape of the vase.
        Read the reviews in the Sunday paper.
        A warranty card is in the box.
        One in four trains was late.
        It took longer than expected.
        Made in December, sent in January.
        Ask your doctor or pharmacist.
        Our tank is rinsed by hand before each batch.
        Jonas writes our labels by hand, with a pen that leaks.
        How to get the most out of our lamp: keep it dry.
        We like our Tuesdays better than the other way round.
        Our customers vote it better than the bus.
        We've been lost in our old town more often than your satnav.
        Try our balm on your arm first, and never on broken skin.
        A word of thanks to our most patient customer.
        One figure for our box, and nothing about the planet.
        We don't know what that means for the climate, so we leave the climate out of it.
        My sister is pregnant and smells everything: the coffee, the neighbour, our stairs.
    """,
    "de": """
        Der beste Weg nach Berlin führt am Kanal entlang.
        der beste Weg nach Berlin
        Die beste Zeit ist der Morgen.
        Am besten kommst du zu Fuß.
        Wir öffnen immer um neun.
        Das Klima in Lissabon ist mild.
        Die Klinik hat neue Türen.
        Der Arzt wohnt nebenan.
        Frei von Montag bis Mittwoch.
        Ein gesunder Menschenverstand genügt.
        Meine Schwester ist schwanger und riecht alles: den Kaffee, den Nachbarn, unser Treppenhaus.
        Unsere Preisliste ist heute von Hand geschrieben.
        Sie blieb länger als geplant.
        Ich schlafe schlecht bei Vollmond.
        Die Regionalbahn kommt um acht.
        Eine günstige Gelegenheit.
        Noch nie war der Sommer so kurz.
    """,
    "fr": """
        La meilleure façon d'arriver est le train.
        Meilleurs vœux à tous.
        La clinique vétérinaire ouvre lundi.
        Le plus souvent, il pleut.
        Le climat de Lisbonne est doux.
        Comme toujours, nous ouvrons à neuf heures.
        Demandez conseil à votre médecin.
        Je n'ai jamais vu la mer.
        Le plus important est d'arriver.
        Un sac à la main, elle attend.
        Notre cuve se lave à la main entre deux lots.
        Ce n'est pas cher payé.
        Il soigne ses plantes.
    """,
    "es": """
        La mejor manera de llegar es el tren.
        A lo mejor llueve.
        El clima de Lisboa es suave.
        La clínica abrió sus puertas.
        Al aire libre de la mañana.
        Lo más importante es llegar.
        Como siempre, abrimos a las nueve.
        Consulte a su médico.
        Mi mejor amiga vive lejos.
        El estudio está en la segunda planta.
        El cura del pueblo saluda.
        Nunca he visto el mar.
    """,
}


@pytest.mark.parametrize(("locale", "text"), [(locale, line) for locale, text in CLEAN.items() for line in lines(text)])
@pytest.mark.parametrize("channel", ["instagram", None])
def test_what_only_looks_like_a_claim_is_none(locale: str, text: str, channel: str | None) -> None:
    assert [finding.span for finding in check(text, locale, channel)] == []


@pytest.mark.parametrize(
    ("locale", "kind", "text"),
    [
        ("fr", "superlative", "Notre parfum, le plus doux du monde."),
        ("fr", "comparative", "Ce baume tient plus longtemps."),
        ("fr", "absolute", "Un flacon incassable."),
        ("fr", "health", "Ce baume apaise et soulage."),
        ("fr", "environmental", "Un parfum neutre en carbone."),
        ("fr", "origin", "Un savon fait main."),
        ("fr", "price", "Le moins cher."),
        ("fr", "guarantee", "Résultat garanti."),
        ("fr", "testimonial", "« Je ne peux plus m'en passer depuis mai », dit Claire."),
        ("fr", "free_from", "100 % naturel"),
        ("fr", "free_from", "Une crème sans parabènes."),
        ("fr", "clinical", "Testé dermatologiquement."),
        ("fr", "clinical", "Cliniquement prouvé."),
        ("es", "superlative", "Nuestro perfume, el más suave."),
        ("es", "comparative", "Esta crema dura más."),
        ("es", "absolute", "Un frasco irrompible."),
        ("es", "health", "Este bálsamo alivia."),
        ("es", "environmental", "Un envase biodegradable."),
        ("es", "origin", "Jabón hecho a mano."),
        ("es", "price", "El más barato."),
        ("es", "guarantee", "Satisfacción garantizada."),
        ("es", "testimonial", "«No puedo vivir sin ella desde mayo», dice Clara."),
        ("es", "free_from", "Libre de parabenos."),
        ("es", "clinical", "Clínicamente probado."),
        ("de", "superlative", "Der feinste Duft."),
        ("de", "comparative", "Die Creme hält länger."),
        ("de", "absolute", "Ein unzerbrechlicher Flakon."),
        ("de", "health", "Der Balsam lindert."),
        ("de", "environmental", "Klimaneutral."),
        ("de", "origin", "Handgemachte Seife."),
        ("de", "price", "Zum Bestpreis."),
        ("de", "guarantee", "Garantiert."),
        ("de", "testimonial", "„Ich habe noch nie so gut geschlafen“, sagt Anna."),
        ("de", "free_from", "Frei von Parabenen."),
        ("de", "clinical", "Klinisch getestet."),
        ("en", "testimonial", "“I have never slept so well in my life,” says Anna."),
        ("en", "testimonial", "Anna says: “I have never slept so well in my life.”"),
    ],
)
def test_every_kind_is_found_in_every_language(locale: str, kind: str, text: str) -> None:
    labels = {
        "superlative": "a superlative", "comparative": "a comparison", "absolute": "an absolute claim",
        "health": "a health claim", "environmental": "an environmental claim", "origin": "a claim of origin",
        "price": "a price claim", "guarantee": "a guarantee", "testimonial": "a testimonial",
        "free_from": "a free-from claim", "clinical": "a claim of a test or an expert",
    }  # fmt: skip
    found = check(text, locale)
    assert any(f"is {labels[kind]} " in finding.message for finding in found), found


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("It cures.", "2005/29/EC, Annex I, point 17"),
        ("This tea boosts immunity.", "1924/2006"),
        ("A clinically proven balm.", "655/2013"),
        ("Carbon neutral.", "2005/29/EC, Annex I, point 4c"),
        ("Eco-friendly.", "2005/29/EC, Annex I, point 4a"),
        ("“I have never slept so well in my life,” says Anna.", "points 23b and 23c"),
    ],
)
def test_the_law_is_named_where_it_is_certain(text: str, section: str) -> None:
    assert any(section in (finding.source or "") for finding in check(text))


@pytest.mark.parametrize("text", ["The best coat.", "The lowest price in town.", "This bike lasts longer."])
def test_no_law_is_named_where_none_is_certain(text: str) -> None:
    assert [finding.source for finding in check(text)] == [None]


def test_a_superlative_of_something_that_is_not_for_sale_is_none() -> None:
    text = "He met her at the finest ballroom between here and the sea."
    assert check(text) == check(text, channel=None) == ()


def test_what_prose_quotes_it_does_not_claim() -> None:
    assert check("Write “our best perfume” only where a test says so.", channel=None) == ()
    assert check("Our best perfume.", channel=None) != ()


def test_a_finding_tells_what_is_missing() -> None:
    row = Claim(
        id="c-7",
        claim="Our eaux de parfum last 9 hours on 40 testers.",
        status="substantiated",
        evidence=None,
        note=None,
        passage="p",
    )
    (finding,) = check("Our perfume lasts longer.", claims=(row,))
    assert finding.gap is not None
    assert finding.gap.needs in finding.message or finding.gap.entry == "c-7"
    (bare,) = check("Our perfume lasts longer.")
    assert bare.gap is not None
    assert (bare.gap.entry, bare.gap.says, bare.gap.missing) == (None, None, ())
    assert "measurement of both" in bare.gap.needs


@pytest.mark.parametrize("joint", [". ", ".\n", ", "])
def test_time_grows_with_the_text(joint: str) -> None:
    piece = f"It is our best perfume yet{joint}The bottle never leaks and costs €118 for 50 ml{joint}"

    def seconds(copies: int) -> float:
        begun = time.process_time()
        check(piece * copies)
        return time.process_time() - begun

    seconds(10)
    short, long = (min(seconds(copies) for _ in range(3)) for copies in (150, 600))
    assert long < 10 * max(short, 0.01)  # sixteen times as long where time grows with the square
