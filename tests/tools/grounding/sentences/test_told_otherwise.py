"""What a draft says without a number and the documents say otherwise, beside what they do not."""

import pytest

from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import fact, passage
from tools.copy import Copy
from tools.grounding.sentences.told_otherwise import check_told_otherwise
from tools.grounding.towns import find_towns
from tools.grounding.weekdays import find_weekdays

LAMP, SCENT = "Tide Lamp", "Salt Hour"
EVIDENCE = (
    passage("The Tide Lamp is poured by a partner in Brandenburg.", LAMP),
    passage("Salt Hour is blended in Berlin and filled by hand.", SCENT),
    passage("The Ghent shop is open Tuesday to Saturday. The Porto shop is open Monday to Saturday."),
    passage("We have shops in Berlin, Ghent and Porto. The code TIDE comes with the set."),
    passage("The patch test was done by Aarde & Holm, Bremen."),
    passage("No lock is unbreakable; this one buys time."),
)


def spans(text: str, locale: str = "en") -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_told_otherwise(copy, EVIDENCE, ())]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("The Ghent shop is open on Mondays.", "en", "Mondays"),
        ("The Ghent shop is open Monday to Saturday.", "en", "Monday to Saturday"),
        ("Our shops are open on Sunday.", "en", "Sunday"),
        ("The Ghent shop is open every day but Sunday.", "en", "every day"),
        ("The Porto shop is open every day.", "en", "every day"),
        ("Der Laden in Gent hat montags offen.", "de", "montags"),
        ("La boutique de Gand est ouverte le lundi.", "fr", "lundi"),
        ("La tienda de Porto abre los domingos.", "es", "domingos"),
        ("Our new shop in Vienna refills it.", "en", "Vienna"),
        ("Come to the Vienna shop.", "en", "Vienna"),
        ("Unser Laden in Wien füllt nach.", "de", "Wien"),
        ("Notre boutique à Vienne vous attend.", "fr", "Vienne"),
        ("Nuestra tienda en Madrid abre pronto.", "es", "Madrid"),
        ("The Tide Lamp is poured in our workshop.", "en", "poured in our workshop"),
        ("The Tide Lamp is made in Paris.", "en", "made in Paris"),
        ("Salt Hour is bottled by hand in Lyon.", "en", "bottled by hand in Lyon"),
        ("The test was made by the University of Leuven.", "en", "the University of Leuven"),
        ("Getestet am Institut Fresenius.", "de", "Institut Fresenius"),
        ("Use the code KEEPIT today.", "en", "KEEPIT"),
        ("No thief gets through this lock.", "en", "No thief gets"),
        ("Dieses Schloss knackt keiner.", "de", "knackt keiner"),
        ("Aucun voleur n'ouvre cet antivol.", "fr", "Aucun voleur n'ouvre"),
        ("Ningún ladrón abre este candado.", "es", "Ningún ladrón"),
        ("Geen dief krijgt dit slot open.", "nl", "Geen dief"),
        ("Mit dem Code SOMMER25 wird es günstiger.", "de", "SOMMER25"),
    ],
)
def test_the_documents_say_otherwise(text: str, locale: str, span: str) -> None:
    assert spans(text, locale) == [span]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The Ghent shop is open on Saturdays.", "en"),
        ("We don't say that no thief gets through this lock.", "en"),
        ("No thief has ever bought a lock from us.", "en"),
        ("The Ghent shop is closed on Mondays.", "en"),
        ("The Ghent shop isn't open on Mondays.", "en"),
        ("Is the Ghent shop open on Sundays?", "en"),
        ("The Porto shop is open today, as every day but Sunday.", "en"),
        ("A loja do Porto está aberta todos os dias menos ao domingo.", "pt"),
        ("If you come to Ghent on a Monday, open your own bottle.", "en"),
        ("Si vous passez un lundi à Gand, revenez le mardi, c'est ouvert.", "fr"),
        ("On Monday we rest. Come and see us.", "en"),
        ("La boutique de Gand est ouverte du mardi au samedi.", "fr"),
        ("El taller no abre los domingos.", "es"),
        ("Our shop in Porto has the sun.", "en"),
        ("A shop in Vienna asked us for samples.", "en"),
        ("She took the train from Vienna to our shop.", "en"),
        ("Unser Laden in Gent füllt nach.", "de"),
        ("Notre boutique de Gand vous attend.", "fr"),
        ("Salt Hour is filled by hand in Berlin.", "en"),
        ("Salt Hour was made for trains to Paris.", "en"),
        ("The Tide Lamp is not made in Paris.", "en"),
        ("The test was done by Aarde & Holm.", "en"),
        ("A student of the University of Leuven came by.", "en"),
        ("The code TIDE is in the set.", "en"),
        ("A dress code nobody KEEPS.", "en"),
    ],
)
def test_the_documents_do_not(text: str, locale: str) -> None:
    assert spans(text, locale) == []


def test_without_documents_nothing_is_otherwise() -> None:
    copy = Copy(fields={"text": "Our shop in Vienna is open on Sundays. Use the code KEEPIT."})
    assert check_told_otherwise(copy, (), ()) == ()


def test_a_stretch_of_days_goes_over_the_week_s_end() -> None:
    (found,) = find_weekdays("Open Friday to Monday.")
    assert found.days == {4, 5, 6, 0}


def test_a_town_is_one_by_all_its_names() -> None:
    assert {one.name for one in find_towns("Gent, Gand, Ghent, Gante")} == {"ghent"}
    assert find_towns("a nice day, münster cheese") == ()


def test_of_several_products_the_first_name_is_told() -> None:
    checks = [f"{name} Check" for name in ["Blue", "Full", "Gear", "Hub", "Long", "Quick", "Rim", "Wheel"]]
    facts = tuple(fact(f"The {one} takes two working days.", "duration", "2", "days", EVIDENCE[0]) for one in checks)
    facts = tuple(one.model_copy(update={"subject": name}) for one, name in zip(facts, checks, strict=True))
    products = tuple(Product(name=one, aliases=(), document="c.md") for one in checks)
    copy = Copy(fields={"text": f"{', '.join(reversed(checks))}: ready the same evening."})
    (found,) = check_told_otherwise(copy, EVIDENCE, facts, products)
    assert "Blue Check" in found.message


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Your check, ready in a day. The Long Check is thorough.", "en"),
        ("The Long Check is done within 24 hours.", "en"),
        ("Dein Rad, fertig in einem Tag: der Long Check.", "de"),
        ("Votre vélo, prêt en une journée, avec le Long Check.", "fr"),
        ("Tu revisión, lista en un día. Se llama Long Check.", "es"),
        ("Pronta in un giorno: Long Check.", "it"),
    ],
)
def test_what_takes_days_is_not_ready_in_one(text: str, locale: str) -> None:
    takes = fact("The Long Check takes two working days.", "duration", "2", "days", EVIDENCE[0])
    takes = takes.model_copy(update={"subject": "Long Check"})
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    (found,) = check_told_otherwise(copy, EVIDENCE, (takes,), (Product(name="Long Check", aliases=(), document="c"),))
    assert found.message == "The documents say: “The Long Check takes two working days.”"


@pytest.mark.parametrize(
    "text", ["Wash it and none of our bikes has a motor.", "Write to us, and none of the bikes has a motor."]
)
def test_a_denial_after_and_is_one(text: str) -> None:
    evidence = (passage("We hire out bikes. None of them has a motor."),)
    copy = Copy(channel="instagram", locale="en", fields={"caption": text})
    assert check_told_otherwise(copy, evidence, ()) == ()


SERVICES = (
    passage("We have shops in Berlin, Ghent and Porto. Engraving is done in the Berlin shop only, up to 12 letters."),
    passage("Ingredients: sunflower seed oil, beeswax. It contains beeswax: it is not vegan.", LAMP),
    passage("Salt Hour contains nothing of animal origin.", SCENT),
)


def told(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    products = (
        Product(name=LAMP, aliases=(), document="lamp.md"),
        Product(name=SCENT, aliases=(), document="scent.md"),
    )
    return [one.span for one in check_told_otherwise(copy, SERVICES, (), products)]


@pytest.mark.parametrize(
    ("locale", "text", "span"),
    [
        ("es", "Sí, también grabamos tu frasco en Porto: hasta 12 letras.", "Porto"),
        ("en", "Yes, we engrave bottles in Ghent too.", "Ghent"),
        ("de", "In Gent gravieren wir deinen Flakon.", "Gent"),
        ("fr", "À Gand aussi, nous gravons votre flacon.", "Gand"),
        ("it", "Anche a Porto incidiamo il tuo flacone.", "Porto"),
        ("pt", "Também gravamos o teu frasco no Porto.", "Porto"),
        ("en", "Engraving is done in all three shops.", "all three shops"),
        ("fr", "Nous gravons votre flacon dans nos trois boutiques.", "nos trois boutiques"),
        ("en", "Tide Lamp is vegan.", "vegan"),
        ("de", "Tide Lamp ist vegan.", "vegan"),
        ("en", "Everything we make is vegan.", "vegan"),
        ("en", "Tide Lamp contains nothing of animal origin.", "nothing of animal origin"),
    ],
)
def test_a_service_in_another_shop_and_vegan_wax_of_bees_are_objected_to(locale: str, text: str, span: str) -> None:
    assert told(text, locale) == [span]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "We don't engrave in Ghent or Porto. Berlin does."),
        ("es", "En Porto no grabamos. En Berlín sí."),
        ("pt", "No Porto não gravamos."),
        ("es", "Grabamos tu frasco en Berlín."),
        ("en", "All three shops refill your bottle. Engraving is done in Berlin only."),
        ("en", "Salt Hour is vegan, Tide Lamp isn't."),
        ("es", "Los cuatro aromas son veganos; Tide Lamp no."),
        ("en", "Tide Lamp isn't vegan: there is beeswax in it."),
        ("de", "Ist Tide Lamp vegan? Nein."),
    ],
)
def test_what_the_documents_say_of_them_is_let_be(locale: str, text: str) -> None:
    assert told(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Clinical tests on 40 people.", "en"),
        ("Clinically tested on 40 people.", "en"),
        ("Laboratory tested.", "en"),
        ("Labels are tested by hand.", "en"),
        ("Institutional studies are read first.", "en"),
        ("Collegeville measured it.", "en"),
        ("Clínicamente probado.", "es"),
        ("Cliniquement testé.", "fr"),
        ("Universitär geprüft.", "de"),
        ("Getestet, wie die Laboranten es wollen.", "de"),
    ],
)
def test_a_word_that_only_begins_like_an_institution_names_none(text: str, locale: str) -> None:
    assert spans(text, locale) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Getestet an der Universitätsklinik Ulm.", "der Universitätsklinik Ulm"),
        ("Geprüft vom TÜV Nord.", "TÜV Nord"),
        ("Tested at the Hospital of Leuven.", "the Hospital of Leuven"),
        ("The study ran at Norwich Labs.", "Norwich Labs"),
    ],
)
def test_an_institution_is_named_in_whole_words(text: str, span: str) -> None:
    assert spans(text) == [span]


@pytest.mark.parametrize(
    ("text", "locale", "towns"),
    [
        ("Nos trois boutiques : Berlin, Gand et Lyon.", "fr", ["Lyon"]),
        ("Our three shops are in Berlin, Ghent and Vienna.", "en", ["Vienna"]),
        ("Nuestras tiendas están en Berlín, Gante y Lisboa.", "es", ["Lisboa"]),
        ("Nos trois boutiques : Berlin, Gand et Porto.", "fr", []),
        ("Unsere Läden stehen in Berlin und Gent, der Regen kommt aus Hamburg.", "de", []),
        ("Our shops are full of people from Vienna.", "en", []),
    ],
)
def test_towns_told_one_after_another_are_those_of_the_shops(text: str, locale: str, towns: list[str]) -> None:
    assert told(text, locale) == towns
