"""What the desk's table says of each locale, held against a browser's own; and a page as a German browser shows it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Seats, Served
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


@pytest.fixture
def seats(browser: "Browser", tmp_path: Path) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path / "home")
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


def test_a_german_browser_shows_german_numbers_and_days_in_an_english_page(seats: Seats) -> None:
    mara = seats.sit("Mara", locale="de-DE")
    mara.get_by_role("textbox", name="Your request").fill("An Instagram caption for the refillable bottle")
    mara.keyboard.press("Enter")
    mara.get_by_role("button", name="Submit for signature").wait_for(timeout=30_000)
    assert mara.locator(".picked").inner_text() == "1 of 1 draft picked"
    mara.locator(".draft .edit > summary").first.click()
    mara.locator(".draft .edit textarea").first.fill("x" * 1234)
    assert mara.locator(".draft .edit [data-said]").first.inner_text() == "1.234 of 2.200 characters"
    mara.locator(".draft .edit > summary").first.click()
    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".state.waiting")

    for locale, day in (("de-DE", r"\w{3} \d\d\.\d\d\., \d\d:\d\d"), ("en-US", r"\w{3} \w{3} \d+, \d+:\d\d\s[AP]M")):
        ana = seats.sit("Ana", "/approvals/?tab=all", locale=locale)
        due = ana.locator(".approval time.due, .queue time.due").first
        due.wait_for(timeout=30_000)
        ana.wait_for_timeout(1_500)  # the browser has counted down itself
        assert re.fullmatch(r".*due in \d+ (h|min|days?)", due.inner_text())
        assert re.match(day, due.get_attribute("title") or "")
    far = seats.sit("Ana", "/approvals/?tab=all", zone="Asia/Tokyo")
    due = far.locator(".approval time.due").first
    due.wait_for(timeout=30_000)
    assert (due.get_attribute("title") or "").endswith(" JST")  # at once, without a second look
