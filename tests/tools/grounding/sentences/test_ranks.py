"""Ranks of a brand's own products, and comparisons of two, against the facts."""

from datetime import date

import pytest

from knowledge.facts import Fact, Product
from tests.tools.grounding.numbers.test_grounding import fact, passage
from tools.copy import Copy
from tools.grounding.sentences.follows_from_facts import without_reckoned
from tools.grounding.sentences.ranks import check_ranks, find_ranks
from tools.grounding.sentences.support import check_support, support

TIDE, DUNE, MOOR = "Tide Water", "Dune Water", "Moor Water"
SHEETS = {name: passage(f"{name} is an eau de parfum.", name) for name in (TIDE, DUNE, MOOR)}
HOUSE = passage("Since 2011 we have mended bottles first and sold second.")
TODAY = date(2026, 11, 21)


def _facts(name: str, hours: int, weeks: int, oil: int, year: int, price: int) -> tuple[Fact, ...]:
    sheet = SHEETS[name]
    return (
        fact(f"{name} stays on skin for about {hours} hours.", "wear", str(hours), "hours", sheet),
        fact(f"{name} rests for {weeks} weeks before we fill it.", "ageing", str(weeks), "weeks", sheet),
        fact(f"{name} is an eau de parfum with {oil}% scent oil.", "concentration", str(oil), "%", sheet),
        fact(f"We have made {name} since {year}.", "launched", str(year), "", sheet),
        fact(f"{name} costs €{price}.", "price", str(price), "EUR", sheet),
    )


FACTS = (*_facts(TIDE, 5, 8, 14, 2020, 90), *_facts(DUNE, 8, 4, 18, 2016, 96), *_facts(MOOR, 6, 6, 16, 2025, 80))
PRODUCTS = tuple(Product(name=name, aliases=(), document=f"{name}.md") for name in SHEETS)


def _copy(text: str, locale: str = "en") -> Copy:
    return Copy(fields={"caption": text}, channel="instagram", locale=locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Moor Water stays longest of our three, about 6 hours.", "en"),
        ("Moor Water lasts the longest of all our scents.", "en"),
        ("Moor Water hält von unseren dreien am längsten.", "de"),
        ("Moor Water est celui de nos trois parfums qui tient le plus longtemps.", "fr"),
        ("Tide Water es el que más dura de nuestros tres.", "es"),
        ("At 14% Tide Water is the strongest of our three.", "en"),
        ("Tide Water enthält von allen dreien am meisten Duftöl.", "de"),
        ("Moor Water is our oldest scent.", "en"),
        ("Tide Water ist unser jüngster Duft.", "de"),
        ("Moor Water est notre tout premier parfum.", "fr"),
        ("Moor Water es nuestro aroma más antiguo.", "es"),
        ("Tide Water is onze nieuwste geur.", "nl"),
        ("Tide Water stays longer on skin than Dune Water.", "en"),
        ("Tide Water hält länger als Moor Water.", "de"),
        ("Moor Water dura más que Dune Water.", "es"),
        ("Dune Water rests longer than Tide Water.", "en"),
        ("Dune Water costs less than Moor Water.", "en"),
        ("Dune Water is the cheapest thing we sell.", "en"),
    ],
)
def test_a_rank_that_the_facts_deny_is_red(text: str, locale: str) -> None:
    (found,) = check_ranks(_copy(text, locale), FACTS, PRODUCTS)
    assert (found.severity, found.span) == ("red", text)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Tide Water stays for about 5 hours, the shortest of our three.", "en"),
        ("Dune Water hält von unseren dreien am längsten.", "de"),
        ("Tide Water rests for eight weeks, the longest of our three.", "en"),
        ("Moor Water is our newest scent.", "en"),
        ("Dune Water dura più a lungo di Tide Water.", "it"),
        ("Moor Water costs less than Dune Water.", "en"),
        ("Of our three, Moor Water isn't the longest.", "en"),
        ("Is Moor Water the longest of our three?", "en"),
        ("The longest queue of our year smelled of Moor Water.", "en"),
        ("We sell more Tide Water than Dune Water in Ghent.", "en"),
        ("Tide Water starts greener than Moor Water, and ends drier.", "en"),
        ("Tide Water is the softest of our three.", "en"),
        ("Moor Water is the longest of our three.", "en"),
    ],
)
def test_a_rank_that_is_so_or_is_none_is_not(text: str, locale: str) -> None:
    assert not check_ranks(_copy(text, locale), FACTS, PRODUCTS)


def test_a_rank_that_is_so_needs_no_passage_of_its_own() -> None:
    assert [one.against for one in find_ranks(_copy("Dune Water is our oldest scent."), FACTS, PRODUCTS)] == [None]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dune Water is our oldest scent.", 0),
        ("We have been mending bottles for fifteen years.", 0),
        ("We have been mending bottles for nineteen years.", 1),
        ("Dune Water heals old wood and wins prizes in Lyon.", 1),
    ],
)
def test_what_follows_from_the_facts_is_not_unsupported(text: str, left: int) -> None:
    copy, evidence = _copy(text), (*SHEETS.values(), HOUSE)
    found = check_support(copy, support(copy, evidence))
    assert len(found) == 1
    assert len(without_reckoned(found, copy, evidence, FACTS, TODAY, PRODUCTS)) == left
