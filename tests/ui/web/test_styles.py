"""The sheets of all pages are loaded by each of them: none may reach into another by accident."""

import re

import pytest

from ui.web.menu import ENTRIES
from ui.web.theme import STATIC

PAGES = ("chat", "approvals", *(entry.name for entry in ENTRIES))  # the class of a whole page


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_is_styled_by_the_name_of_a_whole_page(page: str) -> None:
    """A part of a card with the class `people` once pushed the People page down."""
    bare = re.compile(rf"(?:^|[}},{{])\s*\.{page}\s*(?=[,{{])", re.MULTILINE)
    found = [path.name for path in sorted(STATIC.glob("*.css")) if bare.search(path.read_text(encoding="utf-8"))]
    assert set(found) <= {f"{page}.css"}


def test_that_would_be_seen() -> None:
    sheet = (STATIC / "knowledge.css").read_text(encoding="utf-8")
    assert re.search(r"(?:^|[},{])\s*\.knowledge\s*(?=[,{])", sheet, re.MULTILINE)


def test_the_queue_is_as_wide_beside_a_card_as_beside_a_case_or_several() -> None:
    """One width for each width of the window, whatever stands beside it."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")))
    widths = re.findall(r"(\.approvals > main[^{,]*)\{[^}]*grid-template-columns: ([^;]+);", sheets)
    assert {selector.strip() for selector, _ in widths} == {".approvals > main"}
