"""The labelled pairs are well-formed, and the suite counts what it says it counts."""

from collections import Counter

import numpy as np
import pytest

from evals.grounding.fit import alike_for, at
from evals.grounding.pairs import Pair, load_pairs, load_passages, part_of
from evals.grounding.suite import run, told_by_likeness
from evals.thresholds import thresholds
from tools.grounding.sentences import support

PAIRS = load_pairs()


def nothing_is_alike(texts, others):
    return np.zeros((len(texts), len(others)), dtype=np.float32)


def pair(sentence: str, supported: bool, language: str = "en", passage: str = "price") -> Pair:
    kind = "paraphrase" if supported else "number"
    return Pair(
        id=f"t-{sentence}",
        split="test",
        language=language,
        kind=kind,
        passage=passage,
        sentence=sentence,
        supported=supported,
    )


def test_the_pairs_are_many_parted_by_their_id_and_of_both_kinds():
    assert len(PAIRS) >= 150
    assert len({one.id for one in PAIRS}) == len({one.sentence for one in PAIRS}) == len(PAIRS)
    assert all(one.split == part_of(one.id) for one in PAIRS)
    assert {one.passage for one in PAIRS} == {one.id for one in load_passages()}
    for part in ("tuning", "test"):
        rows = [one for one in PAIRS if one.split == part]
        assert 0.4 <= sum(one.supported for one in rows) / len(rows) <= 0.6
    languages = Counter(one.language for one in PAIRS)
    assert all(languages[language] >= 15 for language in ("en", "de", "fr", "es"))


def test_what_is_carried_and_what_is_not_are_counted_apart():
    rows = (pair("The refillable bottle costs €118.", True), pair("The refillable bottle costs €99 in Rome.", False))
    result = run(nothing_is_alike, rows)
    assert {name: figure.value for name, figure in result.figures.items()} == {
        "carried": 1,
        "declined": 1,
        "numbers": 1,
    }
    assert result.ok
    assert result.misses == ()


def test_a_wrong_label_is_told_with_its_sentence():
    result = run(nothing_is_alike, (pair("The refillable bottle costs €118.", False),))
    assert result.misses[0].startswith("t-The refillable bottle costs €118. en number: carried, and must not be")
    assert set(result.figures) == set(thresholds("grounding"))


def test_likeness_is_told_by_passage_and_a_tie_is_a_half():
    rows = (
        *(pair(name, True) for name in ("a", "b")),
        *(pair(name, False) for name in ("c", "d", "e")),
        pair("of another passage", False, passage="lock"),
    )
    likeness = {"t-a": 0.9, "t-b": 0.7, "t-c": 0.8, "t-d": 0.7, "t-e": 0.1, "t-of another passage": 0.1}
    told = told_by_likeness(rows, likeness)
    assert told == {"t-c": 0.5, "t-d": 0.75, "t-e": 1.0}


def test_other_thresholds_hold_for_one_measurement_only():
    before = (support.CARRIES, support._UNLIKE, support._ALIKE)
    rows = [pair("The refillable bottle is made of glass in Porto.", True)]
    assert at({"CARRIES": 1.1}, rows, nothing_is_alike).carried.value == 0
    assert before == (support.CARRIES, support._UNLIKE, support._ALIKE)


@pytest.mark.parametrize("cosine", [0.84, 0.9])
def test_a_cosine_is_turned_into_the_span_that_carries_from_it_on(cosine):
    values = alike_for(cosine)
    span = values["_ALIKE"] - values["_UNLIKE"]
    assert values["_UNLIKE"] + support.CARRIES * span == pytest.approx(cosine)


@pytest.mark.slow
def test_the_desks_support_stays_above_its_floors():
    assert run().below == ()
