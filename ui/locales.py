"""Numbers, days and times as the locale of whoever reads writes them; the words around them stay English."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

FILE = Path(__file__).parent / "texts" / "locales.yaml"
DESK = "en-GB"  # where nobody says, as on the command line
MOST = 20  # languages of one browser that are looked at


@dataclass(frozen=True, kw_only=True)
class Locale:
    """`least`: the fewest digits that are grouped; `beyond`: how many stand in a group beyond the first thousand."""

    tag: str
    group: str = ","
    decimal: str = "."
    least: int = 4
    beyond: int = 3
    date: str
    short: str = ""  # the same where there is little room
    day: str  # without the year
    time: str
    halves: Sequence[str] = ("", "")


@cache
def known() -> Mapping[str, Locale]:
    """By tag in lower case. A language alone stands for its regions; English alone is the desk's own."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = {tag.lower(): Locale(tag=tag, **row) for tag, row in told.items()}
    return {**found, "en": found[DESK.lower()], "es-419": found["es-mx"]}


def wanted(header: str | None) -> Locale:
    """What an `Accept-Language` asks for first (RFC 9110, 12.5.4) of what is known; the desk's own where nothing is."""
    for tag in _ranked(header or ""):
        parts = tag.split("-")
        for size in range(len(parts), 0, -1):
            found = known().get("-".join(parts[:size]))
            if found is not None:
                return found
    return known()[DESK.lower()]


def _ranked(header: str) -> list[str]:
    asked: list[tuple[float, str]] = []
    for each in header.split(",")[:MOST]:
        tag, _, weight = each.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if 0 < quality <= 1:
            asked.append((-quality, tag.strip().lower()))
    return [tag for _, tag in sorted(asked, key=lambda one: one[0])]


_READER: ContextVar[Locale | None] = ContextVar("reader", default=None)
_OWN: ContextVar[str | None] = ContextVar("own", default=None)
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,31}(?:/[A-Za-z0-9_+-]{1,32}){0,2}")
_ZONE: ContextVar[Callable[[], str] | None] = ContextVar("zone", default=None)


def current() -> Locale:
    return _READER.get() or known()[DESK.lower()]


@contextmanager
def written_for(locale: Locale) -> Iterator[None]:
    """Everything in it is written so, by this request alone: another one, or a thread of its own, has its own."""
    before = _READER.set(locale)
    try:
        yield
    finally:
        _READER.reset(before)


def own() -> str | None:
    """The time zone of whoever reads, where their browser has told it."""
    return _OWN.get()


@contextmanager
def read_in(zone: str | None) -> Iterator[None]:
    """Every moment in it is told in this time zone, whatever else is said; None: nobody has told theirs."""
    before = _OWN.set(zone)
    try:
        yield
    finally:
        _OWN.reset(before)


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether it names a time zone; whatever a browser sends may be asked about."""
    if not _ZONE_NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False
    return True


def zone() -> str:
    """In which moments are told: UTC where nobody says, as on the command line."""
    if told := own():
        return told
    named = _ZONE.get()
    return named() if named else "UTC"


@contextmanager
def told_in(named: Callable[[], str]) -> Iterator[None]:
    """Every moment in it is told in this time zone; it is asked for where there is one to tell."""
    before = _ZONE.set(cache(named))
    try:
        yield
    finally:
        _ZONE.reset(before)


def local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(zone()))


def moment(at: datetime) -> str:
    """ "23 November 2026, 09:34 CET", in the zone that moments are told in, by its name."""
    there = local(at)
    return f"{day(there)}, {time(there)} {there:%Z}"


def number(value: float, digits: int = 0) -> str:
    """ "1,240", "1.240", "12,40,000"; with so many digits after the decimal sign."""
    return plain(f"{value:.{digits}f}")


def plain(digits: str) -> str:
    """A number that code wrote ("-1240.5", "0.25"), as the locale writes it; what has an exponent stays as it is."""
    locale = current()
    sign, bare = (digits[0], digits[1:]) if digits[:1] in {"-", "+", "−"} else ("", digits)
    whole, point, rest = bare.partition(".")
    if not whole.isdigit() or (point and not rest.isdigit()):
        return digits
    return sign + _grouped(whole, locale) + (locale.decimal + rest if point else "")


def _grouped(whole: str, locale: Locale) -> str:
    if len(whole) < max(4, locale.least):
        return whole
    head, groups = whole[:-3], [whole[-3:]]
    while head:
        groups.append(head[-locale.beyond :])
        head = head[: -locale.beyond]
    return locale.group.join(reversed(groups))


def day(at: date) -> str:
    """ "9 November 2026", "November 9, 2026", "09.11.2026"."""
    return _on(current().date, at)


def short_day(at: date) -> str:
    """ "9 Nov 2026", "Nov 9, 2026", "09.11.2026"."""
    return _on(current().short or current().date, at)


def day_of_year(at: date) -> str:
    """ "9 Nov", "Nov 9", "09.11."."""
    return _on(current().day, at)


def days_of_year(first: date, last: date) -> tuple[str, str]:
    """Both ends of a span; a month that they share is said once where the day comes before it: "9", "15 Nov"."""
    shared = first.month == last.month and current().day.startswith("{d} ")
    return (str(first.day) if shared else day_of_year(first)), day_of_year(last)


def time(at: datetime) -> str:
    """ "15:04", "3:04 PM"."""
    half = current().halves[at.hour >= 12]
    return _filled(current().time, at.year, at.month, at.day, half, at.hour, at.minute)


def _on(pattern: str, at: date) -> str:
    return _filled(pattern, at.year, at.month, at.day)


@lru_cache(maxsize=4096)  # by what a clock on the wall shows: moments of two zones can be equal, and are written apart
def _filled(pattern: str, year: int, month: int, of_month: int, half: str = "", hour: int = 0, minute: int = 0) -> str:
    at = date(year, month, of_month)
    return pattern.format(
        d=at.day,
        dd=f"{at.day:02}",
        mm=f"{at.month:02}",
        mon=f"{at:%b}",
        month=f"{at:%B}",
        y=at.year,
        HH=f"{hour:02}",
        h=hour % 12 or 12,
        MM=f"{minute:02}",
        half=half,
    )
