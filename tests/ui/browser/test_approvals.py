"""The approvals page in a real browser: keys, an edit that is checked while it is typed, several read and signed."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM
from tests.ui.browser.test_pages import Serving, shot, with_cards
from tests.ui.browser.test_pages import seat as seat

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    server = Serving(tmp_path_factory.mktemp("home"), pace=0)
    yield server
    server.stop()


@pytest.fixture
def ana(seat: "Callable[..., Page]", serving: Serving) -> "Page":
    """An approver with three cards, or more, to sign."""
    return with_cards(seat, serving, asks=1)


def focused(page: "Page", what: str) -> bool:
    return bool(page.evaluate("what => document.activeElement.matches(what)", what))


def test_keys_lead_and_only_a_second_one_signs(ana: "Page") -> None:
    ana.keyboard.press("j")
    ana.wait_for_selector(".queue li:nth-child(2) > a[aria-current]")
    assert focused(ana, ".queue li:nth-child(2) > a")
    ana.keyboard.press("k")
    ana.wait_for_selector(".queue li:nth-child(1) > a[aria-current]")
    waiting = ana.locator(".queue li").count()
    ana.keyboard.press("a")
    assert focused(ana, '[data-act="approve"]')
    assert ana.locator(".armed").is_visible()
    shot(ana, "approvals-armed")
    ana.keyboard.press("a")
    ana.wait_for_timeout(300)
    assert ana.locator(".queue li").count() == waiting
    ana.keyboard.press("Enter")
    ana.wait_for_selector(".notice.good")
    assert ana.locator(".queue li").count() == waiting - 1
    ana.wait_for_function("document.activeElement.matches('.approval h2')")  # not at the next button that signs
    for key, title in (("r", "Send back"), ("x", "Reject")):
        ana.keyboard.press(key)
        assert ana.locator(".way[open] > summary").inner_text() == title
        assert focused(ana, ".way[open] :is(textarea, select)")
        ana.keyboard.press("Escape")
        assert focused(ana, ".way > summary")
    ana.keyboard.press("?")
    assert ana.locator("dialog.keys").is_visible()
    ana.locator("dialog.keys").get_by_role("checkbox").uncheck()
    ana.keyboard.press("Escape")
    ana.keyboard.press("e")
    assert ana.locator(".way[open]").count() == 0  # whoever wants no keys has none


def test_an_edit_is_checked_while_it_is_typed_and_typing_never_waits(ana: "Page") -> None:
    ana.keyboard.press("e")
    box = ana.locator(".way[open] textarea")
    ana.keyboard.type(" It heals. jkaerx?", delay=25)
    ana.wait_for_selector(".tried.done .rating.red", timeout=6_000)
    assert "A cosmetic must not claim to heal." in ana.locator(".tried").inner_text()
    assert box.input_value().endswith(" It heals. jkaerx?")  # letters in a box are no keys
    assert focused(ana, ".way[open] textarea")
    shot(ana, "approvals-live", whole=True)
    ana.wait_for_timeout(3_500)  # two looks for news
    assert ana.locator(".tried.done .rating.red").count() == 1
    for _ in range(len(" It heals. jkaerx?")):
        ana.keyboard.press("Backspace")
    ana.keyboard.type(" Calm.")
    ana.wait_for_selector(".tried.done .rating:not(.red)", timeout=6_000)
    ana.get_by_role("button", name="Save and sign").click()
    ana.wait_for_selector(".notice.good")


def test_an_edit_is_checked_at_once_however_often_the_page_looks_for_news(ana: "Page") -> None:
    ana.evaluate("setInterval(() => document.dispatchEvent(new CustomEvent('desk-look')), 300)")
    ana.keyboard.press("e")
    ana.keyboard.type(" It heals.", delay=25)
    ana.wait_for_selector(".tried.done .rating.red", timeout=3_000)
    ana.context.close()


TYPE_AND_SAVE = """(more) => {
  const box = document.querySelector('.way[open] textarea[name^="field:"]');
  box.value += more;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector('.way[open] [data-act="edit"]').click();
}"""


def test_a_save_right_after_the_last_key_signs_nothing_that_nobody_has_read(ana: "Page") -> None:
    waiting = ana.locator(".queue li").count()
    ana.keyboard.press("e")
    for more in (" It heals.", " It heals you."):  # the second after a rating of other words
        ana.evaluate(TYPE_AND_SAVE, more)
        ana.wait_for_function("more => document.querySelector('.tried.done .copy')?.innerText.includes(more)", arg=more)
        assert "Not signed yet" in ana.locator(".notice").inner_text()
        assert ana.locator(".tried.done .rating.red").count() == 1
        assert ana.locator(".queue li").count() == waiting
    ana.get_by_role("button", name="Save and sign").click()
    ana.wait_for_selector(".notice.good")
    ana.context.close()


def test_a_page_at_rest_is_drawn_again_for_news_alone(ana: "Page") -> None:
    drawn: list[str] = []
    looked: list[int] = []
    ana.on("request", lambda one: drawn.append(one.url) if "run/predict" in one.url else None)
    ana.on("response", lambda one: looked.append(one.status) if "/news/" in one.url else None)
    ana.wait_for_timeout(8_000)
    assert looked
    assert len(drawn) <= looked.count(200) + 1  # an answer may have been on its way


def test_a_list_is_filtered_by_its_boxes(ana: "Page") -> None:
    everything = ana.locator(".queue li").count()
    ana.locator(".filters summary").click()
    ana.get_by_label("Rating").select_option("amber")
    ana.wait_for_selector(".chosen")
    assert "rating=amber" in ana.url
    assert 0 < ana.locator(".queue li").count() < everything
    assert ana.locator(".queue .dot:not(.amber)").count() == 0
    shot(ana, "approvals-filtered")
    ana.get_by_role("link", name="take this filter away").click()
    ana.wait_for_function(f"document.querySelectorAll('.queue li').length === {everything}")


def test_what_was_half_typed_outlives_a_session_and_a_reload(ana: "Page") -> None:
    def field() -> "Locator":
        return ana.locator('.way[open] textarea[name^="field:"]').first

    ana.keyboard.press("e")
    words = field().input_value() + " Half a senten"
    field().fill(words)
    here, kept = ana.url, ana.context.cookies()
    ana.context.clear_cookies()
    ana.get_by_role("heading", name="Sign in").wait_for()
    ana.context.add_cookies([{"name": one["name"], "value": one["value"], "url": here} for one in kept])
    ana.goto(here)
    ana.wait_for_selector(".way[open]")
    assert field().input_value() == words
    ana.reload()
    ana.wait_for_selector(".way[open]")
    assert field().input_value() == words
    field().fill(field().evaluate("box => box.defaultValue"))
    ana.reload()
    ana.wait_for_selector(".approval")
    assert not ana.locator(".way[open]").count()


def test_what_was_half_typed_is_kept_card_by_card(ana: "Page") -> None:
    def notes() -> "Locator":
        return ana.locator('.way[open] textarea[name="notes"]')

    def look_at(row: int) -> None:
        ana.locator(f".queue li:nth-child({row}) > a").click()
        ana.wait_for_selector(f".queue li:nth-child({row}) > a[aria-current]")
        ana.wait_for_function("!document.querySelector('[data-busy]')")

    look_at(1)
    ana.keyboard.press("r")
    ana.keyboard.type("Please say it shorter, and")
    look_at(2)
    assert not notes().count()
    ana.keyboard.press("r")
    ana.keyboard.type("Warmer")
    look_at(1)
    assert notes().input_value() == "Please say it shorter, and"
    look_at(2)
    assert notes().input_value() == "Warmer"
    ana.locator('.way[open] [data-act="revise"]').click()
    ana.wait_for_selector(".notice.good")
    ana.reload()
    ana.wait_for_selector(".approval")
    assert not ana.locator(".stranded").count()


def test_to_approve_throws_no_typed_words_away(ana: "Page") -> None:
    card = ana.locator(".approval").get_attribute("data-shared")
    ana.keyboard.press("e")
    box = ana.locator(".way[open] textarea[name^='field:']").first
    before = box.input_value()
    ana.keyboard.type(" Calm.")
    ana.wait_for_selector(".tried.done")
    approve, asks = ana.get_by_role("button", name="Approve", exact=True), ana.locator("dialog.unsaved")
    approve.click()
    assert asks.is_visible()
    shot(ana, "approvals-unsaved")
    ana.wait_for_timeout(2_000)  # a look for news
    asks.get_by_role("button", name="Back to the edit").click()
    assert focused(ana, ".way[open] textarea")
    assert box.input_value() == f"{before} Calm."
    assert ana.locator(".approval").get_attribute("data-shared") == card
    approve.click()
    asks.get_by_role("button", name="Save my words and sign").click()
    ana.wait_for_selector(".notice.good")
    assert str(card) in ana.locator(".notice.good").inner_text(), "another card stands under it"
    ana.goto(f"{ana.url.partition('?')[0]}?tab=done&id={card}")
    assert "Calm." in ana.locator(".approval .copy").first.inner_text()


def test_an_edit_that_is_discarded_is_not_signed(ana: "Page") -> None:
    card = ana.locator(".approval").get_attribute("data-shared")
    ana.keyboard.press("e")
    ana.keyboard.type(" Zebra.")
    ana.get_by_role("button", name="Approve", exact=True).click()
    ana.locator("dialog.unsaved").get_by_role("button", name="Discard my words and sign").click()
    ana.wait_for_selector(".notice.good")
    ana.goto(f"{ana.url.partition('?')[0]}?tab=done&id={card}")
    ana.wait_for_selector(".decided >> text=Approved")
    assert "Zebra." not in ana.locator(".approval .copy").first.inner_text()


def test_cancel_puts_the_whole_form_back(ana: "Page") -> None:
    def edit() -> None:
        ana.locator(".approval .way > summary", has_text="Edit").click()
        ana.wait_for_selector(".way[open] [data-checks]")

    edit()
    box = ana.locator(".way[open] textarea[name^='field:']").first
    before = box.input_value()
    box.fill("A calm line that heals.")
    ana.wait_for_selector(".tried .rating.red")
    ana.locator("input[name=not_again]").check()
    box.fill("A calm line that heals all.")
    ana.evaluate(
        "for (const one of ['[data-act=rate]', '[data-cancel]']) document.querySelector(`.way[open] ${one}`).click()"
    )
    ana.wait_for_function("!document.querySelector('[data-busy]')")
    ana.wait_for_timeout(1_500)
    edit()
    assert box.input_value() == before
    assert not ana.locator("input[name=not_again]").is_checked()
    assert ana.locator(".tried.done").count() == 0
    assert ana.locator(".tried .rating").count() == 0


def test_on_a_telephone_what_is_pressed_comes_into_view(ana: "Page") -> None:
    ana.set_viewport_size({"width": 390, "height": 844})
    for title in ("Edit", "Send back", "Reject"):
        ana.locator(".way > summary", has_text=title).click()
        ana.wait_for_function("document.activeElement.matches('.way[open] :is(textarea, select)')")
        box = ana.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert 60 <= box["top"] <= box["bottom"] <= 844, title
        ana.keyboard.press("Escape")
    ana.locator(".way > summary", has_text="Send back").click()
    ana.get_by_role("button", name="Send back with these notes").click()
    assert focused(ana, ".way[open] textarea:invalid")
    assert ana.locator(".notice").count() == 0
