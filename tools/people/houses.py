"""Houses that a text names: a bookshop, an hotel, a magazine, by its kind and its name."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.guarded import GuardedMany

_FILE = Path(__file__).with_name("houses.yaml")
_ARTICLE = (
    r"(?i:(?:the|an?|our|der|die|das|dem|den|unser\w*|le|la|les|un|une|du|au|el|los|las|una|al|il|lo|gli|uno|della|dal"
    r"|nella|alla|de|het|een|o|os|as|um|uma|do|no|na|pelo|pela) |(?:l|d|all|dell|nell)['’])"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_LINK = (
    r"(?: (?:of|the|de|des|du|del|della|dei|degli|di|do|da|dos|van|zum|zur|am|im|van de|van het|à|al|y|e|et|und|en|&))"
)
_OPENERS = "The De Het Der Die Das Le La Les El Los Las Il Gli Os As Zum Zur"
_NAME = rf"(?:(?:{_OPENERS.replace(' ', '|')}) )?{_CAPITAL}(?:(?:{_LINK}){{0,2}} {_CAPITAL}){{0,4}}"
_BEGINS = r"(?<![\w#@/.&'’-])"
_TOKEN = re.compile(_CAPITAL)
_ARTICLES = frozenset(_OPENERS.casefold().split())


@dataclass(frozen=True)
class House:
    text: str
    start: int


def houses(text: str, language: str, known: Collection[str]) -> Iterator[House]:
    """Those with a word in their name that is not known."""
    patterns = _patterns().get(language)
    for _, found in patterns.finditer(text) if patterns else ():
        named = [word.casefold() for word in _TOKEN.findall(found["name"])]
        telling = [word for word in named if word not in _ARTICLES and word not in _kinds()]
        if telling and not all(word in known for word in telling):
            yield House(found[0], found.start())


class _Words(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nouns: dict[str, str]
    last: str
    kinds: str


@cache
def _patterns() -> dict[str, GuardedMany]:
    """By language: the kind before the name, and in English also behind it."""
    words = _words()
    named = rf"(?:the|our|at|in|by) (?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
    behind = {"en": {"behind": re.compile(rf"{_BEGINS}{named} (?:{_joined(words.last)})(?!\w)")}}
    return {
        language: GuardedMany(
            {
                "before": re.compile(rf"{_BEGINS}{_ARTICLE}?(?:{_joined(nouns)}) [\"“„«]?(?P<name>{_NAME})"),
                **behind.get(language, {}),
            }
        )
        for language, nouns in words.nouns.items()
    }


def _joined(listed: str) -> str:
    return re.sub(r"\s+\|", "|", listed)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(_words().kinds.split())


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
