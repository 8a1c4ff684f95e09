"""Stories on a real desk: killed in the middle, signed out in the middle, passwords, people, the trail, 200 tabs."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.ui.browser.everywhere import PASSWORD, choose_password
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
CAPTION = "An Instagram caption for the refillable bottle, for commuters"


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.serving_desk", tmp_path_factory.mktemp("desk") / "home")
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


def ask(page: "Page", text: str = CAPTION) -> None:
    page.get_by_role("textbox", name="Your request").fill(text)
    page.keyboard.press("Enter")


def signed(seats: Seats, mara: "Page") -> None:
    ask(mara)
    mara.get_by_role("button", name="Submit for signature").click(timeout=30_000)
    mara.wait_for_selector(".state.waiting")


def test_an_approver_edits_and_signs_and_the_marketer_sees_it_published(seats: Seats) -> None:
    mara = seats.sit("Mara")
    signed(seats, mara)
    first, second = seats.sit("Ana", "/approvals/?tab=all"), seats.sit("Elif", "/approvals/?tab=all")
    for page in (first, second):
        page.wait_for_selector(".approval")
    first.locator(".way > summary", has_text="Edit").click()
    box = first.locator(".way[open] textarea").first
    box.fill("A quarter turn locks the cap. The Orrelune Refillable Bottle costs €118.")
    first.get_by_role("button", name="Save and sign").click()
    first.wait_for_selector(".notice.good")
    began = time.monotonic()
    second.wait_for_selector(".decided >> text=Ana Ferreira", timeout=10_000)
    seen = time.monotonic() - began
    mara.wait_for_selector(".state.published", timeout=20_000)  # without a reload
    assert "A quarter turn locks the cap. The Orrelune" in mara.locator(".draft .copy").first.inner_text()
    assert seen < 2, f"the other approver saw it after {seen:.1f} s"
    for page in (mara, first, second):
        page.context.close()


def test_the_desk_is_killed_in_the_middle_and_the_page_goes_on_by_itself(browser: "Browser", tmp_path: Path) -> None:
    served = Served("tests.ui.serving_desk", tmp_path / "home", 0, 2)
    seats = Seats(browser, served)
    mara = seats.sit("Mara")
    ask(mara)
    mara.wait_for_selector(".timeline .running")
    served.kill()
    mara.wait_for_selector("html.away", state="attached", timeout=20_000)
    again = Served("tests.ui.serving_desk", tmp_path / "home", urlsplit(served.base).port)
    mara.wait_for_selector(".draft", timeout=60_000)  # the run goes on where it was, and nobody reloads
    assert mara.locator("html.away").count() == 0
    assert mara.locator(".bubble").inner_text() == CAPTION
    mara.reload()
    mara.wait_for_selector(".draft")
    mara.context.close()
    again.stop()
    assert seats.problems == []


def test_a_session_that_ended_leads_to_the_way_in_and_back(seats: Seats) -> None:
    mara = seats.sit("Mara", "/rules/?tab=try")
    mara.get_by_label("Your text").fill("Calm.")
    kept = mara.context.cookies()
    mara.context.clear_cookies()
    mara.get_by_role("button", name="Try against all rules").click()
    mara.wait_for_url("**/sign-in?next=*")
    assert "next=%2Frules%2F%3Ftab%3Dtry" in mara.url
    mara.context.add_cookies([{"name": one["name"], "value": one["value"], "url": seats.served.base} for one in kept])
    mara.goto(f"{seats.served.base}/rules/?tab=try")
    mara.wait_for_selector(".desk h1")
    mara.context.close()


def test_the_trail_is_read_verified_and_handed_out(seats: Seats) -> None:
    edda = seats.sit("Edda", "/audit/")
    edda.get_by_role("button", name="Verify").click()
    edda.wait_for_selector(".walk.whole", timeout=30_000)
    edda.get_by_label("What happened").select_option(index=1)
    edda.get_by_role("button", name="Show", exact=True).click()
    edda.wait_for_url("**/audit/?*event=*")
    with edda.expect_download() as waiting:
        edda.get_by_role("link", name="CSV").click()
    assert len(waiting.value.path().read_text(encoding="utf-8").splitlines()) > 3
    edda.context.close()
    mara = seats.sit("Mara", "/audit/")
    mara.wait_for_selector(".empty")
    assert "This page is for" in mara.locator(".empty").inner_text()
    mara.context.close()


def test_passwords_end_the_link_are_given_changed_and_guarded(browser: "Browser", tmp_path: Path) -> None:
    served = Served("tests.ui.serving_desk", tmp_path / "home")
    seats = Seats(browser, served)
    joost = seats.sit("Joost", "/password")
    choose_password(joost)
    joost.goto(f"{served.base}/sign-in")
    if joost.locator("input[name=user]").count():
        _sign_in(joost, "joost", PASSWORD)
    joost.goto(f"{served.base}/people/")
    joost.get_by_role("link", name="Mara Lindqvist").click()
    joost.locator(".way > summary", has_text="Give a password").click()
    joost.locator(".way[open]").get_by_role("button", name="Give a password").click()
    given = joost.locator(".once code").inner_text()

    page = browser.new_context().new_page()
    page.goto(f"{served.base}/sign-in")
    _sign_in(page, "mara", given)
    page.wait_for_url("**/password*")  # her own comes before anything else
    for name, value in (("old", given), ("new", PASSWORD), ("again", PASSWORD)):
        page.locator(f"input[name={name}]").fill(value)
    page.get_by_role("button").last.click()
    page.goto(served.base)
    page.wait_for_selector(".welcome", timeout=30_000)

    other = browser.new_context().new_page()
    other.goto(f"{served.base}/sign-in")
    for _ in range(7):
        _sign_in(other, "mara", "not hers at all")
        if "Too many tries" in other.locator("[role=alert]").inner_text():
            break
    assert "Too many tries" in other.locator("[role=alert]").inner_text()
    _sign_in(other, "mara", PASSWORD)
    assert "Too many tries" in other.locator("[role=alert]").inner_text()  # the right one too, for a while
    served.stop()


def _sign_in(page: "Page", user: str, password: str) -> None:
    page.locator("input[name=user]").fill(user)
    page.locator("input[type=password]").fill(password)
    page.get_by_role("button").last.click()
    page.wait_for_load_state()
