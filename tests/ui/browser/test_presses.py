"""Presses and keys that come while an answer is on its way: none signs what is no longer on show, none is lost."""

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM
from tests.ui.browser.test_pages import CAPTIONS, Serving, ask, with_cards
from tests.ui.browser.test_pages import seat as seat

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]

ROWS = ".queue li > a"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    server = Serving(tmp_path_factory.mktemp("home"), pace=0)
    yield server
    server.stop()


class Held:
    """Holds back what a page presses until it is let go. `acts`: all that were sent, in order."""

    def __init__(self, page: "Page") -> None:
        self.acts: list[str] = []
        self._page = page
        self._held: list[Route] = []
        self._open = False
        page.route(re.compile("predict"), self._meet)

    def _meet(self, route: "Route") -> None:
        payload = json.loads(route.request.post_data or "{}").get("event_data", {}).get("payload", {})
        if "act" in payload:
            self.acts.append(payload["act"])
        if "act" not in payload or self._open:
            route.continue_()
        else:
            self._held.append(route)

    def go(self) -> None:
        """Lets go, and waits until nothing more is on its way."""
        self._open = True
        for route in self._held:
            route.continue_()
        self._page.wait_for_function("!document.querySelector('[data-busy]')")


@pytest.fixture
def ana(seat: "Callable[..., Page]", serving: Serving) -> "Page":
    """An approver with six cards, or more, to sign."""
    return with_cards(seat, serving, asks=2)


def cards(page: "Page") -> list[str]:
    return [row.get_attribute("href") or "" for row in page.locator(ROWS).all()]


def shown(page: "Page") -> str:
    return page.locator(f"{ROWS}[aria-current]").get_attribute("href") or ""


def test_a_card_that_is_being_left_is_not_signed(ana: "Page") -> None:
    before, held = cards(ana), Held(ana)
    ana.keyboard.press("j")
    ana.locator('[data-act="approve"]').click()
    ana.locator(ROWS).nth(1).focus()
    for key in ("a", "Enter"):
        ana.keyboard.press(key)
    held.go()
    assert "approve" not in held.acts
    assert cards(ana) == before
    assert shown(ana) == before[1]
    assert ana.evaluate("document.activeElement.matches('[data-act=approve]')")  # the new card's, for a further key
    ana.keyboard.press("Enter")
    ana.wait_for_selector(".notice.good")
    assert cards(ana) == [before[0], *before[2:]]


def test_each_step_counts_and_the_last_card_that_is_opened_stays(ana: "Page") -> None:
    before, held = cards(ana), Held(ana)
    for _ in range(3):
        ana.keyboard.press("j")
    held.go()
    assert shown(ana) == before[3]
    held = Held(ana)
    ana.locator(ROWS).nth(1).click()
    ana.locator(ROWS).nth(2).click()
    ana.locator(ROWS).nth(1).click()
    held.go()
    assert shown(ana) == before[1]


def test_a_form_opens_on_the_card_that_was_stepped_to(ana: "Page") -> None:
    before, held = cards(ana), Held(ana)
    ana.keyboard.press("j")
    ana.keyboard.press("x")
    held.go()
    assert shown(ana) == before[1]
    assert ana.locator(".way[open] > summary").inner_text() == "Reject"
    assert ana.evaluate("document.activeElement.matches('.way[open] select')")


def test_different_presses_all_go_in_turn_and_the_same_one_goes_once(ana: "Page") -> None:
    held = Held(ana)
    ana.evaluate(
        """() => {
          const page = document.querySelector(".desk.approvals");
          for (const [act, card] of [["take", "1"], ["take", "1"], ["take", "2"], ["lift", "1"], ["take", "2"]]) {
            const button = document.createElement("button");
            Object.assign(button.dataset, { act, card });
            page.append(button);
            button.click();
          }
        }"""
    )
    held.go()
    assert held.acts == ["take", "take", "lift"]


def test_a_request_that_is_sent_before_its_page_is_there_goes_when_it_is(seat: "Callable[..., Page]") -> None:
    mara = seat("Mara Lind")
    ask(mara, CAPTIONS)
    held = Held(mara)
    mara.get_by_role("link", name="New request").click()
    mara.get_by_role("textbox", name="Your request").fill("Two captions for the soap")
    mara.keyboard.press("Enter")
    held.go()
    assert held.acts == ["open", "ask"]
