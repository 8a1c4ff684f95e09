"""Documents in a real browser: sent, read, published, found; and what is refused says why."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import CHROMIUM, ROOT
from tests.ui.browser.test_pages import _inside, shot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("library")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.serving_library", str(home / "home")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(20)
    process.stdout.close()


@pytest.fixture(scope="module")
def seat(browser: "Browser", link: str) -> "Iterator[Callable[..., Page]]":
    """The knowledge page with somebody at it. Fails on any script error and on what leaves this machine."""
    problems: list[str] = []
    base = link.split("/sign-in")[0]
    first = browser.new_context()
    first.new_page().goto(link)
    key = first.storage_state()
    first.close()

    def sit(name: str, *, width: int = 1280) -> "Page":
        page = browser.new_context(storage_state=key, viewport={"width": width, "height": 900}).new_page()
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("request", lambda request: _inside(request.url) or problems.append(f"outside: {request.url}"))
        page.on("dialog", lambda dialog: dialog.accept() if "alert" not in dialog.type else problems.append("alert"))
        page.goto(f"{base}/who")
        page.get_by_role("button", name=re.compile(name)).click()
        page.wait_for_selector(".desk", timeout=60_000)
        page.goto(f"{base}/knowledge/")
        page.wait_for_selector(".knowledge", timeout=60_000)
        return page

    yield sit
    assert problems == []


def test_a_document_from_upload_to_a_found_passage(seat: "Callable[..., Page]", tmp_path: Path) -> None:
    files = {
        "cork.md": f"# The cork\n\nThe zirconium cork weighs four grams. `{HOSTILE}`\n",
        f"{HOSTILE.replace('/', '')}.exe": "MZ",
        "huge.md": "x" * 20_000_001,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    ana = seat("Ana Ferreira")
    ana.get_by_text("Upload documents").click()
    ana.get_by_label("What they are").select_option("product")
    ana.locator("[data-files]").set_input_files([str(tmp_path / name) for name in files])
    ana.wait_for_selector(".uploads >> text=In, as a draft", timeout=30_000)
    ana.wait_for_selector(".uploads >> text=.exe cannot be read")
    ana.wait_for_selector("[data-sending] >> text=It is larger than 20 MB")
    shot(ana, "knowledge-upload")

    ana.get_by_role("link", name="Open cork.md").click()
    ana.wait_for_selector(".known-document .life.draft")
    assert HOSTILE in ana.locator(".known-passages").inner_text()
    ana.get_by_role("button", name="Publish").click()
    ana.wait_for_selector(".known-document .life.published")
    ana.locator(".way > summary").click()
    ana.get_by_label("Owner").fill("half a")
    ana.wait_for_timeout(6_000)  # news comes meanwhile
    assert ana.get_by_label("Owner").input_value() == "half a"
    ana.get_by_label("Owner").fill("ana")
    ana.get_by_role("button", name="Save").click()
    ana.wait_for_selector(".facts >> text=Ana Ferreira")

    ana.get_by_role("link", name="Search", exact=True).click()
    ana.get_by_label("Your question").fill("zirconium & cork + 4%")
    ana.keyboard.press("Enter")
    ana.wait_for_selector(".known-passages >> text=weighs four grams", timeout=30_000)
    ana.reload()  # the question lives in the address
    ana.wait_for_selector(".known-passages >> text=weighs four grams", timeout=60_000)
    assert ana.get_by_label("Your question").input_value() == "zirconium & cork + 4%"

    ana.go_back()
    ana.wait_for_selector(".known-document, .listing, .ask-known")


def test_what_waits_is_labelled_and_released(seat: "Callable[..., Page]") -> None:
    ana = seat("Ana Ferreira")
    ana.get_by_role("link", name=re.compile("^Quarantine")).click()
    ana.get_by_role("button", name="It is harmless, release it").click()
    ana.wait_for_selector(".notice.good")
    assert ana.get_by_role("button", name="It is harmless, release it").count() == 0
    ana.get_by_role("link", name=re.compile("^Labels")).click()
    ana.wait_for_selector(".to-label > li", timeout=30_000)
    before = ana.locator(".to-label > li").count()
    ana.locator(".to-label select").first.select_option("product")
    ana.get_by_role("button", name="Label it").first.click()
    ana.wait_for_function(f"document.querySelectorAll('.to-label > li').length < {before}")


def test_a_marketer_reads_and_a_narrow_screen_does_not_scroll_sideways(seat: "Callable[..., Page]") -> None:
    mara = seat("Mara Lindqvist", width=390)
    assert mara.locator("[data-upload]").count() == 0
    for name in ("Documents", "Search", "Quality"):
        mara.get_by_role("link", name=name, exact=True).click()
        mara.wait_for_selector(f".tabs a[aria-current] >> text={name}")
        mara.wait_for_timeout(300)
        assert mara.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert mara.get_by_role("link", name="Quarantine").count() == 0


def test_no_part_is_wider_than_the_narrowest_window(seat: "Callable[..., Page]") -> None:
    """WCAG 2.2, 1.4.10: 320 pixels without scrolling sideways."""
    page = seat("Ana", width=320)
    for tab in ("documents", "search", "quality", "labels", "quarantine"):
        page.goto(f"{page.url.partition('?')[0]}?tab={tab}")
        page.wait_for_selector(".knowledge")
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, tab
