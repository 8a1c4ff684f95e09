"""Front matter is read by the fast reader of YAML only where it reads like the other one."""

import pytest
import yaml

from tools.text import front_matter
from tools.text.front_matter import field_blocks

FIELDS = (
    "title: A calm scent\nsummary: 'it''s late'\n",
    'title: "Ein Duft: 😀"\r\nsummary: |\r\n  one\r\n  zwei é\r\n',
    "a: >-\n  one\n\n  two\nb: |+\n  x\n\nc: d\n",
    'm:\n  n: o\nl: [a, b]\nu: a\n  b # c\nq: "a\\\n  b"\n',
    "n: 12\nf: ~\nt: true\ns: !!str 5\nr: &a hello\np: *a\n",
    "a: b\nc\n",
    "a: \tb\n",
    "\ufeffa: b\n",
    "a: b\u2028c\n",
)


@pytest.mark.parametrize("fields", FIELDS)
def test_both_readers_read_alike(monkeypatch, fields):
    text = f"---\n{fields}---\nBody.\n"
    fast = list(map(repr, field_blocks(text)))
    monkeypatch.setattr(front_matter, "_loader", lambda _: yaml.SafeLoader)
    assert fast == list(map(repr, field_blocks(text)))


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "[{"])
def test_what_is_nested_too_deeply_is_nothing(sign):
    assert list(field_blocks(f"---\na: b\nc: {sign * 5_000}\n---\n")) == []
    assert list(field_blocks(f"---\n{sign * 5_000}\n---\n")) == []


def test_many_items_are_read_all_the_same():
    items = "\n".join("- x" for _ in range(350))
    (block,) = field_blocks(f"---\na: b\nc:\n{items}\n---\n")
    assert block.text == "b"
