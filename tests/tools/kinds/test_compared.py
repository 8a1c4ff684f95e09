"""Comparisons with some, and with all."""

import pytest

from tools.kinds.compared import compares_with_own, compares_with_some


@pytest.mark.parametrize(
    ("sentence", "language", "is_one"),
    [
        ("It lasts longer than the scents of big houses.", "en", True),
        ("It lasts longer than any other scent.", "en", False),
        ("It is the longest of all.", "en", False),
        ("Hält länger als die Düfte großer Häuser.", "de", True),
        ("Hält länger als jeder andere Duft.", "de", False),
        ("Il tient plus longtemps que les eaux des grandes maisons.", "fr", True),
        ("Il tient plus longtemps que tous les autres.", "fr", False),
        ("Le vélo le plus sûr que je connaisse.", "fr", False),
        ("Dura más que los perfumes de las grandes casas.", "es", True),
        ("Dura más que cualquier otro.", "es", False),
        ("Dura più dei profumi delle grandi case.", "it", True),
        ("Dura più di qualsiasi altro.", "it", False),
        ("Ruikt langer dan de geuren van grote huizen.", "nl", True),
        ("Dura mais do que os perfumes das grandes casas.", "pt", True),
        ("Başka kokulardan daha uzun kalır.", "tr", True),
        ("大手のものより長く続きます。", "ja", True),
        ("Pidempi kuin muut.", "fi", False),
    ],
)
def test_some_others_are_not_all_others(sentence: str, language: str, is_one: bool) -> None:
    assert compares_with_some(sentence, language) is is_one


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("It stays longer than our other three.", "en"),
        ("Er bleibt länger als unsere drei anderen Düfte.", "de"),
        ("Il tient plus longtemps que nos trois autres parfums.", "fr"),
        ("Dura más que nuestros otros tres aromas.", "es"),
        ("Dura più dei nostri tre altri profumi.", "it"),
        ("Blijft langer dan onze drie andere geuren.", "nl"),
        ("Dura mais do que os nossos outros três.", "pt"),
    ],
)
def test_ones_own_are_no_rivals(sentence: str, language: str) -> None:
    assert compares_with_own(sentence, language)
    assert not compares_with_own(sentence, "fi")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("It stays longer than our rivals' three.", "en"),
        ("Er bleibt länger als andere Düfte.", "de"),
        ("Il tient plus longtemps que les autres.", "fr"),
        ("Dura más que otros aromas.", "es"),
    ],
)
def test_somebody_elses_are(sentence: str, language: str) -> None:
    assert not compares_with_own(sentence, language)
