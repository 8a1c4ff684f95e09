import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import DocumentMeta
from knowledge.labels import KINDS, SURE, Guesser, Vote, agreement, choices, votes
from knowledge.passages import Passage


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


EXAMPLES = {"a": unit(1, 0), "b": unit(0.99, 0.1), "c": unit(0, 1), "d": unit(0.1, 0.99)}
VALUES = {"a": "product", "b": "product", "c": "legal", "d": "legal"}


def vote(vector: np.ndarray, examples: dict, values: dict) -> Vote | None:
    return votes({**examples, "asked": vector}, values).get("asked")


def passage(key: str, document: str, kind: str = "other") -> Passage:
    values = {"title": "T", "heading": (), "position": 0, "line": 1, "locale": "en"}
    return Passage(id=key, brand="b", document=document, text=f"words of {key}", kind=kind, **values)


def test_the_nearest_examples_decide_and_stand_beside():
    found = vote(unit(0.9, 0.2), EXAMPLES, VALUES)
    assert found is not None
    assert (found.value, found.is_sure) == ("product", True)
    assert [key for key, _ in found.nearest][:2] == ["b", "a"]


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


def test_a_persons_label_is_never_guessed_over_and_serves_the_next_guess():
    before, after = guesser({}), guesser({"x": "legal", "a": "legal", "b": "legal", "c": "product", "d": "product"})
    assert "x" in before.sure("kind")
    assert "x" not in after.sure("kind")
    (waits,) = before.unsure()
    changed = after.sure("kind").get("y") or after.unsure()[0].guess
    assert waits.passage == "y"
    assert changed in {"legal", "product"}
    features = EXAMPLES | {"x": unit(0.95, 0.1), "y": unit(1, 1)}
    assert "x" in {key for key, _ in votes(features, VALUES | {"x": "legal"})["y"].nearest}


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


def test_a_description_decides_where_examples_do_not():
    described = {"product": unit(1, 0), "legal": unit(0, 1)}
    plain = votes({**EXAMPLES, "asked": unit(1, 0.8)}, VALUES)["asked"]
    helped = votes({**EXAMPLES, "asked": unit(1, 0.8)}, VALUES, described)["asked"]
    assert helped.confidence > plain.confidence


def test_every_kind_that_can_be_chosen_is_described():
    assert set(KINDS) == set(choices("kind"))
    assert all(DocumentMeta(kind=kind).kind == kind for kind in KINDS)
