"""What a seller promises for nothing without the words "free" or "gratis".

"The third day is on us", "liegt als Geschenk in jedem Paket". The words stand in gifts.yaml.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.needles import Needles
from knowledge.text.wordlist import one_of

_FILE = Path(__file__).with_name("gifts.yaml")
_ANY = r"(?:[^\s,;:.!?]+ ){0,6}?"


@lru_cache(maxsize=1)
def _read() -> dict[str, list[list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, list[list[str]]] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read


@lru_cache(maxsize=16)
def _rows(language: str) -> tuple[Needles, tuple[re.Pattern[str], ...]]:
    rows = _read().get(language, ())
    return Needles([(needle,) for needle, _ in rows]), tuple(
        re.compile(rf"(?<![\w'’])(?:{pattern.replace('ANY ', _ANY)})(?!\w)") for _, pattern in rows
    )


@lru_cache(maxsize=16)
def gift_words(language: str) -> str:
    """Alternatives of a regular expression: a text without any of them promises nothing in this way."""
    needles = {needle for needle, _ in _read().get(language, ())}
    return one_of(needles) if needles else r"(?!)"


def find_gifts(low: str, language: str) -> Iterator[tuple[int, int]]:
    """Where one is promised. `low` is a `plain_text`; places may overlap."""
    needles, patterns = _rows(language)
    for number in needles.standing_in(low):
        for match in patterns[number].finditer(low):
            yield match.span()
