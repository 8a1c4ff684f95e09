"""Every page of a desk in full use: who opens it, where it is, what is there when it is ready, what is done then."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = 60_000  # milliseconds


@dataclass(frozen=True)
class View:
    name: str
    who: str  # the beginning of their name
    path: str
    ready: str  # a selector
    then: "Callable[[Page], None] | None" = None


def _link(name: str) -> "Callable[[Page], None]":
    def follow(page: "Page") -> None:
        page.get_by_role("link", name=re.compile(name)).first.click()
        page.wait_for_timeout(700)

    return follow


def _unfold(*selectors: str) -> "Callable[[Page], None]":
    def unfold(page: "Page") -> None:
        for selector in selectors:
            page.locator(selector).first.click()
            page.wait_for_timeout(300)

    return unfold


def _of_history(words: str) -> "Callable[[Page], None]":
    def follow(page: "Page") -> None:
        link = page.locator(".history li a", has_text=re.compile(words)).first
        page.wait_for_selector(".history li", state="attached")
        if not link.is_visible():
            page.locator(".history summary").first.click()
        link.click()
        page.wait_for_selector(".run", timeout=READY)
        page.wait_for_timeout(500)

    return follow


def _try_a_rule(page: "Page") -> None:
    page.get_by_label("Your text").fill("Grab this bargain. It cures eczema overnight.")
    page.get_by_role("button", name="Try against all rules").click()
    page.wait_for_selector(".result mark", timeout=READY)


def _search(page: "Page") -> None:
    page.get_by_label("Your question").fill("What does the refillable bottle cost?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".known-passages", timeout=READY)


def _replay(page: "Page") -> None:
    box = page.get_by_label("A policy to try")
    box.fill(box.input_value().replace("above: 100000", "above: 50000"))
    page.get_by_role("button", name="Replay").click()
    page.wait_for_selector(".replayed", timeout=READY)


def _card(page: "Page") -> None:
    page.locator('.queue li:has-text("Instagram") > a').first.click()
    page.wait_for_selector('.queue li:has-text("Instagram") > a[aria-current]')
    page.wait_for_function("!document.querySelector('[data-busy]')")


def _together(page: "Page") -> None:
    for box in page.locator(".queue input[name=read]").all():
        box.check()
    page.locator('[data-act="read-many"]').click()
    page.wait_for_selector(".together .one ~ .one", timeout=READY)


VIEWS = (
    View("chat-new", "Mara", "/", ".welcome", _unfold(".options > summary")),
    View("chat-drafts", "Mara", "/", ".history", _of_history("Three Instagram")),
    View("chat-waits", "Mara", "/", ".history", _of_history("sensitive skin")),
    View("chat-answer", "Mara", "/", ".history", _of_history("What is the price")),
    View("chat-check", "Mara", "/", ".history", _of_history("Check this")),
    View("chat-harm", "Mara", "/", ".history", _of_history("child got a rash all")),
    View("chat-published", "Jonas", "/", ".history", _of_history("First Train|Quiet Cedar")),
    View("approvals-mine", "Ana", "/approvals/?tab=mine", ".approval"),
    View("approvals-why", "Ana", "/approvals/?tab=all", ".approval", _card),
    View("approvals-edit", "Ana", "/approvals/?tab=mine", ".approval", _unfold(".way > summary >> text=Edit")),
    View("approvals-together", "Ana", "/approvals/?tab=mine", ".queue input[name=read]", _together),
    View("approvals-decided", "Ana", "/approvals/?tab=done", ".queue"),
    View("cases", "Noor", "/approvals/?tab=cases", ".case, .queue"),
    View("knowledge-documents", "Ana", "/knowledge/", ".knowledge"),
    View("knowledge-document", "Ana", "/knowledge/", ".knowledge", _link("Claim register")),
    View("knowledge-search", "Ana", "/knowledge/?tab=search", ".knowledge", _search),
    View("knowledge-quality", "Ana", "/knowledge/?tab=quality", ".tabs"),
    View("knowledge-labels", "Ana", "/knowledge/?tab=labels", ".to-label, .empty"),
    View("knowledge-quarantine", "Ana", "/knowledge/?tab=quarantine", ".tabs"),
    View("rules", "Mara", "/rules/", ".rule-rows"),
    View("rules-try", "Mara", "/rules/?tab=try", ".desk h1", _try_a_rule),
    View("policy", "Ana", "/policy/", ".rules-in-words"),
    View("policy-tiers", "Ana", "/policy/?tab=tiers", ".desk h1"),
    View("policy-try", "Ana", "/policy/?tab=try", ".desk h1", _replay),
    View("policy-map", "Ana", "/policy/?tab=map", "svg.map"),
    View("policy-versions", "Ana", "/policy/?tab=versions", ".desk h1"),
    View("insights", "Ana", "/insights/", ".insights-page"),
    View("insights-requests", "Ana", "/insights/", ".insights-page", _link("Signed as filed: the requests behind")),
    View("audit", "Edda", "/audit/", ".desk h1"),
    View("audit-refused", "Mara", "/audit/", ".empty"),
    View("people", "Joost", "/people/", ".desk h1"),
    View("people-mine", "Mara", "/people/?tab=you", ".desk h1"),
    View("people-tokens", "Joost", "/people/?tab=tokens", ".desk h1"),
    View("password", "Joost", "/password", "form"),
)


PASSWORD = "nine quiet cedars"


def choose_password(page: "Page") -> None:
    """On the page for it, for the first time: from now on people sign in."""
    for box in page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    page.get_by_role("button").last.click()
    page.wait_for_load_state()
