"""How each locale writes, read from locale_check.yaml."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

DATA = Path(__file__).with_name("locale_check.yaml")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Written(_Model):
    """Numbers, prices, dates and the clock. A format that is empty is not checked."""

    locales: tuple[str, ...]
    decimal: Literal[",", "."]
    thousands: str
    sign: Literal["before", "after"]
    date: str = ""
    clock: str = ""
    minutes: str = ""


class Address(_Model):
    """A form of address. `inside`: the words only count as they are written, and not at a sentence's beginning."""

    name: str
    words: tuple[str, ...]
    inside: bool = False


class Habits(_Model):
    source: str | None
    names: dict[str, str]
    written: dict[str, Written]
    address: dict[str, tuple[Address, ...]]
    telling: dict[str, str]


@cache
def habits() -> Habits:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Habits.model_validate(yaml.load(DATA.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


@cache
def telling() -> dict[str, str]:
    """Frequent words that only one language has, each with that language; lower case, with a straight apostrophe."""
    lists = frequent()
    shared = Counter(word for own in lists.values() for word in own)
    return {word: language for language, own in lists.items() for word in own if shared[word] == 1}


@cache
def frequent() -> dict[str, frozenset[str]]:
    """The frequent words of each language, written as in `telling`; French and Spanish share many."""
    return {language: frozenset(words.split()) for language, words in habits().telling.items()}


def written(locale: str) -> Written | None:
    """None for a locale that writes in a way of its own, or is not known."""
    own = habits().written.get(locale.split("-")[0].lower())
    return own if own and locale.lower() in map(str.lower, own.locales) else None
