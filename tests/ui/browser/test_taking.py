"""Two approvers and one card: each sees within two seconds that the other is on it, and nobody is stopped by it."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Seats, Served
from tests.ui.browser.test_stories import signed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
SOON = 2  # seconds
TYPED = "A quarter turn locks the cap, and nobody lost these words."


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("taking") / "home")
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


def seen(page: "Page", what: str) -> float:
    began = time.monotonic()
    page.wait_for_selector(what, timeout=10_000)
    return time.monotonic() - began


def test_two_approvers_see_who_is_on_a_card_and_pass_it_between_them(seats: Seats) -> None:
    mara = seats.sit("Mara")
    signed(seats, mara)
    ana, elif_ = seats.sit("Ana", "/approvals/?tab=all"), seats.sit("Elif", "/approvals/?tab=all")
    for page in (ana, elif_):
        page.wait_for_selector(".approval")
    ana.keyboard.press("t")
    ana.wait_for_selector("[data-act=take-card]:focus")
    ana.keyboard.press("Enter")
    ana.wait_for_selector(".taken >> text=You are on it")
    assert seen(elif_, ".taken >> text=Ana Ferreira is on it") < SOON
    assert elif_.locator(".queue .on-it").inner_text().startswith("Ana Ferreira is on it")
    assert elif_.locator(".taken", has_text="You can decide all the same.").count() == 1
    assert elif_.get_by_role("button", name="Approve").is_enabled()
    elif_.set_viewport_size({"width": 390, "height": 900})
    told = elif_.locator(".taken .who").bounding_box()
    assert told is not None
    assert told["width"] > 200, "a telephone shows it too"
    elif_.set_viewport_size({"width": 1440, "height": 900})

    ana.locator(".way > summary", has_text="Edit").click()
    box = ana.locator(".way[open] textarea").first
    box.fill(TYPED)
    elif_.get_by_role("button", name="Take over from Ana Ferreira").click()
    elif_.wait_for_selector(".notice.good >> text=Ana Ferreira is told")
    assert seen(ana, ".taken >> text=Elif") < SOON
    assert box.input_value() == TYPED

    elif_.keyboard.press("t")
    elif_.wait_for_selector("[data-act=hand-back]:focus")
    elif_.keyboard.press("Enter")
    elif_.wait_for_selector(".notice.good >> text=Handed back")
    ana.wait_for_selector("[data-act=take-card]", timeout=10_000)
    assert ana.locator(".queue .on-it").count() == 0

    ana.get_by_role("button", name="I'm on it").click()
    ana.wait_for_selector(".taken >> text=You are on it")
    elif_.wait_for_selector(".taken >> text=Ana Ferreira is on it", timeout=10_000)
    elif_.get_by_role("button", name="Approve", exact=True).click()
    mara.wait_for_selector(".state.published", timeout=20_000)
    ana.wait_for_selector(".decided >> text=Elif", timeout=10_000)
    assert ana.locator(".taken").count() == 0
    for page in (mara, ana, elif_):
        page.context.close()
