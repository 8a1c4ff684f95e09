import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import DocumentMeta
from knowledge.labels import SURE, Guesser, agreement, vote
from knowledge.passages import Passage


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


EXAMPLES = {"a": unit(1, 0), "b": unit(0.99, 0.1), "c": unit(0, 1), "d": unit(0.1, 0.99)}
VALUES = {"a": "product", "b": "product", "c": "legal", "d": "legal"}


def passage(key: str, document: str, kind: str = "other") -> Passage:
    values = {"title": "T", "heading": (), "position": 0, "line": 1, "locale": "en"}
    return Passage(id=key, brand="b", document=document, text=f"words of {key}", kind=kind, **values)


def test_the_nearest_examples_decide_and_stand_beside():
    found = vote(unit(0.9, 0.2), EXAMPLES, VALUES)
    assert found is not None
    assert (found.value, found.is_sure) == ("product", True)
    assert [key for key, _ in found.nearest] == ["b", "a", "d", "c"]


def test_between_two_kinds_nobody_is_sure():
    found = vote(unit(1, 1), EXAMPLES, VALUES)
    assert found is not None
    assert not found.is_sure


def test_without_two_values_there_is_nothing_to_choose():
    assert vote(unit(1, 0), EXAMPLES, dict.fromkeys(VALUES, "legal")) is None
    assert vote(unit(1, 0), {}, {}) is None


@given(
    st.lists(st.floats(-1, 1, width=32), min_size=2, max_size=2).filter(lambda pair: abs(pair[0]) + abs(pair[1]) > 0.1)
)
def test_a_confidence_is_a_share(pair):
    found = vote(unit(*pair), EXAMPLES, VALUES)
    assert found is not None
    assert 0.5 <= found.confidence <= 1
    assert found.is_sure == (found.confidence >= SURE)


def guesser(people: dict[str, str]) -> Guesser:
    vectors = EXAMPLES | {"x": unit(0.95, 0.1), "y": unit(1, 1)}
    said = {"a": "known.md", "b": "known.md", "c": "law.md", "d": "law.md"}
    passages = {key: passage(key, name, VALUES[key]) for key, name in said.items()}
    passages |= {key: passage(key, "new.pdf") for key in ("x", "y")}
    return Guesser(passages, vectors, {"kind": people, "voice": {}}, {"known.md", "law.md"}, {})


def test_what_is_sure_is_taken_and_the_rest_waits_with_its_examples():
    found = guesser({})
    assert found.sure("kind") == {"x": "product"}
    (waits,) = found.unsure()
    assert (waits.passage, waits.field) == ("y", "kind")
    assert len(waits.nearest) == 3
    assert {one.value for one in waits.nearest} == {"product", "legal"}


def test_a_persons_label_wins_and_serves_the_next_guess():
    found = guesser({"x": "legal"})
    assert "x" not in found.sure("kind")
    (waits,) = found.unsure()
    assert "x" in {one.passage for one in waits.nearest} or waits.guess == "legal"


def test_past_copy_without_a_voice_waits_for_one():
    vectors = EXAMPLES | {"z": unit(1, 0.05)}
    passages = {key: passage(key, "on.md" if key in "ab" else "off.md", "past_copy") for key in EXAMPLES}
    passages["z"] = passage("z", "new.md", "past_copy")
    voices = {"on.md": "on", "off.md": "off", "new.md": None}
    found = Guesser(passages, vectors, {"kind": {}, "voice": {}}, {"on.md", "off.md", "new.md"}, voices)
    assert found.sure("voice") == {"z": "on"}


def test_agreement_leaves_a_documents_own_passages_out():
    group = {"a": "1", "b": "2", "c": "3", "d": "4"}
    assert agreement(EXAMPLES, VALUES, group) == (4, 4, 4)
    assert agreement(EXAMPLES, VALUES, dict.fromkeys(EXAMPLES, "1")) == (0, 0, 4)


@pytest.mark.parametrize("kind", ["past_copy", "legal"])
def test_kinds_of_the_labels_are_those_of_documents(kind):
    assert DocumentMeta(kind=kind).kind == kind
