"""What each variant says, and how it begins, is decided in code."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.graph.brief import Brief
from agents.graph.copywriting.angles import figure_of
from agents.graph.copywriting.plan import VariantPlan, plan

TODAY = date(2026, 11, 21)
LANTERN = Brief(focus="the lantern", product="Lantern", segments=("hikers",), channels=("instagram",), variants=3)


@pytest.fixture
def planned(brand, facts, personas, voice):
    def make(brief: Brief, *, facts=facts, passages=()) -> tuple[VariantPlan, ...]:
        return plan(
            brief,
            brand=brand,
            facts=facts,
            passages=passages,
            personas=personas,
            voice=voice,
            one_field=lambda channel: channel != "email",
            today=TODAY,
        )

    return make


def test_each_variant_leads_with_another_fact_and_begins_otherwise(planned) -> None:
    plans = planned(LANTERN)
    assert [each.variant for each in plans] == [1, 2, 3]
    assert len({each.fact for each in plans}) == 3
    assert len({each.opening for each in plans}) == 3


def test_what_matters_to_the_segment_leads(planned) -> None:
    first = planned(LANTERN)[0]
    assert first.fact == "The Lantern weighs 900 g and hangs from a rucksack."
    assert "it matters to hikers" in first.why


def test_what_the_brief_asks_about_leads(planned) -> None:
    brief = LANTERN.model_copy(update={"focus": "how long one filling burns"})
    assert planned(brief)[0].fact == "One filling burns for 12 hours."


def test_what_a_persona_says_to_leave_alone_does_not_lead(planned) -> None:
    assert "Lauscha" not in planned(LANTERN)[0].fact


def test_the_price_is_stated_where_past_copy_states_it_in_other_words_each_time(planned) -> None:
    said = [each.statements[-1].text for each in planned(LANTERN)]
    assert all("€80" in text for text in said)
    assert len(set(said)) == 3
    assert "states the price" in planned(LANTERN)[0].why


def test_money_leads_where_it_is_asked_for(planned) -> None:
    assert "€80" in planned(LANTERN.model_copy(update={"focus": "the price of the lantern"}))[0].fact


def test_a_fact_that_no_longer_holds_is_left_out(planned) -> None:
    plans = planned(LANTERN.model_copy(update={"variants": 8}))
    assert not [each for each in plans if any("October" in statement.text for statement in each.statements)]


def test_a_figure_can_open(planned) -> None:
    plans = planned(LANTERN.model_copy(update={"variants": 8, "voice": "facts, plain numbers"}))
    assert "900 g." in {each.opening for each in plans}


@pytest.mark.parametrize(
    ("statement", "figure"),
    [
        ("The lantern weighs 900 g.", "52 adults"),
        ("It was tried by 52 adults; 51 of them liked it after 48 hours.", None),
    ],
)
def test_a_figure_that_is_told_with_others_does_not_open_alone(statement: str, figure: str | None) -> None:
    assert figure_of("52", "adults", statement) == figure


def test_every_channel_locale_variant_and_alternative_gets_a_plan(planned) -> None:
    brief = LANTERN.model_copy(update={"channels": ("x", "email"), "locales": ("en", "fr"), "alternatives": 2})
    keys = [(each.channel, each.locale, each.variant, each.alternative) for each in planned(brief)]
    assert len(keys) == len(set(keys)) == 2 * 2 * 3 * 2


def test_a_channel_with_a_number_of_its_own_gets_as_many(planned) -> None:
    plans = planned(LANTERN.model_copy(update={"channels": ("instagram", "email"), "counts": {"email": 1}}))
    assert [plan.channel for plan in plans] == ["instagram"] * 3 + ["email"]


def test_openings_are_in_the_language_of_the_locale_or_absent(planned) -> None:
    assert all(each.opening is None for each in planned(LANTERN.model_copy(update={"locales": ("ja",)})))
    french = planned(LANTERN.model_copy(update={"locales": ("fr-CA",), "segments": ("commuters",)}))
    assert {each.opening for each in french} & {"Prenez-le en main.", "À l'atelier."}


def test_copy_of_several_fields_has_no_first_words(planned) -> None:
    only = planned(LANTERN.model_copy(update={"channels": ("email",)}))[0]
    assert (only.opening, only.angle) == (None, "the fact, said plainly")


def test_what_the_brief_leaves_open_comes_from_the_brand(planned) -> None:
    only = planned(Brief(focus="the lantern", product="Lantern"))
    assert [(each.channel, each.locale, each.variant) for each in only] == [("instagram", "en", 1)]


def test_without_typed_facts_sentences_of_what_was_found_stand_for_them(planned) -> None:
    from knowledge.passages import Passage

    def passage(text: str, *heading: str) -> Passage:
        return Passage(
            id=text[:4], brand="b", document="d.md", title="Guide", heading=heading, position=0, line=1, text=text,
            kind="other", locale="en",
        )  # fmt: skip

    found = (
        passage("**Plain language** helps readers find what they need. Short.", "Guide", "Why"),
        passage("Plain language is what readers should never get.", "Guide", "What not to do"),
        passage("Unrelated words stand here, and nobody asked about them.", "Guide", "Other"),
    )
    plans = planned(Brief(focus="plain language", variants=2), facts=(), passages=found)
    assert {each.fact for each in plans} == {"Plain language helps readers find what they need."}
    assert plans[0].passages == ("**Pl",)


def test_nothing_known_is_said_so(planned) -> None:
    only = planned(Brief(focus="something else"), facts=())[0]
    assert only.statements == ()
    assert "state no fact" in only.why


def test_a_plan_survives_the_ledger(planned) -> None:
    for each in planned(LANTERN):
        again = VariantPlan.model_validate_json(each.model_dump_json())
        assert again == each
        assert again.seed == each.seed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(variants=st.integers(1, 20), alternatives=st.integers(1, 4), focus=st.text(min_size=1, max_size=40))
def test_leads_are_shared_out_evenly(planned, variants: int, alternatives: int, focus: str) -> None:
    brief = LANTERN.model_copy(update={"variants": variants, "alternatives": alternatives, "focus": focus})
    plans = planned(brief)
    assert len(plans) == variants * alternatives
    counts = [sum(each.fact == fact for each in plans) for fact in {each.fact for each in plans}]
    assert max(counts) - min(counts) <= 1 or len(counts) == 1
