"""Classes of claims and of wording in the sample brand's voice, and sentences that only look like them."""

from datetime import date
from functools import cache

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import BrandCheck, load_check
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.inclusive.equality import check_inclusive

EFFECTS = [
    ("Our candle purifies the air while it burns.", "en"),
    ("This scent gives you new energy.", "en"),
    ("Our balm kills 99% of germs and bacteria.", "en"),
    ("Unsere Kerze reinigt die Luft.", "de"),
    ("Der Duft schenkt dir neue Energie.", "de"),
    ("Notre bougie purifie l'air.", "fr"),
    ("Ce parfum vous donne de l'énergie.", "fr"),
    ("Nuestra vela purifica el aire.", "es"),
    ("Este perfume te da energía.", "es"),
    ("La nostra candela purifica l'aria.", "it"),
    ("Onze kaars zuivert de lucht.", "nl"),
    ("Our balm is absorbed within 30 seconds.", "en"),
    ("Our lamp is three times brighter.", "en"),
    ("Unser Balsam zieht in 30 Sekunden ein.", "de"),
]
NO_CLAIMS = [
    ("The rain cleans the street.", "en"),
    ("The kettle gives us tea.", "en"),
    ("People who had never refilled a bottle were afraid of spilling.", "en"),
    ("A form asked us to tick “carbon neutral”. We left the box empty.", "en"),
    ("Cancelling costs nothing until 24 hours before.", "en"),
    ("Calm Balm beruhigt niemanden, so heißt es nur.", "de"),
    ("« Durable », nous ne savons pas le prouver.", "fr"),
    ("A refill is cheaper than a new bottle.", "en"),
]
OFF = [
    ("Traiga su frasco vacío.", "es", "SpanishYou"),
    ("Lo rellenamos mientras usted espera.", "es", "SpanishYou"),
    ("Porti il flacone vuoto in negozio.", "it", "ItalianYou"),
    ("Breng uw lege fles mee, we vullen hem terwijl u wacht.", "nl", "DutchYou"),
    ("Wir füllen Ihren Flakon nach.", "de", "GermanYou"),
    ("The neighbors chose this color.", "en", "BritishSpelling"),
    ("A journey into yourself.", "en", "AnyCopy"),
    ("The gift for her.", "en", "GenderedScent"),
]
ON = [
    ("Trae tu frasco vacío y espera.", "es"),
    ("Open tot 18 u.", "nl"),
    ("Sie riecht nach Heu.", "de"),
    ("The journey to work: forty minutes.", "en"),
    ("Der Wind steht günstig, der Zug steht auch.", "de"),
    ("CSD in Berlin.", "de"),
    ("Is Quiet Cedar for men? No, for noses.", "en"),
    ("Please send €64 for her refill.", "en"),
    ("Le masculin, le féminin : en grammaire, volontiers.", "fr"),
]
MASCULINE = [
    ("Jeder Kunde bringt seinen Flakon mit.", "de"),
    ("Kein Besucher muss warten.", "de"),
    ("Every customer brings his own bottle.", "en"),
    ("Chaque client apporte son flacon.", "fr"),
    ("Mesdames, la boutique ouvre demain.", "fr"),
    ("Señoras, la tienda abre mañana.", "es"),
]
EVERYBODY = [
    ("Jeder Kunde und jede Kundin bringt etwas mit.", "de"),
    ("Jeder Kundenbericht zählt.", "de"),
    ("Every customer brings their own bottle.", "en"),
    ("Mesdames et messieurs, la boutique ouvre.", "fr"),
    ("Ladies and gentlemen, the shop is open.", "en"),
]


@cache
def _brand() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def _own(text: str, locale: str) -> set[str]:
    report = _brand().check(Copy(fields={"text": text}, locale=locale), today=date(2026, 11, 21))
    return {one.rule.partition(".")[2] for one in report.findings if one.rule.startswith("orrelune.")}


@pytest.mark.parametrize(("text", "locale"), EFFECTS)
def test_effects_and_measures_are_claims(text: str, locale: str) -> None:
    assert check_claims(Copy(fields={"caption": text}, channel="instagram", locale=locale), (), ())


@pytest.mark.parametrize(("text", "locale"), NO_CLAIMS)
def test_what_only_looks_like_a_claim_is_left_alone(text: str, locale: str) -> None:
    assert check_claims(Copy(fields={"caption": text}, channel="instagram", locale=locale), (), ()) == ()


@pytest.mark.parametrize(("text", "locale", "rule"), OFF)
def test_the_brands_voice_is_kept(text: str, locale: str, rule: str) -> None:
    assert rule in _own(text, locale)


@pytest.mark.parametrize(("text", "locale"), ON)
def test_words_in_their_literal_sense_are_left_alone(text: str, locale: str) -> None:
    assert _own(text, locale) == set()


@pytest.mark.parametrize(("text", "locale"), MASCULINE)
def test_one_gender_said_for_everybody_is_found(text: str, locale: str) -> None:
    assert check_inclusive(Copy(fields={"text": text}, locale=locale))


@pytest.mark.parametrize(("text", "locale"), EVERYBODY)
def test_both_genders_are_everybody(text: str, locale: str) -> None:
    assert check_inclusive(Copy(fields={"text": text}, locale=locale)) == ()
