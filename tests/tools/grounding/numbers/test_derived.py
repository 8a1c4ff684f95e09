"""Numbers that follow from others, shares that two counts make, and announcements."""

import pytest

from knowledge.text.quantities import find_quantities
from tools.grounding.evidence import Names
from tools.grounding.numbers.asked import Asked
from tools.grounding.numbers.derived import Values, follows
from tools.grounding.numbers.shares import share_beside
from tools.grounding.sentences.announced import is_announced


def _last(sentence: str, before: str, locale: str) -> Asked:
    number = find_quantities(sentence, locale)[-1]
    return Asked(number, sentence, before, locale, frozenset(), number.start)


@pytest.mark.parametrize(
    ("sentence", "before", "locale"),
    [
        ("26 fillings of 50 ml are 1.3 litres.", "", "en"),
        ("That makes 15 litres.", "One batch is 300 bottles of 50 ml.", "en"),
        ("Deux recharges à 64 € font 128 €.", "", "fr"),
        ("Sechs Tage zu 19 € sind 114 €.", "", "de"),
        ("Of 118 €, 4 € less leaves 114 €.", "", "en"),
        ("Tres velas de 46 € son 138 €.", "", "es"),
        ("Due flaconi da 50 ml sono 100 ml.", "", "it"),
        ("51 of 52 adults, so 98%", "", "en"),
        ("2.870 von 6.900, also 42 %", "", "de"),
        ("74 sur 295, soit 25 %", "", "fr"),
    ],
)
def test_what_follows_from_the_sentence_needs_no_passage(sentence: str, before: str, locale: str) -> None:
    assert follows(_last(sentence, before, locale), Values(), Names({}))


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("26 fillings of 50 ml are 1.5 litres.", "en"),
        ("200 sets at €17: €3,700", "en"),
        ("Two shops and €64", "en"),
        ("Sechs Tage zu 19 € sind 100 €.", "de"),
        ("62% less packaging", "en"),
        ("Deux recharges, 128 €", "fr"),
    ],
)
def test_a_wrong_sum_does_not_follow(sentence: str, locale: str) -> None:
    assert not follows(_last(sentence, "", locale), Values(), Names({}))


@pytest.mark.parametrize(
    ("sentence", "locale", "right"),
    [
        ("It was 2,870 of about 6,900, so 62%.", "en", False),
        ("It was 2,870 of about 6,900, so 42%.", "en", True),
        ("117 of 412 (28%)", "en", True),
        ("117 de 412, es decir, 50 %", "es", False),
        ("51 of 52 adults showed no reaction; 62% less packaging", "en", None),
        ("A refill uses 62% less packaging.", "en", None),
    ],
)
def test_a_share_is_held_to_its_counts(sentence: str, locale: str, right: bool | None) -> None:
    assert share_beside(_last(sentence, "", locale)) is right


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("En abril abrimos un tercer taller en Utrecht.", "es"),
        ("In Freiburg stehen jetzt auch vier Tandems.", "de"),
        ("Seit März arbeiten wir mit der Druckerei Holm zusammen.", "de"),
        ("Depuis octobre, nos étuis sont imprimés à Nantes.", "fr"),
        ("Une nouvelle boutique ouvre à Nantes.", "fr"),
        ("In spring we open a fourth shop in Lyon.", "en"),
        ("Since October our boxes are printed by Atelier Varenne.", "en"),
        ("A new mechanic joins our team in March.", "en"),
        ("A maggio apriamo un secondo negozio a Torino.", "it"),
        ("In mei openen we een derde winkel in Utrecht.", "nl"),
    ],
)
def test_news_of_the_house_is_an_announcement(sentence: str, locale: str) -> None:
    assert is_announced(sentence, locale)


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("The shop opens at 11.", "en"),
        ("A new week starts with rain.", "en"),
        ("Your new bottle is ready in the Ghent shop.", "en"),
        ("We repair first and sell second, since 2011.", "en"),
        ("We do not open a new shop.", "en"),
        ("Wir öffnen um elf.", "de"),
        ("Der Regen beginnt.", "de"),
        ("La boutique ouvre à 11 h.", "fr"),
        ("No abrimos en enero.", "es"),
        ("¿Abrimos en abril?", "es"),
        ("Apriamo alle undici.", "it"),
    ],
)
def test_hours_questions_and_weather_are_none(sentence: str, locale: str) -> None:
    assert not is_announced(sentence, locale)


@pytest.mark.parametrize("start", [0, 400])
def test_places_are_the_sentences_own_wherever_it_stands_in_its_field(start: int) -> None:
    sentence = "You pay €17 a set: 200 sets, €3,400, and 28% of them (56 of 200) are gone."
    for written, right in (("€3,400", True), ("28%", True)):
        (number,) = [one for one in find_quantities(sentence) if one.text == written]
        moved = number.model_copy(update={"start": start + number.start})
        asked = Asked(moved, sentence, "", "en", frozenset(), number.start)
        assert follows(asked, Values(), Names({})) is right
    sentence = "200 sets at €17: €340"  # its own base, and not twenty times seventeen
    number = find_quantities(sentence)[-1]
    moved = number.model_copy(update={"start": start + number.start})
    assert not follows(Asked(moved, sentence, "20 people came.", "en", frozenset(), number.start), Values(), Names({}))
