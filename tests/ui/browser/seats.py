"""A desk in a process of its own, and people at it in a real browser."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, StorageState

ROOT = Path(__file__).parents[3]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PATIENCE = 15_000  # milliseconds
PRELOAD = re.compile(r"script: .*\bUnable to preload CSS for (\S+)")
LOCAL = ("http://127.0.0.1:", "data:", "blob:")


class Served:
    """`python -m MODULE ARGUMENTS…`, which prints its link."""

    def __init__(self, module: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.link = self.process.stdout.readline().strip()
        self.base = self.link.split("/sign-in")[0]
        assert self.base, f"{module} did not start"

    def stop(self) -> None:
        self.process.terminate()
        self._gone()

    def kill(self) -> None:
        self.process.kill()
        self._gone()

    def _gone(self) -> None:
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def chromium() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


def came_in(browser: "Browser", served: Served) -> "StorageState":
    """What a browser keeps that came by the link; it works once."""
    first = browser.new_context()
    first.new_page().goto(served.link)
    key = first.storage_state()
    first.close()
    return key


def grave(problems: Iterable[str], is_there: Callable[[str], bool]) -> list[str]:
    """Without what a page says that is left while a style of Gradio's was on its way: the style is there."""
    found = ((one, PRELOAD.match(one)) for one in problems)
    return [one for one, style in found if style is None or not is_there(style.group(1))]


class Seats:
    """People at their pages. `problems`: script errors, dialogs, and requests that leave this machine. `agreed`: how
    the questions begin that people say yes to; any other dialog is a problem. `key`: what lets somebody in who has not
    sat down yet; a seat taken with a copy of somebody's cookie would end their session."""

    def __init__(self, browser: "Browser", served: Served) -> None:
        self.served = served
        self.problems: list[str] = []
        self.agreed: tuple[str, ...] = ()
        self._browser = browser
        self.key = came_in(browser, served)

    def sit(
        self,
        name: str,
        path: str = "/",
        *,
        width: int = 1280,
        dark: bool = False,
        locale: str = "en-GB",
        zone: str = "Europe/Berlin",
    ) -> "Page":
        context = self._browser.new_context(
            storage_state=self.key,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=locale,
            timezone_id=zone,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        self.watch(page)
        page.goto(f"{self.served.base}/who")
        page.get_by_role("button", name=re.compile(f"^(.. )?{name}")).first.click()
        page.wait_for_load_state()
        page.goto(f"{self.served.base}{path}")
        return page

    def settle(self, page: "Page") -> None:
        """Leaves the grave problems alone; `page` is of somebody who may fetch styles."""
        self.problems[:] = grave(self.problems, lambda path: page.request.get(urljoin(f"{self.served.base}/", path)).ok)

    def _answer(self, dialog: "Dialog") -> None:
        if dialog.message.startswith(self.agreed):
            dialog.accept()
            return
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def watch(self, page: "Page") -> None:
        problems = self.problems
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("dialog", self._answer)
        page.on("request", lambda one: one.url.startswith(LOCAL) or problems.append(f"outside: {one.url}"))
