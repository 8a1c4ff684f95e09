"""When copy is to go out: "on Friday", "1 December", "tomorrow 9am", "am 1.12. um 9 Uhr", as an aware datetime."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from knowledge.text.phrases import Phrases, fold, load_phrases

_READING = Path(__file__).parent / "data" / "reading"
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = ("after_tomorrow", "tomorrow", "tomorrow.", "next_week", "today")
_DEFAULT_TIME = time(9, 0)  # a date without an hour means the morning
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2}))?(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}(?!\d))?(?![\d])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_JAPANESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|\.)?\s?(?:de |of |di )?$")
_DAY_AFTER = re.compile(r"\s(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d)")
_YEAR_AFTER = re.compile(r"(?:\s\d{1,2}(?:st|nd|rd|th)?)?,?\s(?:de |del )?(20\d\d)(?!\d)")
_NUMERIC_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?=[t ]|$)|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?!\d))?|\d{1,2}/\d{1,2}/\d{4}"
)
_CLOCK = re.compile(
    r"(?<![\d.,:/-])(?:(?P<h1>\d{1,2})[:h.](?P<m1>\d{2})\s?(?P<p1>[ap]\.?m\.?)?(?:\s?(?:uhr|h))?"
    r"|(?P<h2>\d{1,2})\s?(?P<p2>[ap]\.?m\.?)(?!\w)|(?P<h3>\d{1,2})\s?(?:uhr|h|heures|uur|o'clock|horas|ore|時)(?!\w)"
    r"|(?:at|um|a las|alle|om|as|a)\s(?P<h4>\d{1,2})(?![\d.,:/%]|\s?(?:euro?s?|€|ml|%|\w)))"
)
_NOON = re.compile(r"(?<!\w)(?:noon|midday|mittags?|midi|mediodia|mezzogiorno|middag|meio-dia)(?!\w)")
_EVENING = re.compile(
    r"(?<!\w)(?:tonight|evening|abend|ce soir|soir|esta noche|stasera|vanavond|esta noite|今夜)(?!\w)"
)


class _Named(NamedTuple):
    day: date
    start: int
    year_named: bool  # or told relative to today


def read_time(text: str, language: str, now: datetime, timezone: str) -> datetime | None:
    """The first date that is named for the publication, in the brand's timezone; nine o'clock where no hour is.

    The day of an event ("for the opening on 3 December") is not the day of its announcement.
    """
    folded = fold(text)
    zone = ZoneInfo(timezone)
    here = now.astimezone(zone)
    named = _named_date(folded, language, here.date())
    if named is None or _is_of_an_event(folded, language, named.start):
        return None
    hour = _clock(_NUMERIC_DATE.sub(" ", folded))
    at = datetime.combine(named.day, hour or (time(18, 0) if _EVENING.search(folded) else _DEFAULT_TIME), zone)
    if at >= here or named.year_named:
        return at
    if named.day == here.date():
        return here.replace(second=0, microsecond=0) + timedelta(hours=1) if hour is None else at
    return at.replace(year=at.year + 1)


def _is_of_an_event(folded: str, language: str, start: int) -> bool:
    before = re.split(r"[.;!?\n]|, ", folded[:start])[-1]
    near = " ".join(before.split()[-5:])
    words = load_phrases(_READING / "words.yaml")
    return bool(words["event"].search(near, language)) and not words["publish"].search(folded, language)


def _named_date(folded: str, language: str, today: date) -> _Named | None:
    return _numeric(folded, today) or _with_month(folded, language, today) or _relative(folded, language, today)


def _numeric(folded: str, today: date) -> _Named | None:
    for pattern, order in ((_ISO, "ymd"), (_DOTTED, "dmy"), (_JAPANESE, "ymd"), (_SLASHED, "dmy")):
        match = pattern.search(folded)
        if not match:
            continue
        parts = dict(zip(order, match.groups()[:3], strict=True))
        year = int(parts["y"]) if parts["y"] else today.year
        day, month = int(parts["d"]), int(parts["m"])
        if pattern is _SLASHED and month > 12:
            day, month = month, day
        made = _date(year + 2000 if year < 100 else year, month, day)
        if made:
            return _Named(made, match.start(), bool(parts["y"]))
    return None


def _with_month(folded: str, language: str, today: date) -> _Named | None:
    for number, name in enumerate(_MONTHS, start=1):
        for match in _words()[name].finditer(folded, language):
            before = _DAY_BEFORE.search(folded[: match.start()])
            after = _DAY_AFTER.match(folded[match.end() :])
            year = _YEAR_AFTER.match(folded[match.end() :])
            day = before or after
            made = _date(int(year[1]) if year else today.year, number, int(day[1])) if day else None
            if made:
                return _Named(made, before.start() if before else match.start(), year is not None)
    return None


def _relative(folded: str, language: str, today: date) -> _Named | None:
    found = {name: match for name in _RELATIVE if (match := _words()[name].search(folded, language))}
    if "after_tomorrow" in found:
        return _Named(today + timedelta(days=2), found["after_tomorrow"].start(), True)
    for name in ("tomorrow", "tomorrow."):
        if name in found:
            return _Named(today + timedelta(days=1), found[name].start(), True)
    week = found.get("next_week")
    for number, name in enumerate(_DAYS):
        match = _words()[name].search(folded, language)
        if match:
            ahead = number - today.weekday() + 7 if week else (number - today.weekday()) % 7 or 7
            return _Named(today + timedelta(days=ahead), match.start(), True)
    if week:
        return _Named(today + timedelta(days=7 - today.weekday()), week.start(), True)
    return _Named(today, found["today"].start(), False) if "today" in found else None


def _clock(folded: str) -> time | None:
    for match in _CLOCK.finditer(folded):
        hour = int(match["h1"] or match["h2"] or match["h3"] or match["h4"])
        minute = int(match["m1"] or 0)
        half = (match["p1"] or match["p2"] or "").replace(".", "")
        if half == "pm" and hour < 12:
            hour += 12
        if half == "am" and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return time(12, 0) if _NOON.search(folded) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _words() -> dict[str, Phrases]:
    return load_phrases(_READING / "times.yaml")
