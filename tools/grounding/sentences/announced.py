"""Whether a sentence announces something of the seller's: a shop that opens, bikes that came, who prints the boxes.

It does where a verb of beginning stands with something that says that it is new (a month, "now also", "a third") and
with the house or a town. Words stand in announced.yaml. What is asked or denied announces nothing.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.numerals import language_of
from knowledge.text.units import MONTHS
from knowledge.text.wordlist import alternatives, one_of
from tools.grounding.towns import find_towns

_FILE = Path(__file__).with_name("announced.yaml")
# What stands before a month or a year: "since October", "en abril".
_WHEN = {
    "en": "in|since|from|as of|until",
    "de": "im|seit|ab|in|zum",
    "fr": "en|depuis|dès|à partir de|d['’]ici",
    "es": "en|desde|a partir de",
    "it": "in|da|dal|a",
    "nl": "in|sinds|vanaf",
}
_DENIED = re.compile(
    r"(?<!\w)(?:not|never|no longer|nicht|nie|kein\w*|ne|pas|jamais|no|nunca|non|mai|niet|geen|nooit)(?!\w)|n['’]t\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, dict[str, str]] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    told = _read().get(language)
    if told is None:
        return None
    words = {name: alternatives(one) for name, one in told.items()}
    months = one_of(name for row in MONTHS[language] for name in row.split())
    when = rf"(?:{_WHEN[language]}) (?:{months}|20\d\d)"
    return (
        re.compile(rf"(?<!\w)(?:{words['verbs']})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{words['news']}|{when})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{words['house']})(?!\w)"),
    )


@lru_cache(maxsize=4_096)
def is_announced(sentence: str, locale: str) -> bool:
    patterns = _patterns(language_of(locale))
    if patterns is None or sentence.endswith("?"):
        return False
    verb, news, house = patterns
    low = sentence.lower()
    if not news.search(low) or not verb.search(low) or _DENIED.search(low):
        return False
    return house.search(low) is not None or bool(find_towns(sentence))
