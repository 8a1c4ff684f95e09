"""What the desk's table says of each locale, held against a browser's own."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM
from ui import locales

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]

MOMENTS = (datetime(2026, 11, 9, 9, 4, tzinfo=UTC), datetime(2026, 12, 31, 15, 30, tzinfo=UTC))
NUMBERS = (0.5, 7, 1234, 12345, 1234567.5)
# Locales of other languages than English write days in digits and count the hours to 24: no word of theirs stands in
# an English sentence.
INTL = """([tag, english, numbers, moments]) => {
  const form = (at, how) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...how }).format(new Date(at));
  const digits = { day: "2-digit", month: "2-digit" };
  const half = english && new Intl.DateTimeFormat(tag, { hour: "numeric" }).resolvedOptions().hour12;
  return {
    numbers: numbers.map((one) => one.toLocaleString(tag)),
    days: moments.map((at) => form(at, english ? { day: "numeric", month: "long", year: "numeric" } : { ...digits, year: "numeric" })),
    years: moments.map((at) => form(at, english ? { day: "numeric", month: "short" } : digits)),
    times: moments.map((at) => form(at, half ? { hour: "numeric", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })),
  };
}"""  # noqa: E501


@pytest.mark.parametrize("locale", sorted({one.tag for one in locales.known().values()}))
def test_the_table_agrees_with_the_browser(browser: "Browser", locale: str) -> None:
    page = browser.new_page()
    asked = [locale, locale.startswith("en"), NUMBERS, [at.isoformat() for at in MOMENTS]]
    told = json.loads(json.dumps(page.evaluate(INTL, asked)))
    page.close()
    with locales.written_for(locales.wanted(locale)):
        assert [locales.plain(f"{one:g}" if one < 1e6 else f"{one:.1f}") for one in NUMBERS] == told["numbers"]
        assert [locales.day(at) for at in MOMENTS] == told["days"]
        assert [locales.day_of_year(at) for at in MOMENTS] == told["years"]
        times = [
            locales.time(at).replace("\u202f", " ") for at in MOMENTS
        ]  # V8 writes CLDR's narrow space as a plain one
        assert times == told["times"]
