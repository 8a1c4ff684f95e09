"""The copywriter asks for little, bounds what it asks for, and picks."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from agents.graph.brief import Brief
from agents.graph.copywriting.plan import VariantPlan
from agents.graph.copywriting.voice import Voice
from agents.graph.copywriting.writer import CANDIDATES, MOST_TOKENS, Copywriter
from agents.model.chat import Prompt
from agents.model.errors import BudgetExceededError, ModelError
from agents.model.scripted import ScriptedChat
from agents.model.usage import Budget, MeteredChat, UsageMeter
from agents.signing.decided import DecidedDraft, Taught
from tools.channels import Channels
from tools.copy import Copy
from tools.findings import BrandReport

GOOD = "The Lantern weighs 900 g and hangs from a rucksack. The Lantern costs €80."


def rate(copy: Copy) -> BrandReport:
    rating = "amber" if "grab" in copy.text else "green"
    return BrandReport(
        rating=rating, score=90 if rating == "amber" else 100, sections=(), findings=(), rules_digest="0"
    )


def rejected(text: str, plan: VariantPlan) -> DecidedDraft:
    return DecidedDraft(
        kind="rejected",
        approval="a-1",
        draft="d-1",
        channel=plan.channel,
        locale=plan.locale,
        product=plan.product,
        facts=(),
        opening=None,
        before={"caption": text},
        after=None,
        findings=(),
        reason="flat",
        by="Ana Reis",
        at=datetime(2026, 11, 17, 9, tzinfo=UTC),
    )


@pytest.fixture
def writer(brand, voice) -> Copywriter:
    return Copywriter(brand, Channels.load(), voice)


@pytest.fixture
def plans(writer, facts, personas):
    def make(**brief: object) -> tuple[VariantPlan, ...]:
        values = {"focus": "the lantern", "product": "Lantern", "segments": ("hikers",), "variants": 3} | brief
        return writer.plan(
            Brief.model_validate(values), facts=facts, passages=(), personas=personas, today=date(2026, 11, 21)
        )

    return make


def test_a_good_first_answer_is_enough(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD, slots=1)
    written = writer.write(plans()[0], model=model, rate=rate)
    assert written.fields["caption"].startswith(plans()[0].opening)
    assert written.fields["caption"].endswith("\n\n#harbour")
    assert (written.candidates, written.usage.calls, len(model.prompts)) == (1, 1, 1)
    assert written.citations == ("p-Lantern",)
    assert written.report.rating == "green"


def test_three_at_most_are_asked_for_and_the_best_is_kept(writer, plans) -> None:
    model = ScriptedChat(["grab 900 g from a rucksack", "Grab, grab: 900 g", GOOD], slots=2)
    written = writer.write(plans()[0], model=model, rate=rate)
    assert GOOD in written.fields["caption"]
    assert len(model.prompts) == CANDIDATES


@pytest.mark.parametrize("channel", Channels.load().ids)
def test_no_variant_costs_more_tokens_than_its_bound(writer, plans, channel: str) -> None:
    asked: list[int] = []

    class Verbose(ScriptedChat):
        def chat(self, prompt: Prompt, **options):
            completion = super().chat(prompt, **options)
            asked.append(completion.tokens_out)
            return completion

    with suppress(ModelError):  # endless words are no e-mail
        writer.write(plans(channels=(channel,))[0], model=Verbose(lambda _: "grab " * 500), rate=rate)
    assert 1 < len(asked) <= CANDIDATES
    assert sum(asked) <= MOST_TOKENS


def test_the_first_part_of_the_prompt_is_the_same_for_all_variants(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    for plan in plans():
        writer.write(plan, model=model, rate=rate)
    assert {prompt.model_copy(update={"user": "."}) for prompt in model.prompts} == set(writer.prefixes())
    first = model.prompts[0]
    assert "Short. Salty." in first.system
    assert first.shots[-1].user == "Facts:\n- The Wick is cotton from Leipzig.\nBegin: Dark by five."
    assert first.shots[-1].answer == "Dark by five. The Wick is cotton from Leipzig. €4."


def test_of_two_texts_the_one_that_was_not_rejected_is_picked(writer, plans) -> None:
    plan = plans()[0]
    other = "It hangs from a rucksack, all 900 g of it. The Lantern costs €80."
    taught = Taught(decided=(rejected(GOOD, plan),))
    free = writer.write(plan, model=ScriptedChat([GOOD, other, other]), rate=rate)
    apart = writer.write(plan, model=ScriptedChat([GOOD, other, other]), rate=rate, taught=taught)
    assert GOOD in free.fields["caption"]
    assert other in apart.fields["caption"]
    assert apart.learnt == ("kept apart from a text that Ana Reis rejected on Tuesday, 17 November 2026 (d-1)",)


def test_the_prompt_names_facts_and_first_words(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    plan = plans()[0]
    writer.write(plan, model=model, rate=rate)
    said = "".join(f"\n- {statement.text}" for statement in plan.statements)
    assert model.prompts[0].user == f"Facts:{said}\nBegin: {plan.opening}"


def test_a_revision_shows_the_text_and_the_notes_and_begins_as_the_notes_want(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    earlier = Copy(fields={"caption": "Old words."}, channel="instagram")
    written = writer.write(plans()[0], model=model, rate=rate, notes="Start with\nthe weight.", previous=earlier)
    user = model.prompts[0].user
    assert user.startswith("Facts:\n- The Lantern weighs")
    assert "Begin:" not in user
    assert user.endswith("\nEarlier version: Old words.\nWrite it anew and change this: Start with the weight.")
    assert written.fields["caption"].startswith("The Lantern weighs")


def test_a_brand_without_past_copy_gets_examples_about_nothing_that_it_sells(brand, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    Copywriter(brand, Channels.load(), Voice(sounds="", examples=())).write(plans()[0], model=model, rate=rate)
    assert len(model.prompts[0].shots) == 2
    assert "plain and concrete" in model.prompts[0].system


def test_shorter_means_fewer_facts(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    earlier = Copy(fields={"caption": "Old words."}, channel="instagram")
    plan = plans()[0]
    plan = plan.model_copy(update={"statements": (*plan.statements, plans()[1].statements[0])})
    assert len(plan.statements) == 3
    writer.write(plan, model=model, rate=rate, notes="Kürzer, bitte.", previous=earlier)
    assert model.prompts[0].user.count("\n- ") == 2  # the lead and the price
    assert len(plans(wishes=("shorter, please",))[0].statements) == 2


def test_a_wish_of_a_follow_up_is_passed_on(writer, plans) -> None:
    model = ScriptedChat(lambda _: GOOD)
    writer.write(plans(wishes=("warmer, please",))[0], model=model, rate=rate)
    assert model.prompts[0].user.endswith("\nWishes: warmer, please")


def test_another_language_is_asked_for_in_the_part_that_varies(writer, plans) -> None:
    model = ScriptedChat(lambda _: "Elle pèse 900 g.")
    writer.write(plans(locales=("fr",))[0], model=model, rate=rate)
    assert "Write in French." in model.prompts[0].user


def test_the_same_plan_asks_the_same(writer, plans) -> None:
    seeds: list[list[int | None]] = []

    class Listening(ScriptedChat):
        def chat(self, prompt: Prompt, **options):
            seeds[-1].append(options["seed"])
            return super().chat(prompt, **options)

    for _ in range(2):
        seeds.append([])
        writer.write(plans()[0], model=Listening(lambda _: "grab 900 g", slots=1), rate=rate)
    assert seeds[0] == seeds[1]
    assert len(set(seeds[0])) == CANDIDATES


def test_fields_of_an_email_are_written_in_one_call(writer, plans) -> None:
    model = ScriptedChat(lambda _: "Subject: 900 g\nPreheader: On a rucksack\nBody: The Lantern weighs 900 g.")
    written = writer.write(plans(channels=("email",))[0], model=model, rate=rate)
    assert list(written.fields) == ["subject", "preheader", "body"]
    assert "Answer with these lines: Subject (at most 48 characters)" in model.prompts[0].system


def test_an_ad_is_put_together_from_what_fits_in_any_try(writer, plans) -> None:
    tries = [
        "Headline 1: The Lantern\nHeadline 2: A headline about a rucksack that is far too long\nHeadline 3: 900 g",
        "Headline 1: 900 g\nHeadline 2: Magic is here\nDescription 1: The Lantern weighs 900 g.\nDescription 2: x",
        "Nothing of the kind.",
    ]
    written = writer.write(plans(channels=("google-rsa",))[0], model=ScriptedChat(tries, slots=1), rate=rate)
    assert written.fields == {
        "headline_1": "The Lantern",
        "headline_2": "Lantern",
        "headline_3": "900 g",
        "description_1": "The Lantern weighs 900 g.",
        "description_2": "The Lantern weighs 900 g and hangs from a rucksack",
    }


def test_nothing_usable_says_what_to_do(writer, plans) -> None:
    with pytest.raises(ModelError, match="The model wrote nothing usable for Instagram caption in 3 tries"):
        writer.write(plans()[0], model=ScriptedChat(lambda _: ""), rate=rate)


def test_a_budget_that_ends_in_between_keeps_what_there_is(writer, plans) -> None:
    model = MeteredChat(
        ScriptedChat(lambda _: "grab 900 g from a rucksack", slots=1), UsageMeter(Budget(max_calls=1, max_tokens=9999))
    )
    assert writer.write(plans()[0], model=model, rate=rate).candidates == 1
    with pytest.raises(BudgetExceededError):
        writer.write(plans()[0], model=model, rate=rate)
