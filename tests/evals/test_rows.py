"""Datasets are refused in one plain line, with the number of the row."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from evals.rows import read_rows
from evals.thresholds import thresholds
from knowledge.errors import InputError


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    text: str = ""
    tags: tuple[str, ...] = ()
    more: dict[str, int] = {}


def test_rows_are_read_in_order_and_empty_lines_left_out(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "b"}\n\n{"id": "a", "text": "words"}\n', encoding="utf-8")
    assert [row.id for row in read_rows(file, Row)] == ["b", "a"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1]", "a row is an object in braces, and this is a list."),
        ('"words"', "a row is an object in braces, and this is text."),
        ("null", "a row is an object in braces, and this is empty."),
        ('{"id": ""}', "the id is empty. Give the row one."),
        ('{"id": "  "}', "the id is empty. Give the row one."),
        ('{"id": "b", "id": "c"}', "the key 'id' is there twice. Leave one of them out."),
        ('{"id": "b", "more": {"x": 1, "x": 2}}', "the key 'x' is there twice. Leave one of them out."),
        ('{"id": "a"}', "the id 'a' is there twice. Give one of them another."),
        ('{"id": 7}', "'id' must be text, and is a number."),
        ('{"id": "b", "tags": "one"}', "'tags' must be a list, and is text."),
        ('{"id": "b", "text": null}', "'text' must be text, and is empty."),
        ('{"id": "b", "colour": "red"}', "there is no key 'colour'. The keys: id, text, tags, more."),
        ("{}", "'id' is missing."),
        ("{", "this is not JSON: Expecting property name enclosed in double quotes."),
    ],
)
def test_a_row_that_is_none_is_refused(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f'{{"id": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_rows(file, Row)
    assert str(refused.value) == f"{file}, line 2: {said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "it must be keys with values, and is a list."),
        ("prose: [1]", "'prose' must be keys with values, and is a list."),
        ("prose: {rows: 24, red: 5}", "'prose.red' must be keys with values, and is a number."),
        ("prose: {rows: many}", "'prose.rows' must be a whole number, and is text."),
        ("prose: {rows: 24, red: {at_most: none}}", "'prose.red.at_most' must be a number, and is text."),
    ],
)
def test_thresholds_of_another_shape_are_refused_in_plain_words(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        thresholds("prose", file)
    assert str(refused.value) == f"{file}: {said}"
