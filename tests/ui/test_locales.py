"""Numbers, days and times by locale; what CLDR says of each is held against a real browser in `tests/ui/browser`."""

from datetime import UTC, date, datetime
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from ui import locales, words
from ui.texts import say

AT = datetime(2026, 11, 9, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        (None, "en-GB"),
        ("", "en-GB"),
        ("de-DE,de;q=0.9,en-US;q=0.8", "de"),
        ("de-CH", "de-CH"),
        ("DE-at", "de-AT"),
        ("zh-Hant-TW,en;q=0.5", "zh"),
        ("en", "en-GB"),
        ("en-US,en;q=0.9", "en-US"),
        ("es-419", "es-MX"),
        ("en;q=0.2, fr-FR;q=0.8", "fr"),
        ("tlh, sv;q=0.3", "sv"),
        ("de;q=0, es", "es"),
        ("*", "en-GB"),
        ("de;q=many, ,;;;=,q", "en-GB"),
        ("a," * 5_000 + "de", "en-GB"),
    ],
)
def test_the_first_known_language_that_a_browser_asks_for(header: str | None, tag: str) -> None:
    assert locales.wanted(header).tag == tag


def test_one_moment_is_written_as_each_zone_has_it() -> None:
    late = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)
    there = late.astimezone(ZoneInfo("Europe/Berlin"))
    assert late == there
    assert [(locales.day_of_year(at), locales.time(at)) for at in (late, there, late)] == [
        ("9 Nov", "23:30"),
        ("10 Nov", "00:30"),
        ("9 Nov", "23:30"),
    ]


@pytest.mark.parametrize(
    ("tag", "thousands", "millions", "part", "day", "short", "of_year", "time"),
    [
        ("en-GB", "1,240", "1,234,567", "0.5", "9 November 2026", "9 Nov 2026", "9 Nov", "15:04"),
        ("en-US", "1,240", "1,234,567", "0.5", "November 9, 2026", "Nov 9, 2026", "Nov 9", "3:04\u202fPM"),
        ("en-IN", "1,240", "12,34,567", "0.5", "9 November 2026", "9 Nov 2026", "9 Nov", "3:04\u202fpm"),
        ("de-DE", "1.240", "1.234.567", "0,5", "09.11.2026", "09.11.2026", "09.11.", "15:04"),
        ("de-CH", "1'240", "1'234'567", "0.5", "09.11.2026", "09.11.2026", "09.11.", "15:04"),
        ("fr-FR", "1\u202f240", "1\u202f234\u202f567", "0,5", "09/11/2026", "09/11/2026", "09/11", "15:04"),
        ("es-ES", "1240", "1.234.567", "0,5", "09/11/2026", "09/11/2026", "9/11", "15:04"),
        ("ja-JP", "1,240", "1,234,567", "0.5", "2026/11/09", "2026/11/09", "11/09", "15:04"),
    ],
)
def test_each_locale_writes_in_its_own_way(
    tag: str, thousands: str, millions: str, part: str, day: str, short: str, of_year: str, time: str
) -> None:
    with locales.written_for(locales.wanted(tag)):
        assert (locales.number(1240), locales.number(1234567), locales.number(0.5, 1)) == (thousands, millions, part)
        assert (locales.day(AT), locales.short_day(AT), locales.day_of_year(AT)) == (day, short, of_year)
        assert locales.time(AT) == time


@pytest.mark.parametrize(
    ("written", "german"),
    [("-1240.50", "-1.240,50"), ("−12000", "−12.000"), ("+0.750", "+0,750"), ("1e+06", "1e+06"), ("–", "–"), ("", "")],
)
def test_a_number_that_code_wrote(written: str, german: str) -> None:
    with locales.written_for(locales.wanted("de")):
        assert locales.plain(written) == german


def test_midnight_and_noon_on_a_clock_of_twelve_hours() -> None:
    with locales.written_for(locales.wanted("en-US")):
        said = [locales.time(AT.replace(hour=hour, minute=5)) for hour in (0, 11, 12, 23)]
    assert said == ["12:05\u202fAM", "11:05\u202fAM", "12:05\u202fPM", "11:05\u202fPM"]


def test_a_span_of_days_says_a_shared_month_once_where_that_reads_well() -> None:
    first, last = date(2026, 11, 9), date(2026, 11, 15)
    assert locales.days_of_year(first, last) == ("9", "15 Nov")
    with locales.written_for(locales.wanted("en-US")):
        assert locales.days_of_year(first, last) == ("Nov 9", "Nov 15")
    with locales.written_for(locales.wanted("de")):
        assert locales.days_of_year(first, last) == ("09.11.", "15.11.")


def test_what_pages_say_follows_and_the_words_stay() -> None:
    due = datetime(2026, 11, 9, 10, 30, tzinfo=UTC)
    assert words.due_at(due, {"brand": "Europe/Berlin"}, (), ["brand"]) == "Mon 9 Nov, 11:30 CET"
    with locales.written_for(locales.wanted("de")):
        assert say("words.hours", n=1240) == "1.240 h"
        assert words.due_at(due, {"brand": "Europe/Berlin"}, (), ["brand"]) == "Mon 09.11., 11:30 CET"
    assert say("words.hours", n=1240) == "1,240 h"


def test_a_thread_of_its_own_writes_for_nobody() -> None:
    """What works in the background is shown to many, so it must not write as one of them does."""
    said: list[str] = []
    with locales.written_for(locales.wanted("de")):
        thread = Thread(target=lambda: said.append(locales.number(1240)))
        thread.start()
        thread.join()
    assert said == ["1,240"]
