"""Every page, light and dark, read by axe-core: nothing serious, nothing critical. A desk in full use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser import axe
from tests.ui.browser.everywhere import READY, VIEWS, View, choose_password
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
    pytest.mark.skipif(not axe.FILE.exists(), reason=axe.MISSING),
]


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.seeded", tmp_path_factory.mktemp("seeded") / "home")
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


FRAME = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ["it is wider than the window"] : []),
  ...(document.querySelectorAll("main:not([role=none])").length === 1 ? [] : ["it has not one main landmark"]),
]"""


@pytest.fixture(scope="module")
def pages(seats: Seats) -> "dict[str, Page]":
    return {who: seats.sit(who) for who in sorted({view.who for view in VIEWS})}


def found(page: "Page", name: str) -> list[str]:
    """Wide in light, and narrow in dark."""
    script, told = axe.source(), []
    for dark, width in ((False, 1280), (True, 390)):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        grave = [*axe.grave(page, script), *page.evaluate(FRAME)]
        told += [f"{name}, {'dark' if dark else 'light'}, {width}: {line}" for line in grave]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return told


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_nothing_serious(view: View, seats: Seats, pages: "dict[str, Page]") -> None:
    page = pages[view.who]
    page.goto(f"{seats.served.base}{view.path}")
    page.wait_for_selector(view.ready, timeout=READY, state="attached")
    if view.then:
        view.then(page)
    assert not (told := found(page, view.name)), "\n".join(told)


def test_nothing_serious_on_the_ways_in(seats: Seats) -> None:
    page = seats.sit("Joost", "/who")
    told = found(page, "who")
    page.goto(f"{seats.served.base}/password")
    choose_password(page)
    page.context.clear_cookies()
    page.goto(f"{seats.served.base}/sign-in")
    page.wait_for_selector("input[type=password]")
    told += found(page, "sign-in")
    page.locator("input[name=user]").fill("joost")
    page.locator("input[type=password]").fill("not this one")
    page.get_by_role("button").last.click()
    page.wait_for_selector("[role=alert]")
    told += found(page, "sign-in refused")
    assert not told, "\n".join(told)


def test_the_script_says_what_is_wrong(browser: "Browser") -> None:
    """A page that is bad on purpose: the gate above is not blind."""
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>x</title><img src="data:,"><button></button><p style="color:#ccc">pale</p>'
    )
    ids = " ".join(axe.grave(page, axe.source()))
    page.close()
    assert {name for name in ("image-alt", "button-name", "color-contrast") if name in ids} == {
        "image-alt",
        "button-name",
        "color-contrast",
    }
