"""Ways into a piece of copy: which of them suits a brief and a fact, and the words it opens with."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.text.quantities import find_quantities
from knowledge.text.vocabulary import stems

PLAINLY = "plainly"
SMALL = 10  # what style guides write as a word
_CURRENCY_OR_SHARE = frozenset({"EUR", "USD", "GBP", "CHF", "%"})


class Angle(BaseModel):
    """`openings` are first words that claim nothing, by language; `figure` opens with the lead fact's own figure."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    words: str
    suits: tuple[str, ...] = Field(alias="for")
    about: tuple[str, ...]
    openings: Mapping[str, tuple[str, ...]]
    figure: bool = False

    def fit(self, brief: Collection[str], fact: Collection[str]) -> int:
        """How well it suits the brief's stems and the fact's: what is said counts twice."""
        return len(_stems(self.suits) & set(brief)) + 2 * len(_stems(self.about) & set(fact))

    def opening(self, language: str, turn: int, figure: str | None = None) -> str | None:
        """The `turn`-th opening in this language; None where there is none."""
        if self.figure:
            return f"{figure}." if figure else None
        known = self.openings.get(language, ())
        return known[turn % len(known)] if known else None


@lru_cache(maxsize=1)
def shipped() -> tuple[Angle, ...]:
    rows = yaml.safe_load(Path(__file__).with_name("angles.yaml").read_text(encoding="utf-8"))
    return tuple(Angle.model_validate(row) for row in rows)


def figure_of(value: str, unit: str | None, statement: str) -> str | None:
    """ "25 refills" where a fact is a figure that can stand alone; prices, shares and small numbers cannot, and neither
    can one of several in its statement: "52 adults" says nothing without how many of them, and after how long."""
    if len(find_quantities(statement)) > 1:
        return None
    if unit is None or unit in _CURRENCY_OR_SHARE or not value.isdecimal() or int(value) < SMALL:
        return None
    return f"{value} {unit}"


@lru_cache(maxsize=256)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in stems(word))
