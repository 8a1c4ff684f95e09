"""A given name alone, of somebody who acts or speaks in the brand's copy: "Femke has found your rattle"."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.phrases import fold
from tools.people.person_names import given_names

_FILE = Path(__file__).with_name("acting.yaml")
_OF_THE_HOUSE = re.compile(
    r"(?<!\w)(?:us|our|unser\w*|uns|nous|notre|nos|nuestr\w+|ci|nostr\w+|ons|onze|noss\w+)(?!\w)"
    r"|(?: (?:the|der|die|das|le|la|les|el|il|lo|de|het|o|a))? [A-ZÀ-ÖØ-Þ]\w*$"
)
_A_CAPITAL = 2  # a space and the first letter
_SHORTEST = 3  # letters
_AHEAD = 120  # characters in which the verb's participle stands


@dataclass(frozen=True)
class _Read:
    words: frozenset[str]  # names that are words too
    nobody: frozenset[str]
    acts: dict[str, re.Pattern[str]]
    works: dict[str, re.Pattern[str]]
    press: dict[str, re.Pattern[str]]
    goods: re.Pattern[str]


def is_given(word: str) -> bool:
    """Whether it is a listed given name, and nothing else."""
    folded = fold(word)
    return folded in given_names() and folded not in _read().words


def acts_alone(word: str, text: str, end: int, language: str) -> bool:
    """Whether a word with a capital, which ends at `end`, names somebody by what follows it: for a listed given name
    any verb of a person, for another word only work that somebody did for the reader or on a thing.
    """
    read, folded = _read(), fold(word)
    after = text[end : end + _AHEAD].lower()
    if folded in read.words or folded in read.nobody or language not in read.works:
        return False
    if is_given(word) and read.acts[language].match(after):
        return True
    if len(word) < _SHORTEST or word.isupper():
        return False
    if read.works[language].match(after):
        return True
    told = read.press[language].match(after)
    return told is not None and _OF_THE_HOUSE.search(text[end : end + told.end() + _A_CAPITAL]) is not None


def does_something(text: str, end: int, language: str) -> bool:
    """Whether a verb of a person follows, and none that is said of goods."""
    acts = _read().acts.get(language)
    after = text[end : end + _AHEAD].lower()
    return acts is not None and acts.match(after) is not None and _read().goods.match(after) is None


@cache
def _read() -> _Read:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return _Read(
        words=frozenset(fold(read["also_words"]).split()),
        nobody=frozenset(fold(read["nobody"]).split()),
        acts=_patterns(read["acts"]),
        works=_patterns(read["works"]),
        press=_patterns(read["press"]),
        goods=re.compile(" (?:" + re.sub(r"\s+\|", "|", read["goods"].strip()) + r")(?!\w)"),
    )


def _patterns(listed: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """A line's end in the file is a space, which no alternative ends with."""
    return {language: re.compile(re.sub(r"\s+\|", "|", one)) for language, one in listed.items()}
