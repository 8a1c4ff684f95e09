"""Towns that a text names, whatever their names in other languages."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.wordlist import one_of

_FILE = Path(__file__).with_name("towns.yaml")
_TEXTS = 4_096  # remembered


@dataclass(frozen=True)
class Town:
    """`name` is its first in the list, so that "Gand" and "Ghent" are one."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=_TEXTS)
def find_towns(text: str) -> tuple[Town, ...]:
    """With a capital, in the text's order."""
    pattern, names = _pattern()
    low = text.lower()
    if len(low) != len(text):
        return ()
    return tuple(
        Town(names[match[0]], match.start(), match.end())
        for match in pattern.finditer(low)
        if text[match.start()].isupper()
    )


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    names: dict[str, str] = {}
    for line in read["towns"].splitlines():
        first, *others = line.split("/")
        names |= dict.fromkeys((first, *others), first)
    return re.compile(rf"(?<![\w-]){one_of(names)}(?![\w-])"), names
