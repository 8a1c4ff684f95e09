"""What is half done in the chat and on a case: left as it was through a run, a colleague's press and a reload."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Seats, Served
from tests.ui.browser.test_stories import ask, signed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
THREE = "Three Instagram captions for the refillable bottle, for commuters"
RASH = "My child got a rash all over her face after using your balm, we are in hospital"
TYPED = "A quarter turn locks the cap, and nobody lost these words."


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("half") / "home", 0, 1)
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


def picks(page: "Page") -> list[bool]:
    return [box.is_checked() for box in page.locator("input[name=drafts]").all()]


def test_picks_and_an_edit_stay_while_another_draft_is_written_anew_and_over_a_reload(seats: Seats) -> None:
    mara = seats.sit("Mara")
    ask(mara, THREE)
    mara.wait_for_selector("footer.bar", timeout=30_000)
    last = mara.locator(".draft").last
    last.locator("input[name=drafts]").uncheck()
    last.locator(".edit > summary").click()
    last.locator(".edit textarea").first.fill(TYPED)
    left = picks(mara)
    assert left[-1] is False
    assert True in left

    mara.locator(".draft").first.get_by_role("button", name="Shorter").click()
    mara.wait_for_selector(".run[data-works]")
    mara.wait_for_selector(".run:not([data-works]) footer.bar", timeout=30_000)
    for _ in range(2):
        assert picks(mara) == left
        assert mara.locator(".picked").inner_text().startswith(f"{sum(left)} of {len(left)} ")
        assert last.locator(".edit[open] textarea").first.input_value() == TYPED
        assert mara.locator(".stranded").count() == 0
        mara.reload()
        mara.wait_for_selector(".edit[open]")

    last.get_by_role("button", name="Shorter").click()
    mara.wait_for_selector(".stranded", timeout=30_000)  # the text below is another one now
    assert mara.locator(".stranded pre").all_inner_texts() == [TYPED]
    assert picks(mara) == left
    mara.context.close()


def test_half_typed_words_are_kept_where_a_colleague_was_first(seats: Seats) -> None:
    mara = seats.sit("Mara")
    ask(mara, RASH)
    mara.locator(".handed a.button").click(timeout=30_000)
    mara.wait_for_selector(".case")
    case = mara.url.removeprefix(seats.served.base)
    noor, joost = seats.sit("Noor", case), seats.sit("Joost", case)
    noor.locator(".way > summary", has_text="Write a note").click()
    note = noor.locator(".way[open] textarea")
    note.fill(TYPED)
    joost.get_by_role("button", name="Take this case").click()
    noor.wait_for_selector(".notice.overtaken >> text=has just taken this case", timeout=10_000)
    assert note.input_value() == TYPED
    noor.get_by_role("button", name="Keep").click()
    noor.wait_for_selector(f".handover >> text={TYPED}")
    assert noor.locator(".way textarea[name=text]").input_value() == ""

    mara.goto(seats.served.base)
    mara.wait_for_selector(".welcome")
    signed(seats, mara)
    ana = seats.sit("Ana", "/approvals/?tab=all")
    ana.locator(".way > summary", has_text="Ask").click()
    ana.locator(".way[open] textarea").fill("For which shop?")
    ana.get_by_role("button", name="Send the question").click()
    mara.locator("textarea[name=answer]").fill(TYPED)
    ana.locator(".way > summary", has_text="Reject").click()
    ana.locator(".way[open] textarea").fill("Not true.")
    ana.locator(".way[open] [data-act=reject]").click()
    kept = mara.locator(".stranded")
    for _ in range(2):
        assert "Ana Ferreira has just rejected this." in kept.inner_text(timeout=10_000)
        assert kept.locator("pre").all_inner_texts() == [TYPED]
        mara.reload()
    for page in (mara, ana, noor, joost):
        page.context.close()
