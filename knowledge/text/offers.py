"""Shares and offers told in words: half price, two thirds, twice, two for one, free shipping."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from knowledge.text.bargains import find_bargains
from knowledge.text.further_offer_rows import FURTHER
from knowledge.text.gifts import find_gifts
from knowledge.text.needed import needles_of
from knowledge.text.needles import Needles
from knowledge.text.offer_rows import EVERYWHERE, LANGUAGES, Row
from knowledge.text.share_words import APART, SHARES

_Kind = Literal["price", "percent", "count", "measure"]


@dataclass(frozen=True)
class Found:
    kind: _Kind
    value: Decimal | str
    start: int
    end: int
    unit: str | None


_NOTHING = Decimal(0)
_WHOLES = (3, 4, 5, 6, 7, 8, 9, 10)


def _shares(language: str) -> tuple[Row, ...]:
    if language not in SHARES:
        return ()
    between, listed = SHARES[language]
    apart = rf"(?: [a-zà-ÿ]+)? {APART[language]}" if language in APART else "(?!)"  # "trois flacons sur quatre"
    names = listed.split()
    needle = re.split(r"\W", between)[0]  # "" where it begins with a choice
    halves: tuple[Row, ...] = ((needle, rf"(?<![\w.,])(?:{names[0]}|1){apart} (?:{names[1]}|2)(?!\w)", "percent 50"),)
    return halves + tuple(
        (
            needle,
            rf"(?<![\w.,])(?:{names[part - 1]}|{part})(?: {between}|{apart}) (?:{names[whole - 1]}|{whole})"
            r"(?![\w.,]\d|\w)",
            f"percent {round(Decimal(100 * part) / whole, 1).normalize():f}",
        )
        for whole in _WHOLES
        for part in range(1, whole)
    )


def find_offers(low: str, language: str) -> list[Found]:
    """`low` is a `plain_text`. The earlier row wins where two overlap."""
    found: list[Found] = []
    taken: set[int] = set()
    share = _some_share(language)
    needles, rows = _rows(language, shares=share is not None and share.search(low) is not None)
    for number in needles.standing_in(low):
        pattern, kind, value, unit = rows[number]
        for match in pattern.finditer(low):
            start, end = match.start(), match.start() + len(match[0].rstrip())
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(Found(kind, value, start, end, unit))
    for start, end in (*find_gifts(low, language), *find_bargains(low, language)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(Found("price", _NOTHING, start, end, "free"))
    return found


@lru_cache(maxsize=16)
def _some_share(language: str) -> re.Pattern[str] | None:
    """Stands in every text that a row of `_shares` finds something in; None where there are no such rows."""
    if language not in SHARES:
        return None
    between, listed = SHARES[language]
    wholes = "|".join(listed.split()[1:])
    return re.compile(rf" {between} (?:{wholes}|[0-9])")


@lru_cache(maxsize=32)
def _rows(
    language: str, *, shares: bool
) -> tuple[Needles, tuple[tuple[re.Pattern[str], _Kind, Decimal | str, str | None], ...]]:
    rows = LANGUAGES.get(language, FURTHER.get(language, ())) + EVERYWHERE + (_shares(language) if shares else ())
    found = tuple((re.compile(pattern), *_meaning(says)) for _, pattern, says in rows)
    needles = [_needles(needle, pattern) for (needle, _, _), (pattern, *_) in zip(rows, found, strict=True)]
    return Needles(needles), found


def _needles(needle: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """What is read off the pattern, where that tells more."""
    read = needles_of(pattern)
    return read if min(map(len, read)) > len(needle) else (needle,)


def _meaning(says: str) -> tuple[_Kind, Decimal | str, str | None]:
    kinds: dict[str, _Kind] = {"price": "price", "percent": "percent", "count": "count", "measure": "measure"}
    kind, value, unit = (*says.split(), None)[:3]
    return kinds[str(kind)], str(value) if "+" in str(value) else Decimal(str(value)), unit
