from collections import Counter

import pytest

from evals.retrieval.fit import Example, fit
from evals.retrieval.questions import CORPORA, GUIDE, corpora, load_questions, open_corpus, part_of
from evals.retrieval.suite import Outcome, RetrievalResult, run, score
from knowledge.brand import SAMPLE_BRAND
from knowledge.embedding import HashEmbedder


@pytest.mark.parametrize("corpus", [*CORPORA, GUIDE])
def test_questions_are_well_formed_and_split(corpus):
    questions = load_questions(corpus)
    assert len({question.id for question in questions}) == len(questions)
    assert len({question.question for question in questions}) == len(questions)
    assert all(question.answerable == (question.kind != "unanswerable") for question in questions)
    for split in ("tuning", "test"):
        part = [question for question in questions if question.split == split]
        assert len(part) >= len(questions) * 0.4
        assert any(not question.answerable for question in part)


def test_the_sample_brand_is_asked_enough_in_enough_languages():
    questions = load_questions(SAMPLE_BRAND)
    assert len(questions) >= 150
    assert sum(not question.answerable for question in questions) >= 35
    asked = Counter(question.language for question in questions)
    assert len([language for language, count in asked.items() if count >= 15]) >= 5
    assert {question.kind for question in questions} == {"exact", "fact", "paraphrase", "unanswerable"}


def test_the_later_questions_are_split_by_their_id_alone():
    later = [one for one in load_questions(SAMPLE_BRAND) if one.id > "orrelune-084"]
    assert all(question.split == part_of(question.id) for question in later)


@pytest.mark.parametrize(("corpus", "folder"), CORPORA.items())
def test_every_expected_place_exists(corpus, folder, tmp_path):
    base = open_corpus(corpus, folder, tmp_path, HashEmbedder)
    passages = base.passages([passage.id for kind in ("product", "claim", "persona", "channel", "legal", "voice",
        "past_copy", "research", "campaign_result", "other") for passage in base.passages_of(kind)])  # fmt: skip
    base.close()
    for question in load_questions(corpus):
        for place in question.expected:
            lone = question.model_copy(update={"expected": (place,)})
            assert any(lone.answered_by(passage) for passage in passages), (question.id, place)


def test_the_suite_asks_everything_and_scores_each_group(tmp_path):
    result = run(embedder=HashEmbedder, root=tmp_path)
    assert result.embedder == "hash-256"
    assert len(result.outcomes) == sum(len(load_questions(corpus)) for corpus in CORPORA)
    assert {"test", "tuning", "test/orrelune", "test/en", "test/de"} <= set(result.scores)
    english = result.scores["test/en"]
    assert english.recall.value > 0.4  # the stand-in knows words only
    assert english.recall.low < english.recall.value < english.recall.high
    assert result.model_dump_json()


@pytest.mark.slow
def test_the_embedded_model_does_as_well_as_it_did():
    assert run().below == ()


def test_a_figure_under_its_floor_is_named():
    answerable = load_questions(SAMPLE_BRAND)[0]
    missed = Outcome(question=answerable, answered=False, rank=None, dense_rank=None, lexical_rank=None)
    missed = missed.model_copy(update={"question": answerable.model_copy(update={"split": "test"})})
    result = RetrievalResult(embedder="none", scores={}, outcomes=(missed,), rows=1, scored=1)
    assert not result.ok
    lines = [line.split()[0] for line in result.below]
    assert lines == ["recall", "mrr", "declined:", "answered", "ragas", "ragas", "quoted"]


def test_ranks_become_recall_and_mrr():
    answerable, unanswerable = load_questions(SAMPLE_BRAND)[0], load_questions(SAMPLE_BRAND)[-1]

    def outcome(question, answered, rank):
        return Outcome(question=question, answered=answered, rank=rank, dense_rank=rank, lexical_rank=None)

    scored = score([outcome(answerable, True, 1), outcome(answerable, False, 6), outcome(unanswerable, False, None)])
    assert (scored.recall.value, scored.mrr.value, scored.lexical_recall.value) == (0.5, pytest.approx(7 / 12), 0)
    assert (scored.answered.value, scored.declined.value, scored.declined.n) == (0.5, 1, 1)


def test_fitting_finds_the_feature_that_tells():
    examples = [
        Example({"tells": float(n % 2), "noise": float(n % 3)}, answerable=bool(n % 2), weight=1.0) for n in range(60)
    ]
    weights = fit(examples, ("tells", "noise"))
    assert weights.probability({"tells": 1.0, "noise": 1.0}) > 0.9 > 0.1 > weights.probability({"tells": 0, "noise": 1})
    assert abs(weights.weights["noise"]) < 0.2 < weights.weights["tells"]


def test_the_guide_is_asked_where_its_folder_is_given(tmp_path):
    assert corpora(None) == CORPORA
    assert corpora(tmp_path)[GUIDE] == tmp_path
