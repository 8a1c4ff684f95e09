"""Numbers that stand in the documents for something else than the copy says."""

import pytest

from knowledge.facts import Product
from tests.tools.grounding.numbers.test_grounding import TODAY, fact, passage
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.check import check_numbers
from tools.rating import distinct

LAMP = "Tide Lamp"
SHEET = passage(
    "Empty, the Tide Lamp weighs 148 g. Filled, the Tide Lamp weighs 190 g. It burns for about 45 hours.", LAMP
)
SHOP = passage(
    "Shipping within Germany costs €4.90. Shipping to the rest of the EU costs €8.90. From €80 we pay the shipping. "
    "The deposit for a boat is €150. A boat costs €45 a day. Most guests come with 50 euros in mind: €50."
)
FACTS = (
    fact("Empty, the Tide Lamp weighs 148 g.", "weight empty", "148", "g", SHEET),
    fact("Filled, the Tide Lamp weighs 190 g.", "weight filled", "190", "g", SHEET),
    fact("Shipping within Germany costs €4.90.", "shipping Germany", "4.90", "EUR", SHOP),
    fact("Shipping to the rest of the EU costs €8.90.", "shipping EU", "8.90", "EUR", SHOP),
    fact("From €80 we pay the shipping.", "free shipping from", "80", "EUR", SHOP),
    fact("The deposit for a boat is €150.", "deposit", "150", "EUR", SHOP),
    fact("A boat costs €45 a day.", "boat a day", "45", "EUR", SHOP),
)


def reds(text: str, locale: str = "en") -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_numbers(copy, (SHEET, SHOP), FACTS, TODAY) if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("The Tide Lamp weighs 148 g filled.", "en", "148 g"),
        ("Empty, the Tide Lamp weighs 190 g.", "en", "190 g"),
        ("Shipping within Germany costs €8.90.", "en", "€8.90"),
        ("Shipping to the rest of the EU costs €4.90.", "en", "€4.90"),
        ("Deposit for a boat: €45.", "en", "€45"),
        ("We pay the shipping from €50.", "en", "€50"),
    ],
)
def test_another_fact_fits_better(text: str, locale: str, span: str) -> None:
    assert reds(text, locale) == [span]


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Lamp weighs 190 g filled.",
        "Empty it weighs 148 g: the Tide Lamp.",
        "Shipping within Germany costs €4.90.",
        "We pay the shipping from €80.",
        "A boat is €45 a day, with a deposit of €150.",
        "Bring €50.",
    ],
)
def test_nothing_fits_better(text: str) -> None:
    assert reds(text) == []


def _finding(rule: str, family: str, severity: str, start: int, span: str) -> Finding:
    return Finding.model_validate(
        {"rule": rule, "family": family, "severity": severity, "field": "text", "line": 1, "column": start + 1}
        | {"start": start, "span": span, "message": "", "source": None}
    )


@pytest.mark.parametrize(
    ("family", "severity", "kept"),
    [("claims", "red", 1), ("privacy", "amber", 1), ("wording", "amber", 2), ("claims", "advice", 2)],
)
def test_a_sentence_that_nothing_carries_is_told_once(family: str, severity: str, kept: int) -> None:
    text = "The lamp heals everything."
    found = (
        _finding("copydesk.UnsupportedSentence", "grounding", "amber", 0, text),
        _finding("x.Rule", family, severity, 9, "heals"),
    )
    assert len(distinct(found, Copy(fields={"text": text}))) == kept


def test_a_number_within_a_claim_is_told_once() -> None:
    text = "Soft hands for up to 12 hours."
    found = (
        _finding("copydesk.UngroundedMeasure", "grounding", "amber", 21, "12 hours"),
        _finding("copydesk.UnsubstantiatedClaim", "claims", "amber", 11, "for up to 12 hours"),
    )
    assert [one.family for one in distinct(found, Copy(fields={"text": text}))] == ["claims"]


WARM, BENCH = (
    "Warm Bottle",
    passage(
        "The Warm Bottle is tested for 25 refills. All three shops refill your bottle while you wait.", "Warm Bottle"
    ),
)
TESTED = passage("« Testé pour 25 recharges. »").model_copy(update={"locale": "fr"})
COUNTED = (
    fact("All three shops refill your bottle while you wait.", "refills in the shop", "3", "shops", BENCH),
    fact("The Warm Bottle is tested for 25 refills.", "refills tested", "25", "refills", BENCH),
)


def counted(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    found = check_numbers(copy, (TESTED, BENCH), COUNTED, TODAY, (Product(name=WARM, aliases=(), document="warm.md"),))
    return [one.severity for one in found]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Der Flakon ist für {} Nachfüllungen getestet."),
        ("de", "Getestet für {} Nachfüllungen."),
        ("es", "El frasco está probado para {} recargas."),
        ("es", "Probado para {} recargas."),
        ("fr", "Testé pour {} recharges."),
        ("it", "Testato per {} ricariche."),
    ],
)
def test_what_a_fact_counts_so_in_another_language_is_of_that(locale: str, text: str) -> None:
    assert counted(text.format(25), locale) == []
    assert counted(text.format(40), locale) != []
