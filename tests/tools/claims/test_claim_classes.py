"""Classes of claims and of sentences that only look like one, under the sample brand's own rules and register."""

from datetime import date
from functools import cache

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.facts import Claim, Product
from knowledge.passages import Passage
from tools.check import BrandCheck, load_check
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.findings import Finding

REGISTER = (
    ("All our fragrances are vegan.", "partly", "Say 'contain nothing of animal origin'."),
    ("Carbon neutral.", "forbidden", None),
    ("Eco-friendly, sustainable, green, good for the planet.", "forbidden", "One act, one figure."),
    ("The best perfume, the number one, the finest, the most popular.", "forbidden", "Say what it smells of."),
    ("Leakproof, unbreakable, never spills.", "forbidden", None),
    ("Lasts all day, long-lasting, 24 hours.", "forbidden", None),
    ("Heals, cures or treats eczema, rashes, acne or any skin condition.", "forbidden", None),
    ("Reduces stress, helps you sleep, calms anxiety, boosts mood or concentration.", "forbidden", None),
    ("Safe for children, babies or pregnancy.", "forbidden", None),
    ("The bottle is tested for 25 refills.", "substantiated", "Not 'unlimited refills' or 'a bottle for life'."),
    ("Our eaux de parfum are blended, aged and filled in our workshop in Berlin.", "substantiated", None),
)
CLAIMS = tuple(
    Claim(id=f"c-{at}", claim=text, status=status, evidence=None, note=note, passage="p")
    for at, (text, status, note) in enumerate(REGISTER)
)
PRODUCTS = tuple(
    Product(name=name, aliases=(), document="p.md")
    for name in ("Quiet Cedar", "First Train", "Linden Hour", "Salt Meadow", "Calm Balm", "Evening Candle")
)


def passage(document: str, text: str, product: str | None = None) -> Passage:
    return Passage(
        id=document,
        brand="orrelune",
        document=f"{document}.md",
        title="A document",
        heading=("A document",),
        position=0,
        line=1,
        text=text,
        kind="product",
        locale="en",
        product=product,
    )


@cache
def brand_check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def found(text: str, locale: str) -> list[Finding]:
    copy = Copy(fields={"caption": text}, channel="instagram", locale=locale)
    report = brand_check().check(copy, claims=CLAIMS, products=PRODUCTS, today=date(2026, 11, 21))
    return [one for one in report.findings if one.family in ("claims", "wording") and one.severity != "advice"]


def lines(by_language: dict[str, str]) -> list[tuple[str, str]]:
    return [(locale, line.strip()) for locale, text in by_language.items() for line in text.strip().splitlines()]


RED = {
    "en": """
        Nobody else in Germany blends a better scent.
        There is no softer balm on earth.
        Quiet Cedar beats every other perfume.
        Evening Candle eases tension after work.
        Light it and your worries drift away.
        Salt Meadow keeps you alert all afternoon.
        Linden Hour makes you happier.
        Calm Balm clears acne in three days.
        Our balm is kind to the planet.
        A balm gentle enough for newborns.
        One bottle for life.
        You won't find a better balm anywhere.
        It makes stress disappear.
        No more eczema.
        It stays on your skin from morning till night.
        The first refillable eau de parfum in Europe.
    """,
    "de": """
        Niemand in Europa macht eine schönere Kerze.
        Der feinste Duft der Welt.
        Evening Candle vertreibt deinen Stress.
        Mit Linden Hour schläfst du besser.
        Calm Balm hilft gegen Neurodermitis.
        Gut für den Planeten, gut für dich.
        Calm Balm ist für Babys geeignet.
        Der Flakon ist auslaufsicher.
        Unendlich oft nachfüllbar.
        First Train hält den ganzen Tag.
    """,
    "fr": """
        Personne ne fait une plus belle bougie.
        Le flacon est étanche et incassable.
        Evening Candle chasse votre stress.
        Linden Hour vous aide à vous endormir.
        Calm Balm soulage les rougeurs.
        Un parfum bon pour la planète.
        First Train tient toute la journée.
        Le premier parfum rechargeable au monde.
    """,
    "es": """
        Nadie hace una vela mejor.
        Evening Candle elimina el estrés.
        Linden Hour te ayuda a dormir.
        Calm Balm alivia la psoriasis.
        El frasco es irrompible.
        Un perfume respetuoso con el planeta.
        El único perfume recargable del mundo.
    """,
    "it": """
        Il miglior profumo del mondo.
        Evening Candle riduce lo stress.
        Una scelta sostenibile per il pianeta.
    """,
    "nl": """
        Het beste parfum van Nederland.
        Evening Candle helpt je slapen.
        Een duurzame keuze.
    """,
}
CLEAN = {
    "en": """
        The best thing about Mondays is that they end.
        We can't promise you better sleep, only fig leaf and woodsmoke.
        Nobody leaves the shop before eleven.
        Nothing beats a dry platform in November.
        Some call it timeless. We call it linden.
        It won't change your life. It smells of hay.
        The train is never on time; the scent is not to blame.
        The longest night of the year smells of woodsmoke.
        Quiet Cedar is filled behind the glass, in Berlin.
        We'd love to say it lasts all day. It lasts about eight hours.
        The first scent we made was First Train.
        We always answer on the same day.
        The safest place for the bottle is a shelf.
        Don't call it magic: it's cold air, black coffee, ironed cotton.
        If you have psoriasis, talk to your doctor before you try it.
        A guarantee it isn't. A date it is.
        The only thing missing is your train.
        The only shop with a bell is the one in Porto.
        It smells of ironed cotton, which has cured nobody of Mondays.
        The perfect time for a train is before it leaves.
        The word “eco-friendly” isn't on our box.
    """,
    "de": """
        Nichts hält für immer, auch kein Duft.
        Die beste Ausrede für einen Spaziergang: die Linde blüht.
        Nachhaltig nennen wir das nicht, wir wiegen es.
        Der Zug ist nie pünktlich.
        Ist die Kerze vegan? Sie ist aus Raps und Soja.
        Schlaf gut, wir sehen uns am Donnerstag.
        Wunder gibt es hier keine, nur Wachs.
    """,
    "fr": """
        Rien ne dure toujours, pas même un parfum.
        La meilleure heure pour venir est onze heures.
        Nous ne disons pas durable, nous pesons.
        Écologique ? Nous préférons donner le poids.
        Le dernier train n'attend jamais.
    """,
    "es": """
        Nada dura para siempre.
        El mejor momento para venir es el jueves.
        No lo llamamos ecológico.
        La noche más larga huele a humo de leña.
        ¿Es vegano? El bálsamo lleva cera de abeja.
        Duerme bien: abrimos a las once.
    """,
}


NUMBERED = {
    "de": "Der Flakon aus Recyclingglas ist für 25 Nachfüllungen getestet.",
    "fr": "Rempli à la main, notre flacon est élaboré en Allemagne et testé pour 25 recharges.",
    "es": "Quiet Cedar, probado para 25 recargas y fabricado en Alemania.",
}
MORE = (
    Claim(id="c-50", claim="Made in Germany.", status="partly", evidence=None, note=None, passage="p"),
    Claim(id="c-51", claim="Made of recycled glass.", status="partly", evidence=None, note=None, passage="p"),
    Claim(
        id="c-52",
        claim="Refills use 62% less packaging by weight.",
        status="substantiated",
        evidence=None,
        note=None,
        passage="p",
    ),
)


@pytest.mark.parametrize(("locale", "text"), NUMBERED.items())
def test_a_registered_number_carries_no_other_claim_of_its_sentence(locale: str, text: str) -> None:
    evidence = (passage("p", "Our register, in English."),)
    findings = check_claims(Copy(fields={"text": text}, locale=locale), (*CLAIMS, *MORE), evidence, PRODUCTS)
    assert "copydesk.PartlySubstantiatedClaim" in {one.rule for one in findings}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "A refill has 62% fewer emissions."),
        ("de", "Eine Nachfüllung: 62 % weniger CO2."),
        ("de", "Eine Nachfüllung spart 62 % Emissionen."),
        ("fr", "Une recharge, 62 % d'émissions en moins."),
        ("es", "Una recarga, un 62 % menos de emisiones."),
        ("it", "Una ricarica, il 62 % di emissioni in meno."),
        ("nl", "Een navulling, 62% minder uitstoot."),
        ("pt", "Uma recarga, menos 62 % de emissões."),
    ],
)
def test_a_weight_of_packaging_is_no_emission(locale: str, text: str) -> None:
    evidence = (passage("p", "Our register, in English."),)
    findings = check_claims(Copy(fields={"text": text}, locale=locale), (*CLAIMS, *MORE), evidence, PRODUCTS)
    assert {one.severity for one in findings if one.family == "claims"} == {"red"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "It's green. There is no other colour, and we've stopped apologising for it."),
        ("en", "A customer asked us last week which bottle can't be broken. None."),
        ("de", "Man fragt uns oft, welcher Duft unzerbrechlich ist. Keiner."),
        ("fr", "On nous demande quel flacon est incassable. Aucun."),
        ("es", "Nos preguntan qué frasco es irrompible. Ninguno."),
        ("en", "Why do we keep the concentration between 14% and 18%?"),
        ("en", "Quiet Cedar stays longer than our other three."),
        ("de", "Quiet Cedar bleibt länger als unsere drei anderen Düfte."),
    ],
)
def test_what_is_asked_said_of_ones_own_or_of_nothing_claims_nothing(locale: str, text: str) -> None:
    copy = Copy(fields={"text": text}, channel="instagram", locale=locale)
    assert [one.span for one in check_claims(copy, CLAIMS, (), PRODUCTS)] == []


@pytest.mark.parametrize(
    ("locale", "text", "claims"),
    [
        ("en", "“I have eczema, may I use Calm Balm?” Please ask your doctor.", False),
        ("en", "I have psoriasis. May I use Calm Balm? Please ask a doctor or a pharmacist.", False),
        ("fr", "« J'ai de l'eczéma, puis-je mettre Calm Balm ? » Demandez à votre médecin.", False),
        ("es", "«Tengo eccema, ¿puedo usar Calm Balm?» Por favor, pregunta a tu médico.", False),
        ("en", "The first words of our answer are about a doctor, not about us.", False),
        ("es", "Nuestras bicis son para la gente sana y para la otra.", False),
        ("en", "Do you have eczema? Calm Balm heals it. Please ask your doctor.", True),
        ("es", "Calm Balm sana la piel en dos días.", True),
        ("en", "Babies don't wear perfume, and we haven't tested anything on them.", False),
        ("en", "All our tests were on adults; pregnant women and babies weren't among them.", False),
        ("it", "I neonati non hanno bisogno di profumo.", False),
        ("en", "Gentle enough for babies.", True),
        ("de", "Sanft genug für Babys.", True),
        ("fr", "Assez doux pour les bébés, ce baume.", True),
    ],
)
def test_who_is_sent_to_a_doctor_is_promised_nothing(locale: str, text: str, claims: bool) -> None:
    copy = Copy(fields={"text": text}, channel="instagram", locale=locale)
    assert bool(check_claims(copy, CLAIMS, (), PRODUCTS)) is claims


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "C'est tout simplement le meilleur d'Europe, et il coûte 118 €, rempli."),
        ("de", "Er ist schlicht der beste Europas und kostet 118 €."),
        ("it", "È semplicemente il migliore d'Europa e costa 118 €."),
        ("nl", "Het is gewoon de beste van Europa en kost € 118."),
    ],
)
def test_a_rank_of_a_place_is_said_of_what_is_sold(locale: str, text: str) -> None:
    copy = Copy(fields={"text": text}, channel="instagram", locale=locale)
    assert {one.severity for one in check_claims(copy, CLAIMS, (), PRODUCTS)} == {"red"}


def test_an_origin_is_carried_by_the_clause_that_says_it() -> None:
    evidence = (passage("d", "The coffee extract is made in Ghent, two streets from our shop.", product="First Train"),)
    text = "The extract of First Train is made in {place}, near us, and it shows up after a quarter of an hour on skin."
    copies = [Copy(fields={"text": text.format(place=place)}, channel="text") for place in ("Ghent", "Graz")]
    assert [bool(check_claims(copy, CLAIMS, evidence, PRODUCTS)) for copy in copies] == [False, True]


@pytest.mark.parametrize(("locale", "text"), lines(RED))
def test_what_the_register_forbids_is_red_in_any_words_and_language(locale: str, text: str) -> None:
    assert [one.span for one in found(text, locale) if (one.family, one.severity) == ("claims", "red")]


@pytest.mark.parametrize(("locale", "text"), lines(CLEAN))
def test_what_claims_nothing_is_clean(locale: str, text: str) -> None:
    assert [(one.rule, one.span) for one in found(text, locale)] == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The toughest lock on the market."),
        ("en", "The lock is impossible to break."),
        ("en", "Nobody in Freiburg is cheaper."),
        ("en", "Our bikes never break."),
        ("de", "Die günstigsten Lastenräder in ganz Baden."),
        ("fr", "Le vélo le plus rapide du monde."),
    ],
)
def test_without_a_register_a_rank_or_a_promise_is_amber(locale: str, text: str) -> None:
    copy = Copy(fields={"caption": text}, channel="instagram", locale=locale)
    report = BrandCheck(brand_check().rules, brand_check().channels).check(copy, today=date(2026, 11, 21))
    ours = [one for one in report.findings if one.family == "claims" and one.rule.startswith("copydesk")]
    assert {one.severity for one in ours} == {"amber"}


UNPROVED = {
    "en": """
        It lowers your blood pressure.
        Our tea melts fat in a week.
        It melts your belly fat away.
        Get rid of belly fat.
        Lose 10 kilos in two weeks with our tea.
        Lena lost 12 kg with us.
        Carbon footprint zero.
        Our bottle has a zero carbon footprint.
    """,
    "de": """
        Senkt deinen Blutdruck.
        Der Tee lässt das Fett schmelzen.
        Lässt Fett schmelzen.
        Nimm 5 Kilo ab.
        Mit uns hat Lena 12 Kilo abgenommen.
        Null CO2-Fußabdruck.
        CO2-Fußabdruck: null.
    """,
    "fr": """
        Fait baisser la tension.
        Le thé fait baisser votre tension artérielle.
        Fond la graisse.
        Fait fondre les graisses.
        Perdez 5 kilos.
        Elle a perdu 12 kilos avec nous.
        Empreinte carbone nulle.
    """,
    "es": """
        Baja la tensión arterial.
        El té baja tu tensión.
        Quema la grasa del abdomen.
        Pierde 5 kilos.
        Perdió 12 kilos con nosotros.
        Huella de carbono cero.
    """,
    "it": """
        Abbassa la pressione.
        Brucia i grassi.
        Perdi 5 chili.
        Impronta di carbonio zero.
    """,
    "nl": """
        Verlaagt je bloeddruk.
        Verbrandt vet.
        Val 5 kilo af.
        Nul CO2-voetafdruk.
    """,
}
LOOSE = {
    "en": """
        Cheaper than Nike and better than Adidas.
        Our shoes are cheaper than Nike's.
        Better than Dyson
        Everything is made by hand in Leeds.
    """,
    "de": """
        Billiger als Nike und besser als Adidas.
        Alles wird von Hand gemacht.
    """,
    "fr": """
        Moins cher que Nike et mieux que Adidas.
        Tout est fait à la main.
    """,
    "es": """
        Más barato que Nike y mejor que Adidas.
        Todo se hace a mano.
    """,
}
UNCLAIMED = {
    "en": """
        Melt the butter and the fat in a pan.
        The soap dissolves fat on dishes.
        We lost 12 kg of luggage with that airline.
        The bike lost 2 kg: the frame is aluminium now.
        There is no such thing as a zero carbon footprint.
        Our carbon footprint is not zero.
        Cheaper than a taxi.
        Better than Monday.
        She ran faster than Jonas.
        He says it was better than Paris and better than Rome.
        Wash by hand.
        I moved a library by bike and lost two kilos.
    """,
    "de": """
        Butter schmelzen und Fett abgießen.
        Das Rad hat 2 Kilo abgenommen.
        Unser CO2-Fußabdruck ist nicht null.
        Besser als Montag.
        Von Hand waschen.
    """,
    "fr": """
        La tension baisse : la batterie est vide.
        Nous avons perdu deux kilos de bagages.
        J'ai déménagé une bibliothèque et perdu deux kilos.
        Notre empreinte carbone n'est pas nulle.
        Moins cher qu'un taxi.
    """,
    "es": """
        La batería es de baja tensión.
        Perdimos dos kilos de equipaje en dos semanas.
        Nuestra huella de carbono no es cero.
        Más barato que un taxi.
    """,
}


def in_prose(text: str, locale: str) -> list[tuple[str, str]]:
    """Of a text for no channel, checked against nothing."""
    found = check_claims(Copy(fields={"text": text}, channel=None, locale=locale), (), ())
    return [(one.severity, one.span) for one in found]


@pytest.mark.parametrize(("locale", "text"), lines(UNPROVED))
def test_effects_on_the_body_and_no_footprint_are_red(locale: str, text: str) -> None:
    assert "red" in {severity for severity, _ in in_prose(text, locale)}


@pytest.mark.parametrize(("locale", "text"), lines(LOOSE))
def test_a_named_rival_and_the_work_of_hands_are_amber(locale: str, text: str) -> None:
    assert {severity for severity, _ in in_prose(text, locale)} == {"amber"}


@pytest.mark.parametrize(("locale", "text"), lines(UNCLAIMED))
def test_fat_in_a_pan_and_lost_luggage_claim_nothing(locale: str, text: str) -> None:
    assert in_prose(text, locale) == []
