"""Boxes of the chat, the brief and a case say themselves that they are empty or could not be read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Seats, Served
from tests.ui.browser.test_half_typed import RASH, THREE
from tests.ui.browser.test_stories import ask

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("needed") / "home", 0)
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


def told(page: "Page") -> list[str]:
    return page.locator(".needs .wrong:visible").all_inner_texts()


def focused(page: "Page") -> str:
    return str(page.evaluate("document.activeElement.name"))


def test_an_amount_that_cannot_be_read_is_told_at_its_box_and_nothing_typed_is_lost(seats: Seats) -> None:
    mara = seats.sit("Mara")
    mara.locator(".options > summary").click()
    mara.locator("input[name=value]").fill("lots of money")
    mara.get_by_role("textbox", name="Your request").fill(THREE)
    mara.keyboard.press("Enter")
    mara.wait_for_selector(".needs .wrong:visible")
    assert told(mara) == ["'lots of money' is no amount with a currency, such as 140000 EUR."]
    assert focused(mara) == "value"
    mara.wait_for_timeout(2500)  # longer than a look
    assert len(told(mara)) == 1
    mara.locator("input[name=value]").fill("900 EUR")
    assert told(mara) == []
    mara.get_by_role("button", name="Ask", exact=True).click()
    mara.wait_for_selector("footer.bar", timeout=30_000)
    mara.context.close()


def test_an_empty_wish_and_an_emptied_draft_are_told_at_their_boxes(seats: Seats) -> None:
    mara = seats.sit("Mara")
    ask(mara, THREE)
    mara.wait_for_selector("footer.bar", timeout=30_000)
    draft = mara.locator(".draft").last
    draft.locator(".in-words > summary").click()
    draft.get_by_role("button", name="Write a new version").click()
    assert told(mara) == ["Say what should be different."]
    assert focused(mara) == "notes"
    draft.locator("textarea[name=notes]").fill("Name the price.")
    assert told(mara) == []
    draft.locator(".edit > summary").click()
    draft.locator(".edit textarea").first.fill("")
    draft.get_by_role("button", name="Save and check again").click()
    assert told(mara) == ["Write something; a text with nothing in it cannot go on."]
    assert mara.locator(".notice.bad").count() == 0
    before = draft.locator(".edit textarea").first.evaluate("box => box.defaultValue")
    draft.get_by_role("button", name="Cancel").click()
    assert told(mara) == []
    assert draft.locator(".edit[open]").count() == 0
    assert draft.locator(".edit textarea").first.input_value() == before
    mara.get_by_role("button", name="Ask", exact=True).click()
    mara.wait_for_selector(".composer > .wrong:visible")
    assert focused(mara) == "text"
    mara.context.close()


def test_a_case_says_at_the_box_which_words_it_wants(seats: Seats) -> None:
    mara = seats.sit("Mara")
    ask(mara, RASH)
    mara.locator(".handed a.button").click(timeout=30_000)
    mara.wait_for_selector(".case")
    noor = seats.sit("Noor", mara.url.removeprefix(seats.served.base))
    noor.get_by_role("button", name="Take this case").click()
    noor.locator(".way > summary", has_text="Hand over").click(timeout=10_000)
    noor.locator(".way[open] [data-act=transfer]").click()
    assert told(noor) == ["Say why in a few words: whoever gets it reads them first."]
    noor.locator(".way > summary", has_text="Resolve").click(timeout=10_000)
    noor.locator(".way[open] [data-act=resolve]").click()
    assert told(noor) == ["Say in a few words what came of it: it stays on the record."]
    assert focused(noor) == "note"
    noor.locator(".way[open] textarea[name=note]").fill("Called the family, told the manufacturer.")
    noor.locator(".way[open] [data-act=resolve]").click()
    noor.wait_for_selector(".notice.good")
    for page in (mara, noor):
        page.context.close()
