"""The rules and the policy in a real browser: what is tried stays through news and a reload, and it reads narrow."""

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.test_pages import Serving, pytestmark, seat, serving, shot

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Page, Route

__all__ = ["pytestmark", "seat", "serving"]

NEWS = 6_000  # milliseconds: longer than a page waits between two looks for news


@pytest.fixture
def sit(seat: "Callable[..., Page]") -> "Iterator[Callable[..., Page]]":
    """A seat that is left again after the test."""
    taken: list[Page] = []

    def take(*who: str, **how: int | bool) -> "Page":
        taken.append(seat(*who, **how))
        return taken[-1]

    yield take
    for page in taken:
        page.context.close()


def at(page: "Page", serving: Serving, path: str) -> "Page":
    page.goto(f"{serving.base}{path}")
    page.wait_for_selector(".desk h1", timeout=30_000)
    return page


def test_a_text_is_tried_and_what_it_came_to_stays(sit: "Callable[..., Page]", serving: Serving) -> None:
    mara = at(sit("Mara Lind"), serving, "/rules/?tab=try")
    mara.get_by_label("Your text").fill("Grab this bargain. It heals.")
    mara.get_by_role("button", name="Try against all rules").click()
    mara.wait_for_selector(".result mark.red")
    mara.wait_for_timeout(NEWS)
    assert mara.locator(".result mark").all_inner_texts() == ["bargain", "heals"]
    mara.reload()
    mara.wait_for_selector(".result mark.red", timeout=30_000)
    assert mara.get_by_label("Your text").input_value() == "Grab this bargain. It heals."
    shot(mara, "rules-tried", whole=True)
    mara.get_by_label("Your text").fill("Calm.")
    mara.get_by_role("button", name="Try against all rules").click()
    mara.wait_for_selector(".result .rating.green")
    mara.go_back()
    mara.wait_for_selector(".result mark.red")


def test_rules_are_found_with_the_keyboard(sit: "Callable[..., Page]", serving: Serving) -> None:
    mara = at(sit("Mara Lind"), serving, "/rules/")
    mara.get_by_role("searchbox").fill("nowhere")
    mara.keyboard.press("Enter")
    mara.wait_for_selector(".empty")
    mara.get_by_role("link", name="Show all").first.click()
    mara.wait_for_selector(".rule-rows li")
    assert mara.get_by_role("searchbox").input_value() == ""


def test_an_address_with_a_page_opens(sit: "Callable[..., Page]", serving: Serving) -> None:
    mara = at(sit("Mara Lind"), serving, "/rules/?page=2")
    mara.wait_for_selector(".rule-rows li")
    mara.reload()
    mara.wait_for_selector(".rule-rows li", timeout=30_000)


def test_a_changed_policy_is_replayed_and_kept_for_whoever_tried_it(
    sit: "Callable[..., Page]", serving: Serving
) -> None:
    ana = at(sit("Ana Reyes"), serving, "/policy/?tab=try")
    text = ana.get_by_label("A policy to try").input_value()
    ana.get_by_label("A policy to try").fill(text.replace("above: 100000", "above: much"))
    ana.get_by_role("button", name="Replay").click()
    ana.wait_for_selector(".notice.bad")
    assert "your policy, line" in ana.locator(".notice.bad").inner_text()
    ana.get_by_label("A policy to try").fill(text.replace("above: 100000", "above: 50000"))
    ana.get_by_role("button", name="Replay").click()
    ana.wait_for_selector(".replayed")
    ana.wait_for_timeout(NEWS)
    assert "above: 50000" in ana.get_by_label("A policy to try").input_value()
    assert ana.locator(".replayed").count() == 1


def test_what_is_typed_outlives_a_look_that_is_answered_while_it_is_sent(
    sit: "Callable[..., Page]", serving: Serving
) -> None:
    """The answer to the look is held back until the press is on its way, and comes before the press's own."""
    ana = at(sit("Ana Reyes"), serving, "/policy/?tab=try")
    area = ana.get_by_label("A policy to try")
    text = area.input_value()
    area.fill(text.replace("above: 100000", "above: much"))
    ana.get_by_role("button", name="Replay").click()
    ana.wait_for_selector(".notice.bad")
    looks: list[tuple[Route, APIResponse]] = []
    presses: list[Route] = []

    def hold(route: "Route") -> None:
        payload = json.loads(route.request.post_data or "{}").get("event_data", {}).get("payload", {})
        if "act" in payload:
            presses.append(route)
        elif looks:
            route.continue_()
        else:
            looks.append((route, route.fetch()))

    ana.evaluate("document.querySelector('.desk').dataset.etag = 'older'")  # so that the look is answered with a page
    ana.route(re.compile("predict"), hold)
    ana.wait_for_timeout(NEWS)
    area.fill(text.replace("above: 100000", "above: 50000"))
    ana.get_by_role("button", name="Replay").click()
    ana.wait_for_timeout(200)
    ((look, page),) = looks
    look.fulfill(response=page)
    ana.wait_for_timeout(200)
    presses[0].continue_()
    ana.wait_for_selector(".replayed")
    assert "above: 50000" in area.input_value()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_they_read_well_wide_and_narrow(sit: "Callable[..., Page]", serving: Serving, width: int, dark: bool) -> None:
    ana = sit("Ana Reyes", width=width, dark=dark)
    for path, what in (("/rules/", ".rule-rows"), ("/policy/", ".rules-in-words"), ("/policy/?tab=map", "svg.map")):
        at(ana, serving, path)
        ana.wait_for_selector(what, state="attached")
        shot(ana, f"{path.strip('/').replace('/?tab=', '-')}-{width}", whole=True)
        beyond = ana.evaluate(
            """(width) => [...document.querySelectorAll("main *")]
              .filter((one) => one.getBoundingClientRect().right > width + 1).map((one) => one.className)""",
            width,
        )
        assert beyond == []
    shown = [one.is_visible() for one in ana.locator("svg.map").all()]
    assert shown == ([True, False] if width > 720 else [False, True])
    assert ana.locator("svg.map .by-person").count() == 6  # three gates, in both drawings
