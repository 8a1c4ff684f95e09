"""Numbers told of a thing of which the documents give another one, in whatever language."""

import pytest

from evals.brand.drafts import BRANDS
from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.terms import Terms, load_terms

SPRAY, LOCK = "Reed Water", "Tern Lock"
SHEET = passage("The 10 ml travel spray of Reed Water costs €28. Reed Water costs €96 for 50 ml.", SPRAY)
SET = passage("The Tern Lock weighs 1.4 kg and costs €24.", LOCK)
SHOP = passage(
    "Mending a puncture costs €15 and takes about 20 minutes. A city bike costs €19 a day or €95 a week. A new pump is"
    " €9. The deposit for a cargo bike is €150. A cargo bike costs €45 a day. Engraving costs €12 and takes about 30"
    " minutes. A cup of tea costs €12. Wait 12 hours."
)
TESTS = passage(
    "Bag test: 40 locked bottles, 8 hours on a shaking table. Burn test: 12 candles, shortest 43 hours, mean 46 hours."
    " Will it come before the 24th? In Germany if you order by 18 December, in the rest of the EU by 14 December."
    " Our market is on 20 December. The last tour is on 17 December. It takes 56 hours."
)
EVIDENCE = (SHEET, SET, SHOP, TESTS)
FACTS = (
    fact("Reed Water costs €96 for 50 ml.", "price", "96", "EUR", SHEET),
    fact("The 10 ml travel spray of Reed Water costs €28.", "travel price", "28", "EUR", SHEET),
    fact("The Tern Lock costs €24.", "price", "24", "EUR", SET),
    fact("The Tern Lock weighs 1.4 kg.", "weight", "1.4", "kg", SET),
)
PRODUCTS = tuple(Product(name=name, brand="harbour", aliases=(), document="shop.md") for name in (SPRAY, LOCK))
TERMS = Terms({name: key for folder in BRANDS.values() for name, key in load_terms(folder / "terms.yaml").keys.items()})


def reds(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    found = check_numbers(copy, EVIDENCE, FACTS, TODAY, PRODUCTS, TERMS)
    return [one.span for one in found if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("10 ml kosten 24 €, 50 ml kosten 96 €.", "de", "24 €"),
        ("The 10 ml travel spray is €24.", "en", "€24"),
        ("El espray de viaje de 10 ml cuesta 24 €.", "es", "24 €"),
        ("Per la borsa c'è il formato da 10 ml: 24 €.", "it", "24 €"),
        ("Flicken dauert bei uns ungefähr 20 Minuten und kostet 19 €.", "de", "19 €"),
        ("Une crevaison ? La réparation coûte 19 €.", "fr", "19 €"),
        ("Lekke band? Plakken kost € 12.", "nl", "€ 12"),
        ("Une pompe neuve coûte 12 €.", "fr", "12 €"),
        ("Die Kaution für ein Lastenrad beträgt 95 €.", "de", "95 €"),
        ("Ein Stadtrad kostet 45 € am Tag.", "de", "45 €"),
        ("La gravure prend environ 20 minutes.", "fr", "20 minutes"),
        ("Quarante flacons, douze heures sur une table vibrante, pas une goutte.", "fr", "douze heures"),
        ("Cuarenta frascos, agitados en una mesa. Así lo probamos: doce horas seguidas.", "es", "doce horas"),
        ("Douze bougies : la moyenne est de 56 heures.", "fr", "56 heures"),
        ("Bestell in Deutschland bis 18. Dezember, im Rest der EU bis 17. Dezember.", "de", "17. Dezember"),
        ("Commandez tôt. Dans le reste de l'UE, commandez le 20 décembre au plus tard.", "fr", "20 décembre"),
    ],
)
def test_another_number_of_the_thing(text: str, locale: str, span: str) -> None:
    assert span in reds(text, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("10 ml kosten 28 €, 50 ml kosten 96 €.", "de"),
        ("The 10 ml travel spray is €28, 50 ml is €96.", "en"),
        ("10 ml pour la poche : 28 €.", "fr"),
        ("La pompe coûte 9 €, le café 12 €.", "fr"),
        ("Flicken dauert ungefähr 20 Minuten und kostet 15 €.", "de"),
        ("A flat on the way, €19 for a city bike for the day.", "en"),
        ("Reifen platt, Rad für einen Tag gemietet: 19 €.", "de"),
        ("Une crevaison et pas de vélo ? Un vélo de ville coûte 19 € par jour.", "fr"),
        ("A cargo bike is €45 a day, and the deposit €150.", "en"),
        ("Engraving takes about 30 minutes and costs €12.", "en"),
        ("La pompe coûte 9 €, une tasse de thé 12 €.", "fr"),
        ("Vierzig Flakons, acht Stunden auf dem Rütteltisch.", "de"),
        ("Doce velas: la más corta duró 43 horas, la media fue de 46 horas.", "es"),
        ("Bestell in Deutschland bis 18. Dezember, im Rest der EU bis 14. Dezember.", "de"),
        ("In Germania ordina entro il 18 dicembre, nel resto dell'UE entro il 14 dicembre.", "it"),
        ("On 20 December our market opens in Germany.", "en"),
        ("Tern Lock más un pinchazo: 24 € y 15 €.", "es"),
        ("The best bike hire in Leiden: €19 a day.", "en"),
    ],
)
def test_its_own_number_or_something_else(text: str, locale: str) -> None:
    assert reds(text, locale) == []


HOURS = passage("The Berlin shop is open Tuesday to Saturday from 11:00 to 19:00. We refill while you wait.")


@pytest.mark.parametrize(
    ("text", "locale", "late"),
    [
        ("Samstag, Regen, Berlin. Wir füllen deinen Flakon nach, und zwar bis 20 Uhr.", "de", ["20 Uhr"]),
        ("Berlin refills your bottle until 18:00, Tuesday to Saturday.", "en", ["18:00"]),
        ("En Berlín te esperamos de martes a sábado hasta las 20:00.", "es", ["20:00"]),
        ("Berlin refills your bottle until 19:00, Tuesday to Saturday.", "en", []),
        ("Berlin, samstags: Wir füllen nach bis 19 Uhr, danach tanzt jemand bis 23 Uhr.", "de", []),
        ("On Saturdays people walk through Berlin until 20:00.", "en", []),
    ],
)
def test_until_when_a_shop_serves(text: str, locale: str, late: list[str]) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    found = check_numbers(copy, (HOURS,), (), TODAY)
    assert [one.span for one in found if one.severity == "red"] == late
