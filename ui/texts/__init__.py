"""What the pages say, in one catalogue: a folder for each language, in it a file for each page."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ui.locales import number

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
    shown = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
    return str(found).format(**shown)


class Table(Mapping[str, str]):
    """`Table("words.rating")["green"]`: what the catalogue calls each of a closed set; read when it is first asked."""

    def __init__(self, key: str) -> None:
        self._page, _, self._name = key.partition(".")

    @property
    def _words(self) -> Mapping[str, str]:
        found: Mapping[str, str] = catalogue(LANGUAGE, self._page)[self._name]
        return found

    def __getitem__(self, name: str) -> str:
        return self._words[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@cache
def catalogue(language: str, page: str) -> Mapping[str, Any]:
    """Every text of a page, as it is written. Raises KeyError where there is no such page."""
    path = FOLDER / language / f"{page}.yaml"
    if not path.is_file():
        raise KeyError(f"{language}/{page}")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
