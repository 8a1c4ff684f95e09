import numpy as np
import pytest

from knowledge.kindred import Kindred, WordVectors, is_word, telling
from knowledge.lexical import Lexicon
from knowledge.progress import silent

TEXTS = ["The bottle costs 118 euros.", "The candle burns for forty hours.", "A bottle and a candle."]
MEANING = {"bottle": (1.0, 0.0), "flakon": (0.96, 0.28), "candle": (0.0, 1.0), "river": (-0.7, -0.7)}


class Words:
    """An embedder of words that counts how many it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def words(self, words):
        self.asked += len(words)
        return np.array([MEANING.get(word, (-1.0, 0.0)) for word in words], dtype=np.float32)


def kindred(texts=TEXTS):
    lexicon = Lexicon(texts)
    vocabulary = [token for token in lexicon.vocabulary() if is_word(token)]
    return Kindred(lexicon, vocabulary, Words().words(vocabulary).astype(np.float16))


def test_a_word_finds_the_texts_that_hold_its_kin():
    coverage = kindred().coverage(["flakon"], Words().words(["flakon"]))
    assert coverage[0] == coverage[2] == pytest.approx((0.96 - 0.4) / 0.6, abs=1e-3)
    assert coverage[1] == 0


def test_a_word_without_kin_takes_away_from_the_rest():
    alone = kindred().coverage(["bottle"], Words().words(["bottle"]))
    beside = kindred().coverage(["bottle", "river"], Words().words(["bottle", "river"]))
    assert alone[0] == pytest.approx(1.0, abs=1e-3)
    assert 0 < beside[0] < alone[0]


def test_no_texts_and_no_words_are_no_coverage():
    assert kindred([]).coverage(["bottle"], Words().words(["bottle"])).shape == (0,)
    assert not kindred().coverage([], np.zeros((0, 2), np.float32)).any()


def test_what_is_asked_about_is_told_from_how_it_is_asked():
    assert telling("How much is the bottle of 2026?", {"how", "much", "is", "the", "of"}) == ["bottle"]
    assert telling("how much", {"how", "much"}) == ["how", "much"]


def test_words_are_learnt_once_and_kept_in_a_file(tmp_path):
    embedder, file = Words(), tmp_path / "brand.words.npz"
    first = WordVectors(file, "e").of(["bottle", "candle"], embedder, silent)
    again = WordVectors(file, "e").of(["bottle", "candle", "flakon"], embedder, silent)
    assert embedder.asked == 3
    assert np.array_equal(first, again[:2])
    assert [path.name for path in tmp_path.iterdir()] == ["brand.words.npz"]


@pytest.mark.parametrize("spoil", [b"", b"PK\x03\x04 cut off", None])
def test_a_file_that_cannot_be_used_is_made_anew(tmp_path, spoil):
    file = tmp_path / "brand.words.npz"
    WordVectors(file, "another embedder").of(["bottle"], Words(), silent)
    if spoil is not None:
        file.write_bytes(spoil)
    embedder = Words()
    assert WordVectors(file, "e").of(["bottle"], embedder, silent).shape == (1, 2)
    assert embedder.asked == 1


def test_words_are_found_where_no_file_can_be_written(tmp_path):
    assert WordVectors(tmp_path / "nowhere" / "f.npz", "e").of(["bottle"], Words(), silent).shape == (1, 2)


def test_no_words_are_no_vectors_and_forget_none(tmp_path):
    embedder, vectors = Words(), WordVectors(tmp_path / "f.npz", "e")
    assert vectors.of([], embedder, silent).shape == (0, 0)
    vectors.of(["bottle"], embedder, silent)
    vectors.of([], embedder, silent)
    vectors.of(["bottle"], embedder, silent)
    assert embedder.asked == 1


def test_learning_words_is_told(tmp_path):
    told = []
    WordVectors(tmp_path / "f.npz", "e").of(["bottle"], Words(), lambda *step: told.append(step))
    assert told == [("Learning words", 0, 1), ("Learning words", 1, 1)]


def test_a_word_that_the_texts_hold_is_known_by_heart():
    assert kindred().meaning("bottle") == pytest.approx(MEANING["bottle"], abs=1e-3)
    assert kindred().meaning("flakon") is None
