"""Markup in everything that takes words, on every page that shows it: it is shown, and never runs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.ui.browser.everywhere import READY
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
MADE = "#main :is(img[src='x'], script, svg[onload], [onerror])"  # what no page of the desk has of its own
LINKS = "[...document.querySelectorAll('.desk a[href]')].map((one) => one.href)"
ALIKE = 2  # pages of one kind
STARTS = {
    "Joost": ("/approvals/?tab=all", "/knowledge/", "/rules/?tab=try", "/policy/", "/insights/", "/audit/", "/people/"),
    "Mara": ("/", "/people/?tab=you"),
    "Noor": ("/approvals/?tab=cases",),
}


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.hostile", tmp_path_factory.mktemp("hostile") / "home")
    yield Seats(browser, served)
    served.stop()


def kind(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    query = parse_qsl(parts.query)
    return (parts.path, *(f"{name}={value}" if name == "tab" else name for name, value in sorted(query)))


def looked_at(page: "Page", base: str, starts: tuple[str, ...]) -> tuple[list[str], str]:
    """The addresses that were opened from these on, a few of each kind, and all the words on them."""
    waiting, seen, kinds, words = [f"{base}{one}" for one in starts], [], {}, []
    while waiting:
        address = waiting.pop(0)
        if kinds.get(kind(address), 0) >= ALIKE or address in seen:
            continue
        kinds[kind(address)] = kinds.get(kind(address), 0) + 1
        seen.append(address)
        page.goto(address)
        page.wait_for_selector(".desk main", timeout=READY)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.locator(MADE).count() == 0, address
        words.append(page.locator("#main").inner_text())
        for link in page.evaluate(LINKS):
            path = urlsplit(link).path
            inside = link.startswith(base) and any(path == urlsplit(one).path for one in starts)
            if inside and "#" not in link and not path.endswith((".csv", ".jsonl")):
                waiting.append(link)
    return seen, "\n".join(words)


@pytest.mark.parametrize("who", STARTS)
def test_what_people_write_is_shown_and_never_runs(seats: Seats, who: str) -> None:
    page = seats.sit(who)
    seen, words = looked_at(page, seats.served.base, STARTS[who])
    assert "<img src=x onerror=alert(1)>" in words
    assert len(seen) > len(STARTS[who])
    assert seats.problems == []
    page.context.close()
