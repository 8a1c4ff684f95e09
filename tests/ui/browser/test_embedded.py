"""The desk's own language model behind the pages: from a request to what is published, and what is said meanwhile."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from agents.model.weights import Weights
from agents.settings import Settings
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
CAPTION = "An Instagram caption for the refillable bottle, for commuters"
SILENT = 13.0  # seconds that a step may run before the page says what it is doing: ten, and a look or two
LOOK = 500  # milliseconds


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    pytest.importorskip("xllamacpp", reason="the group `local` is not installed")
    if Weights(Settings.read({}).cache).source() is None:
        pytest.skip("there are no weights in the cache, and the group `local` is not installed")
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("desk") / "home", 0, 0, "embedded")
    yield Seats(browser, served)
    served.stop()


def watched(page: "Page", until: str, patience: int) -> dict[str, float]:
    """Looks on until the page shows that. Seconds for which each step that says nothing more ran, by the step's key:
    what is done twice is two steps.
    """
    silent: dict[str, float] = {}
    for _ in range(patience * 1000 // LOOK):
        if page.locator(until).count():
            return silent
        for step in page.locator(".timeline .running").all():
            if not step.locator(".slow:visible").count():
                name = f"{step.get_attribute('data-key')} {step.locator('b').inner_text()}"
                silent[name] = silent.get(name, 0) + LOOK / 1000
        page.wait_for_timeout(LOOK)
    raise AssertionError(f"after {patience} s there is no {until}: {page.locator('.run').inner_text()}")


def test_it_writes_is_signed_and_published_and_no_long_step_is_silent(seats: Seats) -> None:
    mara = seats.sit("Mara")
    mara.get_by_role("textbox", name="Your request").fill(CAPTION)
    mara.keyboard.press("Enter")
    mara.wait_for_selector(".timeline, .steps")
    silent = watched(mara, ".run .state.choosing", 400)
    written = mara.locator(".draft .copy").first.inner_text()
    assert len(written.split()) > 5
    assert {name: seconds for name, seconds in silent.items() if seconds > SILENT} == {}
    mara.locator('input[name="drafts"]').first.check()  # what the model wrote may be red
    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".state.waiting", timeout=30_000)
    ana = seats.sit("Ana", "/approvals/?tab=all")
    ana.wait_for_selector(".approval")
    assert written.split()[-3:] == ana.locator(".draft .copy, .approval .copy").first.inner_text().split()[-3:]
    ana.get_by_role("button", name="Approve").first.click()
    ana.wait_for_selector(".notice.good")
    mara.wait_for_selector(".state.published", timeout=30_000)
    for page in (mara, ana):
        page.context.close()
    assert seats.problems == []
