"""Much at once: 10,000 cards in a queue, 200 tabs open on one desk. The figures go to where the screenshots go.

`pytest -m slow tests/ui/browser/test_much.py`: its times mean something on a machine that does nothing else.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, ROOT, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
CARDS, TABS = 10_000, 200
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
SHOTS = os.environ.get("COPYDESK_SCREENSHOTS")


def note(name: str, figures: object) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        (Path(SHOTS) / f"{name}.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")


def asked(page: "Page") -> None:
    page.get_by_role("textbox", name="Your request").fill("What is the price of the refillable bottle?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".state.answered", timeout=60_000)


def test_ten_thousand_cards_are_paged_and_painted_within_a_second(browser: "Browser", tmp_path: Path) -> None:
    served = Served("tests.ui.many_cards", tmp_path / "home", CARDS)
    seats = Seats(browser, served)
    ana = seats.sit("Ana", "/approvals/?tab=mine")
    ana.wait_for_selector(".queue li", timeout=60_000)
    painted, drawn = [], []
    for _ in range(5):
        began = time.monotonic()
        ana.goto(f"{served.base}/approvals/?tab=mine")
        ana.wait_for_selector(".queue li", timeout=60_000)
        drawn.append(time.monotonic() - began)
        painted.append(ana.evaluate(PAINTED) / 1000)
    note("cards", {"cards": CARDS, "first_paint": sorted(painted), "queue_drawn": sorted(drawn)})
    assert ana.locator(".queue li").count() <= 50
    assert f"{CARDS:,}" in ana.locator(".tabs").inner_text()
    assert sorted(painted)[2] < 1, painted
    ana.context.close()
    served.stop()
    assert seats.problems == []


def test_two_hundred_tabs_stay_open_without_an_error(browser: "Browser", tmp_path: Path) -> None:
    served = Served("tests.ui.serving_desk", tmp_path / "home")
    seats = Seats(browser, served)
    mara = seats.sit("Mara")
    mara.wait_for_selector(".welcome", timeout=60_000)
    asked(mara)  # what a desk reads once, at its first question and its first list of rules, is no tab's
    mara.goto(f"{served.base}/rules/")
    mara.wait_for_selector(".rule-rows", timeout=60_000)
    mara.goto(served.base)
    mara.wait_for_selector(".welcome", timeout=60_000)
    cookie = next(one["value"] for one in seats.key["cookies"] if one["name"] == "copydesk")
    command = [sys.executable, "-m", "tests.load.tabs", served.base, cookie, str(served.process.pid), str(TABS), "15"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as crowd:
        try:
            mara.wait_for_timeout(20_000)  # until all are open
            asked(mara)  # somebody works meanwhile
            out, _ = crowd.communicate(timeout=180)
        finally:
            crowd.kill()
    figures = json.loads(out)
    note("tabs", figures)
    assert figures["error_count"] == 0, figures
    assert figures["looks"] > TABS
    assert figures["memory_after"] - figures["memory_before"] < 300, figures
    mara.context.close()
    served.stop()
    assert seats.problems == []
