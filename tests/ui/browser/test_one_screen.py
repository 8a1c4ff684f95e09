"""What an approver decides by stands in one window: measured on the cards of a desk in full use, and on a long text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.everywhere import VIEWS
from tests.ui.browser.seats import CHROMIUM, Seats, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
WIDTH, HEIGHT = 1440, 900
PARTS = {
    "what is asked": ".approval > header h2",
    "for which brand, channel and readers": ".approval > header .eyebrow",
    "time left": ".approval > header time.due",
    "the draft": ".pane.text .preview",
    "the brand check": ".pane .check",
    "each sentence with its passage": ".pane .claims",
    "why it needs a signature": ".pane .why",
    "who has signed": ".pane .slots",
    "the buttons": ".approval > .decide .bar",
}
BOX = "(one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"
BARE = """() => [...document.querySelectorAll(".findings > li")].filter((one) =>
  !one.querySelector(".ways-out :is(button, a)") && !one.closest(".fixable")?.querySelector(":scope > .no-way")
).map((one) => one.innerText)"""
MENDS = ".ways-out :is([data-act=fix], [data-act=cut])"
SHOWN = ("chat", "approvals")


@pytest.fixture(scope="module")
def seats(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    served = Served("tests.ui.seeded", tmp_path_factory.mktemp("seeded") / "home")
    seats = Seats(browser, served)
    yield seats
    served.stop()
    assert seats.problems == []


@pytest.fixture(scope="module")
def ana(seats: Seats) -> "Iterator[Page]":
    page = seats.sit("Ana", "/approvals/?tab=all", width=WIDTH)
    page.wait_for_selector(".approval", timeout=60_000)
    yield page
    page.context.close()


def cards(page: "Page", seats: Seats) -> Iterator[str]:
    """Opens each card that waits for a signature on a draft."""
    links = [link.get_attribute("href") for link in page.locator(".queue li > a").all()]
    assert links
    for link in links:
        page.goto(f"{seats.served.base}{link}")
        page.wait_for_selector(".approval > .decide", timeout=30_000)
        page.wait_for_timeout(200)
        yield str(link)


def outside(page: "Page", what: str) -> str | None:
    left, top, right, bottom = page.locator(what).first.evaluate(BOX)
    inside = left >= 0 and top >= 0 and right <= WIDTH and bottom <= HEIGHT and bottom > top
    return None if inside else f"{what} at {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f}"


def test_each_card_is_one_window(ana: "Page", seats: Seats) -> None:
    changed = 0
    for link in cards(ana, seats):
        wanted = dict(PARTS)
        if ana.locator(".changes").count():
            changed += 1
            wanted["what changed"] = ".pane .changes"
        found = [f"{name}: {wrong}" for name, what in wanted.items() if (wrong := outside(ana, what))]
        bar = ana.locator(".approval > .decide").evaluate(BOX)
        lowest = max(pane.evaluate(BOX)[3] for pane in ana.locator(".pane").all())
        assert found == [], link
        assert lowest <= bar[1], f"{link}: the buttons cover what stands above them"
        assert ana.evaluate("document.documentElement.scrollHeight") <= HEIGHT, link
    assert changed


def test_a_long_text_scrolls_in_its_own_box_and_the_buttons_stay(ana: "Page", seats: Seats) -> None:
    next(cards(ana, seats))
    ana.evaluate("""() => {
      const copy = document.querySelector(".pane.text .preview :is(p.copy, div.copy)");
      copy.append(" A calm line that goes on and on.".repeat(400));
    }""")
    assert not outside(ana, ".pane.text .scrolls")
    assert not outside(ana, ".approval > .decide .bar")
    scrolled = ana.locator(".pane.text .scrolls").first
    assert scrolled.evaluate("(box) => box.scrollHeight > box.clientHeight + 500")
    scrolled.focus()
    ana.keyboard.press("End")
    ana.wait_for_function("document.querySelector('.pane.text .scrolls').scrollTop > 0")


def test_the_buttons_stay_while_something_is_written(ana: "Page", seats: Seats) -> None:
    next(cards(ana, seats))
    for key in ("e", "r", "x"):
        ana.keyboard.press(key)
        ana.wait_for_selector(".way[open] textarea")
        assert not outside(ana, ".approval > .decide .bar > .way > summary")
        ana.keyboard.press("Escape")


def test_an_edit_stands_beside_the_draft_and_what_carries_it_and_is_left_by_cancel(ana: "Page", seats: Seats) -> None:
    next(cards(ana, seats))
    ana.keyboard.press("e")
    box = ana.locator('.approval textarea[name^="field:"]').last
    before = box.input_value()
    box.fill(f"{before} It heals. It cures. Grab this bargain.")
    ana.wait_for_selector(".tried.done .findings")
    for part in (".pane.text .preview", ".way[open] [data-act=edit]"):
        assert not outside(ana, part)
    assert ana.locator(".pane .claims").evaluate(BOX)[1] < HEIGHT
    right = max(pane.evaluate(BOX)[2] for pane in ana.locator(".pane").all())
    assert right <= ana.locator(".approval > .decide").evaluate(BOX)[0], "the form covers the card"
    ana.get_by_role("button", name="Cancel", exact=True).click()
    assert ana.locator(".way[open]").count() == 0
    assert box.input_value() == before
    assert ana.evaluate("document.activeElement.matches('.way > summary')")


def test_on_a_narrow_page_nothing_is_wider_than_it(ana: "Page", seats: Seats) -> None:
    ana.set_viewport_size({"width": 390, "height": 844})
    try:
        for link in cards(ana, seats):
            wide = ana.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, link
            bar = ana.locator(".approval > .decide").evaluate(BOX)
            assert bar[3] <= 845, link
            assert bar[3] - bar[1] <= 80, f"{link}: one row"
    finally:
        ana.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def test_no_finding_is_without_something_to_press_or_a_word_on_why(seats: Seats) -> None:
    people: dict[str, Page] = {}
    pressed = 0
    for view in VIEWS:
        if not view.name.startswith(SHOWN):
            continue
        page = people.setdefault(view.who, seats.sit(view.who)) if view.who not in people else people[view.who]
        page.goto(f"{seats.served.base}{view.path}")
        page.wait_for_selector(view.ready, timeout=60_000, state="attached")
        if view.then:
            view.then(page)
        assert page.evaluate(BARE) == [], view.name
        pressed += page.locator(".ways-out :is(button, a)").count()
    assert pressed > 10
    for page in people.values():
        page.context.close()


def test_beside_a_finding_a_press_leads_into_the_edit_or_the_notes(ana: "Page", seats: Seats) -> None:
    next(link for link in cards(ana, seats) if ana.locator(f".pane {MENDS}").count())
    before = ana.locator(".preview").first.inner_text()
    ana.locator(f".pane {MENDS}").first.click()
    ana.wait_for_selector(".way[open] .tried.done")
    boxes = ana.locator('.way[open] textarea[name^="field:"]').all()
    assert any(box.input_value() != box.evaluate("box => box.defaultValue") for box in boxes)
    assert ana.locator(".preview").first.inner_text() == before  # nothing is saved
    ana.locator(".pane .ways-out [data-sends]").first.click()
    notes = ana.locator('.way[open] textarea[name="notes"]')
    assert len(notes.input_value()) > 10
    once = notes.input_value()
    ana.locator(".pane .ways-out [data-sends]").first.click()
    assert notes.input_value() == once
    notes.fill("")
    ana.locator(".way > summary", has_text="Edit").click()
    for box in ana.locator('.way[open] textarea[name^="field:"]').all():
        box.fill(box.evaluate("box => box.defaultValue"))


def test_in_the_chat_a_sentence_goes_and_a_brought_text_is_checked_again(seats: Seats) -> None:
    mara = seats.sit("Mara")
    mara.locator(".history li a", has_text="Check this").first.click()
    mara.wait_for_selector(".draft .findings")
    mara.locator(".draft .ways-out button").first.click()
    assert mara.get_by_role("textbox", name="Your request").input_value().startswith("Check this line: ")
    mara.get_by_role("textbox", name="Your request").fill("")
    mara.locator(".history li a", has_text="Three Instagram").first.click()
    mara.wait_for_selector(".draft [data-act=cut]")
    button = mara.locator(".draft [data-act=cut]").first
    card = mara.locator(f'.draft[data-key="{button.get_attribute("data-draft")}"]')
    before = card.locator("pre").text_content() or ""
    button.click()
    mara.wait_for_selector(".notice.good")
    after = card.locator("pre").text_content() or ""
    assert 0 < len(after) < len(before)
    mara.context.close()


def test_a_fix_that_was_cancelled_can_be_pressed_again(ana: "Page", seats: Seats) -> None:
    link = next(link for link in cards(ana, seats) if ana.locator(MENDS).count())
    box = ana.locator(".way[open] textarea[name^='field:']").first
    for _ in range(2):
        ana.locator(MENDS).first.click()
        box.wait_for()
        assert box.evaluate("(box) => box.value !== box.defaultValue"), link
        ana.locator(".way[open] [data-cancel]").click()
        assert ana.locator(".way[open]").count() == 0
