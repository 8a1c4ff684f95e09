"""A number of a copy with what it is asked by: whether it follows from others, is rounded, is a share."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.guarded import Guarded
from knowledge.text.numerals import language_of, number_words
from knowledge.text.quantities import Quantity

_LONGEST_HEDGE = 40  # characters, and the one before
_HEDGE = Guarded(
    r"(?<!\w)(?:about|around|roughly|nearly|almost|just (?:over|under)"
    r"|(?:a )?(?:little|bit) (?:more|less|over|under)(?: than)?"
    r"|etwa|rund|fast|knapp|gut|etwas (?:mehr|weniger|über|unter)(?: als)?|kaum (?:mehr|weniger) als|environ|presque"
    r"|(?:un )?peu (?:plus|moins) (?:de|d['’])|à peine (?:plus|moins) (?:de|d['’])|près de"
    r"|casi|unos|unas|algo (?:más|menos) de|(?:un )?poco (?:más|menos) de|apenas|quasi|circa|(?:un )?po(?:co"
    r"|['’]) (?:più|meno) di"
    r"|bijna|ongeveer|iets (?:meer|minder) dan|quase|cerca de|um pouco (?:mais|menos) (?:de|do) que"
    r"|not even|less than|under|weniger als|unter|moins de|menos de|ni|meno di|minder dan|keine|nicht einmal"
    r"|nicht mal|pas même|même pas|ni siquiera|nemmeno|nog geen|nem)\s*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W\d_]+)*")


class Asked(NamedTuple):
    """A number with the sentence it stands in and its place there, the ones before, and the products they speak of."""

    number: Quantity
    sentence: str
    before: str
    locale: str
    products: frozenset[str]
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.number.text)

    @property
    def is_hedged(self) -> bool:
        return _HEDGE.search(self.sentence[: self.at].rstrip()[-_LONGEST_HEDGE:]) is not None


@lru_cache(maxsize=256)
def spelled(text: str, locale: str) -> tuple[Decimal, ...]:
    """Its numbers that are written out, also where nothing says what they count: "two cost €38, three cost €57"."""
    known = number_words(language_of(locale))
    written = (match[0].lower() for match in _WORDS.finditer(text))
    return tuple(Decimal(known.get(one, one)) for one in written if one in known or one.isdecimal())
