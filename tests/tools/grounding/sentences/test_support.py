from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.passages import Passage
from knowledge.record import make_record
from tests.knowledge.loads import load_folder
from tools.copy import Copy
from tools.grounding.sentences.support import check_support, support

DOCUMENTS = Path(__file__).parents[4] / "knowledge" / "brands" / "orrelune" / "documents"
CITED = ("orrelune-refillable-bottle", "refill-pouch", "first-train", "calm-balm", "linden-hour", "shipping")


def passage(text: str, product: str | None = None, locale: str = "en") -> Passage:
    return Passage(
        id=f"p-{text}",
        brand="orrelune",
        document="sheet.md",
        title="Sheet",
        heading=("Sheet",),
        position=0,
        line=1,
        text=text,
        kind="product",
        locale=locale,
        product=product,
    )


@lru_cache(maxsize=1)
def brand_passages() -> tuple[Passage, ...]:
    loaded = load_folder(DOCUMENTS)
    records = [make_record(one, "orrelune", 1) for one in loaded if any(name in one.id for name in CITED)]
    return tuple(entry.passage for record in records for entry in record.entries if entry.holds_on(date(2026, 11, 21)))


def said_in(text: str, locale: str = "en") -> tuple[bool, str]:
    """Whether it states something to be carried, and the text of the first passage that says the same."""
    (found,) = support(Copy(fields={"caption": text}, locale=locale), brand_passages())
    texts = {one.id: one.text for one in brand_passages()}
    return found.factual, texts[found.said_in[0]] if found.said_in else ""


@pytest.mark.parametrize(
    "text",
    [
        "A quarter turn locks the cap, so the bottle doesn't spray in your bag.",
        "A quarter turn locks the cap so that the bottle won't spray in your bag.",
    ],
)
def test_a_sentence_without_a_number_leads_to_the_passage_that_says_the_same(text: str) -> None:
    factual, passage = said_in(text)
    assert not factual
    assert "quarter turn locks the cap" in passage


@pytest.mark.parametrize(
    "text",
    [
        "Made for mornings that begin too early.",
        "Your bag has seen worse weather than this.",
        "Does a quarter turn lock the cap, so the bottle doesn't spray in your bag?",
        "Find yours.",
    ],
)
def test_a_mood_or_a_question_leads_to_no_passage(text: str) -> None:
    assert said_in(text) == (False, "")


def unsupported(text: str, evidence: Sequence[Passage], locale: str = "en") -> list[str]:
    copy = Copy(fields={"caption": text}, locale=locale)
    return [finding.span for finding in check_support(copy, support(copy, evidence))]


@pytest.mark.parametrize(
    "text",
    [
        "Costs €118, filled.",
        "The refillable bottle costs €118.",
        "Tested for 25 refills.",
        "It fits the side pocket of your rucksack.",
        "The cap locks with a quarter turn, so nothing sprays in your bag.",
        "Each refill costs €32 less than a new 50 ml eau de parfum.",
        "First Train smells of cold air, black coffee and ironed cotton.",
        "50 ml, €96.",
        "Calm Balm has six ingredients and no scent.",
        "104 mm tall, 190 g filled.",
        "Patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction after 48 hours.",
        "Refill it 25 times and keep the same glass.",
        "Linden Hour rests for six weeks before it is filled by hand.",
        "The refillable bottle keeps going for 25 refills.",
        "The next one is €64 and fits your letterbox.",
        "The balm contains no water, so it needs no preservative.",
        "500 sprays a filling: four months of mornings.",
    ],
)
def test_what_the_brands_documents_say_is_carried(text: str) -> None:
    assert unsupported(text, brand_passages()) == []
    (found,) = support(Copy(fields={"caption": text}), brand_passages())
    assert found.passages
    assert found.score >= 0.55


@pytest.mark.parametrize(
    "text",
    [
        "It keeps its scent for 48 hours.",
        "Calm Balm is dermatologist approved.",
        "Made in our Paris atelier.",
        "The cap is magnetic.",
        "The bottle comes with a leather case.",
        "It is made of recycled ocean plastic.",
        "Calm Balm absorbs in ten seconds.",
        "First Train smells of roses and vanilla.",
        "The refillable bottle has won three design awards.",
        "The scent lasts until midnight.",
        "Our balm is used in hospitals.",
        "The refill is free for members.",
        "The pump has a lifetime warranty.",
        "Calm Balm protects against the sun.",
        "25 scents to choose from.",
        "Each refill saves three plastic bottles from the sea.",
    ],
)
def test_an_invented_benefit_is_caught(text: str) -> None:
    assert unsupported(text, brand_passages()) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Your morning, unhurried.",
        "Come in and breathe.",
        "It's Saturday.",
        "Keep the glass.",
        "Before the train, before the coffee.",
        "Somewhere between the platform and the desk.",
        "What would you keep?",
        "Does it last for 48 hours?",
        "We did the sum so you can drink your coffee.",
        "The morning is yours.",
        "#orrelune #refill",
        "",
    ],
)
def test_mood_questions_and_calls_to_action_need_no_support(text: str) -> None:
    assert unsupported(text, ()) == []


def test_every_sentence_of_every_field_is_answered_in_order() -> None:
    copy = Copy(fields={"subject": "€118", "body": "Come in. The cap is magnetic."})
    found = support(copy, (passage("The bottle costs €118.", "Refillable Bottle"),))
    assert [(one.field, one.sentence, one.factual, bool(one.passages)) for one in found] == [
        ("subject", "€118", True, True),
        ("body", "Come in.", False, False),
        ("body", "The cap is magnetic.", True, False),
    ]
    (finding,) = check_support(copy, found)
    assert (finding.rule, finding.family, finding.severity) == ("copydesk.UnsupportedSentence", "grounding", "amber")
    assert (finding.field, finding.start, finding.span) == ("body", 9, "The cap is magnetic.")


def test_another_products_sentence_carries_nothing() -> None:
    evidence = (passage("The candle smells of fig leaf.", "Evening Candle"), passage("Made slowly.", "First Train"))
    assert unsupported("First Train smells of fig leaf.", evidence) == ["First Train smells of fig leaf."]
    assert unsupported("Evening Candle smells of fig leaf.", evidence) == []


def test_the_nearest_passage_comes_first() -> None:
    near, nearer = passage("The cap locks."), passage("The cap locks with a quarter turn.")
    (found,) = support(Copy(fields={"caption": "The cap locks with a quarter turn."}), (near, nearer))
    assert found.passages[0] == nearer.id


def _similarity(value: float):
    def compare(texts: Sequence[str], others: Sequence[str]):
        return np.full((len(texts), len(others)), value, dtype=np.float32)

    return compare


@pytest.mark.parametrize(
    ("text", "locale", "cosine", "carried"),
    [
        ("Le capuchon est verrouillé : 118 €.", "fr", 0.95, True),
        ("Le capuchon est verrouillé : 118 €.", "fr", 0.81, False),
        ("Le capuchon est verrouillé : 119 €.", "fr", 0.95, False),
        ("The box is locked.", "en", 0.95, True),
        ("The box is locked.", "en", 0.85, False),
        ("The box is blue.", "en", 0.95, False),
    ],
)
def test_similarity_joins_in(text: str, locale: str, cosine: float, carried: bool) -> None:
    evidence = (passage("The cap is locked and costs €118."),)
    (found,) = support(Copy(fields={"caption": text}, locale=locale), evidence, _similarity(cosine))
    assert bool(found.passages) is carried


@given(st.text(max_size=120), st.sampled_from(["en", "fr", "ja"]))
def test_any_text_is_answered(text: str, locale: str) -> None:
    copy = Copy(fields={"a": text}, locale=locale)
    found = support(copy, (passage("The bottle costs €118."),))
    assert all(0 <= one.score <= 1.001 for one in found)
    check_support(copy, found)


def test_a_sentence_that_makes_its_own_numbers_is_laid_to_no_passage() -> None:
    evidence = (passage("The lock weighs 1.2 kg."), passage("Riders come from nine countries."))
    copy = Copy(fields={"caption": "Two tickets at €30 add up to €60."})
    (found,) = support(copy, evidence)
    assert (found.passages, found.factual) == ((), False)


def test_a_number_that_nothing_makes_is_not_carried_by_one_beside_it() -> None:
    evidence = (passage("The lock weighs 1.2 kg."), passage("Riders come from nine countries."))
    told = "Two tickets at €30 add up to €60, and 70% of riders weep."
    assert unsupported(told, evidence) == [told]


def test_two_days_are_forty_eight_hours() -> None:
    told = (passage("The balm stayed on the upper back under a patch for 48 hours.", "Calm Balm"),)
    assert unsupported("Calm Balm stayed on the upper back under a patch for two days.", told) == []
    assert len(unsupported("Calm Balm stayed on the upper back under a patch for nine days.", told)) == 1
