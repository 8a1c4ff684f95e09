import pytest

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

LAMP, SHED = "Tide Lamp", "Shed Soap"
LAMP_SHEET = passage("The Tide Lamp burns for about 45 hours and holds 220 g of wax.", LAMP)
SOAP_SHEET = passage("Shed Soap comes in a 90 g bar. Shed Soap rests for six weeks.", SHED)
HOUSE = passage("The Ghent shop is open Tuesday to Saturday from 10:30 to 18:30. Return anything within 30 days.")
EVIDENCE = (LAMP_SHEET, SOAP_SHEET, HOUSE)
FACTS: tuple[Fact, ...] = (
    fact("The Tide Lamp burns for about 45 hours.", "burning time", "45", "hours", LAMP_SHEET),
    fact("The Tide Lamp holds 220 g of wax.", "size", "220", "g", LAMP_SHEET),
    fact("The Tide Lamp is tested for 25 fillings.", "fillings tested", "25", "fillings", LAMP_SHEET),
    fact("Making the Tide Lamp takes two working days.", "making time", "2", "working days", LAMP_SHEET),
    fact("Shed Soap comes in a 90 g bar.", "size", "90", "g", SOAP_SHEET),
    fact("Shed Soap also comes in a 30 g travel bar.", "travel size", "30", "g", SOAP_SHEET),
    fact("The Ghent shop is open Tuesday to Saturday from 10:30 to 18:30.", "hours", "10:30", "", HOUSE),
    fact("You can return anything within 30 days while the seal is intact.", "returns", "30", "days", HOUSE),
    fact("We close for the winter on 20 December.", "winter", "20 December", "", HOUSE),
)
PRODUCTS = tuple(Product(name=name, aliases=(), document=f"{name}.md") for name in (LAMP, SHED))


def severities(text: str, locale: str = "en", evidence: tuple[Passage, ...] = EVIDENCE) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.severity for one in check_numbers(copy, evidence, FACTS, TODAY, PRODUCTS)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The Tide Lamp burns for 60 hours.", "en"),
        ("The Tide Lamp burns for up to 60 hours.", "en"),
        ("The Tide Lamp burns for more than 50 hours.", "en"),
        ("The Tide Lamp burns for 60 to 70 hours.", "en"),
        ("The Tide Lamp is tested for 100 fillings.", "en"),
        ("The Tide Lamp holds 300 g of wax.", "en"),
        ("Shed Soap comes in a 120 g bar.", "en"),
        ("Making the Tide Lamp takes one hour.", "en"),
        ("Return anything within 60 days while the seal is intact.", "en"),
        ("The Ghent shop is open until 21:00 on Saturday.", "en"),
        ("We close for the winter on 24 December.", "en"),
        ("Every day this week the Ghent shop is open from 6:30.", "en"),
        ("Der Laden in Gent ist jeden Morgen ab 6 Uhr geöffnet.", "de"),
        ("La tienda de Gante abre cada mañana a las 6:30.", "es"),
        ("De winkel in Gent is elke morgen open vanaf 6 uur.", "nl"),
        ("Tide Lamp brennt etwa 60 Stunden.", "de"),
        ("Tide Lamp brûle environ 60 heures.", "fr"),
        ("Die Tide Lamp leuchtet 60 Stunden.", "de"),
        ("La Tide Lamp éclaire pendant 60 heures.", "fr"),
        ("La Tide Lamp alumbra 60 horas.", "es"),
        ("The lamp holds 300 g of wax.", "en"),
        ("The soap comes as a 120 g bar.", "en"),
        ("The 120 g soap lies in the window.", "en"),
        ("Die Seife kommt als Stück von 90 g, die Lampe fasst 300 g.", "de"),
        ("Le savon de 120 g sent le foin.", "fr"),
        ("El jabón contiene 120 g.", "es"),
        ("Il sapone contiene 120 g.", "it"),
        ("De zeep bevat 120 g.", "nl"),
    ],
)
def test_what_the_facts_contradict_is_red(text: str, locale: str) -> None:
    assert severities(text, locale) == ["red"]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The Tide Lamp burns for more than 40 hours.", "en"),
        ("The Tide Lamp burns for less than 60 hours.", "en"),
        ("The Tide Lamp burns for 40 to 50 hours.", "en"),
        ("The Tide Lamp burns for about 48 hours.", "en"),
        ("After 20 hours the Tide Lamp burns lower.", "en"),
        ("The Tide Lamp lights a room of 60 m.", "en"),
        ("The Tide Lamp keeps moths away for 12 hours.", "en"),
        ("Other lamps burn for 20 hours.", "en"),
        ("Die Seife steht neben einem Krug, der 750 ml fasst.", "de"),
        ("Return the form within 14 days.", "en"),
        ("On Saturday at 20:00 we read poems in the Ghent shop.", "en"),
        ("We open our new shop on 24 December.", "en"),
        ("Tide Lamp pflegt 12 Stunden lang.", "de"),
    ],
)
def test_what_nobody_knows_is_amber(text: str, locale: str) -> None:
    assert set(severities(text, locale)) <= {"amber"}
    assert severities(text, locale)


def test_what_is_denied_is_no_figure() -> None:
    assert severities("The Tide Lamp does not burn for 60 hours.", "en") == []


@pytest.mark.parametrize(
    "text",
    ["The Tide Lamp burns for about 45 hours.", "Shed Soap comes in a 90 g bar.", "Return anything within 30 days."],
)
def test_what_is_known_is_fine(text: str) -> None:
    assert severities(text) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Tonight we read aloud at 20:00.", "en"),
        ("Morgen um 20:00 Uhr lesen wir vor.", "de"),
        ("Wir lesen morgen um 20:00 Uhr vor.", "de"),
        ("Mañana a las 20:00 leemos en voz alta.", "es"),
        ("Morgen om 20:00 uur lezen we voor.", "nl"),
    ],
)
def test_an_hour_of_this_one_day_is_no_finding(text: str, locale: str) -> None:
    assert severities(text, locale) == []


def test_the_message_says_when_the_shops_are_open() -> None:
    copy = Copy(fields={"caption": "Ab 6 Uhr sind wir offen."}, locale="de")
    (found,) = check_numbers(copy, EVIDENCE, FACTS[:4], TODAY, PRODUCTS)
    assert found.message == "No shop is open at 6 Uhr; the documents say 10:30 to 18:30."


def test_italian_da_is_not_since() -> None:
    lent = fact("Since 2015 the shop has lent umbrellas for 3 days.", "umbrellas", "3", "days", HOUSE)
    copy = Copy(fields={"caption": "Da noi il prestito dura 5 giorni."}, locale="it")
    assert [one.severity for one in check_numbers(copy, EVIDENCE, (*FACTS, lent), TODAY, PRODUCTS)] == ["amber"]


def test_a_plain_percentage_beside_two_other_numbers_must_be_the_known_one() -> None:
    told = passage("With 50 ml and 25 fillings you keep 62% of the money.")
    copy = Copy(fields={"caption": "Com 50 ml e 25 recargas guardas 40 % do dinheiro."}, locale="pt")
    (found,) = check_numbers(copy, (*EVIDENCE, told), FACTS, TODAY, PRODUCTS)
    assert (found.severity, found.span) == ("red", "40 %")


@pytest.mark.parametrize("currency", ["EUR", "GBP", "SEK", "JPY"])
def test_what_is_sold_is_known_by_its_price_in_any_currency(currency: str) -> None:
    price_list = passage("A snuffer costs 12.")
    facts = (*FACTS, fact("A snuffer costs 12.", "price", "12", currency, price_list))
    copy = Copy(channel="instagram", locale="en", fields={"caption": "The snuffer costs nothing."})
    assert [one.span for one in check_numbers(copy, (*EVIDENCE, price_list), facts, TODAY, PRODUCTS)] == [
        "costs nothing"
    ]
