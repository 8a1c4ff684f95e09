"""When copy is to go out: "on Friday", "1 December", "tomorrow 9am", "am 1.12. um 9 Uhr", as an aware datetime."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.text.phrases import Phrases, fold, load_phrases

_TIMES = Path(__file__).parent / "data" / "reading" / "times.yaml"
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DEFAULT_TIME = time(9, 0)  # a date without an hour means the morning
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2}))?(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}(?!\d))?(?![\d])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_JAPANESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
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


def read_time(text: str, language: str, now: datetime, timezone: str) -> datetime | None:
    """The first date that is named, in the brand's timezone; an hour alone means its next occurrence."""
    folded = fold(text)
    zone = ZoneInfo(timezone)
    here = now.astimezone(zone)
    found = _named_date(folded, language, here.date())
    hour = _clock(_NUMERIC_DATE.sub(" ", folded))
    if found is None:
        return None
    day, certain_year = found
    at = datetime.combine(day, hour or (time(18, 0) if _EVENING.search(folded) else _DEFAULT_TIME), zone)
    if at < here and not certain_year:
        if day == here.date() and hour is None:
            return here.replace(second=0, microsecond=0) + timedelta(hours=1)
        at = at.replace(year=at.year + 1) if day < here.date() else at
    return at


def _named_date(folded: str, language: str, today: date) -> tuple[date, bool] | None:
    return _numeric(folded, today) or _with_month(folded, language, today) or _relative(folded, language, today)


def _numeric(folded: str, today: date) -> tuple[date, bool] | None:
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
            return made, bool(parts["y"])
    return None


def _with_month(folded: str, language: str, today: date) -> tuple[date, bool] | None:
    for number, name in enumerate(_MONTHS, start=1):
        for match in _words()[name].finditer(folded, language):
            before = re.search(
                r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|\.)?\s?(?:de |of |di )?$", folded[: match.start()]
            )
            after = re.match(r"\s(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d)", folded[match.end() :])
            year = re.match(r"(?:\s\d{1,2}(?:st|nd|rd|th)?)?,?\s(?:de |del )?(20\d\d)(?!\d)", folded[match.end() :])
            day = before or after
            made = _date(int(year[1]) if year else today.year, number, int(day[1])) if day else None
            if made:
                return made, year is not None
    return None


def _relative(folded: str, language: str, today: date) -> tuple[date, bool] | None:
    words = _words()
    if words["after_tomorrow"].search(folded, language):
        return today + timedelta(days=2), True
    if words["tomorrow"].search(folded, language) or words["tomorrow."].search(folded, language):
        return today + timedelta(days=1), True
    next_week = words["next_week"].search(folded, language)
    for number, name in enumerate(_DAYS):
        if words[name].search(folded, language):
            ahead = (number - today.weekday()) % 7 or 7
            if next_week:
                ahead = number - today.weekday() + 7
            return today + timedelta(days=ahead), True
    if next_week:
        return today + timedelta(days=7 - today.weekday()), True
    return (today, False) if words["today"].search(folded, language) else None


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


@cache
def _words() -> dict[str, Phrases]:
    return load_phrases(_TIMES)
