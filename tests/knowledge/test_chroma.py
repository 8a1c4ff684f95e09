from collections.abc import Iterator

import numpy as np
import pytest

from knowledge.chroma import BATCH, VectorStore
from knowledge.embedding import HashEmbedder, OpenAIEmbedder
from knowledge.progress import silent


class Watched(HashEmbedder):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(16)
        self.asked: list[list[str]] = []

    def passages(self, texts):
        self.asked.append(list(texts))
        return super().passages(texts)


@pytest.fixture
def store(tmp_path) -> Iterator[VectorStore]:
    one = VectorStore(tmp_path / "vectors", "acme", "hash-16")
    yield one
    one.close()


def test_progress_is_told_within_a_batch(store):
    told: list[tuple[str, int, int]] = []
    texts = {f"w-{n}": f"text {n}" for n in range(BATCH + 3)}
    store.passages.fill(texts, Watched(), "Learning", lambda *one: told.append(one))
    done = [number for _, number, _ in told]
    assert done == sorted(set(done))
    assert (done[0], done[-1]) == (0, BATCH + 3)
    assert sum(number < BATCH for number in done) >= 4
    assert {(step, total) for step, _, total in told} == {("Learning", BATCH + 3)}


def test_an_endpoint_is_asked_for_many_at_once(store):
    embedder = Watched()
    embedder.at_once = OpenAIEmbedder.at_once
    texts = {f"w-{n}": f"text {n}" for n in range(embedder.at_once + 3)}
    store.passages.fill(texts, embedder, "Learning", silent)
    assert [len(asked) for asked in embedder.asked] == [embedder.at_once, 3]


def test_a_vector_is_that_of_its_own_text(store):
    texts = {f"w-{n}": f"text {n} {'word ' * (n % 7)}" for n in range(BATCH + 3)}
    store.passages.fill(texts, Watched(), "Learning", silent)
    held = store.passages.vectors(list(texts))
    assert held.keys() == texts.keys()
    assert all(np.allclose(held[key], HashEmbedder(16).query(text)) for key, text in texts.items())


def test_an_endless_word_is_embedded_by_its_beginning(store):
    embedder = Watched()
    store.passages.fill({"w-1": f"See {'x' * 90_000} here."}, embedder, "Learning", silent)
    assert embedder.asked == [[f"See {'x' * 200} here."]]


def test_what_is_there_is_not_embedded_again(store):
    embedder = Watched()
    for texts in ({"w-1": "one"}, {"w-1": "one", "w-2": "two"}):
        store.passages.fill(texts, embedder, "Learning", silent)
    assert embedder.asked == [["one"], ["two"]]
