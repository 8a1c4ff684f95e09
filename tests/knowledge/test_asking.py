import numpy as np
import pytest

from knowledge.asking import QUESTIONS, Asking, asking_words
from knowledge.embedding import HashEmbedder, Vectors
from knowledge.lexical import words


class CountingEmbedder(HashEmbedder):
    asked = 0

    def query(self, text: str) -> Vectors:
        self.asked += 1
        return super().query(text)


def test_every_language_has_as_many_questions():
    import yaml

    everyday = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    assert len(everyday) >= 8
    assert {len(set(questions)) for questions in everyday.values()} == {16}


def test_what_questions_share_is_taken_out():
    embedder = HashEmbedder()
    passages = embedder.passages(["How is the what of the which?", "Exclamation marks: none."])
    asked = embedder.query("How is the what of exclamation marks?")
    subject = Asking(embedder).subject(asked, "en")
    before, after = passages @ asked, passages @ subject
    assert after[1] - after[0] > before[1] - before[0]
    assert np.linalg.norm(subject) == pytest.approx(1, abs=1e-5)


def test_a_language_is_learnt_when_it_is_first_asked_in():
    embedder = CountingEmbedder()
    asking = Asking(embedder)
    vector = embedder.passages(["anything"])[0]
    assert embedder.asked == 0
    asking.subject(vector, "de")
    asking.subject(vector, "de")
    assert embedder.asked == 16
    for language in ("tr", "sv", ""):  # without a list: a few of each stand for all
        assert np.isfinite(asking.subject(vector, language)).all()
    assert embedder.asked == 16 + 4 * 8


def test_words_of_asking_are_known_and_words_of_a_subject_are_not():
    assert {"what", "how", "the", "is"} <= asking_words("en")
    assert {"wie", "der", "die"} <= asking_words("de")
    assert not asking_words("en") & set(words("bottle price comma refund"))
    assert asking_words("tr") == frozenset()
