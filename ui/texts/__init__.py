"""What the pages say, in one catalogue: a folder for each language, in it a file for each page."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
LANGUAGE = "en"


def say(key: str, /, **values: object) -> str:
    """`say("knowledge.found", n=3)`: the words of `en/knowledge.yaml` under `found`, `{n}` filled in.

    An entry of `one` and `many` is chosen by `n`. Raises KeyError for words that nobody has written, or that lack a
    value.
    """
    page, _, name = key.partition(".")
    found = catalogue(LANGUAGE, page)[name]
    if isinstance(found, Mapping):
        found = found["one" if values["n"] == 1 else "many"]
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return str(found).format(**shown)


@cache
def catalogue(language: str, page: str) -> Mapping[str, Any]:
    """Every text of a page, as it is written. Raises KeyError where there is no such page."""
    path = FOLDER / language / f"{page}.yaml"
    if not path.is_file():
        raise KeyError(f"{language}/{page}")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
