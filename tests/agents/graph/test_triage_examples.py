"""The labelled examples: enough, well-formed, shipped with vectors, and none of them in the suite's test part."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from agents.graph.example_vectors import VECTORS_SHIPPED, embed, write
from agents.graph.triage_examples import Example, ExampleRouter, read_brand_triage, read_examples, shipped_examples
from evals.triage.suite import REQUESTS, read
from knowledge.brand import BRANDS_SHIPPED
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError


def test_each_route_has_enough_examples_in_enough_languages() -> None:
    examples = shipped_examples()
    assert min(Counter(example.route for example in examples).values()) >= 40
    for route in {example.route for example in examples}:
        assert len({example.language for example in examples if example.route == route}) >= 6


def test_no_example_is_a_request_of_the_test_part() -> None:
    test = {row.text for row in read(REQUESTS) if row.part == "test"}
    assert not test & {example.text for example in shipped_examples()}


def test_every_shipped_example_has_its_vector() -> None:
    with np.load(VECTORS_SHIPPED, allow_pickle=False) as stored:
        name, dimension = str(stored["embedder"]), stored["whole"].shape[1]

    class Refuses:
        def __init__(self) -> None:
            self.name = name

        def passages(self, texts):
            raise AssertionError(f"not in the file: {texts}")

        query = passages

    texts = [example.text for example in shipped_examples()]
    assert embed(texts, Refuses()).shape == (len(texts), dimension)


def test_vectors_come_back_as_they_were_written(tmp_path: Path) -> None:
    path, embedder = tmp_path / "vectors.npz", HashEmbedder()
    write(["one bottle", "two candles"], embedder, path)
    found = embed(["two candles", "something new"], embedder, path)
    assert np.allclose(found, embedder.passages(["two candles", "something new"]), atol=0.01)


def test_the_sample_brands_own_examples_are_read() -> None:
    own = read_brand_triage(BRANDS_SHIPPED / "orrelune" / "triage.yaml")
    assert own.examples
    assert "commuters" in own.segments


def test_a_brand_without_a_file_adds_nothing(tmp_path: Path) -> None:
    assert read_brand_triage(tmp_path / "triage.yaml").examples == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "x", "route": "nowhere"}', "line 1.*route"),
        ('{"text": "x", "route": "escalation"}', "line 1.*names an incident"),
        ("no json", "line 1"),
    ],
)
def test_a_broken_example_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_examples(path)


def test_an_unknown_key_of_a_brands_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "triage.yaml"
    path.write_text("exmaples: []", encoding="utf-8")
    with pytest.raises(InputError, match="exmaples"):
        read_brand_triage(path)


def test_the_same_examples_give_the_same_guess() -> None:
    examples = (Example(text="a b", route="research"), Example(text="c d", route="copywriting"))
    guesses = [ExampleRouter(examples, HashEmbedder).guess("a d") for _ in range(2)]
    assert guesses[0] == guesses[1]


def test_a_message_asked_about_twice_in_a_row_is_embedded_once() -> None:
    embedded: list[str] = []

    class Counting(HashEmbedder):
        def passages(self, texts):
            embedded.extend(texts)
            return super().passages(texts)

    examples = (Example(text="a b", route="research"), Example(text="c d", route="copywriting"))
    router = ExampleRouter(examples, Counting)
    first = router.guesses(["a d", "b c"])
    assert [router.guess("a d")] == first[:1]
    assert embedded.count("a d") == embedded.count("b c") == 1
