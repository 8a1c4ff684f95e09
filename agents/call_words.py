"""A tool call in one short line, for lists: what would be run, and for whom."""

import json
from collections.abc import Mapping
from typing import Any

LONGEST = 80  # characters of arguments


def call_words(tool: str, arguments: Mapping[str, Any], requester: str) -> str:
    """ "Run refund for mara: order 7, amount 250000"; the card shows the arguments whole."""
    said = [f"{name} {_plain(value)}" for name, value in arguments.items()]
    each = ", ".join(sorted(said, key=len))  # the short ones first: no letter hides to whom it goes
    line = each if len(each) <= LONGEST else each[: LONGEST - 1].rstrip(" ,") + "…"
    return f"Run {tool} for {requester}: {line}" if line else f"Run {tool} for {requester}"


def _plain(value: object) -> str:
    """On one line, without quotation marks around text."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(said.split())
