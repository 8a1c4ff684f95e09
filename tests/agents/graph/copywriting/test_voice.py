"""A brand's voice is read from its documents."""

from agents.graph.copywriting.voice import Voice, how_it_sounds
from knowledge.passages import Passage


def passage(text: str, *heading: str, locale: str = "en") -> Passage:
    return Passage(
        id="p", brand="b", document="v.md", title=heading[0], heading=heading, position=0, line=1, text=text,
        kind="voice", locale=locale,
    )  # fmt: skip


def test_an_example_has_its_facts_its_opening_and_nothing_else(voice: Voice) -> None:
    first = voice.examples[0]
    assert first.opening == "Dark by five."
    assert first.facts == ("The Wick is cotton from Leipzig.",)
    assert first.text == "Dark by five. The Wick is cotton from Leipzig. €4."
    assert first.channel == "instagram"


def test_habits_are_what_most_past_copy_shows(voice: Voice) -> None:
    assert voice.states_prices("instagram")
    assert voice.states_prices("x")  # nothing of its own: as the others
    assert voice.hashtags("instagram") == ("#harbour",)
    assert voice.hashtags("x") == ()
    assert voice.emoji("instagram") == frozenset("🕯")
    assert voice.greeting("instagram") is None


def test_examples_are_not_about_the_product_that_is_written_about(voice: Voice) -> None:
    assert len(voice.shown("instagram", "en", "Lantern")) == 1  # two are about the Wick: one of them will do
    assert voice.shown("instagram", "en", "Wick") == ()
    assert voice.shown("x", "en", None) == ()


def test_the_section_on_sound_is_quoted_in_whole_sentences() -> None:
    guide = (
        passage("Ana wrote this.", "Voice guide"),
        passage("Not like a poet.", "Voice guide", "What we don't sound like"),
        passage("Like **us**.\n\n1. Short.\n2. Salty.\n\n| a | b |", "Voice guide", "What we sound like"),
        passage("Kurz.", "Stimme", "Wie wir klingen", locale="de"),
    )
    assert how_it_sounds(guide, "en").startswith("Like us. Short. Salty.")
    assert "Kurz" not in how_it_sounds(guide, "en")


def test_a_brand_without_a_voice_guide_has_none() -> None:
    assert how_it_sounds((), "en") == ""
