"""What a list says of a tool call."""

from typing import Any

import pytest

from agents.call_words import LONGEST, call_words


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"order": "7", "amount": 250000.5}, "Run refund for mara: order 7, amount 250000.5"),
        ({}, "Run refund for mara"),
        ({"note": "two\n lines", "tags": ["ä", None]}, 'Run refund for mara: note two lines, tags ["ä", null]'),
        ({"body": "x" * 200, "to": "kim"}, f"Run refund for mara: to kim, body {'x' * 66}…"),
        ({"note": "x" * 75}, f"Run refund for mara: note {'x' * 75}"),
        ({"note": "x" * 76}, f"Run refund for mara: note {'x' * 74}…"),
        ({"note": "x" * 73 + ", y"}, f"Run refund for mara: note {'x' * 73}…"),
    ],
)
def test_the_arguments_are_shown_in_short_and_for_whom(arguments: dict[str, Any], line: str) -> None:
    assert call_words("refund", arguments, "mara") == line
    assert len(line) <= len("Run refund for mara: ") + LONGEST
