"""The insights page in a real browser: figures, their requests, a decision, the table as a file, narrow and dark.

A process of its own (`pytest -m browser`): after Playwright, asyncio cannot run in the same one.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM
from tests.ui.browser.test_pages import Serving, ask, seat, serving, shot

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["seat", "serving"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


def test_figures_lead_to_requests_and_a_move_is_decided_about(
    seat: "Callable[..., Page]",
    serving: Serving,
) -> None:
    ask(seat("Mara Lind"), "Three Instagram captions for the refillable bottle")
    ana = seat("Ana Reyes", width=1440)
    ana.goto(f"{serving.base}/insights/")
    ana.wait_for_selector(".insights-page", timeout=30_000)
    shot(ana, "insights-1440-light", whole=True)
    assert ana.locator("svg.plot").count() > 5
    ana.get_by_role("link", name="90 days").click()
    ana.wait_for_url("**/insights/?days=90")
    ana.get_by_role("link", name="Signed as filed: the requests behind 67 %").click()
    ana.wait_for_selector(".requests")
    assert "Three Instagram captions" in ana.locator(".requests").inner_text()
    shot(ana, "insights-requests-1440-light")
    ana.get_by_role("link", name="Back to all figures").click()
    ana.wait_for_selector(".drift")
    ana.get_by_role("textbox", name=re.compile("What does it mean")).fill("A new voice guide.")
    ana.get_by_role("button", name="Put on record").click()
    ana.wait_for_selector(".notice.good")
    assert ana.locator(".drift").count() == 0
    with ana.expect_download() as waiting:
        ana.get_by_role("link", name="Download CSV").click()
    assert waiting.value.path().read_text(encoding="utf-8").startswith("measure,unit,group")
    assert re.fullmatch(r"insights-orrelune-[\d-]+\.csv", waiting.value.suggested_filename)


def test_it_reads_well_narrow_and_dark(seat: "Callable[..., Page]", serving: Serving) -> None:
    edda = seat("Edda Falk", width=390, dark=True)
    edda.goto(f"{serving.base}/insights/")
    edda.wait_for_selector(".insights-page", timeout=30_000)
    edda.get_by_text("By channel and rating").first.click()
    shot(edda, "insights-390-dark", whole=True)
    assert edda.locator(".figure table").first.is_visible()
    wide = edda.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert edda.get_by_role("button", name="Put on record").count() == 0
