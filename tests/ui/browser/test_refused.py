"""What is refused empties no form, however often; it is told at its box; and the focus is never lost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Seats, Served
from tests.ui.browser.test_needed import focused, told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("refused") / "home", 0)
    seats = Seats(browser, served)
    seats.agreed = ("Disable ",)
    yield seats
    served.stop()
    assert seats.problems == []


def active(page: "Page") -> str:
    return str(page.evaluate("document.activeElement.nodeName"))


def test_somebody_is_added_at_the_third_try_with_what_was_typed_at_the_first(seats: Seats) -> None:
    admin = seats.sit("Joost", "/people/")
    admin.locator(".adding > summary").click()
    form = admin.locator(".adding")
    form.get_by_role("button", name="Add", exact=True).click()
    assert told(admin) == ["Give the name that they will sign in with."]
    form.locator("input[name=name]").fill("Bea Moor")
    form.locator("input[name=full_name]").fill("Bea Moor")
    form.get_by_role("button", name="Add", exact=True).click()
    admin.wait_for_selector(".notice.bad")
    assert "is no user name" in told(admin)[0]
    assert focused(admin) == "name"
    form.locator("input[name=name]").fill("bea")
    form.get_by_role("button", name="Add", exact=True).click()
    admin.wait_for_selector(".notice.bad >> text=Tick at least one role")
    assert "Tick at least one role" in told(admin)[0]
    assert (focused(admin), form.locator("input[name=full_name]").input_value()) == ("roles", "Bea Moor")
    form.get_by_label("Auditor").check()
    form.get_by_label("Legal").check()
    form.get_by_role("button", name="Add", exact=True).click()
    admin.wait_for_selector(".notice.bad >> text=do not go together")
    assert form.get_by_label("Legal").is_checked()
    form.get_by_label("Legal").uncheck()
    form.get_by_role("button", name="Add", exact=True).click()
    admin.wait_for_selector(".notice.good")
    assert active(admin) != "BODY"
    admin.context.close()


def test_an_absence_that_ends_before_it_begins_stays_to_be_mended(seats: Seats) -> None:
    mara = seats.sit("Mara", "/people/?tab=you")
    mara.get_by_text("Say when away").click()
    for since, until in (("2030-05-02T09:00", "2030-05-01T09:00"), ("2030-05-03T09:00", "2030-05-01T09:00")):
        mara.locator("input[name=since]").fill(since)
        mara.locator("input[name=until]").fill(until)
        mara.get_by_role("button", name="Keep this").click()
        mara.wait_for_selector(".needs .wrong:visible")
        assert "ends after it begins" in told(mara)[0]
        assert (focused(mara), mara.locator("input[name=since]").input_value()) == ("until", since)
    mara.locator("input[name=until]").fill("2030-05-09T09:00")
    mara.get_by_role("button", name="Keep this").click()
    mara.wait_for_selector(".notice.good")
    assert active(mara) != "BODY"
    mara.context.close()


def test_heads_that_are_none_stay_in_their_box(seats: Seats) -> None:
    admin = seats.sit("Joost", "/audit/")
    admin.locator(".pasted > summary").click()
    for heads in ("nonsense", "more nonsense"):
        admin.locator("textarea[name=heads]").fill(heads)
        admin.get_by_role("button", name="Verify", exact=True).click()
        admin.wait_for_selector(f".notice.bad >> text='{heads}' is no head")
        assert (focused(admin), admin.locator("textarea[name=heads]").input_value()) == ("heads", heads)
        assert "is no head" in told(admin)[0]
    admin.locator("textarea[name=heads]").fill("")
    admin.get_by_role("button", name="Verify", exact=True).click()
    admin.wait_for_selector(".walk.whole")
    admin.wait_for_timeout(1000)
    assert active(admin) != "BODY"
    admin.context.close()


def test_a_text_that_is_missing_is_told_at_its_box_and_a_try_keeps_the_focus(seats: Seats) -> None:
    mara = seats.sit("Mara", "/rules/?rule=orrelune.HouseStyle")
    if mara.locator("textarea[name=text]").count() == 0:
        mara.goto(f"{seats.served.base}/rules/")
        mara.locator(".rule-rows h2 a").first.click()
    mara.get_by_role("button", name="Try against this rule").click()
    assert told(mara) == ["Write or paste the text that is to be tried."]
    assert focused(mara) == "text"
    mara.locator("textarea[name=text]").fill("A calm text.")
    mara.get_by_role("button", name="Try against this rule").click()
    mara.wait_for_selector(".result h3")
    assert active(mara) != "BODY"
    mara.context.close()


def test_whoever_is_disabled_and_let_in_again_leaves_the_focus_on_the_page(seats: Seats) -> None:
    admin = seats.sit("Joost", "/people/?user=wei")
    for opens, presses in (("Disable", "Disable"), (None, "Let them in again")):
        if opens:
            admin.locator("summary", has_text=opens).click()
        admin.get_by_role("button", name=presses, exact=True).click()
        admin.wait_for_selector(".notice.good, .notice.bad")
        admin.locator(".notice .close").count()
        assert active(admin) != "BODY"
        admin.reload()
        admin.wait_for_selector(".side")
    admin.context.close()


def test_what_the_policies_lack_without_somebody_is_read_before_they_are_disabled(seats: Seats) -> None:
    admin = seats.sit("Joost", "/people/?user=tomas")
    admin.locator("summary", has_text="Disable").click()
    lines = admin.locator(".lacking li").all_inner_texts()
    assert any("Brand and Legal" in line for line in lines), lines
    assert len(lines) == len(set(lines))
    assert "listed above the button" in (admin.locator("[data-act=disable]").get_attribute("data-confirm") or "")
    admin.context.close()
