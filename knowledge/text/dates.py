"""Dates and times of day, in the formats of several languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from knowledge.text.needles import Needles
from knowledge.text.numerals import language_of
from knowledge.text.units import month_names
from knowledge.text.wordlist import one_of

# Each is tried where a row of digits begins.
_ISO = re.compile(r"(?<![\w.-])([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?!\d|-\d)")
_NUMERIC = re.compile(r"(?<![\w./-])([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![\w/]|[.-]\w)")
_DAY_MONTH_DOTS = re.compile(r"(?<![\w./-])([0-9]{1,2})\. ?([0-9]{1,2})\.(?!\w)")
_CJK = re.compile(r"(?<!\d)(?:([0-9]{4})[年년] ?)?([0-9]{1,2})[月월] ?(?:([0-9]{1,2})[日号일])?|([0-9]{4})[年년](?!間)")
_HOUR = r"(?<![\w.:/])([01]?[0-9]|2[0-3])"
_TWELVE = re.compile(r"(?<![\w.:/])(0?[1-9]|1[0-2])(?:[:.]([0-5][0-9]))?[ \u00a0\u202f]?([ap])(?:m\b|\.m\.?)")
_TWENTY_FOUR = re.compile(
    rf"{_HOUR}:([0-5][0-9])(?::[0-5][0-9])?(?:[ \u00a0](?:uhr|h|uur)\b)?(?![\w:/])"
    rf"|{_HOUR}[ \u00a0\u202f]?h[ \u00a0\u202f]?([0-5][0-9])(?!\w)"
    rf"|{_HOUR}(?:[.]([0-5][0-9]))?[ \u00a0](?:uhr|uur|o['’]clock)\b"
    rf"|(?:(?<=\bà )|(?<=\bdès )|(?<=jusqu['’]à )){_HOUR}()[ \u00a0\u202f]?h(?:eures?)?(?!\w)"
    r"(?! (?:avant|après|plus|de|par))"
)
# "8–10 pm", "von 20 bis 22 Uhr": the first hour, before what is a time by itself
_FIRST_HOUR = re.compile(
    r"(?<![\w.:/€$£])([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?"
    r"(?: ?[-–—] ?| (?:to|until|till|bis|à|a|tot|hasta) )(?=[0-9])"
)
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Found:
    kind: Literal["date", "time"]
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Months:
    numbers: dict[str, int]
    names: Needles
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


_Reader = Callable[[str, int, str], list[Found]]


def find_dates(low: str, text: str, locale: str) -> list[Found]:
    """`low` is the `plain_text` of `text`. Dates that do not exist (31 February) are none."""
    starts = [match.start() for match in _DIGITS.finditer(low)]
    found: list[Found] = []
    for start in starts:
        if not found or start >= found[-1].end:
            found.extend(_at_digit(low, start, locale))
    if starts:
        taken = {place for one in found for place in range(one.start, one.end)}
        named = _month_first(low, text, locale)
        found.extend(one for one in named if taken.isdisjoint(range(one.start, one.end)))
    return found


def _at_digit(low: str, start: int, locale: str) -> list[Found]:
    for read in (_iso, _numeric, _day_first, _cjk, _time):
        found = read(low, start, locale)
        if found:
            return found
    return []


def _iso(low: str, start: int, locale: str) -> list[Found]:  # noqa: ARG001
    match = _ISO.match(low, start)
    return _dated(match[1], match[2], match[3], start, match.end()) if match else []


def _numeric(low: str, start: int, locale: str) -> list[Found]:
    match = _NUMERIC.match(low, start)
    if match:
        day, month = match[1], match[3]
        if (locale.replace("_", "-").upper() == "EN-US" and match[2] == "/") or int(month) > 12:
            day, month = month, day
        year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
        return _dated(year, month, day, start, match.end())
    match = _DAY_MONTH_DOTS.match(low, start) if language_of(locale) == "de" else None
    return _dated(None, match[2], match[1], start, match.end()) if match else []


def _day_first(low: str, start: int, locale: str) -> list[Found]:
    months = _months(language_of(locale))
    match = months.day_first.match(low, start)
    if match is None:
        return []
    month = str(months.numbers[match[3]])
    found = _dated(match[4], month, match[2], match.start(2), match.end())
    if match[1]:  # "1–5 December": the first day belongs to the same month
        found = _dated(match[4], month, match[1], start, match.end(1)) + found
    return found


def _month_first(low: str, text: str, locale: str) -> list[Found]:
    """ "December 1, 2026" in English, "December 2026" everywhere."""
    months = _months(language_of(locale))
    if not months.names.any_in(low):
        return []
    found = []
    for match in months.month_first.finditer(low):
        number, month = match[2], str(months.numbers[match[1]])
        if number is None:
            found += _dated(match[4], month, None, match.start(), match.end())
        elif language_of(locale) == "en" and text[match.start()].isupper():  # "you may 5 times" is no date
            found += _dated(match[3], month, number, match.start(), match.end())
    return found


def _cjk(low: str, start: int, locale: str) -> list[Found]:  # noqa: ARG001
    match = _CJK.match(low, start)
    if match is None:
        return []
    if match[4]:
        return [Found("date", match[4], start, match.end())]
    return _dated(match[1], match[2], match[3], start, match.end()) if match[1] or match[3] else []


def _time(low: str, start: int, locale: str) -> list[Found]:  # noqa: ARG001
    first = _FIRST_HOUR.match(low, start)
    last = _clock(low, first.end()) if first else []
    if first is None or not last:
        return _clock(low, start)
    hour, until = int(first[1]), int(last[0].value[:2])
    if _TWELVE.match(low, first.end()) and hour <= 12:  # "11–2 pm" begins in the morning
        hour = hour % 12 + (12 if until >= 12 and hour % 12 <= until % 12 else 0)
    end = first.end(2) if first[2] else first.end(1)
    return [Found("time", f"{hour:02}:{first[2] or '00'}", start, end), *last]


def _clock(low: str, start: int) -> list[Found]:
    match = _TWELVE.match(low, start)
    if match:
        hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
        return [Found("time", f"{hour:02}:{match[2] or '00'}", start, match.end())]
    match = _TWENTY_FOUR.match(low, start)
    if match is None or match.lastindex is None:
        return []
    first = next(group for group in (1, 3, 5, 7) if match[group] is not None)
    return [Found("time", f"{int(match[first]):02}:{match[first + 1] or '00'}", start, match.end())]


def _dated(year: str | None, month: str, day: str | None, start: int, end: int) -> list[Found]:
    try:
        date(int(year or 2000), int(month), int(day or 1))  # 2000 is a leap year
    except ValueError:
        return []
    value = f"{year}-{int(month):02}" if year else f"--{int(month):02}"
    return [Found("date", f"{value}-{int(day):02}" if day else value, start, end)]


@lru_cache(maxsize=16)
def _months(language: str) -> _Months:
    numbers = month_names(language)
    name = one_of(numbers)
    no_price = r"(?![\w%]| ?[%€$£])"
    number = r"([0-9]{1,2})(?:st|nd|rd|th)?(?![\w%:]|[.,][0-9]| ?[%€$£])"
    year = rf"(?:,? (?:de |del |of )?([0-9]{{4}}){no_price})?"
    joint = r"(?:st|nd|rd|th|er|\.)?(?: ?[-–] ?| (?:to|and|bis|au|al|und|et|y|e|tot|en|a) )"
    return _Months(
        numbers=numbers,
        names=Needles([tuple(numbers)]),
        day_first=re.compile(
            rf"(?<![\w.,/-])(?:([0-9]{{1,2}}){joint})?([0-9]{{1,2}})(?:st|nd|rd|th|er|ère|º|°|\.)?"
            rf" (?:of |de )?({name})(?!\w){year}"
        ),
        month_first=re.compile(
            rf"(?<!\w)({name})(?:\.?,? (?:de |del |of )?{number}{year}"
            rf"|\.?,? (?:de |del |of )?([0-9]{{4}}){no_price})"
        ),
    )
