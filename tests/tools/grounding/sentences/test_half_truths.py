"""Sentences of which one part stands in the sample brand's documents and another does not.

All of them were written for this test, from those documents; none was published anywhere. What is in brackets nobody
has said of the products. The second list is true in all its parts, or says what needs no proof.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import Embedder
from knowledge.passages import Passage
from tools.copy import Copy
from tools.grounding.sentences.support import RULE, check_support, support

BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)

HALF_TRUE = [
    "Refill it at any of our three shops, and [it's guaranteed for life].",
    "The refillable bottle costs €118 and [comes with a leather case].",
    "The cap locks with a quarter turn, and [the glass is unbreakable].",
    "The refillable bottle is tested for 25 refills and [certified by an institute].",
    "First Train smells of cold air, black coffee and ironed cotton and [is made in Paris].",
    "Linden Hour rests for six weeks, which [doubles its strength].",
    "Calm Balm has six ingredients and [absorbs in ten seconds].",
    "Calm Balm contains no scent; [dermatologists recommend it].",
    "The Evening Candle burns for about 45 hours and [keeps mosquitoes away].",
    "The Evening Candle holds 220 g of wax, [poured by monks in Bavaria].",
    "A 50 ml refill costs €64 and [ships to every continent].",
    "Each refill costs €32 less than a new 50 ml eau de parfum, and [it plants a tree].",
    "Refilling takes about two minutes, while [the pump cleans itself].",
    "The Discovery Set holds all four scents, [wrapped in silk].",
    "The Discovery Set goes through a letterbox and [arrives the next morning].",
    "Linden Hour is filled by hand and [signed by the perfumer].",
    "Quiet Cedar stays on skin for about 8 hours, [even after swimming].",
    "Salt Meadow is gone after about 5 hours, but [the bottle glows in the dark].",
    "Filled, the refillable bottle weighs 190 g and [floats on water].",
    "The bottle's glass has 40% recycled content, [blown in Murano].",
    "The empty pouch weighs 13 g and [dissolves in compost].",
    "The refillable bottle holds 50 ml; [the cap is solid silver].",
    "First Train rests for five weeks, [matured in oak barrels].",
    "You can return anything within 30 days, and [we collect it from your door].",
    "Calm Balm comes in a 40 g glass jar, which [keeps it cool in summer].",
    "First Train stays on skin for about 7 hours because [the coffee oil is encapsulated].",
    "Linden Hour smells of linden blossom, hay and warm stone, [worn by the orchestra of Ghent].",
    "A quarter turn locks the cap and [charges your phone].",
    "The refillable bottle is 104 mm tall, [made of surgical steel].",
    "Linden Hour opens with green pear, [gone after five weeks in steel].",
    "The refillable bottle is 104 mm tall and [fits every cup holder].",
    "The wick is cotton, [grown on our own farm].",
    "One filling gives about 500 sprays, and [the pump counts them].",
    "The code is good for six months and [works in every department store].",
    "First Train came out on 3 March 2025 and [sold out within a morning].",
    "Our eaux de parfum are filled by hand in Berlin, [bottled under moonlight].",
    "First Train smells of cold air, black coffee and [roses].",
    "Linden Hour smells of linden blossom, hay and [vanilla].",
    "The Evening Candle smells of fig leaf, cold tea and [leather].",
    "Salt Meadow smells of wet grass, samphire and [burnt sugar].",
    "Calm Balm contains no water – [the jar refills itself].",
    "An unopened refill keeps for 24 months in a cupboard, and [the pouch melts in hot water].",
]

# Words that the documents use of the same product, and a verb without a subject of its own.
OVERLOOKED = [
    "A new pump costs €9 and [fits every bottle ever made].",
    "We take empty pouches back in our three shops and [turn them into park benches].",
]

TRUE = [
    "The refillable bottle is tested for 25 refills, and a new pump costs €9.",
    "Calm Balm has six ingredients and no scent.",
    "The cap locks with a quarter turn, so nothing sprays in your bag.",
    "The Evening Candle smells of fig leaf, cold tea and a little woodsmoke, and burns for about 45 hours.",
    "Linden Hour is blended in Berlin, rests for six weeks in steel, and is filled by hand.",
    "A refill is €64 and goes through your letterbox.",
    "Calm Balm contains no water, so it needs no preservative.",
    "The empty pouch weighs 13 g, and we'd like it back.",
    "Refill it 25 times and keep the same glass.",
    "The refillable bottle costs €118, filled with 50 ml of the eau de parfum you choose.",
    "The Discovery Set holds all four scents, 2 ml each, and goes through a letterbox.",
    "First Train smells of cold air, black coffee and ironed cotton, and stays within an arm's length.",
    "The refillable bottle is 104 mm tall and fits the side pocket of a rucksack.",
    "Salt Meadow smells of wet grass, samphire and driftwood, and it's gone after about 5 hours.",
    "Calm Balm was patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction.",
    "The refillable bottle costs €118, and the morning is yours.",
    "The refillable bottle costs €118, but you knew that.",
    "First Train costs €96 for 50 ml, and your train is late anyway.",
    "A quarter turn, and the cap is locked.",
    "Turn the cap a quarter and it's locked.",
    "A refill costs €64 because you already have the glass.",
    "First Train rests for five weeks before we fill it, so take your time.",
    "Linden Hour opens with green pear and petitgrain, which are gone after ten minutes.",
    "The Evening Candle burns for about 45 hours; burn it for three hours at most.",
    "The wax is rapeseed and soy, and the wick is cotton.",
    "Any of our three shops refills the bottle while you wait, at the same €64.",
    "The refillable bottle comes filled, and afterwards you may change your mind.",
    "Our eaux de parfum are blended, aged and filled in our workshop in Berlin.",
    "The spout stops dripping when you tilt it back, and do it over the sink the first time.",
    "Refilling takes about two minutes, and yours to keep.",
    "Keep the other one, or give it to somebody who sharpens pencils.",
    "The Berlin shop opens at 11:00, the radio is on, and Quiet Cedar is being filled behind the glass.",
]


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Passage, ...]]:
    base = KnowledgeBase(tmp_path_factory.mktemp("knowledge"), BRAND.brand, no_embedder, lambda: date(2026, 11, 21))
    base.ingest([BRAND.documents])
    yield tuple(passage for kind in ("product", "claim", "research", "other") for passage in base.passages_of(kind))
    base.close()


def no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")


def uncovered(text: str, evidence: tuple[Passage, ...]) -> list[str]:
    copy = Copy(fields={"caption": text})
    findings = check_support(copy, support(copy, evidence))
    assert all((one.rule, one.severity) == (RULE, "amber") for one in findings)
    assert all(text[one.start :].startswith(one.span) for one in findings)
    return [one.span for one in findings]


@pytest.mark.parametrize("marked", HALF_TRUE)
def test_the_part_that_nobody_said_is_found(marked: str, evidence: tuple[Passage, ...]) -> None:
    text = marked.replace("[", "").replace("]", "")
    part = marked[marked.index("[") + 1 : marked.index("]")]
    assert uncovered(text, evidence) == [part]


@pytest.mark.xfail(reason="rules do not see it", strict=True)
@pytest.mark.parametrize("marked", OVERLOOKED)
def test_what_is_still_overlooked(marked: str, evidence: tuple[Passage, ...]) -> None:
    assert uncovered(marked.replace("[", "").replace("]", ""), evidence)


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_in_all_its_parts_is_no_finding(text: str, evidence: tuple[Passage, ...]) -> None:
    assert uncovered(text, evidence) == []
