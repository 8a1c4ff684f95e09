"""The chat in a real browser: a brief half filled in over a reload, drafts written anew, what waits, and history.

A process of its own, as `test_pages.py`.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM
from tests.ui.browser.test_pages import Serving, shot
from tests.ui.browser.test_pages import seat as seat
from tests.ui.browser.test_pages import serving as serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


def fill(page: "Page") -> None:
    """A brief, half of it by keyboard."""
    page.locator(".options > summary").click()
    page.get_by_label("What is it about?").fill("captions for the travel lock")
    page.get_by_label("Product").select_option("Calm Balm")
    page.get_by_label("Instagram caption").focus()
    page.keyboard.press("Space")
    page.locator(".choice", has_text="Commuters").click()


def fits(page: "Page") -> bool:
    """Nothing makes the page wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_brief_from_half_typed_to_what_waits(seat: "Callable[..., Page]") -> None:
    mara = seat("Mara Lind", width=1440)
    mara.wait_for_selector(".welcome")
    fill(mara)
    shot(mara, "chat-brief", whole=True)
    mara.reload()  # what is half typed is kept in the browser
    mara.wait_for_selector(".welcome", timeout=30_000)
    assert mara.get_by_label("What is it about?").input_value() == "captions for the travel lock"
    assert mara.get_by_label("Product").input_value() == "Calm Balm"
    assert mara.locator(".choice input:checked").count() == 2

    mara.get_by_role("button", name="Ask", exact=True).click()
    mara.wait_for_selector(".timeline .running")
    assert re.search(r"\d+ s", mara.locator(".timeline .running small").inner_text(timeout=5_000))
    mara.wait_for_selector("footer.bar", timeout=20_000)
    assert mara.get_by_label("What is it about?").input_value() == ""  # sent
    first, second, third = (mara.locator(".draft").nth(place) for place in range(3))
    boxes = [draft.bounding_box() for draft in (first, second)]
    assert all(boxes)
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]  # side by side
    assert boxes[0]["x"] < boxes[1]["x"]

    first.locator(".rests").first.hover()
    assert "Rests on" in first.locator(".rests > .tip").first.inner_text()
    second.locator("mark").focus()  # the fix is reached by keyboard
    mara.keyboard.press("Tab")
    mara.keyboard.press("Enter")
    mara.wait_for_selector(".notice.good")
    assert mara.locator(".draft mark").count() == 0

    third.get_by_role("button", name="Shorter").click()
    third.get_by_text("(Shorter)").first.wait_for()
    third.get_by_role("button", name="In French").click()
    mara.get_by_role("heading", name="Instagram caption in French").wait_for()
    shot(mara, "chat-side-by-side", whole=True)

    first.locator(".edit > summary", has_text="Edit").click()
    first.locator(".edit[open] textarea").fill("Nine signs")
    assert "10 of 2,200 characters" in first.locator(".edit[open]").inner_text()  # counted while it is typed

    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".waits")
    assert mara.locator(".waits tbody tr").count() == 4
    address = mara.url
    mara.reload()
    mara.wait_for_selector(".waits", timeout=30_000)
    assert mara.url == address
    shot(mara, "chat-waits", whole=True)


def test_history_is_searched_and_every_run_has_its_link(
    seat: "Callable[..., Page]",
    serving: Serving,
) -> None:
    mara = seat("Mara Lind", width=390)
    mara.wait_for_selector(".welcome")
    for text in ("What does the green bottle cost?", "What does the blue bottle cost?"):
        mara.get_by_role("textbox", name="Your request").fill(text)
        mara.keyboard.press("Enter")
        mara.locator(".bubble", has_text=text).wait_for()
        mara.wait_for_selector(".run > .state", timeout=20_000)
        assert fits(mara)
    mara.locator(".history summary").click()
    mara.get_by_label("Find a request").fill("GREEN bottle")
    mara.keyboard.press("Enter")
    mara.wait_for_function("document.querySelectorAll('.history li').length === 1")
    mara.locator(".history li a").click()
    mara.locator(".bubble", has_text="green").wait_for()
    assert not mara.locator(".history details[open]").count()  # it would stand between them and what they opened
    assert re.search(r"\?run=r-\d+&find=GREEN", mara.url)
    mara.goto(f"{serving.base}/")
    mara.wait_for_selector(".welcome", timeout=30_000)
    mara.locator(".options > summary").click()
    assert fits(mara)


def test_what_is_half_typed_is_shown_to_nobody_else(seat: "Callable[..., Page]", serving: Serving) -> None:
    def box(page: "Page") -> "Locator":
        page.wait_for_selector(".desk")
        return page.get_by_role("textbox", name="Your request")

    def sit(page: "Page", name: str) -> None:
        page.locator("details.person > summary").click()
        page.locator("details.person button[name=user]", has_text=name).click()
        page.locator("details.person .who b", has_text=name).wait_for()

    mara = seat("Mara Lind")
    box(mara).fill("Not for everybody")
    sit(mara, "Ana Reyes")
    assert box(mara).input_value() == ""
    sit(mara, "Mara Lind")
    assert box(mara).input_value() == "Not for everybody"

    beside = mara.context.new_page()  # somebody else sits down in another tab of this browser
    beside.goto(serving.base)
    sit(beside, "Ana Reyes")
    mara.locator("details.person .who b", has_text="Ana Reyes").wait_for()
    assert box(mara).input_value() == ""
    sit(beside, "Mara Lind")
    mara.locator("details.person .who b", has_text="Mara Lind").wait_for()
    assert box(mara).input_value() == "Not for everybody"

    mara.locator("details.person > summary").click()
    mara.get_by_role("button", name="Sign out").click()
    mara.get_by_role("button", name="Mara Lind").click()
    assert box(mara).input_value() == ""
