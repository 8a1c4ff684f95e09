"""One digest for one text, another for any other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.signing.subjects import canonical_json, digest, draft_digest
from knowledge.errors import InputError

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)

DRAFT = {
    "brand": "orrelune",
    "channel": "instagram",
    "locale": "en",
    "audience": ("commuters", "regulars"),
    "targets": ("files",),
    "fields": {"caption": "Fill it again. At 48 EUR."},
    "citations": ("p1", "p2"),
    "attachments": (),
}


@given(values)
def test_canonical_json_is_json_and_comes_back_the_same(value: object) -> None:
    spelled = canonical_json(value)
    assert json.loads(spelled) == value
    assert canonical_json(json.loads(spelled)) == spelled


@given(values, values)
def test_different_values_are_spelled_differently(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_json(one) == canonical_json(other)) == same


def test_the_spelling_is_fixed() -> None:
    assert canonical_json({"b": 1, "a": ["é", None, True]}) == '{"a":["é",null,true],"b":1}'.encode()
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("value", "names"),
    [({"a": [1.0]}, r"\$\.a\[0\] is a float"), ({1: "a"}, "key 1"), (b"x", "bytes"), ("\ud800", "half of a character")],
)
def test_what_has_no_one_spelling_is_refused(value: object, names: str) -> None:
    with pytest.raises(InputError, match=names):
        canonical_json(value)


@pytest.mark.parametrize(
    "change",
    [
        {"brand": "other"},
        {"channel": "x"},
        {"locale": "en-GB"},
        {"audience": ("commuters",)},
        {"targets": ("files", "mail")},
        {"fields": {"caption": "Fill it again. At 49 EUR."}},
        {"fields": {"post": "Fill it again. At 48 EUR."}},
        {"citations": ("p2", "p1")},
        {"attachments": ("0" * 64,)},
    ],
)
def test_each_part_of_a_draft_is_in_its_digest(change: dict[str, object]) -> None:
    assert draft_digest(**{**DRAFT, **change}) != draft_digest(**DRAFT)


def test_the_order_of_a_set_is_not() -> None:
    assert draft_digest(**{**DRAFT, "audience": ("regulars", "commuters", "regulars")}) == draft_digest(**DRAFT)


def test_another_spelling_of_a_letter_is_another_text() -> None:
    assert digest("caf\u00e9") != digest("cafe\u0301")
