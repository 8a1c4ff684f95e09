from datetime import date

import pytest

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.check import check_numbers

TODAY = date(2026, 11, 21)
BOTTLE = "Orrelune Refillable Bottle"


def passage(text: str, product: str | None = None, **changes) -> Passage:
    known = {
        "id": f"p-{text[:20]}",
        "brand": "orrelune",
        "document": f"{product or 'notes'}.md",
        "title": product or "Notes",
        "heading": (product or "Notes", "Facts"),
        "position": 0,
        "line": 12,
        "text": text,
        "kind": "product" if product else "other",
        "locale": "en",
        "product": product,
    }
    return Passage(**(known | changes))


def fact(statement: str, attribute: str, value: str, unit: str, at: Passage, until: date | None = None) -> Fact:
    return Fact(
        id=f"f-{statement}",
        subject=at.product or at.title,
        attribute=attribute,
        value=value,
        unit=unit,
        statement=statement,
        passage=at.id,
        valid_until=until,
    )


BOTTLE_FACTS = passage(
    "- The Orrelune Refillable Bottle costs €118, filled with 50 ml.\n"
    "- It is tested for 25 refills.\n"
    "- A 50 ml refill costs €64.\n"
    "- A refill uses 62% less packaging by weight than a new boxed bottle.\n"
    "- Delivery takes 3 to 5 days.",
    BOTTLE,
)
TRAIN_FACTS = passage(
    "- First Train costs €96 for 50 ml.\n- First Train stays on skin for about 7 hours.", "First Train"
)
SHOP = passage("The shop closes on 24 December 2026 at 14:00. From €80 we pay the shipping. The sale was on 1 March.")
EVIDENCE = (BOTTLE_FACTS, TRAIN_FACTS, SHOP)
FACTS = (
    fact("The Orrelune Refillable Bottle costs €118, filled with 50 ml.", "price", "118", "EUR", BOTTLE_FACTS),
    fact("A 50 ml refill costs €64.", "refill price", "64", "EUR", BOTTLE_FACTS),
    fact("First Train costs €96 for 50 ml.", "price", "96", "EUR", TRAIN_FACTS),
    fact("In 2025 the bottle cost €112.", "price in 2025", "112", "EUR", BOTTLE_FACTS, until=date(2026, 1, 11)),
    fact("Engraving costs €12.", "engraving", "12", "EUR", BOTTLE_FACTS),
)
PRODUCTS = (Product(name=BOTTLE, aliases=("flacon rechargeable", "refill"), document="b.md"),)


def check(text: str, locale: str = "en", evidence=EVIDENCE, facts=FACTS) -> tuple[Finding, ...]:
    return check_numbers(Copy(fields={"caption": text}, locale=locale), evidence, facts, TODAY, PRODUCTS)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The refillable bottle costs €118.", "en"),
        ("The refillable bottle costs EUR 118.00, filled with 0.05 l.", "en"),
        ("Der Flakon kostet 118,00 €.", "de"),
        ("Le flacon rechargeable coûte 118 €.", "fr"),
        ("Tested for 25 refills.", "en"),
        ("Refill it 25 times.", "en"),
        ("25 recharges, testées.", "fr"),
        ("62 percent less packaging.", "en"),
        ("At your door in 3–5 days.", "en"),
        ("At your door within 5 days.", "en"),
        ("Open until 24 December, 2 pm.", "en"),
        ("Open until 24 December 2026.", "en"),
        ("Last chance: December 2026.", "en"),
        ("First Train, €96, stays for about 7 hours.", "en"),
        ("The refillable bottle: €118. The refill: €64.", "en"),
        ("The refillable bottle costs €118, each refill €64.", "en"),
        ("We pay the shipping from €80.", "en"),
        ("Your morning, unhurried.", "en"),
        ("#25years https://orrelune.example/30", "en"),
        ("", "en"),
    ],
)
def test_what_a_passage_states_is_no_finding(text: str, locale: str) -> None:
    assert check(text, locale) == ()


@pytest.mark.parametrize(
    ("text", "rule", "severity", "span", "fix"),
    [
        ("The refillable bottle costs €145.", "UngroundedPrice", "red", "€145", "€118"),
        ("First Train costs $96.", "UngroundedPrice", "red", "$96", None),
        ("Refill it 30 times.", "UngroundedCount", "amber", "30 times", "25 times"),
        ("Tested for 40 refills.", "UngroundedCount", "amber", "40 refills", "25 refills"),
        ("26% less packaging by weight.", "UngroundedPercentage", "red", "26%", "62%"),
        ("62% off.", "UngroundedOffer", "red", "62%", None),
        ("€64 off the refill.", "UngroundedOffer", "red", "€64", None),
        ("Half price.", "UngroundedOffer", "red", "Half price", None),
        ("Buy one, get one free.", "UngroundedOffer", "red", "Buy one, get one free", None),
        ("Free returns.", "UngroundedOffer", "red", "Free returns", None),
        ("At your door in 2 days.", "UngroundedMeasure", "amber", "2 days", None),
        ("At your door within 3 days.", "UngroundedMeasure", "amber", "3 days", None),
        ("The shop closes on 25 December.", "UngroundedFigure", "amber", "25 December", "24 December 2026"),
        ("The shop closes at 15:00.", "UngroundedTime", "amber", "15:00", "14:00"),
        ("First Train stays for 9 hours.", "UngroundedMeasure", "red", "9 hours", "7 hours"),
        ("The bottle and First Train together: €210.", "UngroundedPrice", "red", "€210", None),
        ("Calm Balm, and First Train for €118.", "NumberOfAnotherProduct", "red", "€118", "€96"),
        ("First Train is tested for 25 refills.", "NumberOfAnotherProduct", "amber", "25 refills", None),
        ("The refillable bottle costs €64.", "NumberOfAnotherThing", "amber", "€64", None),
        ("The refillable bottle costs €112.", "ExpiredFact", "red", "€112", "€118"),
        ("Engraving costs €12.", "UncitedFact", "amber", "€12", None),
    ],
)
def test_what_no_passage_states_is_found(text: str, rule: str, severity: str, span: str, fix: str | None) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.severity, finding.span, finding.fix) == (f"copydesk.{rule}", severity, span, fix)
    assert finding.family == "grounding"
    assert text[finding.start :].startswith(span)


def test_the_message_says_what_the_passages_say_and_where() -> None:
    (finding,) = check("Only today:\nthe refillable bottle costs €145.")
    assert (finding.line, finding.column) == (2, 29)
    assert "They say €118 for Orrelune Refillable Bottle" in finding.message
    assert finding.source == BOTTLE_FACTS.citation


def test_a_number_in_another_language_gets_no_fix_in_the_wrong_format() -> None:
    (finding,) = check("Le flacon rechargeable coûte 119 €.", "fr")
    assert finding.rule == "copydesk.UngroundedPrice"
    assert finding.fix is None


def test_without_evidence_every_number_is_ungrounded() -> None:
    findings = check("€118 for 50 ml, 20% off, twice.", evidence=(), facts=())
    assert [finding.severity for finding in findings] == ["red", "amber", "red"]
    assert all(finding.source is None for finding in findings)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"kind": "past_copy"}, "The refillable bottle costs €99."),
        ({"kind": "voice"}, "Say: €99."),
        ({"kind": "claim", "heading": ("Claim register", "Claims", "Must not be said")}, "“€99, the lowest price.”"),
        ({"kind": "product", "heading": ("Bottle", "What may not be said")}, "“€99 only”."),
        ({"kind": "claim"}, "Give the price. Not '€99', never \"€99\"."),
    ],
)
def test_what_was_once_said_or_must_not_be_said_grounds_nothing(changes, text: str) -> None:
    (finding,) = check("It costs €99.", evidence=(*EVIDENCE, passage(text, **changes)))
    assert finding.rule == "copydesk.UngroundedPrice"


def test_a_passage_that_states_an_expired_fact_grounds_nothing() -> None:
    old = passage("- In 2025 the bottle cost €112.", BOTTLE)
    (finding,) = check("The bottle costs €112.", evidence=(*EVIDENCE, old))
    assert finding.rule == "copydesk.ExpiredFact"
    assert "2026-01-11" in finding.message


def test_fields_are_kept_apart() -> None:
    copy = Copy(fields={"subject": "€99", "body": "Your bottle, €118"})
    (finding,) = check_numbers(copy, EVIDENCE, FACTS, TODAY)
    assert (finding.field, finding.start) == ("subject", 0)


def test_a_number_inside_a_products_name_is_none() -> None:
    sheet = passage("Linden 24 costs €50.", "Linden 24")
    assert check("Linden 24 is back.", evidence=(sheet,)) == ()


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("The refillable bottle: was €140, now €118.", "en", "€140"),
        ("The refillable bottle: ~~€140~~ €118.", "en", "€140"),
        ("The refillable bottle: €140 → €118.", "en", "€140"),
        ("The refillable bottle costs €118 instead of €140.", "en", "€140"),
        ("Der Flakon: statt 140 € nur 118 €.", "de", "140 €"),
        ("Le flacon rechargeable à 118 € au lieu de 140 €.", "fr", "140 €"),
    ],
)
def test_an_earlier_price_needs_its_evidence(text: str, locale: str, span: str) -> None:
    (finding,) = check(text, locale)
    assert (finding.rule, finding.severity, finding.span) == ("copydesk.EarlierPrice", "red", span)
    assert "98/6/EC" in (finding.source or "")
    assert finding.fix is None


def test_an_earlier_price_is_one_of_the_last_thirty_days() -> None:
    old = fact("The refillable bottle cost €140.", "price", "140", "EUR", BOTTLE_FACTS, until=date(2026, 11, 10))
    assert check("The refillable bottle: was €140, now €118.", facts=(*FACTS, old)) == ()
    (finding,) = check("The refillable bottle: was €112, now €118.")
    assert (finding.rule, finding.severity) == ("copydesk.EarlierPrice", "amber")
    assert "2026-01-11" in finding.message


@pytest.mark.parametrize(
    "text", ["It was a long day, and the bottle now costs €118.", "Before work: the bottle, €118."]
)
def test_what_is_no_reduction_is_read_as_a_price(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    "text",
    ["Take two trains and 3 to 5 days.", "90 percent of people read a quarter of it.", "A price tag says “20% off”."],
)
def test_prose_that_offers_nothing_grounds_nothing(text: str) -> None:
    assert check_numbers(Copy(fields={"text": text}), (), (), TODAY) == ()


def test_prose_that_offers_is_held_against_it() -> None:
    found = check_numbers(Copy(fields={"text": "Our balm costs €32, 20% off, with free shipping."}), (), (), TODAY)
    assert [one.rule for one in found] == [
        "copydesk.UngroundedPrice",
        "copydesk.UngroundedOffer",
        "copydesk.UngroundedOffer",
    ]


OFTEN = (
    passage("The bottle is tested for 25 refills.", "Tide Bottle"),
    passage(
        "After 25 refills you have paid less than for 26 standard bottles. One filling gives 500 sprays.", "Tide Bottle"
    ),
    passage("People wash their hands forty times a day."),
)


@pytest.mark.parametrize(
    ("text", "locale", "grounded"),
    [
        ("The Tide Bottle can be refilled 25 times.", "en", True),
        ("The Tide Bottle can be refilled 26 times.", "en", False),
        ("The Tide Bottle can be refilled 40 times.", "en", False),
        ("You wash your hands forty times a day.", "en", True),
        ("Die Tide Bottle lässt sich 25 Mal nachfüllen.", "de", True),
        ("Die Tide Bottle lässt sich 500 Mal nachfüllen.", "de", False),
        ("La Tide Bottle se recharge 25 fois.", "fr", True),
        ("La Tide Bottle se recharge 500 fois.", "fr", False),
        ("La Tide Bottle se rellena 500 veces.", "es", False),
    ],
)
def test_how_often_something_is_done_is_carried_by_a_count_of_the_same_doing(text, locale, grounded) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    products = (Product(name="Tide Bottle", aliases=(), document="tide.md"),)
    assert (check_numbers(copy, OFTEN, (), TODAY, products) == ()) is grounded


def test_a_fix_names_a_number_of_the_same_thing_alone() -> None:
    evidence = (passage("Entering the evidence takes two working days when it exists."),)
    copy = Copy(channel="instagram", locale="en", fields={"caption": "Delivery takes 1-2 working days."})
    assert [one.fix for one in check_numbers(copy, evidence, (), TODAY)] == [None]
    evidence = (passage("Delivery within Germany takes two working days."),)
    copy = Copy(channel="instagram", locale="en", fields={"caption": "Delivery within Germany takes 4 working days."})
    assert [one.fix for one in check_numbers(copy, evidence, (), TODAY)] == ["two working days"]


RATES = passage("A box bike costs €45 a day. A town bike costs €19 a day or €95 a week. Mending a tyre costs €15.")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Town bikes, €15 a day.", "en"),
        ("Stadtrad für 15 € am Tag", "de"),
        ("Un vélo pour 15 € par jour", "fr"),
        ("Una bici por 15 € al día", "es"),
        ("Una bici a 95 € al giorno", "it"),
        ("Een fiets voor € 45 per week", "nl"),
    ],
)
def test_a_price_by_the_day_is_not_what_something_else_costs(text: str, locale: str) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    (found,) = check_numbers(copy, (RATES,), (), TODAY)
    assert (found.rule, found.severity) == ("copydesk.NumberOfAnotherThing", "red")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Town bikes, €19 a day.", "en"),
        ("Ein Stadtrad kostet 95 € die Woche.", "de"),
        ("Mending a tyre costs €15, any day of the week.", "en"),
        ("Une crevaison : 15 €.", "fr"),
    ],
)
def test_a_price_by_its_own_rate_is_fine(text: str, locale: str) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    assert check_numbers(copy, (RATES,), (), TODAY) == ()


@pytest.mark.parametrize(
    ("text", "locale", "severity"),
    [
        ("Coffee is free while you wait for your bike.", "en", "amber"),
        ("Prêt de vélo gratuit pendant la réparation.", "fr", "amber"),
        ("Der Kaffee ist kostenlos, solange ihr wartet.", "de", "amber"),
        ("The second town bike is free.", "en", "red"),
        ("This week every town bike is a quarter less.", "en", "red"),
        ("Die zweite Woche gibt es zum halben Preis.", "de", "red"),
        ("Beim zweiten Rad zahlst du den halben Preis.", "de", "red"),
        ("Le deuxième vélo perd un cinquième de son prix.", "fr", "red"),
    ],
)
def test_what_is_given_beside_is_amber_and_what_is_sold_red(text: str, locale: str, severity: str) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    assert {one.severity for one in check_numbers(copy, (RATES,), (), TODAY)} == {severity}


GOODS = (
    passage("A town bike costs €19 a day or €95 a week; seven days at the day rate would be €133.", "Town Bike"),
    passage("Mending a tyre costs €15."),
    passage("The Reed Lock costs €58.", "Reed Lock"),
    passage("The Reed Lamp costs €34.", "Reed Lamp"),
)
COSTS = (
    fact("The Reed Lock costs €58.", "price", "58", "EUR", GOODS[2]).model_copy(update={"subject": "Reed Lock"}),
    fact("The Reed Lamp costs €34.", "price", "34", "EUR", GOODS[3]).model_copy(update={"subject": "Reed Lamp"}),
)


def of_goods(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.severity for one in check_numbers(copy, GOODS, COSTS, TODAY)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Zwei Platte an einem Tag? 30 € und Beileid.", "de"),
        ("Two tyres in one day? €30, and our condolences.", "en"),
        ("Das Rad kostet 95 €, also 38 € weniger als für sieben einzelne Tage.", "de"),
        ("Una semana de bici: 95 €. Ni siquiera 14 € al día.", "es"),
        ("Eine Woche Rad: 95 €. Das sind keine 14 € am Tag.", "de"),
        ("Un candado y una lámpara: 92 €.", "es"),
        ("Ein Schloss und eine Lampe, 92 €.", "de"),
        ("One lock and 25 lamps come to €908.", "en"),
        ("The week costs a little under €100.", "en"),
    ],
)
def test_a_price_that_the_copy_reckons_is_fine(text: str, locale: str) -> None:
    assert of_goods(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Zwei Platte an einem Tag? 25 € und Beileid.", "de"),
        ("Das Rad kostet 95 €, also 48 € weniger als für sieben einzelne Tage.", "de"),
        ("Eine Woche Rad: 95 €. Das sind keine 9 € am Tag.", "de"),
        ("Un candado y una lámpara: 90 €.", "es"),
        ("One lock and 25 lamps come to €950.", "en"),
    ],
)
def test_a_price_that_is_reckoned_wrong_is_red(text: str, locale: str) -> None:
    assert of_goods(text, locale) == ["red"]


SIZES = (passage("The bottle is 104 mm tall. A pouch weighs 61 g and a bottle 160 g.", "Reed Bottle"),)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("A little over 10 cm tall.", "en"),
        ("The Reed Bottle is a little over 10 cm tall.", "en"),
        ("Reed Bottle, un peu plus de 10 cm de haut.", "fr"),
        ("Reed Bottle: poco más de diez centímetros de alto.", "es"),
        ("A pouch is 61 g, a bottle 160 g. That's about 100 g that you don't carry.", "en"),
        ("La bolsa pesa 61 g y el frasco 160 g, es decir, casi 100 g más.", "es"),
    ],
)
def test_what_is_said_about_right_is_fine(text: str, locale: str) -> None:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    assert check_numbers(copy, SIZES, (), TODAY) == ()


def test_what_is_said_about_is_not_anything() -> None:
    copy = Copy(channel="instagram", locale="en", fields={"caption": "The Reed Bottle is a little over 15 cm tall."})
    assert check_numbers(copy, SIZES, (), TODAY) != ()
