"""The desk in a real browser: ask, watch, choose, sign; cases; two people at one card; nothing from outside.

A process of its own (`pytest -m browser`): after Playwright, asyncio cannot run in the same one.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOTS = os.environ.get("COPYDESK_SCREENSHOTS")  # a folder that screenshots are written to
CAPTIONS = "Three Instagram captions for the refillable bottle, for commuters"
OFFER = "140,000 EUR"
HARM = "My child got a rash all over her face after using your balm, we are in hospital"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


class Serving(Served):
    """The scripted desk in a process of its own."""

    def __init__(self, home: Path, pace: float) -> None:
        super().__init__("tests.ui.serving", home, 0, pace)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    server = Serving(tmp_path_factory.mktemp("home"), pace=0.4)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def seat(browser: "Browser", serving: Serving) -> "Iterator[Callable[..., Page]]":
    """A page with somebody at it. Fails on any script error and on any request that leaves this machine."""
    problems: list[str] = []
    first = browser.new_context()
    first.new_page().goto(serving.link)
    key = first.storage_state()
    first.close()

    def sit(name: str, *, width: int = 1280, dark: bool = False) -> "Page":
        context = browser.new_context(
            storage_state=key, viewport={"width": width, "height": 860}, color_scheme="dark" if dark else "light"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: _inside(request.url) or problems.append(f"outside: {request.url}"))
        page.goto(f"{serving.base}/who")
        page.get_by_role("button", name=re.compile(name)).click()
        page.wait_for_selector(".desk", timeout=30_000)
        return page

    yield sit
    assert problems == []


def _inside(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def shot(page: "Page", name: str, *, whole: bool = False) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)


def ask(page: "Page", text: str) -> str:
    """Asks, waits until the run has stopped, and returns its address."""
    page.get_by_role("link", name="New request").click()
    page.get_by_role("textbox", name="Your request").fill(text)
    page.keyboard.press("Enter")
    page.wait_for_selector(".steps .running, .run > .state")
    page.wait_for_selector(".run > .state", timeout=20_000)
    return page.url


def with_cards(seat: "Callable[..., Page]", serving: Serving, asks: int) -> "Page":
    """An approver's page, once a marketer has asked so often for three captions and submitted them."""
    mara = seat("Mara Lind")
    for _ in range(asks):
        ask(mara, CAPTIONS)
        mara.get_by_role("button", name="Submit for signature").click()
        mara.wait_for_selector(".state.waiting")
    mara.context.close()
    page = seat("Ana Reyes")
    page.goto(f"{serving.base}/approvals/?tab=mine")
    page.wait_for_selector(".approval", timeout=30_000)
    return page


def test_from_a_request_to_a_signature(seat: "Callable[..., Page]", serving: Serving) -> None:
    mara = seat("Mara Lind")
    shot(mara, "chat-empty")
    box, value = mara.get_by_role("textbox", name="Your request"), mara.locator(".composer [name=value]")
    mara.get_by_role("button", name=re.compile("A large offer")).click()
    assert (box.input_value(), value.input_value()) == ("An e-mail offering our Discovery Set to a hotel group", OFFER)
    mara.get_by_role("button", name=re.compile("Three Instagram captions")).click()
    assert (box.input_value(), value.input_value()) == (CAPTIONS, "")
    mara.wait_for_timeout(1_000)
    assert mara.locator(".welcome").count() == 1  # an example sends nothing
    mara.get_by_role("button", name="Ask", exact=True).click()
    mara.wait_for_selector(".timeline li")
    shot(mara, "chat-steps")
    mara.wait_for_selector(".draft", timeout=20_000)
    shot(mara, "chat-drafts", whole=True)
    address = mara.url
    assert re.search(r"\?run=r-", address)

    assert mara.locator(".draft mark").inner_text() == "bargain"
    mara.get_by_role("button", name="Use “offer”").click()
    mara.wait_for_selector(".notice.good")
    assert mara.locator(".draft mark").count() == 0

    mara.locator(".draft").nth(2).locator("input[type=checkbox]").uncheck()
    assert mara.locator(".picked").inner_text() == "2 of 3 drafts picked"
    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".state.waiting")
    assert "Waiting for Brand, due in" in mara.locator(".run > .state").inner_text()
    shot(mara, "chat-waiting")

    mara.reload()  # nothing lives in the page
    mara.wait_for_selector(".state.waiting", timeout=30_000)
    assert mara.url == address

    ana = seat("Ana Reyes")
    ana.goto(f"{serving.base}/approvals")
    ana.wait_for_selector(".approval", timeout=30_000)
    shot(ana, "approvals", whole=True)
    assert ana.locator(".queue li").count() == 2
    assert "Everything is signed by Brand at first." in ana.locator(".why").inner_text()
    ana.get_by_role("button", name="Approve").click()
    ana.wait_for_selector(".notice.good")
    ana.locator(".way > summary", has_text="Edit").click()
    ana.locator(".way[open] textarea").fill("A calm line that heals.")
    ana.get_by_role("button", name="Check this text").click()
    ana.wait_for_selector(".tried .rating.red")
    assert ana.locator(".way[open] textarea").input_value() == "A calm line that heals."
    shot(ana, "approvals-edit")
    ana.locator(".way[open] textarea").fill("A calm line.")
    ana.get_by_role("button", name="Save and sign").click()
    ana.wait_for_selector(".empty")
    assert "All clear" in ana.locator(".empty").inner_text()

    mara.wait_for_selector(".state.published", timeout=8_000)  # without a reload
    shot(mara, "chat-published")


def test_two_people_at_one_card_see_each_others_decision(seat: "Callable[..., Page]", serving: Serving) -> None:
    ask(seat("Mara Lind"), CAPTIONS)
    mara = seat("Mara Lind")
    mara.locator(".history li a").first.click()
    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".state.waiting")
    first, second = seat("Ana Reyes"), seat("Ana Reyes")
    for page in (first, second):
        page.goto(f"{serving.base}/approvals/?tab=all")
        page.wait_for_selector(".approval", timeout=30_000)
    second.locator(".way > summary", has_text="Send back").click()
    second.locator(".way[open] textarea").fill("my notes")
    first.get_by_role("button", name="Approve").click()
    second.wait_for_selector(".decided", timeout=4_000)
    assert "Approved by Ana Reyes" in second.locator(".decided").inner_text()
    kept = second.locator(".stranded")
    for _ in range(2):
        assert "Ana Reyes has just decided this: Approved." in kept.inner_text()
        assert kept.locator("pre").all_inner_texts() == ["my notes"]
        second.wait_for_timeout(2_500)  # two looks for news
        second.reload()
        second.wait_for_selector(".stranded")
    assert first.locator(".stranded").count() == 0
    kept.get_by_role("button", name="Dismiss").click()
    second.reload()
    second.wait_for_selector(".decided")
    assert second.locator(".stranded").count() == 0


def test_a_half_typed_edit_outlives_a_colleagues_edit(seat: "Callable[..., Page]", serving: Serving) -> None:
    first = with_cards(seat, serving, asks=1)
    first.locator(".queue li > a").first.click()
    first.wait_for_selector(".queue li > a[aria-current]")
    second = seat("Ana Reyes")
    second.goto(first.url.replace("tab=mine", "tab=all"))
    for page in (first, second):
        page.locator(".approval .way > summary", has_text="Edit").click()
    second.locator(".way[open] textarea").first.fill("Half a senten")
    first.locator(".way[open] textarea").first.fill("Another text.")
    first.get_by_role("button", name="Save and sign").click()
    second.wait_for_selector(".stranded", timeout=4_000)
    assert second.locator(".stranded pre").all_inner_texts() == ["Half a senten"]


def test_an_address_that_leads_nowhere_is_a_page_with_a_way_back(seat: "Callable[..., Page]", serving: Serving) -> None:
    page = seat("Mara Lind")
    answer = page.goto(f"{serving.base}/nope")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("heading", name="There is nothing here").wait_for()
    page.get_by_role("link", name="To your requests").click()
    page.get_by_role("heading", name="What do you need, Mara?").wait_for()


def test_what_is_typed_survives_news(seat: "Callable[..., Page]", serving: Serving) -> None:
    mara = seat("Mara Lind")
    ask(mara, CAPTIONS)
    box = mara.get_by_role("textbox", name="Your request")
    box.fill("half a thought")
    mara.locator(".draft .edit > summary").first.click()
    edited = mara.locator(".draft .edit textarea").first
    edited.fill("My own words")
    ask(seat("Mara Lind"), "What does it cost?")  # changes the list on the left of the first page
    mara.wait_for_function("document.querySelectorAll('.history li').length > 1")
    mara.wait_for_timeout(4_000)
    assert box.input_value() == "half a thought"
    assert edited.input_value() == "My own words"
    assert mara.locator(".draft .edit[open]").count() == 1


def test_a_harm_becomes_a_case_that_the_on_call_person_takes(seat: "Callable[..., Page]") -> None:
    mara = seat("Mara Lind")
    ask(mara, HARM)
    assert "nothing was sent" in mara.locator(".handed").inner_text()
    noor = seat("Noor Haddad")
    noor.get_by_role("link", name=re.compile("Approvals")).first.click()
    noor.get_by_role("link", name=re.compile(r"^Cases( \d+)?$")).click()
    noor.wait_for_selector(".case")
    assert "Never sent by the desk" in noor.locator(".holding").inner_text(timeout=5_000)
    assert re.search(r"due in \d+:\d\d", noor.locator(".clocks").inner_text())
    shot(noor, "case")
    noor.get_by_role("button", name="Take this case").click()
    noor.wait_for_selector(".clock.met")
    noor.locator(".way > summary", has_text="Resolve").click()
    noor.locator(".way[open] textarea").fill("Called the parents.")
    noor.get_by_role("button", name="Resolve this case").click()
    noor.wait_for_selector(".record >> text=Handled with the customer")
    mara.wait_for_selector(".state.resolved", timeout=8_000)


def test_nothing_that_is_typed_runs(seat: "Callable[..., Page]") -> None:
    mara = seat("Mara Lind")
    hostile = "<img src=x onerror=alert(1)> {{7*7}} ${alert(1)} <script>alert(1)</script> captions"
    ask(mara, hostile)
    assert mara.locator(".bubble").inner_text() == hostile
    mara.locator(".draft .edit > summary").first.click()
    mara.locator(".draft .edit textarea").first.fill(hostile)
    mara.get_by_role("button", name="Save and check again").first.click()
    mara.wait_for_selector(".notice.good")
    assert hostile in mara.locator(".draft .copy").first.inner_text()
    mara.wait_for_timeout(500)  # a dialog would fail the seat


def test_handlers_refuse_what_the_buttons_do_not_offer(seat: "Callable[..., Page]", serving: Serving) -> None:
    """Straight to Gradio's HTTP interface, past every button."""
    run = ask(seat("Mara Lind"), CAPTIONS).split("run=")[1]
    edda = seat("Edda Falk")
    assert edda.locator(".composer").count() == 0
    for path, act in (("/", "ask"), ("/", "withdraw"), ("/approvals/", "approve"), ("/approvals/", "take")):
        payload = {"act": act, "run": run, "text": "x", "approval": "a-00000001-1", "case": "c-1"}
        told = edda.evaluate(
            """async ([path, payload]) => {
              const config = await (await fetch(path + "config")).json();
              const press = config.dependencies.find((one) => one.targets.some((target) => target[1] === "act"));
              const answer = await fetch(path + "gradio_api/run/predict", {
                method: "POST", headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ data: [], fn_index: press.id, event_data: { payload }, session_hash: "x" }) });
              return [answer.status, await answer.text()];
            }""",
            [path, payload],
        )
        assert told[0] == 200
        assert "reads here and changes nothing" in told[1]


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False), (390, True)])
def test_it_reads_well_narrow_and_dark(seat: "Callable[..., Page]", serving: Serving, width: int, dark: bool) -> None:
    name = f"{width}-{'dark' if dark else 'light'}"
    mara = seat("Mara Lind", width=width, dark=dark)
    shot(mara, f"chat-empty-{name}")
    ask(mara, CAPTIONS)
    shot(mara, f"chat-{name}", whole=True)
    mara.get_by_role("button", name="Submit for signature").click()
    mara.wait_for_selector(".state.waiting")
    mara.goto(f"{serving.base}/approvals/?tab=all")
    mara.wait_for_selector(".approval", timeout=30_000)
    shot(mara, f"approvals-{name}", whole=True)
    wide = mara.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_after_a_restart_the_way_in_is_asked_again_only_when_it_must(browser: "Browser", tmp_path: Path) -> None:
    """The session lives in a signed cookie and the home's key, not in the process."""
    server = Serving(tmp_path, pace=0)
    page = browser.new_page()
    page.goto(server.link)
    page.get_by_role("button", name=re.compile("Mara Lind")).click()
    page.wait_for_selector(".welcome", timeout=30_000)
    cookies = page.context.cookies()
    server.stop()
    again = Serving(tmp_path, pace=0)
    page.context.add_cookies([{"name": c["name"], "value": c["value"], "url": again.base} for c in cookies])
    page.goto(again.base)
    page.wait_for_selector(".welcome", timeout=30_000)
    page.context.close()
    again.stop()
