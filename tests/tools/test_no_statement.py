"""Sentences that need no passage, beside those that only look like them."""

import pytest

from knowledge.text.claims import find_claims
from knowledge.text.quantities import find_quantities
from tests.tools.grounding.numbers.test_grounding import TODAY, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.sentences.support import check_support, support

LAMP = "Tide Lamp"
EVIDENCE = (
    passage("The Tide Lamp costs €46 for 220 g. The Tide Lamp burns for about 45 hours.", LAMP),
    passage("The Ghent shop is open until 18:30. Shipping costs €4.90 in Germany and €8.90 elsewhere."),
)


def unsupported(text: str, locale: str = "en") -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_support(copy, support(copy, EVIDENCE))]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Somebody asked whether the Tide Lamp is natural.", "en"),
        ("Whether the Tide Lamp soothes anything we have not tested.", "en"),
        ("Your jar has probably been empty for 2 weeks.", "en"),
        ("Your Tide Lamp is refilled, and the Ghent shop is open until 18:30.", "en"),
        ("€46, and nothing explodes.", "en"),
        ("Der Versand kostet 4,90 €, sonst 8,90 €.", "de"),
        ("Forget what we wrote, the Ghent shop is open until 18:30.", "en"),
    ],
)
def test_it_needs_no_passage(text: str, locale: str) -> None:
    assert unsupported(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The Tide Lamp is waterproof, somebody asked.", "en"),
        ("Whether at home or away, the Tide Lamp lasts for ages.", "en"),
        ("Your Tide Lamp contains 3 oils, perhaps the rarest of all.", "en"),
        ("€46, and it lasts through ten winters.", "en"),
        ("€46, with a cap that never leaks.", "en"),
        ("Der Versand kostet 3,90 €.", "de"),
        ("Forget what we wrote, the Tide Lamp is waterproof.", "en"),
    ],
)
def test_it_still_needs_one(text: str, locale: str) -> None:
    assert unsupported(text, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Whether the balm soothes anything we have not tested.", "en"),
        ("The balm cures nothing.", "en"),
        ("Der Balsam heilt nichts.", "de"),
        ("De balsem geneest niets.", "nl"),
        ("Wir sagen nicht, dass er der beste ist.", "de"),
        ("We don't claim that it heals dry skin.", "en"),
    ],
)
def test_what_is_denied_claims_nothing(text: str, locale: str) -> None:
    assert all(one.negated for one in find_claims(text, locale))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Whether at home or away, the balm soothes.", "en"),
        ("Whether it heals a burn or a scratch, keep it near.", "en"),
        ("The balm heals nothing but broken skin.", "en"),
        ("Wir versprechen nicht nur das beste Rad.", "de"),
        ("We never say it loud: the balm heals.", "en"),
    ],
)
def test_what_is_said_beside_a_denial_is_claimed(text: str, locale: str) -> None:
    assert any(not one.negated for one in find_claims(text, locale))


@pytest.mark.parametrize(
    ("text", "locale", "keys"),
    [
        ("De 10\u202fh\u202f30 à 18\u00a0h\u00a030.", "fr", ["time:10:30", "time:18:30"]),
        ("Two or three of them an evening.", "en", []),
        ("Your order 20261118 is ready.", "en", []),
        ("Call 06 12345678.", "en", []),
        ("We sold 100000 bottles.", "en", ["count:100000:bottle"]),
        ("Hire two city bikes for the price of one.", "en", ["price:1+1:free"]),
        ("Two bikes for the price.", "en", ["count:2:bike"]),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str, locale: str, keys: list[str]) -> None:
    assert [one.key for one in find_quantities(text, locale)] == keys


@pytest.mark.parametrize(("text", "found"), [("En deux jours ouvrés.", 0), ("En trois jours ouvrés.", 1)])
def test_working_days_abroad_are_working_days(text: str, found: int) -> None:
    evidence = (passage("Making the Tide Lamp takes two working days.", LAMP),)
    copy = Copy(channel="instagram", locale="fr", fields={"caption": text})
    assert len(check_numbers(copy, evidence, (), TODAY)) == found
