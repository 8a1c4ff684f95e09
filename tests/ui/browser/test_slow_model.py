"""A model that is slow, cut off in the middle of an answer, or down: what the page says, and how it goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.agents.model.conftest import LoopbackEndpoint
from tests.agents.model.test_client import completion, failure
from tests.agents.scenes import CAPTION, PRICED
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
def endpoint() -> Iterator[LoopbackEndpoint]:
    endpoint = LoopbackEndpoint()
    yield endpoint
    endpoint.close()


def test_the_page_says_what_takes_so_long_and_goes_on_after_a_model_that_failed(
    browser: "Browser", endpoint: LoopbackEndpoint, tmp_path: Path
) -> None:
    served = Served("tests.ui.serving_desk", tmp_path / "home", 0, 0, endpoint.url)
    seats = Seats(browser, served)
    mara = seats.sit("Mara")
    endpoint.hang = threading.Event()  # it takes the request, is silent for ten seconds, and cuts the line
    mara.get_by_role("textbox", name="Your request").fill(CAPTION)
    mara.keyboard.press("Enter")
    slow = mara.locator(".timeline .running .slow")
    slow.wait_for(timeout=40_000)
    assert "the model writes" in slow.inner_text()
    assert len(endpoint.requests) >= 1
    hung, endpoint.hang, endpoint.replies = endpoint.hang, None, [failure(503, "Out of memory")]
    hung.set()
    mara.wait_for_selector(".state.failed", timeout=60_000)
    assert "HTTP 503: Out of memory" in mara.locator(".run").inner_text()
    mara.reload()
    mara.wait_for_selector(".state.failed")
    endpoint.replies = [completion(PRICED)]
    mara.get_by_role("button", name="Go on").click()
    mara.wait_for_selector(".draft", timeout=60_000)
    assert mara.locator(".bubble").inner_text() == CAPTION
    mara.context.close()
    served.stop()
    assert seats.problems == []


def test_a_request_that_is_being_written_is_stopped_on_its_page(
    browser: "Browser", endpoint: LoopbackEndpoint, tmp_path: Path
) -> None:
    served = Served("tests.ui.serving_desk", tmp_path / "home", 0, 0, endpoint.url)
    seats = Seats(browser, served)
    mara = seats.sit("Mara")
    endpoint.hang = threading.Event()
    mara.get_by_role("textbox", name="Your request").fill(CAPTION)
    mara.keyboard.press("Enter")
    stop = mara.get_by_role("button", name="Stop and withdraw")
    stop.wait_for(timeout=40_000)
    seats.agreed = ("Stop here",)
    stop.click()
    mara.wait_for_selector(".state.withdrawn", timeout=20_000)
    hung, endpoint.hang = endpoint.hang, None
    hung.set()
    mara.reload()
    mara.wait_for_selector(".state.withdrawn")
    assert mara.locator(".timeline .running").count() == 0
    mara.context.close()
    served.stop()
    assert seats.problems == []
