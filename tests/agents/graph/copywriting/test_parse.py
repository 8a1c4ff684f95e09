"""What a model answers becomes fields, or nothing."""

import pytest

from agents.graph.copywriting.fields import fields_of
from agents.graph.copywriting.material import Statement
from agents.graph.copywriting.parse import parse
from agents.graph.copywriting.plan import VariantPlan
from agents.model.chat import Completion
from tools.channels import Channels

FACT = "The Lantern weighs 900 grams and hangs from a rucksack."


def make_plan(channel: str, opening: str | None = "Rain again.", locale: str = "en") -> VariantPlan:
    return VariantPlan(
        variant=1, alternative="A", channel=channel, locale=locale, product="Lantern",
        statements=(Statement(text=FACT, passage="p1", subject="Lantern", topic="weight"),),
        angle="a", opening=opening, why="w",
    )  # fmt: skip


def parsed(text: str, channel: str = "instagram", *, cut: bool = False, plan: VariantPlan | None = None):
    completion = Completion(text=text, tokens_in=1, tokens_out=1, seconds=0, cut=cut)
    found = Channels.load().find(channel)
    return parse(completion, plan or make_plan(channel), fields_of(found), emoji=frozenset("🕯"))


@pytest.mark.parametrize(
    "text",
    [
        "Rain again. The Lantern weighs 900 grams.",
        "The Lantern weighs 900 grams.",
        " Caption: Rain again. The Lantern weighs 900 grams. ",
        '"Rain again. The Lantern weighs 900 grams."',
        "“Rain again. The Lantern weighs 900 grams.”",
        "Rain again.\nThe Lantern weighs 900 grams. #lamp #sale",
        "Rain again. The Lantern weighs 900 grams. 🎉",
        "Rain again. The Lantern weighs 900 grams. The Lantern weighs 900 grams.",
        "Rain again. The Lantern weighs 900 grams. Subscribe now for a wonderful surprise holiday.",
        "Rain again. The Lantern weighs 900 grams.\nFacts:\n- Another.",
        "Rain again. It's on sale. The Lantern weighs 900 grams.",
        "Rain again. The Lantern weighs 900 grams. It hangs from a rucksack for five weeks.",
        "Rain again. The Lantern weighs 900 grams, and it lasts for five weeks.",
    ],
)
def test_what_does_not_belong_goes(text: str) -> None:
    assert parsed(text) == {"caption": "Rain again. The Lantern weighs 900 grams."}


def test_half_a_last_sentence_goes_when_the_answer_was_cut() -> None:
    assert parsed("The Lantern weighs 900 grams. It hangs from", cut=True) == {
        "caption": "Rain again. The Lantern weighs 900 grams."
    }


@pytest.mark.parametrize("text", ["The Lantern hangs from a rucksack so that it", "The Lantern hangs in / #lamp"])
def test_half_a_sentence_that_is_all_there_is_is_nothing(text: str) -> None:
    assert parsed(text, cut=True) is None
    assert parsed(text, cut=True, plan=make_plan("instagram", None)) is None
    assert parsed(f"Rain again. {text}", cut=True) is None


def test_a_whole_sentence_at_the_cut_stays() -> None:
    for said in ("The Lantern weighs 900 grams.", "“The Lantern weighs 900 grams.”"):
        assert parsed(said, cut=True) == {"caption": "Rain again. The Lantern weighs 900 grams."}


def test_a_field_of_half_a_sentence_is_missing() -> None:
    text = "Subject: 900 grams\nPreheader: A lantern\nBody: The Lantern hangs from"
    assert parsed(text, "email", cut=True) == {"subject": "900 grams", "preheader": "A lantern"}


def test_the_brands_own_emoji_stay() -> None:
    assert parsed("The Lantern weighs 900 grams. 🕯️") == {"caption": "Rain again. The Lantern weighs 900 grams. 🕯"}


@pytest.mark.parametrize(
    "text", ["", "Rain again.", "Facts:\n- x", "#lamp", "Caption:", "Order our amazing holiday specials today."]
)
def test_nothing_said_is_nothing(text: str) -> None:
    assert parsed(text) is None


def test_a_sentence_that_shares_only_a_figure_with_the_facts_stays() -> None:
    assert parsed("The Lantern hangs. You carry 900 grams.") == {
        "caption": "Rain again. The Lantern hangs. You carry 900 grams."
    }


def test_labelled_lines_become_fields() -> None:
    text = "Subject: 900 grams on a rucksack\nPreheader: The Lantern\nBody: The Lantern weighs 900 grams.\nIt hangs."
    assert parsed(text, "email") == {
        "subject": "900 grams on a rucksack",
        "preheader": "The Lantern",
        "body": "The Lantern weighs 900 grams. It hangs.",
    }


def test_labels_may_be_decorated_and_what_stands_before_them_goes() -> None:
    text = "Here you are:\n**Subject:** 900 grams\n**Preheader**: A lantern\n**Body:** It hangs.\nSubject: again"
    assert parsed(text, "email") == {"subject": "900 grams", "preheader": "A lantern", "body": "It hangs."}


def test_a_field_that_is_missing_is_missing() -> None:
    assert parsed("Subject: 900 grams on it", "email") == {"subject": "900 grams on it"}
    assert parsed("The Lantern weighs 900 grams.", "email") is None


def test_asides_in_another_language_than_the_facts_stay() -> None:
    plan = make_plan("instagram", None, "fr")
    assert parsed("Elle pèse 900 grams et se porte partout.", plan=plan) == {
        "caption": "Elle pèse 900 grams et se porte partout."
    }
