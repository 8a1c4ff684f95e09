"""Labels that copy owes its readers."""

import pytest

from knowledge.disclosure_settings import DisclosureSettings
from tests.hostile import not_hanging
from tools.copy import Copy
from tools.disclosure_check import DISCLOSURE_RULES, check_disclosure

ASKED = (DisclosureSettings(ai_label=True, source="brand.yaml"),)


def copy(text: str, locale: str = "en") -> Copy:
    return Copy(fields={"caption": text}, channel="instagram", locale=locale)


def rules(text: str, locale: str = "en", **given: object) -> list[tuple[str, str]]:
    findings = check_disclosure(copy(text, locale), **given)
    assert {finding.rule for finding in findings} <= set(DISCLOSURE_RULES)
    return [(finding.rule.removeprefix("disclosure."), finding.severity) for finding in findings]


@pytest.mark.parametrize(
    ("locale", "label"),
    [
        ("en", "Made with AI."),
        ("de", "Mit KI erstellt."),
        ("fr-BE", "Créé avec l’IA."),
        ("es", "Creado con IA."),
        ("it", "Made with AI."),
    ],
)
def test_a_label_that_is_asked_for_and_missing_is_amber_and_the_fix_adds_it(locale, label):
    text = "The cap is locked.\n"
    (finding,) = check_disclosure(copy(text, locale), ASKED)
    assert (finding.rule, finding.severity, finding.source) == ("disclosure.AiLabel", "amber", "brand.yaml")
    fixed = text[: finding.start] + finding.fix + text[finding.start + len(finding.span) :]
    assert fixed == f"The cap is locked.\n\n{label}\n"
    assert rules(fixed, locale, asked=ASKED) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Hay, in a bottle. Written with the help of AI, read by Ana."),
        ("en", "Hay, in a bottle. #AIgenerated"),
        ("de", "Heu, im Flakon. Mit Hilfe von KI geschrieben."),
        ("de", "Heu, im Flakon. KI-generiert."),
        ("fr", "Du foin. Texte rédigé avec l’IA."),
        ("es", "Heno. Texto generado con inteligencia artificial."),
    ],
)
def test_a_label_in_the_copys_language_will_do(locale, text):
    assert rules(text, locale, asked=ASKED) == []


def test_a_label_in_another_language_is_advice():
    assert rules("Heu. Made with AI.", "de", asked=ASKED) == [("AiLabelLanguage", "advice")]


def test_nobody_asks_or_no_machine_wrote():
    assert rules("The cap is locked.") == []
    assert rules("The cap is locked.", asked=(DisclosureSettings(),)) == []
    assert rules("The cap is locked.", asked=ASKED, machine_made=False) == []
    assert rules("", asked=ASKED) == []


def test_a_brands_own_words_are_its_label():
    own = (DisclosureSettings(ai_label=True, label={"en": "A machine held the pen."}),)
    (finding,) = check_disclosure(copy("Hay."), own)
    assert finding.fix == ".\n\nA machine held the pen."
    assert rules("Hay.\n\nA machine held the pen.", asked=own) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Gifted by @orrelune, and I love it. Use my code ANA10."),
        ("en", "In collaboration with @orrelune: hay and stone. #sp"),
        ("de", "In Zusammenarbeit mit @orrelune. Mit meinem Rabattcode sparst du."),
        ("fr", "En partenariat avec @orrelune, du foin."),
        ("es", "En colaboración con @orrelune, heno."),
    ],
)
def test_paid_copy_without_a_label_is_amber(locale, text):
    assert rules(text, locale) == [("Advertising", "amber")]
    (finding,) = check_disclosure(copy(text, locale))
    assert finding.start == 0
    assert rules(finding.fix + text[len(finding.span) :], locale) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "#ad Gifted by @orrelune, and I love it."),
        ("en", "Paid partnership. In collaboration with @orrelune."),
        ("de", "Anzeige: In Zusammenarbeit mit @orrelune."),
        ("en", "Made in collaboration with a lab in Ghent. The door code is on the box."),
        ("en", "Somebody gifted it to her mother. A gift, by hand."),
        ("de", "Der Code steht auf der Karte."),
        ("en", "We write ads, and we made the bottle with aid from Porto."),
    ],
)
def test_labelled_or_unpaid_copy_is_left_alone(locale, text):
    assert rules(text, locale) == []


def test_a_label_far_down_is_amber():
    assert rules("Gifted by @orrelune. " + "It rains in Ghent. " * 8 + "#ad") == [("AdvertisingLate", "amber")]


def test_unsubscribing_is_looked_for_where_it_is_asked_for():
    asked = (DisclosureSettings(unsubscribe=True),)
    mail = Copy(fields={"subject": "Hay", "body": "Hello,\n\nhay."}, channel="email")
    assert check_disclosure(mail) == ()
    (finding,) = check_disclosure(mail, asked)
    assert (finding.rule, finding.field) == ("disclosure.Unsubscribe", "body")
    ended = mail.model_copy(update={"fields": {"subject": "Hay", "body": "Hay.\nUnsubscribe: reply STOP"}})
    assert check_disclosure(ended, asked) == ()
    assert check_disclosure(copy("Hay."), asked) == ()


@pytest.mark.parametrize("text", ["in collaboration with @" * 5_000, "mit Hilfe von " * 5_000, "#ad" * 20_000])
def test_a_hostile_text_does_not_hang(text):
    with not_hanging():
        check_disclosure(copy(text), ASKED)


TOLD = [
    ("en", "Thanks to Orrelune for the gifted bottle. It smells of cold air."),
    ("en", "Orrelune sponsored this ride with a cargo bike."),
    ("en", "I get a commission when you use my code at Orrelune."),
    ("en", "Orrelune paid my trip to Berlin, and I watched 300 bottles being filled. First Train, 50 ml, €96. #ad"),
    ("fr", "Merci à Orrelune pour le coffret offert, j'adore."),
    ("de", "Danke an Orrelune für das kostenlose Set: vier Düfte."),
    ("es", "Orrelune me ha regalado este frasco."),
    ("it", "Orrelune mi ha regalato il flacone."),
    ("nl", "Dank je wel Orrelune voor de fles!"),
    ("en", "I got this for free, and I love it."),
    ("en", "First Train smells of coffee. #ad"),
    ("de", "Über meinen Link bekomme ich eine kleine Provision."),
    ("en", "The team at Orrelune posted me a candle last week."),
    ("en", "My Discovery Set came as a present from the shop in Ghent."),
    ("en", "Mine arrived last week, free of charge. Thanks to the workshop."),
    ("en", "Linden Hour again. I get a little something for every code you use."),
    ("de", "Meins kam letzte Woche gratis per Post, danke an die Werkstatt!"),
    ("fr", "Le mien est arrivé gratuitement, merci à la boutique."),
    ("es", "La mía llegó gratis por correo, gracias al taller."),
    ("it", "La mia è arrivata in regalo, grazie alla bottega."),
    ("nl", "De mijne kwam gratis met de post, dank aan de werkplaats."),
    ("pt", "A Orrelune ofereceu-me a Evening Candle para eu falar dela aqui."),
    ("tr", "Orrelune bana bu mumu hediye etti."),
]
NOT_TOLD = [
    ("en", "Advertisement. Orrelune gave me this bottle."),
    ("de", "Werbung. Orrelune hat mir den Flakon geschenkt."),
    ("en", "#ad Orrelune sent me a bottle."),
    ("en", "A gift for somebody whose taste you don't know: the Discovery Set."),
    ("en", "The test was paid for by us."),
    ("en", "Orrelune refills bottles in three shops."),
    ("fr", "Un coffret offert dès 100 € d'achat."),
    ("en", "Use code SALT at the counter."),
    ("de", "Die Anzeige im Display zeigt die Zeit."),
    ("en", "A gifted perfumer made it."),
    ("fr", "Collaboration commerciale. Orrelune m'a offert ce coffret."),
    ("es", "Publicidad: Orrelune me ha enviado el frasco."),
    ("pt", "Publicidade: a Orrelune ofereceu-me a Evening Candle."),
    ("en", "Mine came free of scent, hers smells of hay."),
    ("en", "My bottle arrived on Tuesday, and postage is free from €80."),
    ("de", "Meine Flasche kam am Dienstag. Geschenkpapier ist gratis."),
    ("fr", "Le mien est arrivé mardi, vide."),
    ("pt", "A minha avó ofereceu-me o meu primeiro perfume."),
]


def test_what_is_shown_runs_to_the_last_words_that_tell_of_it():
    text = "Orrelune sent me the bottle, and I get a commission when you use my code."
    (finding,) = check_disclosure(copy(text), brand="Orrelune")
    assert finding.span == "Orrelune sent me the bottle, and I get a commission"
    assert finding.fix.endswith(finding.span)


@pytest.mark.parametrize(("locale", "text"), TOLD)
def test_what_the_brand_gave_needs_a_label_that_is_seen_first(locale, text):
    (finding,) = check_disclosure(copy(text, locale), brand="Orrelune")
    assert (finding.severity, finding.rule.startswith("disclosure.Advertising")) == ("amber", True)


@pytest.mark.parametrize(("locale", "text"), NOT_TOLD)
def test_what_is_labelled_or_nobodys_gift_needs_none(locale, text):
    assert check_disclosure(copy(text, locale), brand="Orrelune") == ()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "A cycling blogger wore our cape to Delft. Yes, we let her keep it."),
        ("en", "A film-maker took the lock to Ostend. It was a present from us."),
        ("en", "We sent the sofa to a few people with many followers."),
        ("de", "Die Bloggerin Mia fährt unser Rad, wir haben es ihr geschenkt: ein Geschenk von uns."),
        ("fr", "La blogueuse porte notre cape, un cadeau de la maison."),
        ("es", "A la bloguera le mandamos una caja y miradla ahora."),
        ("it", "La food blogger pedala con la nostra sella, un pensierino da parte della casa."),
        ("nl", "De zangeres fietst op onze bakfiets, een cadeau van ons."),
    ],
)
def test_a_gift_to_somebody_with_an_audience_needs_a_label(locale, text):
    assert rules(text, locale) == [("Advertising", "amber")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Our blogger friend bought it, and paid like everybody."),
        ("en", "The wrapping is a present from us with every bottle."),
        ("en", "We sent the parcel on Tuesday."),
        ("de", "Mein Opa hat mir sein Rennrad geschenkt, und so fing die Werkstatt an."),
    ],
)
def test_a_gift_to_nobody_in_public_needs_none(locale, text):
    assert rules(text, locale) == []
