"""Numbers that follow from the documents or from the copy itself, and numbers that do not, with both brands."""

# ruff: noqa: E501  (sentences stand in one line)

from collections.abc import Iterator
from datetime import date

import pytest

from evals.brand.drafts import BRANDS
from knowledge.base import KnowledgeBase
from knowledge.brand import BrandFolder
from knowledge.embedding import Embedder
from knowledge.passages import Passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.sentences.told_otherwise import check_told_otherwise

TODAY = date(2026, 11, 21)
KINDS = ("product", "claim", "research", "other")
_Bases = dict[str, tuple[KnowledgeBase, tuple[Passage, ...]]]


def no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Bases]:
    opened: _Bases = {}
    for name, where in BRANDS.items():
        folder = BrandFolder(where)
        base = KnowledgeBase(tmp_path_factory.mktemp(name), folder.brand, no_embedder, lambda: TODAY)
        base.ingest([folder.documents])
        opened[name] = base, tuple(passage for kind in KINDS for passage in base.passages_of(kind))
    yield opened
    for base, _ in opened.values():
        base.close()


def found(bases: _Bases, brand: str, locale: str, text: str) -> list[tuple[str, str]]:
    base, evidence = bases[brand]
    copy = Copy(fields={"text": text}, channel="text", locale=locale)
    numbers = check_numbers(copy, evidence, base.facts(), TODAY, base.products())
    told = check_told_otherwise(copy, evidence, base.facts(), base.products())
    return [(one.severity, one.span) for one in (*numbers, *told)]


O, K = "orrelune", "kestrelway"  # noqa: E741


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "en", "That's €96 without the €24 of the Discovery Set's code, so €72."),
        (O, "en", "Two refills cost €128. Three new bottles of 50 ml cost €288."),
        (K, "en", "Two days on a city bike are €38, three are €57."),
        (K, "de", "Drei Tage Lastenrad kosten 135 €, dreimal 45 €."),
        (K, "de", "Zwei Wochen Stadtrad kosten 190 €."),
        (K, "fr", "Quatre jours de vélo cargo font 180 €."),
        (
            O,
            "fr",
            "Deux recharges coûtent 128 €, deux flacons neufs de 50 ml 192 €. Vous gardez 64 €, de quoi remplir une troisième fois.",
        ),
        (
            O,
            "it",
            "Tre ricariche fanno 192 €. Tre flaconi nuovi da 50 ml fanno 288 €. La differenza è 96 €, e non è uno sconto.",
        ),
        (
            O,
            "es",
            "Faltan 2 € para el envío\nUna Evening Candle cuesta 46 € y un Calm Balm, 32 €. Juntos son 78 €, y a partir de 80 € el envío lo pagamos nosotros.",
        ),
        (O, "nl", "Vijf navullingen zijn samen een kwart liter geur, voor € 320."),
        (O, "pt", "Duas recargas custam 128 €."),
        (K, "pt", "Três dias de bicicleta de carga custam 135 €."),
        (
            K,
            "en",
            "Seven single days on a city bike would be €133. The week is €95. We did the subtraction for you: €38, or two more days in the saddle.",
        ),
        (K, "en", "2011 to 2026: fifteen years of repairing first and selling second."),
        (K, "de", "Seit fünfzehn Jahren reparieren wir zuerst."),
        (K, "fr", "Quinze ans que nous réparons d'abord."),
        (K, "en", "Three hours a night, ten nights, one charge. That's the whole sum behind the Night Lamp. €34."),
        (K, "en", "14 people, 72 bikes, two towns. That makes a little more than five bikes for each of us."),
        (
            O,
            "en",
            "40 pumps went through 25 refills each in February 2026. Three of them got weaker after filling 20, which is 7.5%.",
        ),
        (
            O,
            "en",
            "The standard bottle is €96, the refillable one €118. So the second one is €22 more, and with the first refill you are €10 ahead.",
        ),
        (
            K,
            "en",
            "Plan on five days or more? The week is €95, and five single days come to exactly the same. Days six and seven add nothing to the bill.",
        ),
        (
            O,
            "es",
            "En septiembre de 2025 nos respondieron 412 personas. 128 de ellas dicen que tienen la piel sensible, algo menos de una de cada tres.",
        ),
        (O, "de", "Zwei Nachfüllungen sind 128 €, die Hälfte davon 64 €."),
        (
            O,
            "en",
            "€72 left to pay, after the Discovery Set\nThe code that comes with it is worth the same €24 towards a 50 ml eau de parfum. That's €96 without the €24, so €72.",
        ),
        (O, "fr", "Le lundi, seule la boutique de Porto est ouverte, de 11 h à 20 h."),
        (O, "en", "Mondays: the Porto shop is open, the other two sleep."),
        (O, "en", "On Tuesday the Berlin shop opens at 11:00."),
        (O, "de", "Am Dienstag öffnet der Laden in Berlin um 11 Uhr."),
        (O, "en", "It's Sunday, the tram is empty and nobody asks anything."),
        (O, "en", "Orrelune: the Porto shop opens at 13:00 today, the key broke off in the door."),
        (O, "de", "Orrelune: der Laden in Gent schließt heute um 16 Uhr, in der Straße fehlt das Wasser."),
        (O, "es", "Hoy la tienda de Oporto abre a las 13:00, se nos rompió la llave."),
        (K, "en", "Leiden and Freiburg are open Mon to Sat, 9:00 to 18:00. Puncture? EUR 15, about 20 minutes."),
        (K, "en", "Until 24 hours before your hire begins you can call it off and it costs you nothing."),
        (K, "de", "Bis 24 Stunden vorher kannst du kostenlos absagen."),
        (K, "fr", "Jusqu'à 24 heures avant, vous annulez sans frais."),
        (K, "es", "Puedes cancelar gratis hasta 24 horas antes."),
        (K, "it", "Fino a 24 ore prima puoi disdire gratis."),
        (K, "pt", "Podes cancelar grátis até 24 horas antes."),
        (K, "nl", "Tot 24 uur vooraf annuleer je gratis."),
        (O, "en", "A film-maker from Ghent wore First Train to Ostend. The bottle was a present from us."),
        (O, "de", "Eine Filmerin trug First Train bis Ostende. Der Flakon war ein Geschenk von uns."),
        (O, "fr", "Le flacon était un cadeau de notre part, le trajet est à elle."),
        (O, "en", "We wrap it in grey paper, at no charge."),
        (O, "de", "Wir packen es in graues Papier, das kostet nichts."),
        (O, "en", "Smelling costs nothing."),
        (O, "en", "A look out of the window costs you nothing."),
        (O, "en", "The trees cost nothing."),
        (O, "de", "50 ml kosten 64 €, und der Stuhl kostet nichts."),
        (K, "de", "Fragen kostet nichts."),
        (O, "en", "Engraving is done in Berlin only."),
        (O, "en", "We can't engrave in Ghent, only in Berlin."),
        (O, "de", "Graviert wird nur in Berlin."),
        (K, "en", "A Full Check takes two working days, not the same evening."),
        (K, "en", "A puncture is done while you wait."),
        (K, "en", "The Kestrel Lock isn't unbreakable, it buys time."),
        (K, "en", "None of our bikes has a motor. Your legs are one."),
        (K, "de", "Keines der Räder hat einen Motor."),
        (K, "tr", "Lastik mi patladı? 15 avro, yaklaşık 20 dakika, burada bekleyebilirsin."),
        (K, "pl", "Przebita dętka? 15 euro, około 20 minut."),
        (K, "sv", "Punktering? 15 euro, ungefär 20 minuter."),
        (K, "pt", "Um furo custa quinze euros e demora cerca de vinte minutos."),
        (K, "en", "A puncture is fifteen euros and takes about twenty minutes."),
        (K, "es", "Un pinchazo cuesta quince euros y tarda unos veinte minutos."),
        (O, "fr", "Dix-sept heures, il fait déjà nuit et la cuisine n'a rien contre."),
        (
            O,
            "nl",
            "Acht weken rust Quiet Cedar voordat we het afvullen. Na zes weken ruikt het nog naar zaagsel, dus we wachten.",
        ),
        (K, "pt", "A revisão completa custa 79 € e demora dois dias úteis."),
        (K, "de", "Achtzehn Uhr, die Werkstatt macht zu."),
        (K, "en", "A Full Check and a new Rain Cape come to €148 together."),
        (O, "de", "Kerze und Balsam machen zusammen 78 €."),
        (O, "fr", "La bougie et le baume font 78 € ensemble."),
        (O, "en", "Engraving a refillable bottle costs €12 for up to 12 letters and takes about twenty minutes."),
    ],
)
def test_what_follows_is_right(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert found(bases, brand, locale, text) == []


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (O, "en", "That's €96 without the €24 of the Discovery Set's code, so €70.", "€70"),
        (K, "de", "Drei Tage Lastenrad kosten 140 €.", "140 €"),
        (K, "fr", "Quatre jours de vélo cargo font 170 €.", "170 €"),
        (O, "it", "Tre ricariche fanno 200 €.", "200 €"),
        (O, "es", "Dos recargas cuestan 100 €.", "100 €"),
        (O, "en", "Two refills cost €120.", "€120"),
        (O, "en", "Nothing on this Sunday? The Porto shop is open from 11:00 to 20:00.", "Sunday"),
        (
            O,
            "en",
            "Mondays are quiet in the Berlin shop, so come on one of those and have the counter to yourself.",
            "Mondays",
        ),
        (O, "nl", "Maandag vrij? In Gent staan de vier geuren klaar, van 10:30 tot 18:30.", "Maandag"),
        (O, "de", "Montag frei? In Berlin stehen die vier Düfte bereit, von 11 bis 19 Uhr.", "Montag"),
        (O, "fr", "Libre lundi ? À Gand, la boutique vous attend de 10h30 à 18h30.", "lundi"),
        (O, "es", "¿Libre el domingo? La tienda de Oporto te espera de 11:00 a 20:00.", "domingo"),
        (K, "de", "Die Werkstatt in Freiburg hat auch sonntags offen.", "sonntags"),
        (K, "de", "Die Werkstatt in Freiburg hat montags bis samstags bis 20 Uhr offen.", "20 Uhr"),
        (K, "en", "Both workshops are open Monday to Saturday until 20:00.", "20:00"),
        (K, "fr", "Les ateliers sont ouverts du lundi au samedi jusqu'à 20 h.", "20 h"),
        (K, "en", "Leiden and Freiburg are open Mon to Sun, 9:00 to 18:00.", "Mon to Sun"),
        (K, "pt", "As oficinas também abrem ao domingo.", "domingo"),
        (O, "it", "Lunedì libero? A Gent il negozio ti aspetta.", "Lunedì"),
        (
            K,
            "en",
            "Take a Night Lamp for €34 this week and we add a second one at no charge.",
            "at no charge",
        ),
        (K, "en", "The second Night Lamp is on us.", "on us"),
        (
            K,
            "de",
            "Im Advent flicken wir für umsonst: Wer bis Heiligabend mit einem Platten kommt, zahlt nichts.",
            "umsonst",
        ),
        (K, "de", "Im Dezember zahlst du nichts für einen Platten.", "zahlst du nichts"),
        (K, "es", "La segunda bici, a medias.", "a medias"),
        (K, "it", "Controllo completo a 79 €, e la catena nuova te la regaliamo noi.", "te la regaliamo"),
        (K, "it", "Se fori la ruota, non paghi niente.", "non paghi niente"),
        (O, "pt", "O Discovery Set é grátis, só pagas se gostares.", "grátis"),
        (O, "pt", "Em cada encomenda oferecemos uma vela.", "oferecemos"),
        (K, "fr", "La première journée au prix normal, la seconde à moitié prix.", "à moitié"),
        (K, "fr", "Cette semaine, pour une crevaison, vous ne payez rien.", "vous ne payez rien"),
        (K, "nl", "Deze week betaal je niets voor een lekke band.", "betaal"),
        (K, "nl", "Bij een grote beurt krijg je een nieuwe ketting cadeau.", "krijg"),
        (K, "en", "This week a puncture costs you nothing.", "nothing"),
        (K, "en", "Bring a friend, the second bike is half.", "half"),
        (K, "es", "Esta semana el pinchazo no cuesta nada.", "no cuesta nada"),
        (
            O,
            "en",
            "Engraving a refillable bottle costs €12 for up to 12 letters and is done in Berlin and Ghent.",
            "Berlin and Ghent",
        ),
        (O, "de", "Graviert wird auch in Porto, für 12 €.", "Porto"),
        (O, "fr", "Nous gravons aussi votre flacon à Gand.", "Gand"),
        (O, "es", "El grabado también se hace en Oporto.", "Oporto"),
        (
            K,
            "en",
            "Drop it off before work, ride it home after: a Full Check is €79 and ready the same evening.",
            "same evening",
        ),
        (K, "en", "Your Full Check is done by tonight.", "by tonight"),
        (K, "de", "Die große Durchsicht kostet 79 € und ist am selben Abend fertig.", "am selben Abend"),
        (K, "fr", "La révision complète coûte 79 € et votre vélo est prêt le soir même.", "le soir même"),
        (K, "es", "La revisión completa está lista el mismo día.", "el mismo día"),
        (K, "it", "Il controllo completo è pronto in giornata.", "in giornata"),
        (K, "nl", "De grote beurt is dezelfde dag klaar.", "dezelfde dag"),
        (
            K,
            "en",
            "Leave the climbing to our cargo bikes: the electric assist kicks in by itself.",
            "electric assist",
        ),
        (K, "en", "Our cargo bikes have an electric motor and room for two children.", "electric motor"),
        (K, "de", "Unsere Lastenräder haben einen Elektromotor.", "Elektromotor"),
        (K, "fr", "Nos vélos cargo ont une assistance électrique.", "électrique"),
        (K, "es", "Nuestras bicis de carga llevan motor.", "motor"),
        (K, "ja", "Kestrel Lockは58ユーロ、重さ1.4 kg。この鍵は絶対に壊されません。", "壊"),
        (K, "de", "Das Kestrel Lock ist unzerstörbar.", "unzerstörbar"),
        (K, "en", "The Kestrel Lock is unbreakable.", "unbreakable"),
        (K, "en", "Counted over breakfast: eighteen people, two workshops, 72 bikes.", "eighteen people"),
        (K, "en", "And since 2009 the same rule, repair first, sell second.", "2009"),
        (K, "de", "Seit 2009 reparieren wir zuerst und verkaufen dann.", "2009"),
        (K, "fr", "Depuis 2009, nous réparons d'abord et vendons ensuite.", "2009"),
        (
            O,
            "de",
            "Evening Candle kostet 46 €, riecht nach Feigenblatt und kaltem Tee und brennt sechzig Stunden.",
            "sechzig Stunden",
        ),
        (O, "es", "First Train existe desde 2023 y huele a aire frío, café solo y algodón planchado.", "2023"),
        (O, "fr", "First Train existe depuis 2023.", "2023"),
        (O, "en", "First Train has been with us since 2023.", "2023"),
        (O, "it", "Linden Hour esiste dal 2015.", "2015"),
        (O, "nl", "Linden Hour maken we sinds 2015.", "2015"),
        (O, "pt", "Linden Hour existe desde 2015.", "2015"),
        (K, "pt", "Um furo custa vinte e cinco euros.", "vinte e cinco euros"),
        (O, "es", "Evening Candle arde ochenta horas.", "ochenta horas"),
        (O, "it", "Evening Candle brucia ottanta ore.", "ottanta ore"),
        (O, "nl", "Evening Candle brandt tachtig uur.", "tachtig uur"),
        (O, "pt", "Evening Candle arde oitenta horas.", "oitenta horas"),
        (
            K,
            "fr",
            "La location coûte 45 € par jour, et vous pouvez annuler sans frais jusqu'à 2 heures avant le départ.",
            "2 heures",
        ),
        (K, "de", "Bis 2 Stunden vorher kannst du kostenlos absagen.", "2 Stunden"),
        (K, "es", "Puedes cancelar gratis hasta dos horas antes.", "dos horas"),
        (K, "de", "Wir sind 14 Leute in drei Werkstätten.", "drei Werkstätten"),
        (K, "fr", "Nous sommes dix-huit personnes et 72 vélos dans deux ateliers.", "dix-huit personnes"),
        (K, "es", "Somos 14 personas, tres talleres y 72 bicis.", "tres talleres"),
        (O, "en", "Candle and balm together: €70.", "€70"),
        (O, "en", "Every Calm Balm ships with a free travel spray this month.", "free"),
        (O, "de", "Zur Kerze gibt es den Balsam geschenkt.", "geschenkt"),
    ],
)
def test_what_is_told_otherwise_is_red(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert any(severity == "red" and span in words for severity, words in found(bases, brand, locale, text))


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "en", "No code, no half price, no third for free: a refill costs €64."),
        (O, "de", "Kein halber Preis, kein Code: die Nachfüllung kostet 64 €."),
        (O, "fr", "Pas de moitié prix ici : une recharge coûte 64 €."),
        (K, "en", "You've booked two city bikes."),
    ],
)
def test_what_is_refused_or_booked_is_no_offer(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert not found(bases, brand, locale, text)


def test_a_heading_need_not_say_again_what_is_free(bases: _Bases) -> None:
    base, evidence = bases[K]
    body = "If it rains frogs, you can cancel free of charge until 24 hours before the hire begins."
    fields = {"preheader": "Free of charge until the same hour on the day before", "body": body}
    copy = Copy(fields=fields, channel="email", locale="en")
    assert not check_numbers(copy, evidence, base.facts(), TODAY, base.products())
    lamp = Copy(fields={**fields, "preheader": "And a lamp, free of charge"}, channel="email", locale="en")
    assert check_numbers(lamp, evidence, base.facts(), TODAY, base.products())
