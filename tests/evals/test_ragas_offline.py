"""Ragas' metrics without a model: what they count, and what they would have hidden."""

import math

import pytest

from evals.ragas_offline import (
    Grounded,
    Ids,
    _scored,
    context_precision,
    context_recall,
    quoted_spans,
    semantic_similarity,
)
from evals.retrieval.questions import Question
from evals.retrieval.suite import Outcome, by_ragas
from knowledge.embedding import HashEmbedder

CASES = {
    "two of four": Ids(found=["a", "b", "c", "d"], expected=["a", "b", "e"]),
    "all": Ids(found=["a"], expected=["a"]),
    "nothing found": Ids(found=[], expected=["a"]),
    "nothing expected": Ids(found=["a"], expected=[]),
}


def test_precision_and_recall_by_ids_and_a_row_that_ragas_gives_nan_for_is_a_zero() -> None:
    precision, recall = context_precision(CASES), context_recall(CASES)
    assert precision.values == {"two of four": 0.5, "all": 1.0, "nothing found": 0.0, "nothing expected": 0.0}
    assert precision.failed == ("nothing found",)
    assert recall.values["two of four"] == pytest.approx(2 / 3)
    assert (recall.values["nothing expected"], recall.failed) == (0.0, ("nothing expected",))


@pytest.mark.parametrize("given", [None, math.nan, math.inf, "1.0", ValueError("no"), AssertionError("no")])
def test_whatever_is_no_number_is_a_failure_and_no_row_is_lost(given: object) -> None:
    async def ask(one: str) -> object:
        if one == "good":
            return 0.5
        if isinstance(given, Exception):
            raise given
        return given

    assert _scored({"1": "good", "2": "bad"}, ask) == ({"1": 0.5, "2": 0.0}, ("2",))


def test_a_quotation_must_stand_in_the_passages_word_for_word() -> None:
    passages = ["The cap has a quarter-turn lock. Turned, it doesn't spray."]
    said = {
        "there": Grounded("The guide says “the cap has a quarter-turn lock”.", passages),
        "not there": Grounded("The guide says “the cap has a half-turn lock”.", passages),
        "none": Grounded("The cap locks.", passages),
    }
    assert quoted_spans(said) == ({"there": 1.0, "not there": 0.0, "none": 1.0}, ())


def test_likeness_is_to_the_nearest_passage_by_the_desks_own_vectors() -> None:
    text = "A quarter turn locks the cap"
    said = {
        "same": Grounded(text, ["Something else entirely", text]),
        "other": Grounded(text, ["Something else entirely"]),
        "none": Grounded(text, []),
    }
    found = semantic_similarity(said, HashEmbedder())
    assert found.values["same"] == pytest.approx(1.0, abs=1e-5)
    assert found.values["other"] < 0.6
    assert (found.values["none"], found.failed) == (0.0, ("none",))


def test_of_questions_only_those_with_an_answer_count_and_a_quotation_wherever_there_is_one() -> None:
    def outcome(id: str, expected: tuple[str, ...], **given: object) -> Outcome:
        question = Question(id=id, split="test", language="en", kind="fact", question="?", expected=expected)
        return Outcome.model_validate(
            {"question": question, "answered": True, "rank": 1, "dense_rank": 1, "lexical_rank": 1} | given
        )

    rows = [
        outcome("found", ("a.md",), found=("p1", "p2"), places=("p1",)),
        outcome("lost", ("a.md",), found=(), places=("p1",)),
        outcome("without", (), found=("p1",), quoted=Grounded("“it was never said so”", ["It was said."])),
    ]
    measured = by_ragas(rows)
    assert measured["ragas precision"] == ({"found": 0.5, "lost": 0.0}, ("lost",))
    assert measured["ragas recall"] == ({"found": 1.0, "lost": 0.0}, ())
    assert measured["quoted word for word"] == ({"without": 0.0}, ())
